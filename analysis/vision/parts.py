"""Masks told as regions: the outlines of their largest parts."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.types import Region
from analysis.vision.view import View

MOST = 3
LEAST = 0.02  # of the mask; smaller parts are specks
TOLERANCE = 0.004  # of the mask's longer side: how far a polygon may leave the outline


def regions(view: View, mask: NDArray[np.bool_]) -> tuple[Region, ...]:
    """The largest connected parts of a mask, as polygons without holes. `mask` covers the view, at any resolution."""
    height, width = mask.shape
    lines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    sizes = [(cv2.contourArea(line), number) for number, line in enumerate(lines)]
    largest = [lines[number] for size, number in sorted(sizes, reverse=True)[:MOST] if size > LEAST * mask.sum()]
    step = np.array([view.shape[1] / width, view.shape[0] / height])
    simple = [cv2.approxPolyDP(line, TOLERANCE * max(height, width), True)[:, 0] for line in largest]
    return tuple(view.region((line + 0.5) * step) for line in simple if len(line) > 2)
