"""Which pixels are the sitter: a 256-pixel segmenter on the frame and again on head and shoulders, blended."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import models
from analysis.vision.crops import Points, Rgb, Square, crop
from analysis.vision.net import Floats, Net

SIDE = 256
HEAD_WINDOW = 3.2  # face heights; what the segmenter saw most of when it was trained
BELOW = 0.15  # face heights that the window's centre lies below the face's
FEATHER = 0.1  # of the window


@cache
def _net() -> Net:
    return Net(models.read(models.SELFIE_SEGMENTER))


def probability(rgb: Rgb, face: Points) -> NDArray[np.float32]:
    """Float32 (h, w), 0–1, at the picture's size; `face` are the mesh points in its pixels.

    The head window resolves hair about three times finer than the frame; only inner edges of the window are feathered,
    so that where it reaches the picture's border nothing is blended with a coarser guess.
    """
    height, width = rgb.shape[:2]
    whole = cv2.resize(_run(rgb, None), (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)
    tall = float(np.ptp(face[:, 1]))
    side = max(16, int(HEAD_WINDOW * tall))
    x, y = face.mean(0)
    left, top = int(x - side / 2), int(y + BELOW * tall - side / 2)
    window = _run(rgb, Square(left + side / 2, top + side / 2, float(side)))
    near = cv2.resize(window, (side, side), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + side), min(height, top + side)
    weight = np.minimum.outer(_ramp(y0, y1, height, side), _ramp(x0, x1, width, side))
    near = near[y0 - top : y1 - top, x0 - left : x1 - left]
    whole[y0:y1, x0:x1] += weight * (near - whole[y0:y1, x0:x1])
    return np.clip(whole, 0, 1).astype(np.float32, copy=False)


def _run(rgb: Rgb, square: Square | None) -> Floats:
    if square is None:
        window = np.asarray(cv2.resize(rgb, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    else:
        window = crop(rgb, square, SIDE)[0]
    return _net()(window.astype(np.float32) / 255.0)["activation_10"].reshape(SIDE, SIDE)


def _ramp(start: int, stop: int, limit: int, side: int) -> Floats:
    """0–1 weights along one axis, rising from the window's inner edges only."""
    steps = np.arange(stop - start, dtype=np.float32)
    from_start = steps if start > 0 else np.full_like(steps, side)
    from_stop = steps[::-1] if stop < limit else np.full_like(steps, side)
    ramp: Floats = np.clip(np.minimum(from_start, from_stop) / (FEATHER * side), 0, 1)
    return ramp
