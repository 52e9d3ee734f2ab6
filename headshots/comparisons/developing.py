"""Developing a photo: decoding it once in a child process within limits, and keeping what people are shown of it.

A file that hangs, swells or crashes the decoder takes the child with it, and the photo fails with a sentence.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from headshots import files
from headshots.photos.models import Photo, Rendition, Variant
from headshots.queue import LostLease, held, settled

log = logging.getLogger(__name__)

TIME_LIMIT: Final = timedelta(seconds=30)
LONGEST: Final = {Variant.SCREEN: 1600, Variant.THUMB: 480}  # pixels
CHILD: Final = [sys.executable, "-m", "headshots.comparisons.darkroom"]
TOO_MUCH: Final = _("The file could not be opened within our limits of time and memory. Export it as a JPEG.")


class Refused(Exception):
    """The file is no picture we can show. The message is a sentence for whoever chose it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendition, encoded."""

    variant: Variant
    data: bytes
    width: int
    height: int


def develop(photo_id: int) -> None:
    """Claim the photo and make its renditions; nothing when somebody else has it or it is done."""
    photo = Photo.objects.claim(photo_id)
    if photo is None:
        return
    with held(Photo.objects.all(), photo):
        try:
            pictures = decode(files.read(photo.original))
        except Refused as refusal:
            Photo.objects.fail(photo, str(refusal))
        else:
            _keep(photo, pictures)


def developed(photo: Photo) -> Photo:
    """The photo once it is developed or failed, whoever does that; at the latest after the time limit."""
    if not photo.is_settled:
        develop(photo.pk)
        photo = settled(Photo.objects.select_related("gallery"), photo.pk, within=TIME_LIMIT) or photo
    return photo


def decode(original: bytes) -> list[Picture]:
    """The renditions of a file, made in a child process. Raises Refused."""
    with tempfile.TemporaryDirectory(prefix="darkroom-") as name:
        folder = Path(name)
        (folder / "original").write_bytes(original)
        answer = _ask(folder)
        if "refused" in answer:
            raise Refused(answer["refused"])
        return [
            Picture(variant, (folder / file).read_bytes(), width, height)
            for variant, (file, width, height) in zip(LONGEST, answer["pictures"], strict=True)
        ]


def _ask(folder: Path) -> dict[str, Any]:
    arguments = [str(folder / "original"), str(folder), *(str(longest) for longest in LONGEST.values())]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, with paths that we made
            [*CHILD, *arguments],
            cwd=settings.BASE_DIR,
            env={"PATH": os.defpath},  # a decoder needs none of our secrets
            capture_output=True,
            timeout=TIME_LIMIT.total_seconds(),
            check=True,
        )
        answer: dict[str, Any] = json.loads(child.stdout)
    except subprocess.TimeoutExpired:
        log.warning("decoding took longer than %s", TIME_LIMIT)
        raise Refused(str(TOO_MUCH)) from None
    except (subprocess.CalledProcessError, ValueError) as error:
        log.warning("decoding ended with %s: %s", error, getattr(error, "stderr", b"")[-500:])
        raise Refused(str(TOO_MUCH)) from None
    return answer


def _keep(photo: Photo, pictures: list[Picture]) -> None:
    """Files first, then the rows behind the fence; the files of a lost lease are removed again."""
    rows = [
        Rendition(
            photo=photo,
            variant=picture.variant,
            key=files.save(picture.data, within=photo.folder, suffix="webp"),
            width=picture.width,
            height=picture.height,
        )
        for picture in pictures
    ]
    try:
        with transaction.atomic():
            Photo.objects.finish(photo)
            photo.renditions.all().delete()
            Rendition.objects.bulk_create(rows)
    except LostLease:
        for row in rows:
            files.delete(row.key)
        raise
