"""How much fine relief the calmest parts of a surface keep, told against the larger forms of the same surface.

Everywhere on a photographed face there is some relief of about a millimetre: pores, down, fine lines, single hairs of a
brow. Where a picture is made rather than taken, it has such relief where something is drawn (a fold, a lid, the edge of
a brow) and next to none in between. So the measure looks at the calmest tenth. The larger forms (1.5–6 mm) of the same
surface are the yardstick: exposure, contrast and tone curve change both alike, and so does the hardness of the light
for the most part.
"""

from __future__ import annotations

import numpy as np

from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, blurred, local_contrast
from analysis.vision.colour import Floats
from analysis.vision.zones import Mask

FINE, FORMS = (0.75, 1.5), (1.5, 6.0)  # millimetres, standard deviations of the Gaussians that bound each band
CALMEST = 0.1  # of the surface


def relief(log_luminance: Floats, surface: Mask, iris_distance: float) -> Floats:
    """Octaves by which the fine relief around each pixel stands above the surface's larger forms; NaN outside it.

    All float32 (h, w), `surface` bool; `iris_distance` in pixels, at least 50. `surface` must not be empty.
    """
    fine, forms = (
        np.log2(local_contrast(_band(log_luminance, edges, iris_distance), surface, iris_distance))
        for edges in (FINE, FORMS)
    )
    return np.where(surface, fine - np.median(forms[surface]), np.float32(np.nan)).astype(np.float32, copy=False)


def calmest(octaves: Floats) -> float:
    """What the calmest part of the surface reaches, in octaves. `octaves` as `relief` returns it, not all NaN."""
    return float(np.nanquantile(octaves, CALMEST))


def _band(log_luminance: Floats, edges: tuple[float, float], iris_distance: float) -> Floats:
    per_mm = iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    fine, coarse = (blurred(log_luminance, edge * per_mm) for edge in edges)
    return fine - coarse
