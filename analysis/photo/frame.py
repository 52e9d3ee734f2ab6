"""A whole decoded picture, held only as long as copies are drawn from it.

Pillow keeps it with its own pixels, stored orientation and the file's colours; each copy is brought down to size first
and turned upright and to sRGB after, which costs a tenth of doing so for 24 megapixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageCms

from analysis.photo.colour import Pixels, to_srgb
from analysis.photo.orientation import Box, Orientation

NEUTRAL = 128  # what transparent parts are laid on
_BAND = 64  # rows converted at a time: they fit the processor's cache, and no second whole picture is held
_FEWEST_BLOCKS = 1024
_HALVED_FIRST = frozenset({"RGB", "L", "CMYK"})  # modes that Pillow can average in place
_LAB = ImageCms.createProfile("LAB")
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """A decoded picture. Drop it as soon as the copies are made: it weighs four bytes per pixel (96 MB at 24 MP)."""

    image: Image.Image
    orientation: Orientation
    colours: ImageCms.ImageCmsTransform | None
    width: int  # upright
    height: int

    def reduced(self, longest: int) -> Pixels:
        """The whole picture, its longer side at most `longest` pixels: uint8 (h, w, 3), sRGB, upright.

        Area-averaged (INTER_AREA), never enlarged.
        """
        return self.crop((0, 0, self.width, self.height), scale=min(1.0, longest / max(self.width, self.height)))

    def crop(self, box: Box, *, scale: float = 1.0) -> Pixels:
        """A box of the upright picture in whole pixels of the file, drawn at `scale` ≤ 1: uint8 (h, w, 3), sRGB.

        Area-averaged (INTER_AREA). The sides are round(side × scale), at least 1, so the scale in effect across is
        `result.shape[1] / (right - left)`. Below a quarter, whole blocks are averaged first, which bounds what a
        picture of 50 to 100 megapixels weighs. Raises ValueError for a box that leaves the picture.
        """
        left, top, right, bottom = box
        if not (0 <= left < right <= self.width and 0 <= top < bottom <= self.height and 0 < scale <= 1):
            raise ValueError(f"{box} at {scale} is no part of {self.width} × {self.height}")
        inside = self.orientation.stored_box(box, *self.image.size)
        size = max(1, round((inside[2] - inside[0]) * scale)), max(1, round((inside[3] - inside[1]) * scale))
        stored = _array(*self._blocks(inside, scale))
        if size != (stored.shape[1], stored.shape[0]):
            stored = np.asarray(cv2.resize(stored, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        return self.orientation.apply(to_srgb(stored, self.colours))

    def _blocks(self, box: Box, scale: float) -> tuple[Image.Image, Box]:
        """The picture and the box to draw from; at least a factor of two is left to the area average.

        A last block that is cut off by the box counts as whole, hence many blocks: it stretches less than 1/1000.
        """
        side = min(int(0.5 / scale), min(box[2] - box[0], box[3] - box[1]) // _FEWEST_BLOCKS)
        if side < 2 or self.image.mode not in _HALVED_FIRST or self.image.has_transparency_data:
            return self.image, box
        blocks = self.image.reduce(side, box=box)
        return blocks, (0, 0, *blocks.size)


def working_mode(mode: str) -> str:
    """What a Pillow mode becomes before it is resampled: RGB, L or CMYK; alpha is laid on neutral grey."""
    if mode in ("1", "L", "LA", "La") or mode.startswith("I;16"):
        return "L"
    return "CMYK" if mode == "CMYK" else "RGB"


def _array(image: Image.Image, box: Box) -> Pixels:
    """A box of the stored picture, uint8 (h, w, 3) RGB, (h, w) grey or (h, w, 4) CMYK, in the file's colours."""
    left, top, right, bottom = box
    first = _band(image, (left, top, right, min(top + _BAND, bottom)))
    whole = np.empty((bottom - top, *first.shape[1:]), dtype=np.uint8)
    whole[: len(first)] = first
    for row in range(top + _BAND, bottom, _BAND):
        end = min(row + _BAND, bottom)
        whole[row - top : end - top] = _band(image, (left, row, right, end))
    return whole


def _band(image: Image.Image, box: Box) -> Pixels:
    band = image.crop(box)
    if band.mode.startswith("I;16"):
        return ((np.asarray(band).astype(np.uint32) + 128) // 257).astype(np.uint8)
    if band.mode == "LAB":
        way = ImageCms.buildTransform(_LAB, _SRGB, "LAB", "RGB")
        return np.asarray(way.apply(band))
    mode = working_mode(band.mode)
    if band.has_transparency_data:
        over = band.convert("RGBA")
        ground = Image.new("RGBA", over.size, (NEUTRAL, NEUTRAL, NEUTRAL, 255))
        band = Image.alpha_composite(ground, over)
    return np.asarray(band if band.mode == mode else band.convert(mode))
