"""What a worker does with a series: picture after picture becomes a profile, and the profiles are set side by side.

Only one picture is open at a time. What a profile holds lives in this process's memory until the report is made; the
report holds no identity embedding.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from analysis.errors import ModelUnavailable
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.series import batch, sources
from analysis.series.profile import Profile, Refused, profile
from analysis.series.report import SeriesReport
from analysis.types import to_json
from headshots import files
from headshots.comparisons.developing import TOO_MUCH, developed
from headshots.comparisons.judging import OutOfTime, limit_memory
from headshots.comparisons.models import Series
from headshots.comparisons.series import FEWEST, pictures
from headshots.photos.models import Photo, Role
from headshots.queue import HeldElsewhere, State, held

log = logging.getLogger(__name__)

REPORTS: Final[Mapping[str, Callable[[list[Profile | Refused]], SeriesReport]]] = {
    Role.AI: batch.report,
    Role.REAL: sources.report,
}


class TooFew(Exception):
    """Pictures were deleted while the series waited. The message is a sentence."""


def look(series_id: int) -> None:
    """Claim the series and see it through; nothing when somebody else has it or it is done."""
    series = Series.objects.claim(series_id)
    if series is None:
        return
    limit_memory()
    with held(Series.objects.all(), series):
        try:
            _look(series)
        except (TooFew, ModelUnavailable) as problem:
            Series.objects.fail(series, str(problem))
        except MemoryError:
            Series.objects.fail(series, str(TOO_MUCH))


def _look(series: Series) -> None:
    started = time.monotonic()
    photos = pictures(series.gallery, Role(series.role))
    if len(photos) < FEWEST:
        raise TooFew(_("Fewer than two pictures are left."))
    profiles: list[Profile | Refused] = []
    for photo in photos:
        Series.objects.write(series, seen=len(profiles))
        profiles.append(_seen(photo))
        if time.monotonic() - started > settings.TASK_SOFT_LIMIT.total_seconds():
            raise OutOfTime
    _finish(series, REPORTS[series.role](profiles), photos)
    log.info("series %s: %s pictures, done in %.1f s", series.pk, len(photos), time.monotonic() - started)


def _seen(photo: Photo) -> Profile | Refused:
    """The picture's numbers, once the photo proved to decode within limits; or why there are none."""
    photo = developed(photo)
    name = photo.uuid.hex
    if photo.state == State.FAILED:
        return Refused(name, photo.failure)
    if photo.state != State.DONE:
        # Nothing is decoded here that did not prove itself in the confined process.
        raise HeldElsewhere(f"photo {photo.pk} is not developed yet")
    return profile(name, lambda: Portrait.of(open_photo(files.read(photo.original))))


def _finish(series: Series, report: SeriesReport, photos: list[Photo]) -> None:
    """Report and photos behind the fence together: no report may rest on a photo that does not lead to it."""
    with transaction.atomic():
        Series.objects.finish(series, report=to_json(report), engine=report.engine, seen=0)
        if Photo.objects.filter(pk__in=[photo.pk for photo in photos]).count() < len(photos):
            raise HeldElsewhere(f"a picture of series {series.pk} was deleted meanwhile")
        series.photos.set(photos)
