"""Deleting: rows at once, and every file with them as soon as the rows are gone.

It is here because this is the lowest app that knows all that hangs from a photo. Files live in one folder per photo and
per comparison, so a file that a killed worker never recorded goes too.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from headshots import files
from headshots.comparisons.models import Comparison
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo

log = logging.getLogger(__name__)

_OURS: Final = re.compile(r"[0-9a-f]{32}")  # as files.folder names a gallery and an owner


@transaction.atomic
def delete_comparison(comparison: Comparison) -> None:
    """The comparison, its report, pictures, curation and links. Both photos stay."""
    _when_committed(comparison.folder)
    comparison.delete()


@transaction.atomic
def delete_photo(photo: Photo) -> None:
    """The photo, its original, renditions and reports, and every comparison that it is part of."""
    for comparison in Comparison.objects.filter(Q(subject=photo) | Q(reference=photo)).select_related("gallery"):
        delete_comparison(comparison)
    _when_committed(photo.folder)
    photo.delete()


@transaction.atomic
def delete_gallery(gallery: Gallery) -> None:
    """Everything of one client."""
    _when_committed(gallery.uuid.hex)
    gallery.delete()


def _when_committed(folder: str) -> None:
    """Robust: the rows are gone by then, so no folder that resists may keep the others, and the tidying comes back."""

    def delete() -> None:  # no partial: Django logs a failure by the function's name
        files.delete_folder(folder)

    transaction.on_commit(delete, robust=True)


def delete_orphans(*, older_than: timedelta = timedelta(hours=1)) -> int:
    """Delete the folders in storage that no row owns: what is left when a process dies at the wrong moment.

    A file is written just before its row, so folders with fresh files are left alone. So is every folder that is not
    named or filled as ours are: a bucket may hold more than our pictures. Returns how many were deleted.
    """
    before = timezone.now() - older_than
    orphans = [folder for folder in _unowned() if files.newest(folder) < before]
    for folder in orphans:
        log.info("no row owns %s: deleting it", folder)
        files.delete_folder(folder)
    return len(orphans)


def _unowned() -> Iterator[str]:
    galleries = {uuid.hex for uuid in Gallery.objects.values_list("uuid", flat=True)}
    for gallery in _our_folders():
        if gallery not in galleries:
            if not files.names(gallery) and files.folders(gallery) == _our_folders(gallery):
                yield gallery
            continue
        owners = _owners(UUID(hex=gallery))
        yield from (f"{gallery}/{name}" for name in _our_folders(gallery) if name not in owners)


def _our_folders(path: str = "") -> list[str]:
    return [name for name in files.folders(path) if _OURS.fullmatch(name)]


def _owners(gallery: UUID) -> set[str]:
    photos = Photo.objects.filter(gallery__uuid=gallery).values_list("uuid", flat=True)
    comparisons = Comparison.objects.filter(gallery__uuid=gallery).values_list("uuid", flat=True)
    return {uuid.hex for uuid in (*photos, *comparisons)}
