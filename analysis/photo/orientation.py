"""The eight ways a camera may store a picture (EXIF 2.32, tag 0x0112) and how each is turned upright."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels, right and bottom excluded


@dataclass(frozen=True, slots=True)
class Orientation:
    """From stored to upright: swap rows and columns first, then mirror across, then down."""

    swap: bool = False
    mirror_x: bool = False
    mirror_y: bool = False

    @classmethod
    def of_tag(cls, tag: object) -> Orientation:
        """The orientation of an EXIF value; anything but 1–8 is upright."""
        return _BY_TAG.get(tag, UPRIGHT) if isinstance(tag, int) else UPRIGHT

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height once upright."""
        return (height, width) if self.swap else (width, height)

    def apply(self, stored: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The upright picture, uint8 (h, w, 3) and contiguous, of a stored one."""
        upright: MatLike = cv2.transpose(stored) if self.swap else stored
        if self.mirror_x or self.mirror_y:
            upright = cv2.flip(upright, -1 if self.mirror_x and self.mirror_y else int(self.mirror_x))
        return np.ascontiguousarray(upright, dtype=np.uint8)

    def stored_box(self, box: Box, width: int, height: int) -> Box:
        """Where a box of the upright picture lies in the stored one, whose size is `width` × `height`."""
        upright_width, upright_height = self.size(width, height)
        left, top, right, bottom = box
        if self.mirror_x:
            left, right = upright_width - right, upright_width - left
        if self.mirror_y:
            top, bottom = upright_height - bottom, upright_height - top
        return (top, left, bottom, right) if self.swap else (left, top, right, bottom)


UPRIGHT = Orientation()
_BY_TAG = {
    1: UPRIGHT,
    2: Orientation(mirror_x=True),
    3: Orientation(mirror_x=True, mirror_y=True),
    4: Orientation(mirror_y=True),
    5: Orientation(swap=True),
    6: Orientation(swap=True, mirror_x=True),
    7: Orientation(swap=True, mirror_x=True, mirror_y=True),
    8: Orientation(swap=True, mirror_y=True),
}
