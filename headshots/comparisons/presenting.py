"""Turns what the worker saved of a comparison into what its page shows. Light: no pixel, no net, no array library."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from analysis.types import (
    ComparisonReport,
    Dimension,
    Finding,
    Measurement,
    Region,
    Result,
    Severity,
    Status,
    from_json,
)
from headshots.comparisons import places, wording
from headshots.comparisons.evidence import (
    Annotated,
    Band,
    DimensionView,
    Evidence,
    FindingView,
    Image,
    Layer,
    Mark,
    Pair,
    Reading,
)
from headshots.comparisons.models import Comparison, Curation, Kind, Side
from headshots.queue import State

PAIR: Final = "pair"
# The rows of the list before a worker has said what it will measure; a test holds this to the registry.
EXPECTED: Final = (Dimension.SKIN, Dimension.BACKGROUND, Dimension.EXPRESSION)


@dataclass(frozen=True, slots=True)
class _Said:
    """A result, and what it was asked of: the pair, the subject or the reference."""

    side: str
    result: Result


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding with its stable key."""

    key: str
    side: str
    result: Result
    finding: Finding


def for_studio(comparison: Comparison) -> Evidence:
    """Everything, with what the photographer hid and noted."""
    return _Page(comparison, for_client=False).evidence()


def for_client(comparison: Comparison) -> Evidence:
    """Without the findings that the photographer hid and without private notes."""
    return _Page(comparison, for_client=True).evidence()


class _Page:
    """One reading of one comparison; a fixed number of queries."""

    def __init__(self, comparison: Comparison, *, for_client: bool) -> None:
        self.comparison = comparison
        self.for_client = for_client
        self.report = _report(comparison)
        self.said = tuple(_said(comparison, self.report))
        self.curations: Mapping[str, Curation] = {item.finding: item for item in comparison.curations.all()}
        self.found = tuple(_findings(self.said))
        self.shown = tuple(found for found in self.found if not (for_client and self._hides(found.key)))
        self.artefacts = {(item.kind, item.side, item.about): item for item in comparison.artefacts.all()}
        self.numbers = {found.key: number for number, found in enumerate(self._in_order(), start=1)}

    def evidence(self) -> Evidence:
        alignment = self.report.alignment if self.report else None
        return Evidence(
            measuring=not self.comparison.is_settled,
            failure=self.comparison.failure,
            refused=wording.refusal(alignment) if alignment else "",
            stage_width=alignment.stage_width if alignment else 0,
            stage_height=alignment.stage_height if alignment else 0,
            stage=self._images(Kind.STAGE),
            dimensions=tuple(self._dimension(dimension) for dimension in self._dimensions()),
        )

    def _dimensions(self) -> list[Dimension]:
        planned = {Dimension(name) for _analyzer, name in self.comparison.progress.get("plan", ())}
        there = planned | {said.result.dimension for said in self.said}
        if not there and not self.comparison.is_settled:
            there = set(EXPECTED)
        return [dimension for dimension in Dimension if dimension in there]

    def _hides(self, key: str) -> bool:
        return key in self.curations and self.curations[key].hidden

    def _drawn_of(self, said: list[_Said]) -> Iterator[tuple[str, str]]:
        """(id, name) of the analyzers whose pictures may be shown: each shows all that its analyzer found."""
        kept_back = {found.result.analyzer for found in self.found if self.for_client and self._hides(found.key)}
        for result in {item.result.analyzer: item.result for item in reversed(said)}.values():
            if result.analyzer not in kept_back:
                yield result.analyzer, wording.quantity(result)

    def _in_order(self) -> list[_Found]:
        """As the photographer put them; then by dimension, the strongest first."""

        def place(found: _Found) -> float:
            curation = self.curations.get(found.key)
            return curation.position if curation and curation.position is not None else math.inf

        return sorted(self.shown, key=lambda found: (place(found), _rank(found)))

    def _dimension(self, dimension: Dimension) -> DimensionView:
        said = [item for item in self.said if item.result.dimension is dimension]
        findings = sorted(
            (self._finding(found) for found in self.shown if found.result.dimension is dimension),
            key=lambda finding: finding.number,
        )
        return DimensionView(
            id=dimension.value,
            name=wording.dimension_name(dimension),
            band=self._band(dimension, said, findings),
            findings=tuple(findings),
            readings=_readings(said),
            abstentions=tuple(
                dict.fromkeys(
                    wording.abstention(item.result) for item in said if item.result.status is Status.NOT_APPLICABLE
                )
            ),
            failed=any(item.result.status is Status.FAILED for item in said),
            layers=tuple(self._layers(said)),
            annotated=tuple(self._annotated(said)),
        )

    def _band(self, dimension: Dimension, said: list[_Said], findings: list[FindingView]) -> Band:
        """Of what sets the AI picture apart; a finding on the photograph alone does not raise it."""
        planned = sum(name == dimension for _analyzer, name in self.comparison.progress.get("plan", ()))
        if not self.comparison.is_settled and (not said or len(said) < planned):
            return Band.WAITING
        severities = [Severity(item.band.value) for item in findings if item.side != Side.REFERENCE]
        if severities:
            return Band(max(severities, key=lambda severity: severity.rank).value)
        return Band.NONE if any(item.result.status is Status.OK for item in said) else Band.UNKNOWN

    def _finding(self, found: _Found) -> FindingView:
        finding = found.finding
        subject, reference = _marks(found, self.report) if self.report else ((), ())
        curation = self.curations.get(found.key)
        return FindingView(
            key=found.key,
            side=found.side,
            number=self.numbers[found.key],
            dimension=finding.dimension.value,
            band=Band(finding.severity.value),
            confidence=wording.confidence(finding),
            **wording.finding_texts(finding),
            caveats=wording.caveats(finding),
            readings=tuple(item for item in _readings_of(found, self.said) if item.key in finding.evidence),
            subject_marks=subject,
            reference_marks=reference,
            focus=places.focus(subject + reference),
            closeup=self._images(Kind.CLOSEUP, found.key),
            hidden=bool(curation and curation.hidden),
            private_note="" if self.for_client or curation is None else curation.private_note,
        )

    def _layers(self, said: list[_Said]) -> Iterator[Layer]:
        for analyzer, name in self._drawn_of(said):
            drawn = [self.artefacts.get((Kind.LAYER, side, analyzer)) for side in (Side.SUBJECT, Side.REFERENCE)]
            if first := next((artefact for artefact in drawn if artefact), None):
                low, high = wording.scale_ends(first.scale)
                yield Layer(analyzer=analyzer, name=name, low=low, high=high, pair=self._images(Kind.LAYER, analyzer))

    def _annotated(self, said: list[_Said]) -> Iterator[Annotated]:
        for analyzer, name in self._drawn_of(said):
            if image := self._image(Kind.ANNOTATED, Side.BOTH, analyzer):
                yield Annotated(name=name, image=image)

    def _images(self, kind: Kind, about: str = "") -> Pair:
        return Pair(
            subject=self._image(kind, Side.SUBJECT, about),
            reference=self._image(kind, Side.REFERENCE, about),
        )

    def _image(self, kind: Kind, side: Side, about: str) -> Image | None:
        artefact = self.artefacts.get((kind, side, about))
        return Image(uuid=artefact.uuid, width=artefact.width, height=artefact.height) if artefact else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding as an uncurated page lists it, with its places on either picture."""

    key: str
    number: int
    analyzer: str
    finding: Finding
    on_subject: tuple[Region, ...]
    on_reference: tuple[Region, ...]


def listed(report: ComparisonReport) -> list[Listed]:
    """Every finding in the order of its number, for the pictures that a worker draws."""
    ordered = sorted(_findings(tuple(_of_report(report))), key=_rank)
    return [
        Listed(found.key, number, found.result.analyzer, found.finding, *_regions(found))
        for number, found in enumerate(ordered, start=1)
    ]


def _rank(found: _Found) -> tuple[int, int]:
    """By dimension, the strongest first."""
    return list(Dimension).index(found.finding.dimension), -found.finding.severity.rank


def _regions(found: _Found) -> tuple[tuple[Region, ...], tuple[Region, ...]]:
    """On the subject and on the reference. What is asked of one photograph calls its regions the subject's."""
    if found.side == Side.REFERENCE:
        return (), found.finding.subject_regions
    return found.finding.subject_regions, found.finding.reference_regions


