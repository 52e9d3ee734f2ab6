"""Runs the analyzers over one photograph or a pair: isolates failures, times each, reuses what was measured before."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files

from analysis.alignment import place
from analysis.analyzer import HeatMap, Measured, PairAnalyzer, PhotoAnalyzer
from analysis.errors import ModelUnavailable, NotApplicable
from analysis.extras import beside
from analysis.extras.beside import ExtraAnalyzer
from analysis.extras.face import Face
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.registry import ALONE_ANALYZERS, EXTRA_ANALYZERS, PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import ComparisonReport, Finding, PhotoReport, Result, Severity, Status
from analysis.vision import models

log = logging.getLogger(__name__)

OnResult = Callable[[Result], None]
Verdict = tuple[Status, tuple[Finding, ...], str, Mapping[str, float]]
HeatMaps = Mapping[str, tuple[HeatMap, ...]]
Analyzer = PairAnalyzer | PhotoAnalyzer | ExtraAnalyzer

ALL: tuple[Analyzer, ...] = (*PHOTO_ANALYZERS, *PAIR_ANALYZERS, *ALONE_ANALYZERS, *EXTRA_ANALYZERS)


def _fingerprint() -> str:
    """Changes whenever any figure could: analyzers, nets, and the tables of real photographs."""
    parts = [f"{analyzer.id}@{analyzer.version}" for analyzer in ALL]
    parts += [model.sha256 for model in models.ALL]
    tables = files("analysis") / "reference"
    parts += [
        hashlib.sha256(table.read_bytes()).hexdigest()
        for table in sorted(tables.iterdir(), key=lambda item: item.name)
        if table.name.endswith(".csv")
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


ENGINE = _fingerprint()


def ignore(_: Result) -> None:
    """Nobody is waiting for single results."""


@cache
def nulls() -> Nulls:
    """What real photographs measure, read once per process."""
    return Nulls.load()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhotoOutcome:
    """A photograph's report, and the heat maps that only the overlays need."""

    report: PhotoReport
    heatmaps: HeatMaps


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outcome:
    """The report of a pair or of a picture alone, and the heat maps of what was asked of either."""

    report: ComparisonReport
    heatmaps: HeatMaps


def inspect(portrait: Portrait, *, earlier: PhotoReport | None = None, on_result: OnResult = ignore) -> PhotoOutcome:
    """Everything asked of one photograph. Results of `earlier` are kept where the analyzer has not changed since."""
    known = {} if earlier is None else {(item.analyzer, item.version): item for item in earlier.results}
    results: list[Result] = []
    heatmaps: dict[str, tuple[HeatMap, ...]] = {}
    for analyzer in PHOTO_ANALYZERS:
        reused = known.get((analyzer.id, analyzer.version))
        if reused is not None and reused.status is not Status.FAILED:
            result = reused
        else:
            result, heatmaps[analyzer.id] = _run(analyzer, partial(analyzer.measure, portrait))
        results.append(result)
        on_result(result)
    report = PhotoReport(engine=ENGINE, picture=portrait.picture, results=tuple(results))
    return PhotoOutcome(report=report, heatmaps=heatmaps)


def compare(
    subject: Portrait,
    reference: Portrait,
    *,
    subject_report: PhotoReport | None = None,
    reference_report: PhotoReport | None = None,
    on_result: OnResult = ignore,
) -> Outcome:
    """Everything asked of the subject beside its reference; photo reports that are not given are made here."""
    pair = Pair(subject, reference)
    results, heatmaps = compare_pair(pair, on_result=on_result)
    report = ComparisonReport(
        engine=ENGINE,
        subject=subject_report or inspect(subject).report,
        reference=reference_report or inspect(reference).report,
        alignment=pair.alignment,
        results=results,
    )
    return Outcome(report=report, heatmaps=heatmaps)


def compare_pair(pair: Pair, *, on_result: OnResult = ignore) -> tuple[tuple[Result, ...], HeatMaps]:
    """The pair analyzers alone."""
    results: list[Result] = []
    heatmaps: dict[str, tuple[HeatMap, ...]] = {}
    for analyzer in PAIR_ANALYZERS:
        result, heatmaps[analyzer.id] = _run(analyzer, partial(analyzer.measure, pair))
        results.append(result)
        on_result(result)
    return tuple(results), heatmaps


