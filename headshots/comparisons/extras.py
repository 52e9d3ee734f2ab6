"""Other photographs of the person in the gallery, which the likeness of a comparison is measured against as well.

The worker's part. They are looked at one by one when everything else of the comparison is measured and its portraits
are let go, so that they cost no memory. What is measured goes into a row of the photograph's own and leaves with it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from analysis.engine import compare_extra
from analysis.errors import NoFace, Undecodable
from analysis.extras.beside import ANALYZER
from analysis.extras.face import Face
from analysis.extras.memory import give_back
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.types import Result, Status, to_json
from headshots import files
from headshots.comparisons.developing import developed
from headshots.comparisons.models import Comparison, ExtraReference
from headshots.photos.models import Photo
from headshots.queue import State

log = logging.getLogger(__name__)

MOST: Final = 4  # each costs about a second


def measured(
    comparison: Comparison, subject: Face, reference: Face, *, before_each: Callable[[], None]
) -> list[ExtraReference]:
    """What the gallery's newest other photographs say, unsaved; those that are not there any more say nothing."""
    found = []
    for photo in _others(comparison):
        before_each()
        give_back()
        try:
            result = _result(photo, subject, reference)
        except (Photo.DoesNotExist, FileNotFoundError):
            log.info("photo %s was deleted before it could be measured", photo.pk)
            continue
        if result is not None:
            found.append(ExtraReference(comparison=comparison, photo=photo, result=to_json(result)))
    return found


def replace(comparison: Comparison, found: list[ExtraReference]) -> None:
    """Keep these instead of the earlier ones. Runs within the transaction that finishes the comparison."""
    comparison.extras.all().delete()
    there = set(Photo.objects.filter(pk__in=[extra.photo_id for extra in found]).values_list("pk", flat=True))
    ExtraReference.objects.bulk_create(extra for extra in found if extra.photo_id in there)


def _others(comparison: Comparison) -> list[Photo]:
    """Those that came last, the newest first."""
    usable = comparison.gallery.photos.real().exclude(state=State.FAILED).order_by("-created_at", "-pk")
    return [photo for photo in usable if photo.pk != comparison.reference_id][:MOST]


def _result(photo: Photo, subject: Face, reference: Face) -> Result | None:
    """None for a photo that cannot be read, or that somebody else is still developing."""
    photo = developed(photo)
    if photo.state != State.DONE:
        return None
    try:
        face = Face.of(Portrait.of(open_photo(files.read(photo.original))))
    except (NoFace, Undecodable):
        return Result(
            analyzer=ANALYZER.id,
            version=ANALYZER.version,
            dimension=ANALYZER.dimension,
            status=Status.NOT_APPLICABLE,
            reason="no_face_in_extra",
        )
    return compare_extra(subject, reference, face)
