"""The one door through which untrusted bytes reach an image library."""

from __future__ import annotations

import io
import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pillow_heif
from PIL import Image, TiffImagePlugin

from analysis.errors import Undecodable
from analysis.photo import refusals
from analysis.photo.container import MAX_PIXELS, MAX_SIDE, Format, essential_png
from analysis.photo.orientation import UPRIGHT, Orientation

pillow_heif.register_heif_opener(thumbnails=False, aux_images=False, depth_images=False)

_PLUGINS = {
    Format.JPEG: ("JPEG",),  # which itself recognises an MPO and gives its main picture
    Format.PNG: ("PNG",),
    Format.WEBP: ("WEBP",),
    Format.HEIF: ("HEIF",),
    Format.AVIF: ("AVIF",),
    Format.TIFF: ("TIFF",),
}
_TOO_DEEP = frozenset({"I", "F"})
_ORIENTATION, _NEW_SUBFILE_TYPE, _DNG_VERSION = 274, 254, 50706
_XMP, _IPTC, _PHOTOSHOP = 700, 33723, 34377

# What Pillow's and libheif's readers raise on bytes that are not what they claim; Pillow documents no shorter list.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)

# Warning filters belong to the whole process, so one thread at a time; this also bounds what decoding can weigh.
_one_at_a_time = threading.Lock()


@contextmanager
def _careful() -> Iterator[None]:
    """Damage becomes Undecodable. Warnings are dropped: the limits are ours, and a bent tag spoils no pixel."""
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Undecodable:
            raise
        except Image.DecompressionBombError:
            raise Undecodable(refusals.TOO_MANY_PIXELS) from None
        except _DAMAGE as error:
            raise Undecodable(refusals.DAMAGED) from error


def opened(data: bytes, kind: Format) -> Image.Image:
    """The first picture in `data`, within the limits, its pixels not yet decoded. Raises Undecodable."""
    with _careful():
        source = essential_png(data) if kind is Format.PNG else data
        image = Image.open(io.BytesIO(source), formats=_PLUGINS[kind])
        _within_limits(image)
        return image


def load(image: Image.Image) -> None:
    """Decode the pixels of what `opened` returned. Raises Undecodable."""
    with _careful():
        image.load()


def orientation(image: Image.Image) -> Orientation:
    """How the picture lies in the file: EXIF alone decides, as in browsers; a tag that cannot be read means upright.

    A TIFF is turned by Pillow itself, and a HEIF by libheif, which removes the tag.
    """
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return UPRIGHT
    exif = Image.Exif()
    try:
        with _careful():
            exif.load(image.info.get("exif", b""))
            return Orientation.of_tag(exif.get(_ORIENTATION))
    except Undecodable:
        return UPRIGHT


@dataclass(frozen=True, slots=True)
class Embedded:
    """Metadata blocks as an image library found them; empty where there are none."""

    exif: bytes = b""
    xmp: bytes = b""
    iptc: bytes = b""
    photoshop: bytes = b""


def embedded(data: bytes, kind: Format) -> Embedded:
    """The metadata blocks of a file, unread. Raises Undecodable."""
    image = opened(data, kind)
    with _careful():
        if isinstance(image, TiffImagePlugin.TiffImageFile):
            tags = image.tag_v2
            return Embedded(b"", *(_bytes(tags.get(tag)) for tag in (_XMP, _IPTC, _PHOTOSHOP)))
        return Embedded(_bytes(image.info.get("exif")), _bytes(image.info.get("xmp")))


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _within_limits(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise Undecodable(refusals.TOO_MANY_PIXELS)
    if max(width, height) > MAX_SIDE:
        raise Undecodable(refusals.TOO_LONG)
    if width < 1 or height < 1:
        raise Undecodable(refusals.DAMAGED)
    if image.mode in _TOO_DEEP:
        raise Undecodable(refusals.TOO_DEEP)
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        tags = image.tag_v2
        # Raw files are TIFFs whose first picture is a thumbnail.
        if _DNG_VERSION in tags or tags.get(_NEW_SUBFILE_TYPE, 0) == 1:
            raise Undecodable(refusals.RAW)
