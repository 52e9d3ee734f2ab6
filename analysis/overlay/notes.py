"""Numbered findings where they are on the pictures: outlines, and call-outs that match the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.alignment import apply
from analysis.overlay.sheet import Sheet, free_place
from analysis.types import Affine, Alignment, ComparisonReport, Picture, Region, Severity
from analysis.vision.crops import Points, Rgb

STAGE_WIDTH = 600.0  # the lengths below are for a picture this wide, and grow with it
LINE = 1.2
DISC = 14.0
APART = 2.3  # disc radii between the centres of two call-outs
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
        """A note from regions of the two pictures of a report."""
        alignment = report.alignment
        return cls(
            number=number,
            text=text,
            severity=severity,
            subject=outlines(subject_regions, report.subject.picture, alignment.subject_to_stage),
            reference=outlines(reference_regions, report.reference.picture, alignment.reference_to_stage),
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
    """The stage with outlines and numbers: uint8 sRGB of the same size. `picture` may be the stage at any scale."""
    sheet = Sheet(picture)
    height, width = picture.shape[:2]
    scale, unit = width / alignment.stage_width, width / STAGE_WIDTH
    shown = [(note, [scale * line for line in (note.reference if on_reference else note.subject)]) for note in notes]
    for _, lines in shown:
        for line in lines:
            sheet.outline(_visible(line, LEAST_SIDE * unit), max(1, round(LINE * unit)))
    taken: list[tuple[float, float]] = []
    for note, lines in shown:
        if lines:
            place = free_place(_around(lines, (width, height), DISC * unit), taken, APART * DISC * unit)
            taken.append(place)
            sheet.disc(*place, DISC * unit, note.number)
    return sheet.pixels


def _visible(line: Points, least: float) -> Points:
    """The outline, or a box around it where it is too small to be seen."""
    low, high = line.min(0), line.max(0)
    if float((high - low).max()) >= least:
        return line
    (x, y), half = (low + high) / 2, least / 2
    return np.array([[x - half, y - half], [x + half, y - half], [x + half, y + half], [x - half, y + half]])


def _around(lines: list[Points], size: tuple[int, int], radius: float) -> list[tuple[float, float]]:
    """Places for a call-out on the largest outline, outermost first: a number should not hide what it points at."""
    line = max(lines, key=lambda points: float(np.prod(np.ptp(points, axis=0))))
    dense = np.concatenate([np.linspace(start, stop, 8, endpoint=False) for start, stop in _edges(line)])
    dense = dense[(dense > 0).all(1) & (dense < size).all(1)] if len(dense) else dense
    if not len(dense):
        dense = np.clip(line, 0, size)
    outwards = np.linalg.norm(dense - np.array(size) * (0.5, 0.4), axis=1)
    places = np.clip(dense[np.argsort(-outwards)], radius, np.array(size) - radius)
    return [(float(x), float(y)) for x, y in places]


def _edges(line: Points) -> list[tuple[Points, Points]]:
    return list(zip(line, np.roll(line, -1, axis=0), strict=True))
