"""From a map of places to the polygons that a report can hold."""

from __future__ import annotations

import cv2
import numpy as np

from analysis.types import Region
from analysis.vision.crops import Points
from analysis.vision.view import View
from analysis.vision.zones import Mask

MOST = 8  # polygons of one finding, the largest ones
LEAST_OF_LARGEST = 0.02  # of the largest one's area; smaller ones are specks
HOLE = 40  # pixels; smaller holes are filled
CORNERS_WITHIN = 1.0  # pixels that a polygon may leave its contour by


def regions(mask: Mask, view: View, *, least: float, most: int = MOST) -> tuple[Region, ...]:
    """The connected parts of a mask on a view, largest first; `least` the area in pixels from which one counts."""
    return tuple(view.region(outline) for outline in outlines(mask, least=least, most=most))


def outlines(mask: Mask, *, least: float, most: int) -> list[Points]:
    """Polygons (n, 2) in pixels around the connected parts of a mask, largest first.

    A polygon has no holes, so that a part which surrounds something is cut open along a column.
    """
    found, _ = cv2.findContours(_opened(mask).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    areas = sorted(((cv2.contourArea(contour), number) for number, contour in enumerate(found)), reverse=True)
    largest = areas[0][0] if areas else 0.0
    chosen = [number for area, number in areas if area >= max(least, LEAST_OF_LARGEST * largest)][:most]
    drawn = (cv2.approxPolyDP(found[number], CORNERS_WITHIN, True)[:, 0].astype(np.float64) + 0.5 for number in chosen)
    return [outline for outline in drawn if len(outline) > 2]


def _opened(mask: Mask) -> Mask:
    """The mask cut along the middle column of each hole, so that none is left."""
    holes, levels = cv2.findContours(mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    cut = mask.copy()
    for hole, level in zip(holes, () if levels is None else levels[0], strict=True):
        if level[3] >= 0 and cv2.contourArea(hole) > HOLE:
            left, _, width, _ = cv2.boundingRect(hole)
            cut[:, left + width // 2] = False
    return cut
