"""What a worker does with a comparison: look at both photographs, at the pair, save each result, and keep the pictures.

The only door to the measuring parts of `analysis`. Every write goes through the row's fence (`headshots.queue`).
"""

from __future__ import annotations

import logging
import resource
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from analysis.engine import ENGINE, PhotoOutcome, compare_pair, inspect, look_at_alone
from analysis.errors import ModelUnavailable, NoFace, Undecodable
from analysis.extras.face import Face
from analysis.pair import Alone, Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.registry import ALONE_ANALYZERS, PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import ComparisonReport, PhotoReport, Result, from_json, to_json
from headshots import files
from headshots.comparisons import exhibits, extras, heatmaps
from headshots.comparisons.developing import TOO_MUCH, developed
from headshots.comparisons.models import Artefact, Comparison, ExtraReference, Inspection, Side
from headshots.comparisons.reading import PAIR
from headshots.photos.models import Photo
from headshots.queue import HeldElsewhere, State, held, let_go

log = logging.getLogger(__name__)

OnResult = Callable[[Result], None]
OTHERS_INSPECTION: Final = timedelta(seconds=30)


class CannotJudge(Exception):
    """These photographs cannot be compared, however often it is tried. The message is a sentence."""


class OutOfTime(Exception):
    """The soft limit has passed; another attempt may find the machine less busy."""


def compare(comparison_id: int) -> None:
    """Claim the comparison and see it through; nothing when somebody else has it or it is done."""
    comparison = Comparison.objects.claim(comparison_id)
    if comparison is None:
        return
    limit_memory()
    with held(Comparison.objects.all(), comparison):
        try:
            _judge(comparison)
        except (CannotJudge, ModelUnavailable) as problem:
            Comparison.objects.fail(comparison, str(problem))
        except MemoryError:
            Comparison.objects.fail(comparison, str(TOO_MUCH))


def limit_memory() -> None:
    """Past this an allocation fails in the task, instead of the machine running out for everybody."""
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (settings.TASK_MEMORY_BYTES, hard))


def _judge(comparison: Comparison) -> None:
    progress = _Progress(comparison)
    if comparison.reference is None:
        report, pictures = _looked_at_alone(comparison, progress)
        others = []
    else:
        report, pictures, faces = _measured(comparison, progress)
        # Both portraits are let go by now; see `extras`.
        others = extras.measured(comparison, *faces, in_time=lambda: not progress.is_late)
    _finish(comparison, to_json(report), pictures, others)
    log.info("comparison %s: %s pictures, done in %.1f s", comparison.pk, len(pictures), progress.seconds)


def _measured(
    comparison: Comparison, progress: _Progress
) -> tuple[ComparisonReport, list[exhibits.Exhibit], tuple[Face, Face]]:
    """The report, its pictures, and what further photographs are to be measured against."""
    photos = comparison.photos
    portraits = {side: _portrait(photo) for side, photo in photos.items()}
    outcomes = {side: _inspected(photos[side], portraits[side], progress.of(side)) for side in photos}
    pair = Pair(portraits[Side.SUBJECT], portraits[Side.REFERENCE])
    results, maps = compare_pair(pair, on_result=progress.of(PAIR))
    report = ComparisonReport(
        engine=ENGINE,
        subject=outcomes[Side.SUBJECT].report,
        reference=outcomes[Side.REFERENCE].report,
        alignment=pair.alignment,
        results=results,
    )
    everything = {PAIR: maps, **{side.value: outcome.heatmaps for side, outcome in outcomes.items()}}
    caption = _("%(gallery)s. Measured alike on both pictures; it does not say how either was made.")
    pictures = exhibits.make(pair, report, everything, caption=caption % {"gallery": comparison.gallery})
    return report, pictures, (Face.of(pair.subject), Face.of(pair.reference))


def _looked_at_alone(comparison: Comparison, progress: _Progress) -> tuple[ComparisonReport, list[exhibits.Exhibit]]:
    """The same without a reference. What was asked of the photo is told by what holds for a picture alone."""
    alone = Alone(_portrait(comparison.subject))
    inspected = _inspected(comparison.subject, alone.subject, lambda _result: progress.look_at_the_clock())
    outcome = look_at_alone(alone.subject, inspected.report, on_result=progress.of(Side.SUBJECT))
    maps = {Side.SUBJECT.value: {**inspected.heatmaps, **outcome.heatmaps}}
    caption = _("%(gallery)s. Measured on one picture alone; it does not say how it was made.")
    pictures = exhibits.make(alone, outcome.report, maps, caption=caption % {"gallery": comparison.gallery})
    return outcome.report, pictures


