"""How far the highlights on a face stand out from its shading: what powder takes away and wax has too much of.

Lightness averaged over 2 mm, above lightness averaged over 20 mm, both over skin only. Pores and grain are finer than
the one, the shape of the face is coarser than the other. Highlights that are too bright to pass for skin count as skin.
"""

from __future__ import annotations

import numpy as np

from analysis.vision import zones
from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, blurred
from analysis.vision.colour import Floats
from analysis.vision.crops import Points
from analysis.vision.zones import Mask

NARROW, WIDE = 2.0, 20.0  # millimetres, standard deviations of the two averages
LIKE_SKIN = 25.0  # of a* and b* from the skin's median, within which something brighter is a highlight on it
BRIGHTEST = 95  # percentile that tells how far highlights stand out
LEAST_PIXELS = 1500


def sheen(lab: Floats, skin: Mask, mesh: Points, iris_distance: float) -> Floats | None:
    """L* of each pixel's surroundings above the shading, float32 (h, w), NaN off the skin. None where there is little.

    `lab` CIELAB (h, w, 3) of a face view, its bare `skin`, the mesh in its pixels.
    """
    if skin.sum() < LEAST_PIXELS:
        return None
    median = np.median(lab[skin], 0)
    bright = (lab[..., 0] > median[0]) & (np.hypot(*np.moveaxis(lab[..., 1:] - median[1:], -1, 0)) < LIKE_SKIN)
    seen = skin | (bright & zones.bare(skin.shape, mesh, iris_distance))
    weight = seen.astype(np.float32)
    per_mm = iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    narrow, wide = (_within(lab[..., 0], weight, width * per_mm) for width in (NARROW, WIDE))
    raised: Floats = np.where(seen, narrow - wide, np.float32(np.nan))
    return raised


def brightest(raised: Floats) -> float:
    """L* by which the brightest twentieth of the skin stands out at least."""
    return float(np.nanpercentile(raised, BRIGHTEST))


def _within(values: Floats, weight: Floats, sigma: float) -> Floats:
    share: Floats = np.maximum(blurred(weight, sigma), np.float32(1e-3))
    inside: Floats = blurred(values * weight, sigma) / share
    return inside
