"""Fine detail in bands of physical size on the face, told as contrast, so that exposure cancels.

Pores and fine hair lie below 0.25 mm, the grain of skin from 0.25 to 0.75 mm, lines and blotches above. One millimetre
is 1/63 of the iris distance.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import colour
from analysis.vision.crops import Rgb
from analysis.vision.zones import Mask

Floats = NDArray[np.float32]
EDGES = (0.25, 0.75, 2.25)  # millimetres, standard deviations of the Gaussians between the bands
NAMES = ("pores", "grain", "lines")
WINDOW = 1.5  # millimetres, over which local contrast is averaged
MILLIMETRES_PER_IRIS_DISTANCE = 63.0
_LEAST_BLUR = 0.15  # pixels; a narrower Gaussian changes nothing


def blurred(values: Floats, sigma: float) -> Floats:
    """Gaussian blur; `sigma` in pixels."""
    if sigma <= _LEAST_BLUR:
        return values
    return cv2.GaussianBlur(values, (0, 0), sigma).astype(np.float32, copy=False)


def bands(rgb: Rgb, iris_distance: float) -> tuple[Floats, Floats, Floats]:
    """ln-luminance of a view split into `NAMES`, finest first."""
    per_mm = iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    levels = [colour.log_luminance(rgb)]
    levels += [blurred(levels[0], edge * per_mm) for edge in EDGES]
    pores, grain, lines = (finer - coarser for finer, coarser in pairwise(levels))
    return pores, grain, lines


def local_contrast(band: Floats, mask: Mask, iris_distance: float) -> Floats:
    """RMS contrast around each pixel, counting pixels of the mask only."""
    sigma = WINDOW * iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    weight = mask.astype(np.float32)
    power = blurred(band * band * weight, sigma) / (blurred(weight, sigma) + np.float32(1e-6))
    rms: Floats = np.sqrt(np.maximum(power, 1e-12))
    return rms


def contrast(band: Floats, mask: Mask) -> float:
    """log2 of the RMS contrast over a mask."""
    return float(np.log2(np.sqrt(np.mean(band[mask].astype(np.float64) ** 2)) + 1e-9))
