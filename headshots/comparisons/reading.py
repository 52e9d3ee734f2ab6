"""What the worker saved of a comparison, read back: results, and findings under their stable keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from analysis.extras import agreement
from analysis.types import ComparisonReport, Dimension, Finding, Region, Result, from_json
from headshots.comparisons.models import Comparison, Side
from headshots.photos.models import Photo

PAIR: Final = "pair"
BOTH: Final = "both"  # said of each of the two alike


# Told by an analyzer whose heat map shows another of its figures: relief of the skin, or how far its colour is off.
OFF_THE_MAP: Final = {"hair_combed", "brows_bare", "skin_drawn", "skin_blotched", "skin_tone_even"}


@dataclass(frozen=True, slots=True)
class Said:
    """A result, and what it was asked of: the pair, the subject or the reference."""

    side: str
    result: Result


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and the key that names it in links, close-ups and curation."""

    key: str
    said: Said
    finding: Finding

    @property
    def analyzer(self) -> str:
        return self.said.result.analyzer

    @property
    def mapped_by(self) -> str:
        """The analyzer whose heat map shows what is told; empty where none does."""
        return "" if self.finding.code in OFF_THE_MAP else self.analyzer

    @property
    def rank(self) -> tuple[bool, int, int]:
        """By dimension, the strongest first.

        What further photographs say comes last: it may go again with a photograph, and the numbers in pictures stay.
        """
        last = self.analyzer == agreement.ID
        return last, list(Dimension).index(self.finding.dimension), -self.finding.severity.rank

    @property
    def on_subject(self) -> tuple[Region, ...]:
        return () if self.said.side == Side.REFERENCE else self.finding.subject_regions

    @property
    def on_reference(self) -> tuple[Region, ...]:
        """What is asked of one photograph calls its regions the subject's, whichever side it stands on."""
        return self.finding.subject_regions if self.said.side == Side.REFERENCE else self.finding.reference_regions


@dataclass(frozen=True, slots=True)
class Extra:
    """A further photograph of the person, and what was measured against it."""

    photo: Photo
    result: Result


def report_of(comparison: Comparison) -> ComparisonReport | None:
    """The latest, also while the comparison is measured again."""
    return None if comparison.report is None else from_json(ComparisonReport, comparison.report)


def said_of(report: ComparisonReport) -> tuple[Said, ...]:
    """What was asked of a picture that stands alone was asked of the subject."""
    alone = report.reference is None
    return (
        *(Said(Side.SUBJECT.value if alone else PAIR, result) for result in report.results),
        *(Said(Side.SUBJECT.value, result) for result in report.subject.results),
        *(Said(Side.REFERENCE.value, result) for result in (report.reference.results if report.reference else ())),
    )


def extras_of(comparison: Comparison) -> tuple[Extra, ...]:
    """Those that are left, the newest first; one query."""
    rows = comparison.extras.select_related("photo").order_by("-photo__created_at", "-photo_id")
    return tuple(Extra(row.photo, from_json(Result, row.result)) for row in rows if row.result is not None)


def said_by(extras: Iterable[Extra]) -> tuple[Said, ...]:
    """What they say together."""
    together = agreement.agreement([extra.result for extra in extras])
    return () if together is None else (Said(PAIR, together),)


def asked(said: Iterable[Said]) -> list[tuple[str, Result]]:
    """As the words catalogue takes them."""
    return [(item.side, item.result) for item in said]


def said_so_far(comparison: Comparison) -> tuple[Said, ...]:
    """While it is being measured."""
    saved = comparison.progress.get("results", ())
    return tuple(Said(item["side"], from_json(Result, item["result"])) for item in saved)


def findings(said: Iterable[Said]) -> Iterator[Found]:
    """Keys are side, analyzer and code, numbered where one analyzer says the same twice."""
    times: Counter[str] = Counter()
    for item in said:
        for finding in item.result.findings:
            key = f"{item.side}.{item.result.analyzer}.{finding.code}"
            times[key] += 1
            yield Found(f"{key}.{times[key]}" if times[key] > 1 else key, item, finding)


def twins(found: Iterable[Found]) -> dict[str, str]:
    """What both files say of their origin word for word: the reference's key, and that of the subject's finding.

    Of provenance only: elsewhere each has its own place on its own picture.
    """
    said: dict[str, list[Found]] = {Side.SUBJECT: [], Side.REFERENCE: []}
    for item in found:
        if item.finding.dimension is Dimension.PROVENANCE and item.said.side in said:
            said[item.said.side].append(item)
    return {
        other.key: own.key
        for own in said[Side.SUBJECT]
        for other in said[Side.REFERENCE]
        if own.finding == other.finding
    }
