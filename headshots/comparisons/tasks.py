"""What the doorbell starts: each task takes one id and leaves the row's fate to the module that does the work."""

from __future__ import annotations

from celery import shared_task

from headshots.comparisons import developing, erasure, judging, looking, sweeping


@shared_task(name="comparisons.develop")
def develop(photo_id: int) -> None:
    developing.develop(photo_id)


@shared_task(name="comparisons.compare")
def compare(comparison_id: int) -> None:
    judging.compare(comparison_id)


@shared_task(name="comparisons.look_together")
def look_together(series_id: int) -> None:
    looking.look(series_id)


@shared_task(name="comparisons.sweep")
def sweep() -> None:
    sweeping.sweep()


@shared_task(name="comparisons.tidy")
def tidy() -> None:
    erasure.delete_orphans()