def look_at_alone(portrait: Portrait, photo: PhotoReport, *, on_result: OnResult = ignore) -> Outcome:
    """What can be said of a picture without a photograph beside it; `photo` is what `inspect` said of it.

    Everything is held to the stricter budget of a picture that stands alone, and nothing is more than slight.
    """
    strict = nulls().for_alone()
    results: list[Result] = []
    heatmaps: dict[str, tuple[HeatMap, ...]] = {}
    for analyzer in ALONE_ANALYZERS:
        result, heatmaps[analyzer.id] = _run(analyzer, partial(analyzer.measure, portrait), strict)
        results.append(at_most_slight(result))
        on_result(results[-1])
    kept = [at_most_slight(rejudge(result, strict)) for result in photo.results]
    for result in kept:
        on_result(result)
    report = ComparisonReport(
        engine=ENGINE,
        subject=replace(photo, results=tuple(kept)),
        reference=None,
        alignment=place(portrait),
        results=tuple(results),
    )
    return Outcome(report=report, heatmaps=heatmaps)


def at_most_slight(result: Result) -> Result:
    """The result as it may be told where nothing stands beside the picture."""
    findings = tuple(
        replace(finding, severity=min(finding.severity, Severity.SLIGHT, key=lambda severity: severity.rank))
        for finding in result.findings
    )
    return replace(result, findings=findings)


def compare_extra(subject: Face, reference: Face, extra: Face) -> Result:
    """What one further photograph of the person says of likeness."""
    return _run(beside.ANALYZER, partial(beside.ANALYZER.measure, subject, reference, extra))[0]


def measured_alone(analyzer: str, portrait: Portrait) -> Result:
    """One photo analyzer by its id, for whoever measures without a report."""
    asked = next(item for item in (*PHOTO_ANALYZERS, *ALONE_ANALYZERS) if item.id == analyzer)
    return _run(asked, partial(asked.measure, portrait))[0]


def measured_beside(analyzer: str, pair: Pair) -> Result:
    """One pair analyzer by its id."""
    asked = next(item for item in PAIR_ANALYZERS if item.id == analyzer)
    return _run(asked, partial(asked.measure, pair))[0]


def rejudge(result: Result, tables: Nulls) -> Result:
    """The same measurements against other tables of real photographs; nothing is measured again."""
    if not result.measurements:
        return result
    analyzer = next(item for item in ALL if item.id == result.analyzer)
    measured = Measured(measurements=result.measurements, quality=result.quality, notes=result.notes)
    status, findings, reason, facts = _judged(analyzer, measured, tables)
    return replace(result, status=status, findings=findings, reason=reason, facts=facts)


def _run(
    analyzer: Analyzer, measure: Callable[[], Measured], tables: Nulls | None = None
) -> tuple[Result, tuple[HeatMap, ...]]:
    """One analyzer, whatever becomes of it. What was measured is kept also where the judge abstains."""
    started = time.perf_counter()
    measured = Measured(measurements=())
    verdict: Verdict
    try:
        measured = measure()
        verdict = _judged(analyzer, measured, tables or nulls())
    except NotApplicable as abstained:
        verdict = Status.NOT_APPLICABLE, (), abstained.reason, abstained.facts
    except ModelUnavailable:
        raise
    except Exception:  # one analyzer's mistake must not take the others' results with it
        log.exception("%s failed", analyzer.id)
        verdict = Status.FAILED, (), "failed", {}
    status, findings, reason, facts = verdict
    result = Result(
        analyzer=analyzer.id,
        version=analyzer.version,
        dimension=analyzer.dimension,
        status=status,
        measurements=measured.measurements,
        findings=findings,
        reason=reason,
        facts=facts,
        quality=measured.quality,
        notes=measured.notes,
        seconds=time.perf_counter() - started,
    )
    return result, measured.heatmaps


def _judged(analyzer: Analyzer, measured: Measured, tables: Nulls) -> Verdict:
    try:
        return Status.OK, analyzer.judge(measured, tables), "", {}
    except NotApplicable as abstained:
        return Status.NOT_APPLICABLE, (), abstained.reason, abstained.facts
