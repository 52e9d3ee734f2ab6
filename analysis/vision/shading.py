"""Where the light on a face comes from: how its skin brightens with the way it looks.

First-order spherical harmonics on the mesh's normals, as Johnson & Farid 2007 and Kee & Farid 2010 use them, but fitted
to the logarithm of luminance: so the figures are stops, whatever the exposure and however dark the skin. Eyes, brows,
lips and what is not skin are left out; cast shadows and highlights are weighed down, not modelled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.vision import canonical, colour, zones
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.crops import Rgb
from analysis.vision.normals import normals

Values = NDArray[np.float64]
SMOOTHING = 0.03  # iris distances: pores and fine lines are no shape
LEAST_SKIN = 0.3  # share of a vertex's surroundings
LEAST_FIT = 0.3  # a tenth of real portraits lies below: lit from several sides, or hardly lit
FACING = 0.15  # of the normal towards the camera; what looks away further lies on the outline
LEAST_VERTICES = 120  # of 468
STEPS = 6  # of reweighting
_TURNED = 2**0.5  # two cheeks turned 45° to either side differ by this much in their normal's sideways part
_OUTLIER = 1.5  # standard deviations beyond which a vertex loses weight (Huber)
_MAD = 1.4826
_DARKEST = 0.002  # luminance; below it there is no telling


@dataclass(frozen=True, slots=True)
class Shading:
    """All in stops. `side`: how much brighter a cheek turned to the picture's right is than one turned to its left, at
    45° each. `height`: likewise of what looks up and down. `fit` 0–1: the share of the variation that this explains.
    """

    side: float
    height: float
    fit: float

    @property
    def clear(self) -> bool:
        """Whether it is light from one direction that shapes the face, rather than shadows, stubble or make-up."""
        return self.fit >= LEAST_FIT


def shading(rgb: Rgb, points: Values, iris_distance: float) -> Shading | None:
    """Of a face view: uint8 RGB, mesh `points` (478, 3) and `iris_distance` in its pixels.

    None where too little bare skin is seen.
    """
    facing = normals(points)
    skin = zones.skin(rgb, points[:, :2], iris_distance)
    light, seen = _skin_light(rgb, points[: canonical.POINTS, :2], skin, SMOOTHING * iris_distance)
    used = seen & (facing[:, 2] > FACING)
    if used.sum() < LEAST_VERTICES:
        return None
    stops = np.log2(np.maximum(light[used], _DARKEST)).astype(np.float64)
    terms = np.concatenate([np.ones((len(stops), 1)), facing[used]], 1)
    (_, side, height, _), fit = _robust(terms, stops)
    return Shading(_TURNED * float(side), _TURNED * float(height), fit)


def _skin_light(rgb: Rgb, places: Values, skin: zones.Mask, sigma: float) -> tuple[Floats, zones.Mask]:
    """Luminance of the skin around each place (n,), and whether there is enough of it; `sigma` in pixels."""
    weight = skin.astype(np.float32)
    share = blurred(weight, sigma)
    light = blurred(colour.luminance(rgb) * weight, sigma) / (share + np.float32(1e-6))
    at = np.round(places).astype(np.int32)
    limit = np.array([rgb.shape[1] - 1, rgb.shape[0] - 1])
    inside = ((at >= 0) & (at <= limit)).all(1)
    columns, rows = np.clip(at, 0, limit).T
    return light[rows, columns], inside & (share[rows, columns] > LEAST_SKIN)


def _robust(terms: Values, values: Values) -> tuple[Values, float]:
    """Coefficients by iteratively reweighted least squares, and the weighted share of variance explained."""
    weight = np.ones(len(values))
    coefficients: Values = np.zeros(terms.shape[1])
    for _ in range(STEPS):
        root = np.sqrt(weight)
        coefficients = np.linalg.lstsq(terms * root[:, None], values * root, rcond=None)[0].astype(np.float64)
        away = np.abs(values - terms @ coefficients)
        spread = _MAD * float(np.median(away)) + 1e-6
        weight = 1 / np.maximum(1, away / (_OUTLIER * spread))
    total = np.average((values - np.average(values, weights=weight)) ** 2, weights=weight)
    left = np.average((values - terms @ coefficients) ** 2, weights=weight)
    return coefficients, float(np.clip(1 - left / max(total, 1e-9), 0, 1))
