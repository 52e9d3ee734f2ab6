"""Which part of the lower face a dark beard covers, so that no overlay calls it skin.

A beard is darker than the sitter's own cheeks and forehead and rougher at the size of its hairs; a shadow is only
darker, a fold only rougher in a line. That alone errs on single pixels, so a beard is told where it covers most of the
lower face: of 260 portraits that were looked at, 33 have more than MOSTLY, and each of these has a beard. White and
sparse beards are missed.
"""

from __future__ import annotations

import cv2
import numpy as np

from analysis.vision import colour, zones
from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, blurred
from analysis.vision.crops import Points, Rgb
from analysis.vision.landmarks import CHIN, FOREHEAD_TOP, NOSE_BASE, ZONES
from analysis.vision.zones import Mask

MOSTLY = 0.77  # of the lower face
DARKER = 10.0  # CIELAB lightness
ROUGHER = 1.6  # times the contrast of cheeks and forehead
_BAND, _WINDOW, _TONE = (0.5, 2.5), 1.5, 2.0  # millimetres, standard deviations
_JOINED = 0.055  # iris distances: gaps between hairs
_LEAST_PIXELS = 50
_BARE = ("cheek_right", "cheek_left", "forehead")


def beard(rgb: Rgb, skin: Mask, mesh: Points, iris_distance: float) -> Mask:
    """Bool (h, w), nowhere true where no beard is told. `skin` as `zones.skin` tells it, `mesh` in view pixels."""
    shape, per_mm = skin.shape, iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    bare = zones.bare(shape, mesh, iris_distance)
    lower = bare & _below_the_nose(shape, mesh)
    even = skin & np.logical_or.reduce([zones.zone(shape, mesh, ZONES[name]) for name in _BARE])
    if even.sum() < _LEAST_PIXELS or not lower.any():
        return np.zeros(shape, bool)
    shade = colour.log_luminance(rgb)
    band = blurred(shade, _BAND[0] * per_mm) - blurred(shade, _BAND[1] * per_mm)
    rough = np.sqrt(blurred(band * band, _WINDOW * per_mm))
    tone = blurred(np.ascontiguousarray(colour.lab(rgb)[..., 0]), _TONE * per_mm)
    hairy = lower & (tone < np.median(tone[even]) - DARKER) & (rough > ROUGHER * np.median(rough[even]))
    side = int(_JOINED * iris_distance) | 1
    joined = cv2.morphologyEx(hairy.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8)).astype(bool)
    covered: Mask = joined & bare
    return covered if covered.sum() > MOSTLY * lower.sum() else np.zeros(shape, bool)


def _below_the_nose(shape: tuple[int, int], mesh: Points) -> Mask:
    up = mesh[FOREHEAD_TOP] - mesh[CHIN]
    rows, columns = np.mgrid[: shape[0], : shape[1]]
    below: Mask = (columns - mesh[NOSE_BASE, 0]) * up[0] + (rows - mesh[NOSE_BASE, 1]) * up[1] < 0
    return below
