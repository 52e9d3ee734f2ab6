"""Turns what the worker saved of a comparison into what its page shows. Light: no pixel, no net, no array library."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from analysis.types import (
    ComparisonReport,
    Dimension,
    Region,
    Result,
    Severity,
    Status,
)
from analysis.words.answers import tells
from headshots.comparisons import places, reading, tabling, wording
from headshots.comparisons.evidence import (
    Amplified,
    Band,
    DimensionView,
    Evidence,
    Extras,
    ExtraView,
    FindingView,
    Image,
    Layer,
    Mark,
    Pair,
    Reading,
)
from headshots.comparisons.models import Comparison, Curation, Kind, Side
from headshots.comparisons.reading import Found, Said
from headshots.queue import State

# The rows of the list before a worker has said what it will measure; a test holds this to the registry.
EXPECTED: Final = (
    Dimension.SKIN,
    Dimension.BACKGROUND,
    Dimension.EXPRESSION,
    Dimension.LIKENESS,
    Dimension.LIGHT,
    Dimension.BODY,
    Dimension.PROVENANCE,
    Dimension.PROVENANCE,
)


EXPECTED_ALONE: Final = (Dimension.SKIN, Dimension.EXPRESSION, Dimension.LIGHT, Dimension.PROVENANCE)


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
        self.alone = comparison.reference_id is None
        # While it is measured again, or if that fails, the client goes on seeing what was measured before.
        self.report = reading.report_of(comparison) if for_client or comparison.state == State.DONE else None
        self.settled = comparison.is_settled or self.report is not None
        self.extras = reading.extras_of(comparison) if self.report else ()
        self.said = (
            (*reading.said_of(self.report), *reading.said_by(self.extras))
            if self.report
            else reading.said_so_far(comparison)
        )
        self.curations: Mapping[str, Curation] = {item.finding: item for item in comparison.curations.all()}
        found = tuple(reading.findings(self.said))
        # One the photographer treated apart stays apart.
        self.merged = {twin: key for twin, key in reading.twins(found).items() if twin not in self.curations}
        self.found = tuple(item for item in found if item.key not in self.merged)
        self.shown = tuple(found for found in self.found if not (for_client and self._hides(found.key)))
        self.unsaid = _evidence(self.found) - _evidence(self.shown)
        self.artefacts = {(item.kind, item.side, item.about): item for item in comparison.artefacts.all()}
        self.numbers = {found.key: number for number, found in enumerate(self._in_order(), start=1)}

    def evidence(self) -> Evidence:
        alignment = self.report.alignment if self.report else None
        return Evidence(
            measuring=not self.settled,
            failure="" if self.report else self.comparison.failure,
            alone=self.alone,
            refused=wording.refusal(alignment) if alignment else "",
            stage_width=alignment.stage_width if alignment else 0,
            stage_height=alignment.stage_height if alignment else 0,
            stage=self._images(Kind.STAGE),
            dimensions=tuple(self._dimension(dimension) for dimension in self._dimensions()),
        )

    def _dimensions(self) -> list[Dimension]:
        there = {said.result.dimension for said in self.said}
        if not self.settled:
            there |= {Dimension(name) for _analyzer, name in self.comparison.progress.get("plan", ())} or set(
                EXPECTED_ALONE if self.alone else EXPECTED
            )
        return [dimension for dimension in Dimension if dimension in there and not self._is_hidden(dimension)]

    def _is_hidden(self, dimension: Dimension) -> bool:
        """Whether all that a row has to say is hidden: without it the row would claim that the pictures agree."""
        found = {item.key for item in self.found if item.finding.dimension is dimension and _is_difference(item)}
        return bool(found) and not found & {item.key for item in self.shown}

    def _hides(self, key: str) -> bool:
        return key in self.curations and self.curations[key].hidden

    def _keeps_back(self, analyzer: str) -> bool:
        """Whether the pictures of an analyzer would show the client something hidden: all it found is drawn in them."""
        return self.for_client and any(self._hides(found.key) for found in self.found if found.analyzer == analyzer)

    def _in_order(self) -> list[Found]:
        """As the photographer put them; then by dimension, the strongest first."""

        def place(found: Found) -> float:
            curation = self.curations.get(found.key)
            return curation.position if curation and curation.position is not None else math.inf

        return sorted(self.shown, key=lambda found: (place(found), found.rank))

    def _dimension(self, dimension: Dimension) -> DimensionView:
        said = [item for item in self.said if item.result.dimension is dimension]
        findings = sorted(
            (self._finding(found) for found in self.shown if found.finding.dimension is dimension),
            key=lambda finding: finding.number,
        )
        return DimensionView(
            id=dimension.value,
            name=wording.dimension_name(dimension),
            band=self._band(dimension, said, findings),
            findings=tuple(findings),
            readings=tuple(item for item in tabling.readings(said) if item.key not in self.unsaid),
            abstentions=wording.abstentions(self._asked(said)),
            failed=any(item.result.status is Status.FAILED for item in said),
            layers=tuple(self._layers(said)),
            extras=self._extras() if dimension is Dimension.LIKENESS else None,
            agreement=wording.agreement(reading.asked(said)),
            seconds=sum(item.result.seconds for item in said),
            alone=self.alone,
        )

    def _asked(self, said: list[Said]) -> list[tuple[str, Result]]:
        """Of one picture nobody need say which is meant."""
        return [("", item.result) for item in said] if self.alone else reading.asked(said)

    def _band(self, dimension: Dimension, said: list[Said], findings: list[FindingView]) -> Band:
        """Of what sets the AI picture apart; a finding on the photograph alone does not raise it."""
        planned = sum(name == dimension for _analyzer, name in self.comparison.progress.get("plan", ()))
        if not self.settled and (not said or len(said) < planned):
            return Band.WAITING
        severities = [Severity(item.band.value) for item in findings if item.side != Side.REFERENCE]
        if severities:
            return Band(max(severities, key=lambda severity: severity.rank).value)
        quiet = Band.USUAL if self.alone else Band.NONE
        return quiet if any(tells(item.result) for item in said) else Band.UNKNOWN

    def _readings_of(self, found: Found) -> tuple[Reading, ...]:
        return tabling.readings(item for item in self.said if item.result.analyzer == found.analyzer)

    def _finding(self, found: Found) -> FindingView:
        finding = found.finding
        subject, reference = _marks(found, self.report) if self.report else ((), ())
        curation = self.curations.get(found.key)
        return FindingView(
            key=found.key,
            side=reading.BOTH if found.key in self.merged.values() else found.said.side,
            number=self.numbers[found.key],
            dimension=finding.dimension.value,
            band=Band(finding.severity.value),
            confidence=wording.confidence(finding),
            **wording.finding_texts(finding),
            caveats=wording.caveats(finding),
            readings=tuple(item for item in self._readings_of(found) if item.key in finding.evidence),
            subject_marks=subject,
            reference_marks=reference,
            focus=places.focus(subject + reference, self._window(found.key)),
            overlay=found.mapped_by,
            closeup=self._images(Kind.CLOSEUP, found.key),
            amplified=self._amplified(found.key),
            annotated=self._annotated(found.analyzer),
            alone=self.alone,
            hidden=bool(curation and curation.hidden),
            private_note="" if self.for_client or curation is None else curation.private_note,
        )

    def _extras(self) -> Extras | None:
        if not self.extras or self._keeps_back_likeness():
            return None
        return Extras(several=tuple(self._extra(extra) for extra in self.extras), note=wording.distances())

    def _keeps_back_likeness(self) -> bool:
        """The figures beside further photographs tell what any finding of likeness tells."""
        return self.for_client and any(
            self._hides(found.key) for found in self.found if found.finding.dimension is Dimension.LIKENESS
        )

    def _extra(self, extra: reading.Extra) -> ExtraView:
        photo = None if self.for_client else extra.photo.uuid
        untold = wording.untold(extra.result)
        if untold:
            return ExtraView(photo=photo, untold=untold)
        apart = wording.pair_reading(next(iter(extra.result.measurements)))
        return ExtraView(photo=photo, subject=apart.subject, reference=apart.reference)

    def _layers(self, said: list[Said]) -> Iterator[Layer]:
        for analyzer, result in {item.result.analyzer: item.result for item in reversed(said)}.items():
            drawn = [self.artefacts.get((Kind.LAYER, side, analyzer)) for side in (Side.SUBJECT, Side.REFERENCE)]
            first = next((artefact for artefact in drawn if artefact), None)
            if first and not self._keeps_back(analyzer):
                low, high = wording.scale_ends(first.scale)
                yield Layer(
                    analyzer=analyzer,
                    name=wording.quantity(result),
                    low=low,
                    high=high,
                    pair=self._images(Kind.LAYER, analyzer),
                    annotated=self._annotated(analyzer),
                )

    def _window(self, key: str) -> Mark | None:
        """What the close-up shows; one that was drawn by an older version does not say."""
        drawn = self.artefacts.get((Kind.CLOSEUP, Side.SUBJECT, key))
        return places.window(drawn.scale, self.report.alignment) if self.report and drawn and drawn.scale else None

    def _amplified(self, key: str) -> Amplified | None:
        drawn = self.artefacts.get((Kind.AMPLIFIED, Side.SUBJECT, key))
        if drawn is None or drawn.scale is None:
            return None
        factor = drawn.scale["factor"]
        return Amplified(pair=self._images(Kind.AMPLIFIED, key), factor=factor, says=wording.amplified(factor))

    def _annotated(self, analyzer: str) -> Image | None:
        return None if self._keeps_back(analyzer) else self._image(Kind.ANNOTATED, Side.BOTH, analyzer)

    def _images(self, kind: Kind, about: str = "") -> Pair:
        return Pair(
            subject=self._image(kind, Side.SUBJECT, about),
            reference=self._image(kind, Side.REFERENCE, about),
        )

    def _image(self, kind: Kind, side: Side, about: str) -> Image | None:
        artefact = self.artefacts.get((kind, side, about))
        return Image(uuid=artefact.uuid, width=artefact.width, height=artefact.height) if artefact else None


def _is_difference(found: Found) -> bool:
    """A finding on the photograph alone does not set the AI picture apart."""
    return found.said.side != Side.REFERENCE


def _evidence(found: tuple[Found, ...]) -> set[str]:
    """The measurements that these findings rest on."""
    return {key for item in found for key in item.finding.evidence}


def _marks(found: Found, report: ComparisonReport) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """On the subject and on the reference."""
    return (
        _marked(found.on_subject, report, on_reference=False),
        _marked(found.on_reference, report, on_reference=True),
    )


def _marked(regions: tuple[Region, ...], report: ComparisonReport, *, on_reference: bool) -> tuple[Mark, ...]:
    if not regions:
        return ()
    picture, alignment = report.side(on_reference=on_reference).picture, report.alignment
    return places.marks(regions, picture, alignment.to_stage(on_reference=on_reference), alignment)
