"""How far skin changes between warmer and cooler from one spot to the next: b* of CIELAB between 3 and 6 mm.

Light of one colour on skin of one colour varies little at that size, whatever its strength; a generator that paints
warm glow and cool shade side by side makes it vary more.
"""

from __future__ import annotations

import numpy as np

from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, blurred
from analysis.vision.colour import Floats
from analysis.vision.zones import Mask

SPOTS = (3.0, 6.0)  # millimetres, standard deviations of the Gaussians that bound the band
_YELLOW = 2
_ROUNDING = 1e-3  # CIELAB; keeps a flat colour from running away


def warmth_variation(lab: Floats, skin: Mask, iris_distance: float) -> float:
    """log2 of the RMS of b* in its band over `skin`, in CIELAB units. `lab` float32 (h, w, 3), `skin` bool (h, w)."""
    per_mm = iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    yellow = np.ascontiguousarray(lab[..., _YELLOW])
    fine, coarse = (blurred(yellow, edge * per_mm) for edge in SPOTS)
    power = float(np.mean((fine - coarse)[skin].astype(np.float64) ** 2))
    return float(np.log2(np.sqrt(power) + _ROUNDING))
