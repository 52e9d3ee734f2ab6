"""A sheet to draw on: pictures, lines, discs, band shapes and words, all anti-aliased."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.overlay import lettering
from analysis.types import Severity
from analysis.vision.crops import Points, Rgb

Colour = tuple[int, int, int]

WALL: Colour = (40, 40, 40)  # of the viewing booth: neutral, so that the pictures are the only colour
INK: Colour = (236, 236, 234)
FAINT: Colour = (172, 172, 168)
DARK: Colour = (27, 27, 26)
_SHIFT = 4  # fractional bits of OpenCV's drawing coordinates


class Sheet:
    """`pixels` uint8 sRGB (h, w, 3); all lengths are in its pixels."""

    def __init__(self, pixels: Rgb) -> None:
        self.pixels = np.ascontiguousarray(pixels).copy()

    @classmethod
    def blank(cls, width: int, height: int, colour: Colour = WALL) -> Sheet:
        return cls(np.full((height, width, 3), colour, np.uint8))

    def paste(self, picture: Rgb, left: int, top: int) -> None:
        """A picture at its own size; what lies beyond the sheet is cut off."""
        height, width = self.pixels.shape[:2]
        part = picture[: max(0, height - top), : max(0, width - left)]
        self.pixels[top : top + part.shape[0], left : left + part.shape[1]] = part

    def outline(self, points: Points, thickness: int) -> None:
        """A closed line in light ink on a dark casing, legible on skin, hair and sky alike."""
        path = [_fixed(points)]
        for colour, wide in ((DARK, 2 * thickness), (INK, thickness)):
            cv2.polylines(self.pixels, path, True, colour, wide, cv2.LINE_AA, _SHIFT)

    def line(self, start: Points, stop: Points, thickness: int) -> None:
        """A straight line with the same casing."""
        path = [_fixed(np.stack([start, stop]))]
        for colour, wide in ((DARK, 3 * thickness), (INK, thickness)):
            cv2.polylines(self.pixels, path, False, colour, wide, cv2.LINE_AA, _SHIFT)

    def disc(self, x: float, y: float, radius: float, number: int) -> None:
        """A numbered call-out."""
        centre = (round(x * 2**_SHIFT), round(y * 2**_SHIFT))
        for colour, reach in ((DARK, radius), (INK, 0.92 * radius)):
            cv2.circle(self.pixels, centre, round(reach * 2**_SHIFT), colour, cv2.FILLED, cv2.LINE_AA, _SHIFT)
        size = round(1.15 * radius)
        text = str(number)
        self.words(text, round(x - lettering.width(text, size) / 2), round(y + 0.36 * size), size, DARK)

    def band(self, severity: Severity, x: float, y: float, radius: float, colour: Colour = INK) -> None:
        """The shape that stands for a severity, as on the pages: ◆ strong, ◈ moderate, ◇ slight, · worth knowing."""
        if severity is Severity.NOTE:
            self._diamond(x, y, radius / 3, colour, filled=True)
            return
        self._diamond(x, y, radius, colour, filled=severity is Severity.STRONG)
        if severity is Severity.MODERATE:
            self._diamond(x, y, radius / 2, colour, filled=True)

    def words(self, text: str, left: int, baseline: int, size: int, colour: Colour = INK) -> None:
        """One line of text; what lies beyond the sheet is cut off."""
        ink = lettering.mask(text, size)
        top = baseline - lettering.ascent(size)
        height, width = self.pixels.shape[:2]
        ink = ink[max(0, -top) : max(0, height - top), max(0, -left) : max(0, width - left)]
        top, left = max(0, top), max(0, left)
        place = self.pixels[top : top + ink.shape[0], left : left + ink.shape[1]]
        mixed = place + ink[..., None] * (np.array(colour, np.float32) - place)
        place[:] = np.rint(mixed).astype(np.uint8)

    def _diamond(self, x: float, y: float, radius: float, colour: Colour, *, filled: bool) -> None:
        corners = _fixed(np.array([[x, y - radius], [x + radius, y], [x, y + radius], [x - radius, y]]))
        if filled:
            cv2.fillPoly(self.pixels, [corners], colour, cv2.LINE_AA, _SHIFT)
        cv2.polylines(self.pixels, [corners], True, colour, max(1, round(radius / 5)), cv2.LINE_AA, _SHIFT)


def _fixed(points: Points) -> NDArray[np.int32]:
    fixed: NDArray[np.int32] = np.rint(points * 2**_SHIFT).astype(np.int32)
    return fixed
