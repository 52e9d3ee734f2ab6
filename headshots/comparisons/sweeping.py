"""Nothing waits for ever: rows of dead workers are handed on, bells that nobody heard are rung again."""

from __future__ import annotations

import logging
from typing import Any

from headshots import doorbell
from headshots.comparisons.actions import COMPARE, LOOK
from headshots.comparisons.models import Comparison, Inspection, Series
from headshots.photos.actions import DEVELOP
from headshots.photos.models import Photo
from headshots.queue import JobQuerySet

log = logging.getLogger(__name__)


def sweep() -> None:
    """Inspections have no bell: the comparison that needs one claims it."""
    Inspection.objects.abandon()
    _attend(Photo.objects.all(), DEVELOP)
    _attend(Comparison.objects.all(), COMPARE)
    _attend(Series.objects.all(), LOOK)


def _attend(rows: JobQuerySet[Any], task: str) -> None:
    if abandoned := rows.abandon():
        log.error("%s: gave up on %s rows after their last attempt", task, abandoned)
    for pk in rows.unattended().values_list("pk", flat=True):
        log.info("%s: ringing again for row %s", task, pk)
        doorbell.ring(task, pk)
