"""The picture to download: the faces side by side on a neutral wall, with legend, numbers, the list and a caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from analysis.alignment import NEUTRAL
from analysis.analyzer import HeatMap
from analysis.overlay import lettering, ramp
from analysis.overlay.notes import Note, marked
from analysis.overlay.sheet import FAINT, INK, Sheet
from analysis.overlay.stage import Rgba, over
from analysis.types import Alignment
from analysis.vision.crops import Rgb

WIDTH = 2000  # pixels, of two: 17 cm in print at 300 dpi, and the words are legible when a phone shows it 390 wide
MARGIN, GAP = 40, 20
PICTURE = (WIDTH - 2 * MARGIN - GAP) // 2
TITLE, BODY, SMALL = 60, 50, 40  # sizes of type
LEADING = 1.35
BAR = 30  # height of the legend's colours
CHECKS = 10  # pixels per square of the ground under the legend
LEGEND = round(SMALL * (LEADING + 1.75)) + BAR

Listed = Sequence[tuple[Note, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A legend: what the colours mean, and what stands at both their ends, unit included, in the reader's words."""

    name: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words around the pictures."""

    title: str
    subject: str
    reference: str
    caption: str


def annotated(
    stages: Sequence[Rgb],
    alignment: Alignment,
    *,
    labels: Labels,
    notes: Sequence[Note] = (),
    layers: Sequence[tuple[HeatMap, Rgba]] = (),
    scale: Scale | None = None,
) -> Rgb:
    """Stages with heat maps, outlines and numbers: uint8 sRGB, WIDTH wide for two, as high as the list is long.

    `stages` holds the subject's, and the reference's where there is one. `layers` are heat maps with what `heat_layer`
    drew of them; several of one side lie over each other.
    """
    top, bottom = _filled(stages)
    pictures = [
        _picture(stage, alignment, notes, layers, on_reference=bool(place))[top:bottom]
        for place, stage in enumerate(stages)
    ]
    inner = len(stages) * (PICTURE + GAP) - GAP
    listed = [(note, lettering.lines(note.text, BODY, inner - 3 * BODY)) for note in notes]
    caption = lettering.lines(labels.caption, SMALL, inner)
    head = MARGIN + round(LEADING * TITLE) + round(LEADING * SMALL)
    legend = head + pictures[0].shape[0]
    first = legend + (LEGEND if scale else 0)
    below = first + _list_height(listed)
    sheet = Sheet.blank(inner + 2 * MARGIN, below + round(LEADING * SMALL * (len(caption) + 0.5)) + MARGIN)
    _head(sheet, labels, len(stages))
    for place, picture in enumerate(pictures):
        sheet.paste(picture, _left(place), head)
    if scale:
        _legend(sheet, scale, legend)
    _list(sheet, listed, first)
    for number, line in enumerate(caption):
        sheet.words(line, MARGIN, round(below + LEADING * SMALL * (number + 1)), SMALL, FAINT)
    return sheet.pixels


def _left(place: int) -> int:
    """Where the first or second picture begins."""
    return MARGIN + place * (PICTURE + GAP)


def _filled(stages: Sequence[Rgb]) -> tuple[int, int]:
    """The rows of the drawn pictures in which any has something to show beyond the wall."""
    shown = np.any([(stage != NEUTRAL).any(axis=(1, 2)) for stage in stages], axis=0)
    rows, scale = np.flatnonzero(shown), PICTURE / stages[0].shape[1]
    return (int(rows[0] * scale), int((rows[-1] + 1) * scale)) if len(rows) else (0, round(len(shown) * scale))


def _picture(
    stage: Rgb,
    alignment: Alignment,
    notes: Sequence[Note],
    layers: Sequence[tuple[HeatMap, Rgba]],
    *,
    on_reference: bool,
) -> Rgb:
    for heatmap, layer in layers:
        if heatmap.on_reference is on_reference:
            stage = over(stage, layer)
    size = PICTURE, round(PICTURE * stage.shape[0] / stage.shape[1])
    shrinks = size[0] < stage.shape[1]
    drawn = cv2.resize(stage, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4)
    return marked(drawn.astype(np.uint8, copy=False), notes, alignment, on_reference=on_reference)


def _head(sheet: Sheet, labels: Labels, pictures: int) -> None:
    sheet.words(labels.title, MARGIN, MARGIN + round(0.8 * TITLE), TITLE)
    baseline = MARGIN + round(LEADING * TITLE + 0.85 * SMALL)
    for place, name in enumerate((labels.subject, labels.reference)[:pictures]):
        sheet.words(name, _left(place), baseline, SMALL, FAINT)


def _legend(sheet: Sheet, scale: Scale, top: int) -> None:
    """The ramp on a chequered ground, which shows how opaque each colour is; LEGEND high."""
    baseline = top + round(LEADING * SMALL)
    sheet.words(scale.name, MARGIN, baseline, SMALL)
    across = (WIDTH - 2 * MARGIN) // 2
    levels = np.tile(np.linspace(0, 1, across, dtype=np.float32), (BAR, 1))
    squares = np.add.outer(np.arange(BAR) // CHECKS, np.arange(across) // CHECKS) % 2
    ground = np.repeat((100 + 50 * squares)[..., None], 3, -1).astype(np.uint8)
    bar = baseline + SMALL // 2
    sheet.paste(over(ground, ramp.tinted(levels)), MARGIN, bar)
    baseline = bar + BAR + SMALL
    sheet.words(scale.low, MARGIN, baseline, SMALL, FAINT)
    sheet.words(scale.high, MARGIN + across - lettering.width(scale.high, SMALL), baseline, SMALL, FAINT)


def _list_height(listed: Listed) -> int:
    rows = sum(len(lines) for _, lines in listed)
    return round(LEADING * BODY * rows + 0.5 * BODY) if rows else 0


def _list(sheet: Sheet, listed: Listed, top: int) -> None:
    """Number, band and words of each note."""
    row = 0
    for note, lines in listed:
        for number, line in enumerate(lines):
            baseline = round(top + 0.25 * BODY + LEADING * BODY * (row + 0.8))
            if number == 0:
                middle = baseline - 0.35 * BODY
                sheet.disc(MARGIN + 0.55 * BODY, middle, 0.55 * BODY, note.number)
                sheet.band(note.severity, MARGIN + 1.8 * BODY, middle, 0.35 * BODY)
            sheet.words(line, MARGIN + round(2.6 * BODY), baseline, BODY, INK)
            row += 1
