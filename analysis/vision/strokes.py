"""How far fine structure runs in strokes: whether neighbouring gradients agree on one direction.

Method: coherence of the structure tensor (Bigün & Granlund 1987; Weickert 1999), (λ₁ − λ₂) / (λ₁ + λ₂), 0 where
gradients point everywhere, 1 where all lie along one line. Hair runs along itself, but single hairs cross, stand off
and end; what a generator paints for hair tends to run in clean parallel strokes.
"""

from __future__ import annotations

import cv2
import numpy as np

from analysis.vision.bands import blurred
from analysis.vision.colour import Floats

# Gaussians that bound each band and the window that gradients are gathered over, in 1/90 of the iris distance.
SCALES = ((1.0, 4.5), (1.7, 4.5), (2.8, 7.5))
WINDOW = 2.5
IRIS_DISTANCE = 90.0


def coherence(log_luminance: Floats, iris_distance: float) -> Floats:
    """Float32 (h, w), 0–1: the mean over SCALES. `iris_distance` in pixels of the view."""
    unit = iris_distance / IRIS_DISTANCE
    levels = {edge: blurred(log_luminance, edge * unit) for band in SCALES for edge in band}
    total: Floats = np.zeros_like(log_luminance)
    for fine, coarse in SCALES:
        total += _of_band(levels[fine] - levels[coarse], WINDOW * unit)
    return total / np.float32(len(SCALES))


def _of_band(band: Floats, window: float) -> Floats:
    across = cv2.Scharr(band, cv2.CV_32F, 1, 0).astype(np.float32, copy=False)
    down = cv2.Scharr(band, cv2.CV_32F, 0, 1).astype(np.float32, copy=False)
    xx, yy, xy = blurred(across * across, window), blurred(down * down, window), blurred(across * down, window)
    agreeing: Floats = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / (xx + yy + np.float32(1e-9))
    return agreeing
