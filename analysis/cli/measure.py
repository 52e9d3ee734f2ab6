"""The two commands: measure, write what was asked for, return the text to print."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from analysis import engine
from analysis.cli import pictures, summary
from analysis.cli.also import further, together
from analysis.cli.listing import Side, answers
from analysis.cli.progress import Progress
from analysis.cli.reading import portrait
from analysis.pair import Pair
from analysis.registry import PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import ComparisonReport, Result, to_json
from analysis.words import DIMENSIONS


def compare(subject: Path, reference: Path, folder: Path, *, also: Sequence[Path] = ()) -> str:
    """Measure an AI headshot beside a photograph into a folder, its likeness beside further photographs too.

    Raises Unusable, ModelUnavailable and OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with Progress(3 + len(also) + 2 * len(PHOTO_ANALYZERS) + len(PAIR_ANALYZERS)) as progress:

        def measured(result: Result) -> None:
            progress.step(DIMENSIONS[result.dimension])

        progress.step(f"Reading {subject.name}")
        first = portrait(subject)
        progress.step(f"Reading {reference.name}")
        pair = Pair(first, portrait(reference))
        extras = further(pair, also, before_each=lambda path: progress.step(f"Reading {path.name}"))
        alone = {
            side: engine.inspect(one, on_result=measured)
            for side, one in ((Side.SUBJECT, pair.subject), (Side.REFERENCE, pair.reference))
        }
        results, heatmaps = engine.compare_pair(pair, on_result=measured)
        report = ComparisonReport(
            engine=engine.ENGINE,
            subject=alone[Side.SUBJECT].report,
            reference=alone[Side.REFERENCE].report,
            alignment=pair.alignment,
            results=results,
        )
        progress.step("Drawing")
        write(folder / "report.json", to_json(report))
        maps = {Side.PAIR: heatmaps, **{side: outcome.heatmaps for side, outcome in alone.items()}}
        if extras:
            write(folder / "also.json", [{"file": extra.name, "result": to_json(extra.result)} for extra in extras])
        pictures.save(folder, pair, report, answers(report, more=together(extras)), maps)
    said = summary.comparison(report, subject=subject.name, reference=reference.name, extras=extras)
    return f"{said}\n\n{written(folder, *pictures.FOLDERS)}"


def inspect(photos: list[Path], folder: Path | None) -> str:
    """Measure photographs one by one. Raises Unusable for the first that cannot be, ModelUnavailable and OSError."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    texts, reports = [], []
    with Progress(len(photos) * (1 + len(PHOTO_ANALYZERS))) as progress:
        for photo in photos:
            progress.step(f"Reading {photo.name}")
            one = portrait(photo)
            report = engine.inspect(one, on_result=lambda result: progress.step(DIMENSIONS[result.dimension])).report
            texts.append(summary.photograph(report, name=photo.name))
            reports.append({"file": photo.name, "report": to_json(report)})
    if folder is not None:
        write(folder / "report.json", reports)
        texts.append(written(folder))
    return "\n\n\n".join(texts)


def written(folder: Path, *below: str) -> str:
    """Where the files are."""
    there = [f"{name}/" for name in below if (folder / name).is_dir()]
    return f"Written to {folder}:\n     {', '.join(['report.json', *there])}"


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
