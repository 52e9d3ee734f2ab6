"""The luminance of a JPEG on its own grid of 8 × 8 blocks, for questions about its compression."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.photo import decoder
from analysis.photo.container import Format
from analysis.vision.jpeg import cut_below

BLOCK = 8


def luma_on_grid(data: bytes, side: int) -> NDArray[np.float32] | None:
    """The middle of a JPEG as stored, at most `side` pixels each way: float32 (h, w), 0–255, starting on the grid.

    Not turned upright, not colour-managed, and decoded no further down than needed. None for a JPEG without a
    luminance channel (RGB, CMYK). Raises Undecodable.
    """
    whole = decoder.opened(data, Format.JPEG)
    left, top = (max(0, (length - side) // 2) // BLOCK * BLOCK for length in whole.size)
    image = decoder.opened(cut_below(data, top + side), Format.JPEG)
    drafted = image.draft("L", image.size)
    if drafted is None or image.mode != "L":
        return None
    decoder.load(image)
    right, bottom = min(left + side, image.width), min(top + side, image.height)
    return np.asarray(image.crop((left, top, right, bottom)), dtype=np.float32)
