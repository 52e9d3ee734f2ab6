"""Developing a photo: decoding it once in a child process within limits, and keeping what people are shown of it.

A file that hangs, swells or crashes the decoder takes the child with it, and the photo fails with a sentence. The child
is handed the original through a pipe and answers into a file without a name: whoever is killed, and at whatever moment,
no client's picture stays behind on this machine's disk.
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
from typing import IO, Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from headshots import files
from headshots.photos.models import Photo, Rendition, Variant
from headshots.queue import State, held, let_go

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
    """The photo once it is developed or failed, whoever does that; unsettled when that takes longer than our limit."""
    if not photo.is_settled:
        rows = Photo.objects.select_related("gallery")
        develop(photo.pk)
        photo = let_go(rows, photo.pk, within=TIME_LIMIT) or photo
        if photo.state == State.RUNNING and not photo.is_held:  # whoever had it died
            develop(photo.pk)
            photo = rows.get(pk=photo.pk)
    return photo


def decode(original: bytes) -> list[Picture]:
    """The renditions of a file, made in a child process. Raises Refused."""
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
        try:
            _ask(original, answer, complaints)
            answer.seek(0)
            return _pictures(answer)
        except subprocess.TimeoutExpired:
            log.warning("decoding took longer than %s", TIME_LIMIT)
        except (subprocess.CalledProcessError, ValueError, TypeError, KeyError) as error:
            log.warning("decoding ended with %s: %s", error, _end_of(complaints))
    raise Refused(str(TOO_MUCH))


def _ask(original: bytes, answer: IO[bytes], complaints: IO[bytes]) -> None:
    subprocess.run(  # noqa: S603 - our own module, with numbers that we chose
        [*CHILD, *(str(longest) for longest in LONGEST.values())],
        cwd=settings.BASE_DIR,
        env={"PATH": os.defpath},  # a decoder needs none of our secrets
        input=original,
        stdout=answer,  # files, not pipes: the child's limit on what it may write holds for them
        stderr=complaints,
        timeout=TIME_LIMIT.total_seconds(),
        check=True,
    )


def _pictures(answer: IO[bytes]) -> list[Picture]:
    """What the child said. Raises Refused, or ValueError and its like for an answer that makes no sense."""
    said: dict[str, Any] = json.loads(answer.readline())
    if "refused" in said:
        raise Refused(said["refused"])
    return [
        Picture(variant, _exactly(size, answer), width, height)
        for variant, (size, width, height) in zip(LONGEST, said["pictures"], strict=True)
    ]


def _exactly(size: int, answer: IO[bytes]) -> bytes:
    data = answer.read(size)
    if len(data) != size:
        raise ValueError(f"a picture of {size} bytes was announced and {len(data)} came")
    return data


def _end_of(complaints: IO[bytes]) -> bytes:
    complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - 500))
    return complaints.read()


def _keep(photo: Photo, pictures: list[Picture]) -> None:
    """Files first, then the rows behind the fence."""
    with files.saving(photo.folder) as save:
        rows = [
            Rendition(
                photo=photo,
                variant=picture.variant,
                key=save(picture.data, "webp"),
                width=picture.width,
                height=picture.height,
            )
            for picture in pictures
        ]
        with transaction.atomic():
            Photo.objects.finish(photo)
            photo.renditions.all().delete()
            Rendition.objects.bulk_create(rows)
