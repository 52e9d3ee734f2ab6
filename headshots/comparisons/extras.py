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
    comparison: Comparison, subject: Face, reference: Face, *, in_time: Callable[[], bool]
) -> list[ExtraReference]:
    """What the gallery's newest other photographs say, unsaved; those that are not there any more say nothing.

    Whatever becomes of them, the comparison is measured by now: where time is up, fewer have their say.
    """
    found = []
    for photo in _others(comparison):
        if not in_time():
            log.info("comparison %s: no time is left for its further photographs", comparison.pk)
            break
        give_back()
        try:
            result = _result(photo, subject, reference)
        except (Photo.DoesNotExist, FileNotFoundError):
            log.info("photo %s was deleted before it could be measured", photo.pk)
            continue
        except Exception:  # one photograph's mistake, or the end of the time, must not take the comparison with it
            log.exception("photo %s could not be measured beside comparison %s", photo.pk, comparison.pk)
            result = _untold(Status.FAILED, "failed")
        if result is not None:
            found.append(ExtraReference(comparison=comparison, photo=photo, result=to_json(result)))
    return found


def replace(comparison: Comparison, found: list[ExtraReference]) -> None:
    """Keep these instead of the earlier ones. Runs within the transaction that finishes the comparison."""
    # Held until then, so that none is deleted between this look and its row; see `erasure.delete_photo`.
    asked = Photo.objects.filter(pk__in=[extra.photo_id for extra in found]).order_by("pk").select_for_update()
    there = set(asked.values_list("pk", flat=True))
    comparison.extras.all().delete()
    ExtraReference.objects.bulk_create(extra for extra in found if extra.photo_id in there)


def _others(comparison: Comparison) -> list[Photo]:
    """Those that came last, the newest first."""
    usable = comparison.gallery.photos.real().exclude(state=State.FAILED).exclude(comparisons_as_reference=comparison)
    return list(usable.order_by("-created_at", "-pk")[:MOST])


def _result(photo: Photo, subject: Face, reference: Face) -> Result | None:
    """None for a photo that cannot be read, or that somebody else is still developing."""
    photo = developed(photo)
    if photo.state != State.DONE:
        return None
    try:
        face = Face.of(Portrait.of(open_photo(files.read(photo.original))))
    except (NoFace, Undecodable):
        return _untold(Status.NOT_APPLICABLE, "no_face_in_extra")
    return compare_extra(subject, reference, face)


def _untold(status: Status, reason: str) -> Result:
    return Result(
        analyzer=ANALYZER.id, version=ANALYZER.version, dimension=ANALYZER.dimension, status=status, reason=reason
    )
