"""The two layers that a portrait is made of along its outline: the sitter's colours and the wall's."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

SCALE = 60.0  # pixels per iris distance: colours carried beyond the outline hold no detail
PURE = 0.97  # a pixel with this share of one side shows that side's colour
REACHES = (2.0, 6.0, 18.0, 54.0)  # pixels; a colour is carried from as near as there is any
ENOUGH = 0.05  # of the weight within reach that must be pure


def layers(light: Floats, alpha: Floats, iris_distance: float) -> tuple[Floats, Floats]:
    """Linear-light colours of sitter and background, each carried on beyond the outline: float32 (h, w, 3)."""
    height, width = alpha.shape
    scale = min(1.0, SCALE / iris_distance)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small, share = (
        cv2.resize(values, size, interpolation=cv2.INTER_AREA).astype(np.float32, copy=False)
        for values in (light, alpha)
    )
    sitter, behind = (
        cv2.resize(_spread(small, pure), (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)
        for pure in (share > PURE, share < 1 - PURE)
    )
    return sitter, behind


def _spread(light: Floats, pure: Mask) -> Floats:
    known = pure.astype(np.float32)
    values = light * known[..., None]
    result, weight = values.copy(), known.copy()
    for sigma in REACHES:
        total = cv2.GaussianBlur(known, (0, 0), sigma)
        fresh = np.clip(total / np.float32(ENOUGH), 0, 1) * (np.float32(1) - weight)
        result += (fresh / np.maximum(total, 1e-6))[..., None] * cv2.GaussianBlur(values, (0, 0), sigma)
        weight += fresh
    result /= np.maximum(weight, np.float32(1e-6))[..., None]
    return result
