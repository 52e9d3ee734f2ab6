"""The command for several pictures of one person: measure each, let it go, set them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from analysis.cli import wording
from analysis.cli.measure import write, written
from analysis.cli.progress import Progress
from analysis.cli.reading import content
from analysis.cli.summary import CANNOT_TELL, INDENT, NO_DIFFERENCE, SHAPES, values, wrapped
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.series import batch, sources
from analysis.series.profile import profile
from analysis.series.report import Member, SeriesReport
from analysis.types import Finding, Result, Status, to_json
from analysis.words import BANDS, MEASUREMENTS
from analysis.words.answers import agreement, untold

SET = ""  # no side: what is asked of the set is asked of all of them


def series(photos: Sequence[Path], folder: Path | None, *, ai: bool) -> str:
    """Look at pictures together. Raises Unusable for a file that cannot be read, ModelUnavailable and OSError."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    profiles = []
    with Progress(len(photos)) as progress:
        for path in photos:
            progress.step(f"Reading {path.name}")
            profiles.append(profile(path.name, partial(_opened, content(path))))
    report = batch.report(profiles) if ai else sources.report(profiles)
    text = page(report)
    if folder is not None:
        write(folder / "report.json", to_json(report))
        text = f"{text}\n\n{written(folder)}"
    return text


def page(report: SeriesReport) -> str:
    """The table of all pictures, and what is said of them as a set."""
    widest = max(len(member.name) for member in report.members)
    lines = [line for member in report.members for line in _row(member, widest)]
    lines += ["", *wrapped("The set", 0)]
    for result in report.results:
        lines += _said(result)
    asked = [(SET, result) for result in report.results]
    agreed = agreement(asked)
    lines += wrapped(f"{NO_DIFFERENCE} {agreed}.", 2) if agreed else []
    for open_one in untold(asked, wording.reason, of=(Status.NOT_APPLICABLE, Status.FAILED)):
        told = f"{CANNOT_TELL} {open_one.about}: {open_one.sentence} {open_one.advice}"
        lines += wrapped(told.strip(), 2)
    return "\n".join(lines)


def _row(member: Member, widest: int) -> Iterator[str]:
    """One picture: its name, how far it stands from the others, and what is said of it."""
    away = "     " if member.distance is None else f"{member.distance:5.2f}"
    findings = [finding for result in member.results for finding in result.findings]
    headlines = "; ".join(_headline(finding) for finding in findings)
    shape = CANNOT_TELL if member.refused else NO_DIFFERENCE
    yield f"{member.name:{widest}}  {away}  {member.refused or headlines or shape}"


def _headline(finding: Finding) -> str:
    return f"{SHAPES[finding.severity]} {wording.headline(finding)}"


def _said(result: Result) -> Iterator[str]:
    for finding in result.findings:
        yield from wrapped(f"{_headline(finding)} ({BANDS[finding.severity]})", 2)
        yield from wrapped(wording.what_we_see(finding), INDENT)
        yield from wrapped(f"What else could cause it: {wording.what_else(finding)}", INDENT)
    for item in result.measurements:
        if item.key in MEASUREMENTS:
            yield from wrapped(f"{MEASUREMENTS[item.key]}: {values(item)}", INDENT)


def _opened(data: bytes) -> Portrait:
    return Portrait.of(open_photo(data))