def _marks(found: _Found, report: ComparisonReport) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """On the subject and on the reference."""
    on_subject, on_reference = _regions(found)
    alignment = report.alignment
    return (
        places.marks(on_subject, report.subject.picture, alignment.subject_to_stage, alignment),
        places.marks(on_reference, report.reference.picture, alignment.reference_to_stage, alignment),
    )


def _report(comparison: Comparison) -> ComparisonReport | None:
    if comparison.state != State.DONE or comparison.report is None:
        return None
    return from_json(ComparisonReport, comparison.report)


def _said(comparison: Comparison, report: ComparisonReport | None) -> Iterator[_Said]:
    if report is not None:
        yield from _of_report(report)
        return
    for item in comparison.progress.get("results", ()):
        yield _Said(item["side"], from_json(Result, item["result"]))


def _of_report(report: ComparisonReport) -> Iterator[_Said]:
    yield from (_Said(PAIR, result) for result in report.results)
    yield from (_Said(Side.SUBJECT, result) for result in report.subject.results)
    yield from (_Said(Side.REFERENCE, result) for result in report.reference.results)


def _findings(said: tuple[_Said, ...]) -> list[_Found]:
    """Keys are side, analyzer and code, numbered where one analyzer says the same twice."""
    found: list[_Found] = []
    times: Counter[str] = Counter()
    for item in said:
        for finding in item.result.findings:
            key = f"{item.side}.{item.result.analyzer}.{finding.code}"
            times[key] += 1
            found.append(_Found(f"{key}.{times[key]}" if times[key] > 1 else key, item.side, item.result, finding))
    return found


def _readings(said: list[_Said]) -> tuple[Reading, ...]:
    """Every figure of these results: pairs as they are, single photographs side by side."""
    readings = [
        wording.pair_reading(measurement)
        for item in said
        if item.side == PAIR
        for measurement in item.result.measurements
    ]
    subject, reference = _alone(said, Side.SUBJECT), _alone(said, Side.REFERENCE)
    readings += [
        wording.single_reading(key, subject.get(key), reference.get(key))
        for key in dict.fromkeys([*subject, *reference])
    ]
    return tuple(reading for reading in readings if reading.label)


def _alone(said: list[_Said], side: Side) -> dict[str, Measurement]:
    return {
        measurement.key: measurement for item in said if item.side == side for measurement in item.result.measurements
    }


def _readings_of(found: _Found, said: tuple[_Said, ...]) -> tuple[Reading, ...]:
    return _readings([item for item in said if item.result.analyzer == found.result.analyzer])
