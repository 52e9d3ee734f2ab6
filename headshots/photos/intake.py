"""The first look at an upload: bytes that nobody vouches for.

Nothing is decoded here. What passes is kept untouched, because provenance needs the original bytes, and developed by a
worker (`headshots.comparisons.developing`).
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from headshots.photos.headers import Header, Raw, Unknown, Unreadable, read_header
from headshots.photos.models import Format
from headshots.photos.uploads import BYTE_CAP

PIXEL_CAP: Final = 100_000_000  # as analysis.photo; a test holds the two together
SHORT_EDGE_MIN: Final = 32  # twice the smallest distance between two irises that is measured
NAME_LENGTH: Final = 255


class UploadRejected(Exception):
    """The file cannot be used. The message is a sentence for the person who chose it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A file that may be kept, as far as its header tells."""

    data: bytes
    sha256: str
    format: Format
    width: int  # as stored, before orientation
    height: int
    name: str  # to show, never to build a path from


def accept(file: UploadedFile[bytes]) -> Accepted:
    """Within the caps, on the list of types, and with a header that makes sense. Raises UploadRejected."""
    if (file.size or 0) > BYTE_CAP:
        raise UploadRejected(_("The file is larger than 50 MB. Export it as a JPEG and choose that."))
    file.seek(0)
    data = file.read(BYTE_CAP + 1)
    if not data:
        raise UploadRejected(_("The file is empty. Choose it again, or export it once more."))
    header = _header(data)
    return Accepted(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        format=header.format,
        width=header.width,
        height=header.height,
        name=display_name(file.name or ""),
    )


def _header(data: bytes) -> Header:
    try:
        header = read_header(data)
    except Raw:
        raise UploadRejected(
            _("This is a camera raw file. Export the picture as a JPEG or TIFF and choose that.")
        ) from None
    except Unknown:
        raise UploadRejected(
            _("This is not a photograph that we can read. Choose a JPEG, PNG, WebP, HEIC, AVIF or TIFF file.")
        ) from None
    except Unreadable:
        raise UploadRejected(
            _("The file is damaged or incomplete. Download or export it again and choose the new one.")
        ) from None
    if header.width * header.height > PIXEL_CAP:
        raise UploadRejected(_("The picture has more than 100 megapixels. Export it a little smaller and choose that."))
    if min(header.width, header.height) < SHORT_EDGE_MIN:
        raise UploadRejected(_("The picture is too small to show a face. Choose a larger version of it."))
    return header


def display_name(name: str) -> str:
    """The file's own name without folders and control characters, cut to what fits."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip()
    return shown[:NAME_LENGTH] or _("unnamed")