class _Progress:
    """Saves each result as it comes, so that the page fills in."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.started = time.monotonic()
        sides = len(comparison.photos)
        plan = PHOTO_ANALYZERS * sides, PAIR_ANALYZERS if sides > 1 else ALONE_ANALYZERS
        planned = [[analyzer.id, analyzer.dimension.value] for analyzers in plan for analyzer in analyzers]
        self.saved: dict[str, list[Any]] = {"plan": planned, "results": []}
        self._save()

    def of(self, side: str) -> OnResult:
        def on_result(result: Result) -> None:
            self.look_at_the_clock()
            self.saved["results"].append({"side": side, "result": to_json(result)})
            self._save()

        return on_result

    def look_at_the_clock(self) -> None:
        """Celery's soft limit raises inside an analyzer, where it counts as that analyzer's failure; this is why the
        clock is looked at between them."""
        if self.is_late:
            raise OutOfTime

    @property
    def is_late(self) -> bool:
        return self.seconds > settings.TASK_SOFT_LIMIT.total_seconds()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def _save(self) -> None:
        Comparison.objects.write(self.comparison, progress=self.saved)


def _portrait(photo: Photo) -> Portrait:
    """The photo's face, once the photo proved to decode within limits. Raises CannotJudge."""
    role = capfirst(photo.get_role_display())
    photo = developed(photo)
    if photo.state == State.FAILED:
        raise CannotJudge(f"{role}: {photo.failure}")
    if photo.state != State.DONE:
        # Nothing is decoded here that did not prove itself in the confined process.
        raise HeldElsewhere(f"photo {photo.pk} is not developed yet")
    try:
        return Portrait.of(open_photo(files.read(photo.original)))
    except (Undecodable, NoFace) as problem:
        raise CannotJudge(f"{role}: {problem}") from problem


def _inspected(photo: Photo, portrait: Portrait, on_result: OnResult) -> PhotoOutcome:
    """What this engine measured on the photo alone: now, earlier, or by another worker at this moment.

    Raises HeldElsewhere when the other worker takes long: its lease may outlast all of our attempts.
    """
    row, _created = Inspection.objects.get_or_create(photo=photo, engine=ENGINE)
    if row.state == State.FAILED:
        Inspection.objects.requeue(row.pk)
    claimed = Inspection.objects.claim(row.pk)
    if claimed is None:
        done = let_go(Inspection.objects.all(), row.pk, within=OTHERS_INSPECTION)
        if done is not None and done.state == State.DONE:
            return _told(_saved(done), on_result)
        claimed = Inspection.objects.claim(row.pk)  # whoever had it died or handed it back
    if claimed is None:
        raise HeldElsewhere(f"photo {photo.pk} is being measured for another comparison")
    return _inspect(claimed, portrait, on_result)


def _told(outcome: PhotoOutcome, on_result: OnResult) -> PhotoOutcome:
    for result in outcome.report.results:
        on_result(result)
    return outcome


def _inspect(row: Inspection, portrait: Portrait, on_result: OnResult) -> PhotoOutcome:
    try:
        earlier = _earlier(row)
        outcome = inspect(portrait, earlier=earlier.report if earlier else None, on_result=on_result)
        maps = {**(earlier.heatmaps if earlier else {}), **outcome.heatmaps}
        with files.saving(row.photo.folder) as save:
            key = save(heatmaps.dump(maps), "npz")
            Inspection.objects.finish(row, report=to_json(outcome.report), heatmaps=key)
    except Exception:
        Inspection.objects.release(row)  # the comparison that needs it will be back
        raise
    return PhotoOutcome(report=outcome.report, heatmaps=maps)


def _earlier(row: Inspection) -> PhotoOutcome | None:
    """What another engine measured on the same photo: analyzers that did not change keep their results."""
    others = Inspection.objects.filter(photo_id=row.photo_id, state=State.DONE).exclude(pk=row.pk)
    latest = others.order_by("-queued_at").first()
    try:
        return _saved(latest) if latest else None
    except (KeyError, TypeError, ValueError):  # written in another shape by an older version
        log.info("the earlier inspection of photo %s cannot be read any more", row.photo_id)
        return None


def _saved(row: Inspection) -> PhotoOutcome:
    return PhotoOutcome(report=from_json(PhotoReport, row.report), heatmaps=heatmaps.load(files.read(row.heatmaps)))


def _finish(
    comparison: Comparison,
    report: dict[str, Any],
    pictures: list[exhibits.Exhibit],
    others: list[ExtraReference],
) -> None:
    """Files first, then report and rows behind the fence."""
    with files.saving(comparison.folder) as save:
        artefacts = [_artefact(comparison, picture, save) for picture in pictures]
        with transaction.atomic():
            Comparison.objects.finish(comparison, report=report, engine=ENGINE, progress={}, finished_at=timezone.now())
            replaced = list(comparison.artefacts.values_list("key", flat=True))
            comparison.artefacts.all().delete()
            Artefact.objects.bulk_create(artefacts)
            extras.replace(comparison, others)
            # Robust: the new pictures have their rows by then, so nothing that happens to the old ones may take them.
            transaction.on_commit(lambda: files.delete_all(replaced), robust=True)


def _artefact(comparison: Comparison, picture: exhibits.Exhibit, save: files.Save) -> Artefact:
    return Artefact(
        comparison=comparison,
        kind=picture.kind,
        side=picture.side,
        about=picture.about,
        key=save(picture.data, picture.suffix),
        width=picture.width,
        height=picture.height,
        scale=picture.scale,
    )
