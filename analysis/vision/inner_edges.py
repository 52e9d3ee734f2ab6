"""Edges inside the sitter (collars, brows, lips, seams): what the camera or a sharpening filter does to any edge."""

from __future__ import annotations

import cv2
import numpy as np

from analysis.vision.crossing import EDGE, FAR, LEAST_CONTRAST
from analysis.vision.cutout import Cutout
from analysis.vision.outline import Outline

MOST = 400  # edges; more change no median
_SMOOTHING = 0.015  # iris distances
_SURE = 0.95


def find(cutout: Cutout) -> Outline:
    """Points, in no order, on the steepest changes of lightness well inside; normals leave the lighter side."""
    distance = cutout.iris_distance
    lightness = cv2.GaussianBlur(cutout.lab[..., 0], (0, 0), max(0.6, _SMOOTHING * distance))
    across, down = (cv2.Scharr(lightness, cv2.CV_32F, *order) / 32 for order in ((1, 0), (0, 1)))
    steepness = cv2.magnitude(across, down)
    side = 2 * round((FAR + EDGE) * distance) + 1
    inside = cv2.erode((cutout.matte > _SURE).astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    reach = 2 * max(1, round(EDGE * distance)) + 1
    crest = steepness >= cv2.dilate(steepness, np.ones((reach, reach), np.uint8))
    least = LEAST_CONTRAST / (2 * EDGE * distance)
    ys, xs = np.nonzero(crest & inside & (steepness > least))
    kept = np.unique(np.linspace(0, max(0, len(ys) - 1), min(MOST, len(ys))).astype(np.intp))
    ys, xs = ys[kept], xs[kept]
    normals = -np.stack([across[ys, xs], down[ys, xs]], 1) / (steepness[ys, xs, None] + 1e-9)
    return Outline(np.stack([xs, ys], 1).astype(np.float64), normals.astype(np.float64), distance)
