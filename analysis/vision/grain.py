"""How much grain even places carry, in the background and on the sitter.

Method: Immerkær (1996), whose mask answers neither to ramps nor to lines, on small tiles that are even at a coarser
scale; of these the quietest fifth counts, because textures only ever add. A second scale, at which grain is halved and
texture is not, was tried: on real backgrounds it changed nothing and cost a fifth of the power.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.cutout import Cutout

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

TILE = 8  # pixels
LEAST_TILES = 20
QUIET = 20.0  # percentile
EVEN = 1.6  # of lightness 0–100 per pixel: the slope after a blur that grain does not survive
BLUR = 2.0  # pixels
DARKEST, BRIGHTEST = 3.0, 97.0  # lightness between which nothing is clipped
GAP = 0.2  # iris distances of background beside the sitter that are left out
_MASK = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Grain:
    """Standard deviations of lightness (0–100) in even places `behind` and on the `sitter`.

    `tiles` (h, w) is the grain of each tile of the background, NaN where it is not even.
    """

    behind: float
    sitter: float
    tiles: Floats

    @property
    def excess(self) -> float:
        """Of the background over the sitter."""
        return self.behind - self.sitter


def grain(cutout: Cutout) -> Grain | None:
    """Of a cutout, at its own scale; None where too few places are even."""
    lightness = cv2.cvtColor(cutout.view.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) * np.float32(100 / 255)
    coarse = cv2.GaussianBlur(lightness, (0, 0), BLUR)
    slope = cv2.magnitude(cv2.Sobel(coarse, cv2.CV_32F, 1, 0), cv2.Sobel(coarse, cv2.CV_32F, 0, 1)) / 8
    even = (slope < EVEN) & (lightness > DARKEST) & (lightness < BRIGHTEST)
    outside = (cutout.matte <= 0.1).astype(np.uint8)
    away = cv2.distanceTransform(outside, cv2.DIST_L2, 5) > GAP * cutout.iris_distance
    response = np.abs(cv2.filter2D(lightness, cv2.CV_32F, _MASK)) * np.float32(math.sqrt(math.pi / 2) / 6)
    tiles = _tiles(response, even & away)
    behind, sitter = _quiet(tiles), _quiet(_tiles(response, even & (cutout.matte > 0.98)))
    return None if behind is None or sitter is None else Grain(behind, sitter, tiles)


def _tiles(response: NDArray[np.generic], mask: Mask) -> Floats:
    """Mean response of each tile that lies in the mask as a whole, NaN elsewhere."""
    height, width = (side // TILE for side in mask.shape)
    cut = slice(height * TILE), slice(width * TILE)
    values = response[cut].reshape(height, TILE, width, TILE).mean((1, 3))
    whole = mask[cut].reshape(height, TILE, width, TILE).all((1, 3))
    return np.where(whole, values, np.nan).astype(np.float32)


def _quiet(tiles: Floats) -> float | None:
    found = tiles[np.isfinite(tiles)]
    return float(np.percentile(found, QUIET)) if len(found) >= LEAST_TILES else None
