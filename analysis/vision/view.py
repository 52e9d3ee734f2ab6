"""A part of an upright picture at one scale, and the way between its pixels, the file's pixels and 0–1 regions."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from analysis.types import Region
from analysis.vision.crops import Points, Rgb


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """`pixels` uint8 RGB; `scale` view pixels per file pixel; `left`, `top` file pixels of its corner.

    `whole` is the (width, height) of the upright file, so that a place in the view can be told as a Region.
    """

    pixels: Rgb
    scale: float
    left: float
    top: float
    whole: tuple[int, int]

    @property
    def shape(self) -> tuple[int, int]:
        return self.pixels.shape[0], self.pixels.shape[1]

    def from_file(self, points: Points) -> Points:
        """(n, 2) file pixels to view pixels."""
        result: Points = (points - (self.left, self.top)) * self.scale
        return result

    def to_file(self, points: Points) -> Points:
        """(n, 2) view pixels to file pixels."""
        result: Points = points / self.scale + (self.left, self.top)
        return result

    def region(self, points: Points) -> Region:
        """The polygon through view pixels (n, 2) as a region of the file, clipped to the picture."""
        fractions = self.to_file(points) / self.whole
        return Region.around(tuple((float(x), float(y)) for x, y in fractions))

    @property
    def extent(self) -> Region:
        """The part of the picture this view shows."""
        height, width = self.shape
        corners = np.array([[0, 0], [width, height]], np.float64)
        fractions = self.to_file(corners) / self.whole
        return Region.around(tuple((float(x), float(y)) for x, y in fractions), as_polygon=False)

    def cut(self, low: Points, high: Points, *, scale: float) -> View:
        """The part between two corners in file pixels, at `scale` view pixels per file pixel or less.

        Never enlarges: a scale above this view's own gives this view's own pixels. Shrinks by area averaging.
        """
        height, width = self.shape
        x0, y0 = (int(edge) for edge in np.clip(np.floor(self.from_file(low)), 0, (width - 1, height - 1)))
        x1, y1 = (int(edge) for edge in np.clip(np.ceil(self.from_file(high)), (x0 + 1, y0 + 1), (width, height)))
        part = self.pixels[y0:y1, x0:x1]
        left, top = self.to_file(np.array([x0, y0], np.float64))
        step = min(1.0, scale / self.scale)
        if step < 1.0:
            size = max(1, round((x1 - x0) * step)), max(1, round((y1 - y0) * step))
            part = cv2.resize(part, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        return View(np.ascontiguousarray(part), self.scale * step, float(left), float(top), self.whole)
