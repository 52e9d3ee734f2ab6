"""How soft the background is: what is left of its fine contrast beside its coarse one.

In a scene that is in focus every octave of size carries about the same contrast (Field 1987), whatever is shown; a
lens, or a filter, takes the fine octaves away and leaves the coarse. So their ratio tells blur without a sharp copy to
compare with, wherever there is coarse contrast at all. A plain wall says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.bands import blurred
from analysis.vision.cutout import Cutout

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

FINE = (0.012, 0.024)  # iris distances, standard deviations of the Gaussians on each side of the band: 0.75–1.5 mm
COARSE = ((0.048, 0.096), (0.096, 0.192))
AROUND = 0.3  # iris distances, the side of the window over which contrast is averaged
GAP = 0.2  # iris distances of background beside the sitter that are left out: loose hair is in focus
LEAST_COARSE = 0.5  # of lightness 0–100, RMS: fainter is compression and vignetting
REDUCED = 4  # contrast is kept at a quarter of the view's size


@dataclass(frozen=True, slots=True, eq=False)
class Softness:
    """`octaves` (h, w), a quarter of the view's size: coarse over fine contrast, log2; NaN where nothing is told.

    0 is a scene in focus. `background` (h, w): all of it, beyond the gap.
    """

    octaves: Floats
    background: Mask

    @property
    def told(self) -> Mask:
        told: Mask = np.isfinite(self.octaves)
        return told


def softness(cutout: Cutout) -> Softness:
    """Of the background of a cutout."""
    distance = cutout.iris_distance
    lightness = cv2.cvtColor(cutout.view.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) * np.float32(100 / 255)
    behind = (cutout.matte < 0.02).astype(np.float32)
    fine = _band(lightness, behind, FINE[0] * distance, FINE[1] * distance)
    small = max(1, lightness.shape[1] // REDUCED), max(1, lightness.shape[0] // REDUCED)
    share = _reduced(behind, small)
    reduced = (_reduced(lightness * behind, small) / np.maximum(share, 1e-3)).astype(np.float32, copy=False)
    background = _reduced(_away_from_sitter(cutout).astype(np.float32), small) > 0.9
    weight = background.astype(np.float32)
    step = distance / REDUCED
    energies = [_around(_reduced(fine * fine, small), weight, step)]
    for inner, outer in COARSE:
        band = _band(reduced, share, inner * step, outer * step)
        energies.append(_around(band * band, weight, step))
    coarse = np.maximum(*energies[1:])
    octaves = np.log2(coarse + np.float32(1e-6)) / 2 - np.log2(energies[0] + np.float32(1e-6)) / 2
    told = background & (coarse > LEAST_COARSE**2)
    return Softness(np.where(told, octaves, np.float32(np.nan)).astype(np.float32, copy=False), background)


def _away_from_sitter(cutout: Cutout) -> Mask:
    distance = cv2.distanceTransform((cutout.matte <= 0.1).astype(np.uint8), cv2.DIST_L2, 5)
    away: Mask = distance > GAP * cutout.iris_distance
    return away


def _band(values: Floats, weight: Floats, inner: float, outer: float) -> Floats:
    """What lies between two Gaussians, pixels of weight 0 left out of both."""
    finer, coarser = (blurred(values * weight, sigma) / (blurred(weight, sigma) + 1e-4) for sigma in (inner, outer))
    band: Floats = (finer - coarser).astype(np.float32, copy=False)
    return band


def _around(energy: Floats, weight: Floats, iris_distance: float) -> Floats:
    """Mean energy around each pixel, over pixels of weight."""
    side = 2 * max(1, round(AROUND * iris_distance / 2)) + 1
    total = cv2.blur(energy * weight, (side, side)) / np.maximum(cv2.blur(weight, (side, side)), 1e-3)
    return total.astype(np.float32, copy=False)


def _reduced(values: Floats, size: tuple[int, int]) -> Floats:
    return cv2.resize(values, size, interpolation=cv2.INTER_AREA).astype(np.float32, copy=False)
