"""An AI headshot looked at alone: measure, write what was asked for, return the text to print."""

from __future__ import annotations

from pathlib import Path

from analysis import engine
from analysis.cli import pictures, summary
from analysis.cli.listing import Side, answers
from analysis.cli.measure import write, written
from analysis.cli.progress import Progress
from analysis.cli.reading import portrait
from analysis.pair import Alone
from analysis.registry import ALONE_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import to_json
from analysis.words import DIMENSIONS


def look(subject: Path, folder: Path) -> str:
    """Measure an AI headshot without a photograph into a folder. Raises Unusable, ModelUnavailable and OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with Progress(3 + len(ALONE_ANALYZERS) + len(PHOTO_ANALYZERS)) as progress:
        progress.step(f"Reading {subject.name}")
        alone = Alone(portrait(subject))
        progress.step(f"Measuring {subject.name}")
        inspected = engine.inspect(alone.subject)
        outcome = engine.look_at_alone(
            alone.subject, inspected.report, on_result=lambda result: progress.step(DIMENSIONS[result.dimension])
        )
        report, maps = outcome.report, {**inspected.heatmaps, **outcome.heatmaps}
        progress.step("Drawing")
        write(folder / "report.json", to_json(report))
        pictures.save(folder, alone, report, answers(report), {Side.SUBJECT: maps})
    return f"{summary.alone(report, name=subject.name)}\n\n{written(folder, *pictures.FOLDERS)}"
