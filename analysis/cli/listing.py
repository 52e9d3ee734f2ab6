"""What a report comes to: a band for each dimension, and its findings numbered as on the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.types import ComparisonReport, Dimension, Finding, PhotoReport, Region, Result, Severity
from analysis.words import edited
from analysis.words.answers import tells
from analysis.words.verdict import Row


class Side(StrEnum):
    """What a result was asked of."""

    PAIR = "pair"
    SUBJECT = "subject"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with its number. One that was asked of a photograph alone has its place on that photograph."""

    number: int
    side: Side
    analyzer: str
    finding: Finding

    @property
    def on_subject(self) -> tuple[Region, ...]:
        return () if self.side is Side.REFERENCE else self.finding.subject_regions

    @property
    def on_reference(self) -> tuple[Region, ...]:
        return self.finding.subject_regions if self.side is Side.REFERENCE else self.finding.reference_regions


@dataclass(frozen=True, slots=True)
class Answer:
    """One dimension. `band` is the strongest finding's severity; without one it is what `answered` says."""

    dimension: Dimension
    findings: tuple[Listed, ...]
    results: tuple[tuple[Side, Result], ...]

    @property
    def band(self) -> Severity | None:
        """Of what sets the picture that is judged apart; a finding on the photograph alone does not raise it."""
        found = [item.finding.severity for item in self.findings if item.side is not Side.REFERENCE]
        return max(found, key=lambda severity: severity.rank, default=None)

    @property
    def answered(self) -> bool:
        """A figure of the photograph alone answers nothing about the picture that is judged."""
        return any(tells(result) for side, result in self.results if side is not Side.REFERENCE)

    @property
    def seconds(self) -> float:
        """What it took to measure."""
        return sum(result.seconds for _, result in self.results)

    @property
    def row(self) -> Row:
        changed = any(item.analyzer in edited.ANALYZERS for item in self.findings)
        return Row(self.dimension, self.band, self.answered, changed)


def answers(report: ComparisonReport | PhotoReport, *, more: Result | None = None) -> tuple[Answer, ...]:
    """By dimension in the order of the page; numbers run through all of them, the strongest finding of each first.

    `more` is what further photographs say together of a pair.
    """
    said = [*_said(report), *([] if more is None else [(Side.PAIR, more)])]
    found: list[Answer] = []
    number = 0
    for dimension in Dimension:
        own = tuple((side, result) for side, result in said if result.dimension is dimension)
        if not own:
            continue
        strongest = sorted(_findings(own), key=lambda item: -item[2].severity.rank)
        listed = tuple(Listed(number + count, *item) for count, item in enumerate(strongest, start=1))
        number += len(listed)
        found.append(Answer(dimension, listed, own))
    return tuple(found)


def _said(report: ComparisonReport | PhotoReport) -> Iterator[tuple[Side, Result]]:
    if isinstance(report, PhotoReport):
        yield from ((Side.SUBJECT, result) for result in report.results)
        return
    asked_of = Side.PAIR if report.reference else Side.SUBJECT
    yield from ((asked_of, result) for result in report.results)
    yield from ((Side.SUBJECT, result) for result in report.subject.results)
    if report.reference:
        yield from ((Side.REFERENCE, result) for result in report.reference.results)


def _findings(said: Sequence[tuple[Side, Result]]) -> Iterator[tuple[Side, str, Finding]]:
    for side, result in said:
        yield from ((side, result.analyzer, finding) for finding in result.findings)
