"""Deleting: rows at once, and every file with them as soon as the rows are gone.

It is here because this is the lowest app that knows all that hangs from a photo. Files live in one folder per photo and
per comparison, so a file that a killed worker never recorded goes too.
"""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from headshots import files
from headshots.comparisons.models import Artefact, Comparison, Inspection, Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Rendition

log = logging.getLogger(__name__)

_OURS: Final = re.compile(r"[0-9a-f]{32}")  # as files.folder names a gallery and an owner


@transaction.atomic
def delete_comparison(comparison: Comparison) -> None:
    """The comparison, its report, pictures, curation and links. Both photos stay."""
    _hold(Comparison.objects.filter(pk=comparison.pk))
    _when_committed(comparison.folder)
    comparison.delete()


@transaction.atomic
def delete_photo(photo: Photo) -> None:
    """The photo, its original, renditions and reports, and every comparison and series that it is part of."""
    comparisons = Comparison.objects.filter(Q(subject=photo) | Q(reference=photo))
    series = Series.objects.filter(gallery=photo.gallery_id, role=photo.role)
    _hold(comparisons, series, Photo.objects.filter(pk=photo.pk))
    for comparison in comparisons.select_related("gallery"):
        delete_comparison(comparison)
    Series.objects.filter(photos=photo).delete()  # its report tells how this photo stands to the others
    _when_committed(photo.folder)
    photo.delete()


@transaction.atomic
def delete_gallery(gallery: Gallery) -> None:
    """Everything of one client."""
    _hold(gallery.comparisons.all(), gallery.series.all(), gallery.photos.all())
    _when_committed(gallery.uuid.hex)
    gallery.delete()


def _hold(*several: QuerySet[Any]) -> None:
    """Rows that are about to go: a worker that writes down what rests on them is waited for, or waits and finds them
    gone. Comparisons, series, photos: in the order in which workers take them, so that nobody waits in a circle."""
    for rows in several:
        list(rows.order_by("pk").select_for_update().values_list("pk"))


def _when_committed(folder: str) -> None:
    """Robust: the rows are gone by then, so no folder that resists may keep the others, and the tidying comes back."""

    def delete() -> None:  # no partial: Django logs a failure by the function's name
        files.delete_folder(folder)

    transaction.on_commit(delete, robust=True)


def delete_orphans(*, older_than: timedelta = timedelta(hours=1)) -> int:
    """Delete what no row owns in storage: folders, and files in folders that live. A process that dies at the wrong
    moment leaves them.

    A file is written just before its row, so fresh files are left alone, and so is every folder that is not named or
    filled as ours are: a bucket may hold more than our pictures. Returns how many folders and files were deleted.
    """
    before = timezone.now() - older_than
    galleries = {uuid.hex for uuid in Gallery.objects.values_list("uuid", flat=True)}
    deleted = 0
    for gallery in _our_folders():
        if gallery in galleries:
            deleted += _tidy(UUID(hex=gallery), before)
        elif not files.names(gallery) and files.folders(gallery) == _our_folders(gallery):
            deleted += _delete_stale(gallery, before)
    return deleted


def _tidy(gallery: UUID, before: datetime) -> int:
    """In a gallery that lives: folders without an owner, and files of an owner that no row names."""
    # Looked at before the rows: a file whose row is written in between is seen without one, and is fresh.
    found = {name: files.names(f"{gallery.hex}/{name}") for name in _our_folders(gallery.hex)}
    owners, keys = _owners(gallery), _keys(gallery)
    deleted = 0
    for owner, names in found.items():
        folder = f"{gallery.hex}/{owner}"
        if owner not in owners:
            deleted += _delete_stale(folder, before)
            continue
        for key in (f"{folder}/{name}" for name in names):
            if key not in keys and files.written(key) < before:
                log.info("no row names %s: deleting it", key)
                files.delete(key)
                deleted += 1
    return deleted


def _delete_stale(folder: str, before: datetime) -> bool:
    """Whether the folder was deleted: not when it holds a fresh file."""
    if files.newest(folder) >= before:
        return False
    log.info("no row owns %s: deleting it", folder)
    files.delete_folder(folder)
    return True


def _keys(gallery: UUID) -> set[str]:
    """Every file that a row of the gallery names."""
    photos = Photo.objects.filter(gallery__uuid=gallery).values_list("original", flat=True)
    renditions = Rendition.objects.filter(photo__gallery__uuid=gallery).values_list("key", flat=True)
    heatmaps = Inspection.objects.filter(photo__gallery__uuid=gallery).values_list("heatmaps", flat=True)
    artefacts = Artefact.objects.filter(comparison__gallery__uuid=gallery).values_list("key", flat=True)
    return {*photos, *renditions, *heatmaps, *artefacts}


def _our_folders(path: str = "") -> list[str]:
    return [name for name in files.folders(path) if _OURS.fullmatch(name)]


def _owners(gallery: UUID) -> set[str]:
    photos = Photo.objects.filter(gallery__uuid=gallery).values_list("uuid", flat=True)
    comparisons = Comparison.objects.filter(gallery__uuid=gallery).values_list("uuid", flat=True)
    return {uuid.hex for uuid in (*photos, *comparisons)}
