"""A report as a page of plain text."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence

from analysis.cli import listing, wording
from analysis.cli.also import Also, together
from analysis.cli.listing import Answer, Listed, Side
from analysis.types import Alignment, ComparisonReport, Dimension, Measurement, PhotoReport, Result, Severity, Status
from analysis.words import BANDS, CONFIDENCES, DIMENSIONS, MEASUREMENTS, answers, verdict
from analysis.words import alone as by_itself
from analysis.words.figures import figures

SHAPES = {Severity.STRONG: "◆", Severity.MODERATE: "◈", Severity.SLIGHT: "◇", Severity.NOTE: "·"}
NO_DIFFERENCE, CANNOT_TELL = "–", "?"
WIDEST, NARROWEST = 100, 60
INDENT = 5


def comparison(report: ComparisonReport, *, subject: str, reference: str, extras: Sequence[Also] = ()) -> str:
    """The whole comparison. `subject` and `reference` are the names of the files."""
    found = listing.answers(report, more=together(extras))
    rows = [answer.row for answer in found]
    lines = [f"{subject} beside {reference}", "", *wrapped(verdict.headline(rows), 0)]
    lines += wrapped(verdict.text(rows), 0)
    if report.alignment.refused:
        lines += ["", *wrapped(_refusal(report.alignment), 0)]
    for answer in found:
        lines += ["", *_answer(answer, paired=True)]
        if answer.dimension is Dimension.LIKENESS:
            lines += _beside(extras)
    return "\n".join(lines)


def alone(report: ComparisonReport, *, name: str) -> str:
    """A picture without a photograph beside it: what little can be said, and that it is little."""
    found = listing.answers(report)
    rows = [answer.row for answer in found]
    lines = [f"{name} alone", ""]
    for sentence in (by_itself.BANNER, by_itself.headline(rows), by_itself.text(rows)):
        lines += wrapped(sentence, 0)
    for answer in found:
        lines += ["", *_answer(answer, paired=False)]
    return "\n".join(lines)


def photograph(report: PhotoReport, *, name: str) -> str:
    """One photograph by itself."""
    picture = report.picture
    size = f"{picture.width} × {picture.height} pixels, {picture.iris_distance:.0f} between the eyes"
    lines = [name, "", *wrapped(f"{size}.", 0)]
    for answer in listing.answers(report):
        lines += ["", *_answer(answer, paired=False)]
    return "\n".join(lines)


def _answer(answer: Answer, *, paired: bool) -> Iterator[str]:
    shape, word = _band(answer, paired=paired)
    yield from wrapped(f"{shape} {DIMENSIONS[answer.dimension]}: {word} ({answer.seconds:.2f} s)", 0)
    for item in answer.findings:
        yield from _finding(item, paired=paired)
    for side, result in answer.results:
        yield from _figures(side, result, paired=paired)
    asked = answer.results if paired else [("", result) for _, result in answer.results]
    for untold in answers.untold(asked, wording.reason, of=(Status.NOT_APPLICABLE, Status.FAILED)):
        yield from wrapped(f"{untold.about}: can’t tell. {untold.sentence} {untold.advice}".strip(), INDENT)


def _band(answer: Answer, *, paired: bool) -> tuple[str, str]:
    if answer.band is not None:
        return SHAPES[answer.band], BANDS[answer.band]
    if answer.answered:
        said = answers.agreement(answer.results) or "no difference"
        return NO_DIFFERENCE, said if paired else "nothing stands out"
    return CANNOT_TELL, "can’t tell"


def _finding(item: Listed, *, paired: bool) -> Iterator[str]:
    finding = item.finding
    head = _of(item.side, wording.headline(finding), paired=paired)
    band = f"{BANDS[finding.severity]}, {CONFIDENCES[finding.confidence]}"
    yield from wrapped(f"{item.number}. {SHAPES[finding.severity]} {head} ({band})", 2)
    yield from wrapped(wording.what_we_see(finding), INDENT)
    yield from wrapped(f"What else could cause it: {wording.what_else(finding)}", INDENT)


def _figures(side: Side, result: Result, *, paired: bool) -> Iterator[str]:
    for measurement in result.measurements:
        if measurement.key in MEASUREMENTS:
            line = f"{MEASUREMENTS[measurement.key]}: {values(measurement)}"
            yield from wrapped(_of(side, line, paired=paired), INDENT)


def values(measurement: Measurement) -> str:
    """A figure, of both pictures where it is a pair's."""
    told = figures(measurement)
    if not told.subject:
        return told.difference
    return f"AI {told.subject}, your photograph {told.reference}, difference {told.difference}"


def _of(side: Side, text: str, *, paired: bool) -> str:
    """Says which picture is meant where it is one of two."""
    if not paired or side is Side.PAIR:
        return text
    return f"{'AI headshot' if side is Side.SUBJECT else 'Your photograph'}: {text}"


def _beside(extras: Sequence[Also]) -> Iterator[str]:
    """Of each further photograph how far both pictures are from it, or why that cannot be told."""
    for extra in extras:
        told = extra.result.status is Status.OK
        says = values(extra.result.measurements[0]) if told else f"can’t tell. {wording.reason(extra.result).sentence}"
        yield from wrapped(f"Beside {extra.name}: {says}", INDENT)


def _refusal(alignment: Alignment) -> str:
    return wording.refusal(alignment.refused, {"degrees": alignment.pose_difference})


def wrapped(text: str, indent: int) -> list[str]:
    """Lines of the page, from a column on."""
    width = min(max(shutil.get_terminal_size((WIDEST, 24)).columns, NARROWEST), WIDEST)
    hanging = indent + 3 if indent == 2 else indent
    return textwrap.wrap(text, width, initial_indent=" " * indent, subsequent_indent=" " * hanging)
