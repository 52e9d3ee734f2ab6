"""Numbered findings where they are on the pictures: outlines, and call-outs that match the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.alignment import apply
from analysis.overlay.sheet import Sheet
from analysis.types import Affine, Alignment, ComparisonReport, Picture, Region, Severity
from analysis.vision.crops import Points, Rgb

STAGE_WIDTH = 600.0  # the lengths below are for a picture this wide, and grow with it
LINE = 1.2
LEADER = 0.8
DISC = 19.0
MARGIN, APART = 1.6, 2.4  # disc radii from the edge of the picture, and between the centres of two call-outs
STEPS = 8  # places tried along an edge of an outline
LEAST_SIDE = 6.0  # an outline smaller than this is drawn as its box, this large

Outlines = tuple[Points, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Note:
    """One finding as it stands on the pictures: outlines (n, 2) in stage pixels of each, text in the reader's words."""

    number: int
    text: str
    severity: Severity
    subject: Outlines = ()
    reference: Outlines = ()

    @classmethod
    def of(
        cls,
        report: ComparisonReport,
        *,
        number: int,
        text: str,
        severity: Severity,
        subject_regions: Sequence[Region] = (),
        reference_regions: Sequence[Region] = (),
    ) -> Note:
        """A note from regions of the pictures of a report."""

        def drawn(regions: Sequence[Region], *, on_reference: bool) -> Outlines:
            if not regions:
                return ()
            picture = report.side(on_reference=on_reference).picture
            return outlines(regions, picture, report.alignment.to_stage(on_reference=on_reference))

        return cls(
            number=number,
            text=text,
            severity=severity,
            subject=drawn(subject_regions, on_reference=False),
            reference=drawn(reference_regions, on_reference=True),
        )


def outlines(regions: Iterable[Region], picture: Picture, to_stage: Affine) -> Outlines:
    """Each region's outline, (n, 2) in stage pixels."""
    size = np.array([picture.width, picture.height], np.float64)
    return tuple(apply(to_stage, corners(region) * size) for region in regions)


def corners(region: Region) -> Points:
    """A region's outline, (n, 2), 0–1 of the picture: its polygon, or its box."""
    left, top, right, bottom = region.left, region.top, region.right, region.bottom
    return np.array(region.polygon or ((left, top), (right, top), (right, bottom), (left, bottom)), np.float64)


def marked(picture: Rgb, notes: Sequence[Note], alignment: Alignment, *, on_reference: bool) -> Rgb:
    """The stage with outlines and numbers: uint8 sRGB of the same size. `picture` may be the stage at any scale.

    Numbers stand in the margins, off the face, at one place on both pictures, and a line leads to what they mean.
    """
    sheet = Sheet(picture)
    height, width = picture.shape[:2]
    scale, unit = width / alignment.stage_width, width / STAGE_WIDTH
    spots = _spots(notes, width / scale, height / scale)
    for note in notes:
        lines = [scale * line for line in (note.reference if on_reference else note.subject)]
        for line in lines:
            sheet.outline(_visible(line, LEAST_SIDE * unit), max(1, round(LINE * unit)))
        if lines:
            spot = scale * spots[note.number]
            sheet.line(spot, _nearest(_largest(lines), spot), max(1, round(LEADER * unit)))
            sheet.disc(float(spot[0]), float(spot[1]), DISC * unit, note.number)
    return sheet.pixels


def _visible(line: Points, least: float) -> Points:
    """The outline, or a box around it where it is too small to be seen."""
    low, high = line.min(0), line.max(0)
    if float((high - low).max()) >= least:
        return line
    (x, y), half = (low + high) / 2, least / 2
    return np.array([[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]])


def _spots(notes: Sequence[Note], width: float, height: float) -> dict[int, Points]:
    """Where each number stands on the stage, (2,) in its pixels: in the margin nearer to its place, at its height."""
    radius = DISC * width / STAGE_WIDTH
    middles = {note.number: _middle(note.subject or note.reference) for note in notes if note.subject or note.reference}
    spots: dict[int, Points] = {}
    for x, left in ((MARGIN * radius, True), (width - MARGIN * radius, False)):
        numbers = [number for number, middle in middles.items() if bool(middle[0] < width / 2) is left]
        numbers.sort(key=lambda number: float(middles[number][1]))
        heights = _spread([float(middles[number][1]) for number in numbers], height, radius)
        spots |= {number: np.array([x, y]) for number, y in zip(numbers, heights, strict=True)}
    return spots


def _middle(lines: Sequence[Points]) -> Points:
    """The middle of the largest outline."""
    line = _largest(lines)
    middle: Points = (line.min(0) + line.max(0)) / 2
    return middle


def _largest(lines: Sequence[Points]) -> Points:
    return max(lines, key=lambda line: float(np.prod(np.ptp(line, axis=0))))


def _spread(heights: list[float], height: float, radius: float) -> list[float]:
    """Ascending heights moved as little as needed to stand apart within the picture."""
    low, high = MARGIN * radius, height - MARGIN * radius
    apart = min(APART * radius, (high - low) / max(len(heights) - 1, 1))
    placed: list[float] = []
    for wanted in heights:
        placed.append(max(wanted, placed[-1] + apart if placed else low))
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], high - apart * (len(placed) - 1 - index))
    return placed


def _nearest(line: Points, spot: Points) -> Points:
    """The point of an outline that is nearest to a spot."""
    edges = zip(line, np.roll(line, -1, axis=0), strict=True)
    points = np.concatenate([np.linspace(start, stop, STEPS) for start, stop in edges])
    nearest: Points = points[np.linalg.norm(points - spot, axis=1).argmin()]
    return nearest
