"""Which pixels of a face view are bare skin, which belong to one zone of it, and which carry lashes and brows.

Skin is taken from the mesh, minus features, minus colour outliers told by the picture's own median and spread. A fixed
HSV range would keep 95 % of the cheek pixels of white sitters and 75 % of Black ones.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import colour
from analysis.vision.crops import Points, Rgb
from analysis.vision.landmarks import FACE_OVAL, LEFT_BROW, LEFT_EYE, LIPS, RIGHT_BROW, RIGHT_EYE

Mask = NDArray[np.bool_]
_FEATURES = ((RIGHT_EYE, 0.07), (LEFT_EYE, 0.07), (RIGHT_BROW, 0.06), (LEFT_BROW, 0.06), (LIPS, 0.06))
_OVAL_INSET = 0.06  # iris distances
_RING = 0.08
_MAD = 1.4826  # median absolute deviation to standard deviation of a normal distribution
_LIGHTNESS_OUTLIER, _CHROMA_OUTLIER = 3.5, 4.0
_LEAST_SPREAD = 0.5  # CIELAB: toned black-and-white has next to none, and rounding to 8 bits alone makes this much
_ENOUGH = 10_000  # pixels that a median and a spread are taken from


def polygon(shape: tuple[int, int], points: Points) -> Mask:
    """The inside of a polygon given in view pixels (n, 2)."""
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.round(points).astype(np.int32)], 1)
    return mask.astype(bool)


def _square(iris_distance: float, fraction: float) -> NDArray[np.uint8]:
    side = int(fraction * iris_distance) | 1
    return np.ones((side, side), np.uint8)


def grown(mask: Mask, iris_distance: float, fraction: float) -> Mask:
    """The mask dilated by a square whose side is a fraction of the iris distance."""
    return cv2.dilate(mask.astype(np.uint8), _square(iris_distance, fraction)).astype(bool)


def shrunk(mask: Mask, iris_distance: float, fraction: float) -> Mask:
    """The mask eroded in the same way."""
    return cv2.erode(mask.astype(np.uint8), _square(iris_distance, fraction)).astype(bool)


def features(shape: tuple[int, int], mesh: Points, iris_distance: float) -> Mask:
    """Eyes, brows and lips, with a margin."""
    mask = np.zeros(shape, bool)
    for feature, margin in _FEATURES:
        mask |= grown(polygon(shape, mesh[list(feature)]), iris_distance, margin)
    return mask


def bare(shape: tuple[int, int], mesh: Points, iris_distance: float) -> Mask:
    """The oval of the face without eyes, brows and lips, whatever its colour."""
    mask = polygon(shape, mesh[list(FACE_OVAL)]) & ~features(shape, mesh, iris_distance)
    return shrunk(mask, iris_distance, _OVAL_INSET)


def skin(rgb: Rgb, mesh: Points, iris_distance: float) -> Mask:
    """Bare skin of the face: the oval without eyes, brows and lips, without what is not the sitter's own skin colour.

    `mesh` (478, 2) and `iris_distance` in pixels of `rgb`.
    """
    mask = bare(rgb.shape[:2], mesh, iris_distance)
    if not mask.any():
        return mask
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    lab = colour.lab(rgb[box])
    seen = lab[mask[box]][:: max(1, int(mask.sum()) // _ENOUGH)]
    median = np.median(seen, 0)
    spread = np.maximum(_MAD * np.median(np.abs(seen - median), 0), _LEAST_SPREAD)
    away = np.abs(lab - median) / spread
    mask[box] &= (
        (away[..., 0] < _LIGHTNESS_OUTLIER) & (away[..., 1] < _CHROMA_OUTLIER) & (away[..., 2] < _CHROMA_OUTLIER)
    )
    eroded: Mask = cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    return eroded


def zone(shape: tuple[int, int], mesh: Points, points: Iterable[int]) -> Mask:
    """One zone of `landmarks.ZONES` on a view."""
    return polygon(shape, mesh[list(points)])


def brows(shape: tuple[int, int], mesh: Points) -> Mask:
    """Both eyebrows."""
    return polygon(shape, mesh[list(RIGHT_BROW)]) | polygon(shape, mesh[list(LEFT_BROW)])


def feature_ring(shape: tuple[int, int], mesh: Points, iris_distance: float) -> Mask:
    """Brows and eyes with their lashes: what is sharp in a sharp picture, however smooth the skin."""
    mask = np.zeros(shape, bool)
    for feature in (RIGHT_EYE, LEFT_EYE, RIGHT_BROW, LEFT_BROW):
        mask |= grown(polygon(shape, mesh[list(feature)]), iris_distance, _RING)
    return mask
