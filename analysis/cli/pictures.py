"""The pictures of a comparison, as files: both stages, overlays, annotated pictures, close-ups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from analysis import overlay
from analysis.analyzer import HeatMap
from analysis.cli import wording
from analysis.cli.listing import Answer, Listed, Side
from analysis.pair import Pair, Shown
from analysis.types import ComparisonReport
from analysis.words import AMPLIFIED, DIMENSIONS, MAPS, MEASUREMENTS
from analysis.words.figures import figure

Pixels = NDArray[np.uint8]
HeatMaps = Mapping[Side, Mapping[str, tuple[HeatMap, ...]]]

NAMES = ("AI headshot", "Photograph")
FILES = ("ai", "photograph")
STAGE, ANNOTATED, CLOSEUPS, OVERLAYS = FOLDERS = ("stage", "annotated", "closeups", "overlays")
QUALITY = 92
CAPTION = (
    "Measured by Catchlight on both pictures at one face scale. A colour means the same value in every picture. "
    "It measures differences; it does not say how a picture was made."
)


@dataclass(frozen=True, slots=True)
class Layer:
    """A heat map as it lies on the stage."""

    analyzer: str
    heatmap: HeatMap
    pixels: overlay.Rgba


def save(folder: Path, shown: Shown, report: ComparisonReport, found: Sequence[Answer], heatmaps: HeatMaps) -> None:
    """Writes every picture below `folder`. Raises OSError where that cannot be written to."""
    stages = [
        overlay.stage(portrait, shown.alignment, on_reference=bool(place))
        for place, portrait in enumerate(shown.portraits)
    ]
    for name, stage in zip(FILES, stages, strict=False):
        _jpeg(folder / STAGE / f"{name}.jpg", stage)
    layers = list(_layers(shown, heatmaps))
    for layer in layers:
        name = FILES[layer.heatmap.on_reference]
        path = folder / OVERLAYS / f"{layer.analyzer}-{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(layer.pixels).save(path)
    for answer in found:
        drawn = _annotated(answer, stages, report, layers)
        if drawn is not None:
            _jpeg(folder / ANNOTATED / f"{answer.dimension.value}.jpg", drawn)
        for item in answer.findings:
            _close_ups(folder / CLOSEUPS, shown, item)


def _layers(shown: Shown, heatmaps: HeatMaps) -> Iterator[Layer]:
    covered = overlay.Covered(shown) if isinstance(shown, Pair) else None
    for side, by_analyzer in heatmaps.items():
        for analyzer, several in by_analyzer.items():
            for heatmap in several:
                # What is asked of one photograph does not know on which side of a pair it stands.
                placed = heatmap if side is Side.PAIR else replace(heatmap, on_reference=side is Side.REFERENCE)
                placed = covered.left_out(analyzer, placed) if covered else placed
                portrait = shown.portraits[placed.on_reference]
                yield Layer(analyzer, placed, overlay.heat_layer(placed, portrait, shown.alignment))


def _annotated(
    answer: Answer, stages: Sequence[Pixels], report: ComparisonReport, layers: Sequence[Layer]
) -> Pixels | None:
    """One dimension; None where it has nothing to draw. Of several heat maps the leading finding's, with its scale."""
    own = [layer for layer in layers if layer.analyzer in {result.analyzer for _, result in answer.results}]
    order = [item.analyzer for item in answer.findings] + [layer.analyzer for layer in own]
    leading = next((name for name in order if any(layer.analyzer == name for layer in own)), "")
    shown = [layer for layer in own if layer.analyzer == leading]
    notes = [_note(item, report) for item in answer.findings]
    if not shown and not any(note.subject or note.reference for note in notes):
        return None
    title = DIMENSIONS[answer.dimension]
    return overlay.annotated(
        stages,
        report.alignment,
        labels=overlay.Labels(title=title, subject=NAMES[0], reference=NAMES[1], caption=CAPTION),
        notes=notes,
        layers=[(layer.heatmap, layer.pixels) for layer in shown],
        scale=_scale(_measured(answer, leading) or title, shown[0].heatmap) if shown else None,
    )


def _measured(answer: Answer, analyzer: str) -> str:
    """What an analyzer's map shows: by its own name or that of its leading figure; empty where it has none."""
    if analyzer in MAPS:
        return MAPS[analyzer]
    keys = [item.key for _, result in answer.results if result.analyzer == analyzer for item in result.measurements]
    return next((MEASUREMENTS[key] for key in keys if key in MEASUREMENTS), "")


def _note(item: Listed, report: ComparisonReport) -> overlay.Note:
    return overlay.Note.of(
        report,
        number=item.number,
        text=wording.headline(item.finding),
        severity=item.finding.severity,
        subject_regions=item.on_subject,
        reference_regions=item.on_reference,
    )


def _scale(name: str, heatmap: HeatMap) -> overlay.Scale:
    low, high = (figure(value, heatmap.unit) for value in (heatmap.floor, heatmap.ceiling))
    return overlay.Scale(name=name, low=low, high=f"{high} and beyond")


def _close_ups(folder: Path, shown: Shown, item: Listed) -> None:
    if not (item.on_subject or item.on_reference):
        return
    name = f"{item.number:02}-{item.finding.code}"
    window = overlay.Window.around(shown, item.on_subject, item.on_reference, item.finding.dimension)
    drawn = overlay.close_up(shown, window)
    if not isinstance(shown, Pair):
        _jpeg(folder / f"{name}.jpg", *drawn)
        return
    _jpeg(folder / f"{name}.jpg", overlay.beside(*drawn, names=NAMES))
    kind = overlay.KINDS.get(item.finding.code)
    if kind:
        label = AMPLIFIED.format(factor=overlay.FACTORS[kind])
        drawn = overlay.amplified(shown, item.finding.code, window, label=label)
        _jpeg(folder / f"{name}-amplified.jpg", overlay.beside(*drawn, names=("", "")))


def _jpeg(path: Path, pixels: Pixels) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, quality=QUALITY, subsampling=0)
