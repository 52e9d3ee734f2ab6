"""Laying one picture on another by its own structure, to a fraction of a pixel.

Points of a grid are tracked (Lucas & Kanade 1981, as pyramids by Bouguet 2001) and a similarity is fitted to them that
may leave many of them out (RANSAC, Fischler & Bolles 1981), since part of a picture may have been edited.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.crops import Points, Rgb
from analysis.vision.view import View
from analysis.vision.zones import Mask

Matrix = NDArray[np.float64]  # 2 × 3, pixels to pixels

FINER, COARSER = 0.7, 2.0  # pixels, the Gaussians between which structure lies
WINDOW = 13  # pixels, over which structure is correlated
LEAST_STRUCTURE = 0.004  # RMS of ln-luminance in a window: less is rounding to 8 bits
_BLACK = 8.0  # levels added before the logarithm; below that there is only noise
_STEP, _TRACKING, _STRAY = 10, (15, 15), 0.7  # pixels: between tracked points, their window, what they may miss by
_VISIBLE = 400.0  # 8-bit levels per unit of structure, for the tracker
_LEAST_POINTS = 12


def similarity(points: Points, targets: Points) -> Matrix:
    """The least-squares similarity that takes (n, 2) points to targets."""
    middle, goal = points.mean(0), targets.mean(0)
    source, target = points - middle, targets - goal
    size = float((source * source).sum())
    along = float((source * target).sum()) / size
    across = float((source[:, 0] * target[:, 1] - source[:, 1] * target[:, 0]).sum()) / size
    linear = np.array([[along, -across], [across, along]])
    return np.column_stack([linear, goal - linear @ middle])


def composed(outer: Matrix, inner: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    return np.column_stack([outer[:, :2] @ inner[:, :2], outer[:, :2] @ inner[:, 2] + outer[:, 2]])


def inverse(matrix: Matrix) -> Matrix:
    """The other way round."""
    return np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def into_view(view: View) -> Matrix:
    """File pixels to pixels of a view."""
    return np.array([[view.scale, 0.0, -view.left * view.scale], [0.0, view.scale, -view.top * view.scale]])


def structure(rgb: Rgb) -> Floats:
    """ln-luminance between two Gaussians, float32 (h, w): no exposure, no shading, no grain."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    light: Floats = np.log(grey + np.float32(_BLACK))
    return blurred(light, FINER) - blurred(light, COARSER)


def laid(values: Floats, matrix: Matrix, shape: tuple[int, int]) -> Floats:
    """A map drawn through a matrix on a grid of (h, w), float32; its edge carried on beyond it."""
    return _drawn(values, matrix, shape).astype(np.float32, copy=False)


def laid_picture(rgb: Rgb, matrix: Matrix, shape: tuple[int, int]) -> Rgb:
    """A picture likewise, uint8."""
    return _drawn(rgb, matrix, shape).astype(np.uint8, copy=False)


def _drawn(values: Floats | Rgb, matrix: Matrix, shape: tuple[int, int]) -> NDArray[np.integer | np.floating]:
    size = shape[1], shape[0]
    return cv2.warpAffine(values, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def covered(shape: tuple[int, int], matrix: Matrix, target: tuple[int, int]) -> Mask:
    """Which pixels of a grid of (h, w) lie inside a picture of `shape` drawn on it."""
    whole = cv2.warpAffine(np.ones(shape, np.float32), matrix, (target[1], target[0]), flags=cv2.INTER_LINEAR)
    return np.asarray(whole > 0.99)


def refined(ours: Floats, theirs: Floats, matrix: Matrix, where: Mask | None = None) -> Matrix:
    """The matrix (theirs to ours) made better on what can be tracked, inside `where` if given; else as it was."""
    found = _tracked(ours, theirs, matrix, where)
    return max((matrix, found), key=lambda tried: together(ours, theirs, tried, where))


def together(ours: Floats, theirs: Floats, matrix: Matrix, where: Mask | None = None) -> float:
    """Correlation of both structures as a whole, −1 to 1, inside `where` if given: strong structure counts most."""
    own, other = ours, laid(theirs, matrix, ours.shape)
    if where is not None:
        own, other = own[where], other[where]
    return float((own * other).sum() / np.sqrt((own * own).sum() * (other * other).sum() + 1e-12))


def _tracked(ours: Floats, theirs: Floats, matrix: Matrix, where: Mask | None) -> Matrix:
    drawn = laid(theirs, matrix, ours.shape)
    first, second = (np.clip(128 + _VISIBLE * item, 0, 255).astype(np.uint8) for item in (ours, drawn))
    down, across = np.mgrid[_STEP // 2 : ours.shape[0] : _STEP, _STEP // 2 : ours.shape[1] : _STEP]
    chosen = np.ones(down.shape, bool) if where is None else where[down, across]
    points = np.stack([across[chosen], down[chosen]], -1).astype(np.float32)[:, None]
    if len(points) < _LEAST_POINTS:
        return matrix
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        first, second, points, np.zeros_like(points), winSize=_TRACKING, maxLevel=2
    )
    kept = found[:, 0] > 0
    if kept.sum() < _LEAST_POINTS:
        return matrix
    step, _ = cv2.estimateAffinePartial2D(
        moved[kept], points[kept], method=cv2.RANSAC, ransacReprojThreshold=_STRAY, maxIters=300
    )
    return matrix if step is None else composed(np.asarray(step, np.float64), matrix)


def correlation(ours: Floats, theirs: Floats, window: int = WINDOW) -> Floats:
    """Normalised cross-correlation of two structures around each pixel, −1 to 1; NaN where either has none."""

    def mean(values: Floats) -> Floats:
        return cv2.blur(values, (window, window)).astype(np.float32, copy=False)

    middles = mean(ours), mean(theirs)
    variances = mean(ours * ours) - middles[0] ** 2, mean(theirs * theirs) - middles[1] ** 2
    shared = mean(ours * theirs) - middles[0] * middles[1]
    flat = np.minimum(*variances) < LEAST_STRUCTURE**2
    with np.errstate(invalid="ignore", divide="ignore"):
        result = shared / np.sqrt(np.maximum(variances[0] * variances[1], 1e-16))
    return np.where(flat, np.float32(np.nan), result).astype(np.float32, copy=False)
