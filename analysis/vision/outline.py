"""The sitter's outline as a line with normals, and what a picture looks like across it.

Profiles run along the normals from inside (negative) to outside (positive), in iris distances.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.crops import Points, Rgb

Floats = NDArray[np.float32]
SPACING = 0.03  # iris distances between two places along the outline
SMOOTHING = 0.05  # iris distances: standard deviation of the smoothing that gives the normals
CLEAR = 0.25  # iris distances that an outline keeps from the picture's border
_SHORTEST = 3.0  # iris distances: a shorter outline is a hole or a blotch


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """`points` (n, 2) in view pixels in order along the line, `normals` (n, 2) unit vectors pointing outwards."""

    points: Points
    normals: Points
    iris_distance: float  # view pixels

    def __len__(self) -> int:
        return len(self.points)

    def stretches(self, length: float) -> NDArray[np.intp]:
        """(n, k) places of unbroken stretches, `length` iris distances long; each begins in the middle of another."""
        steps = np.linalg.norm(np.diff(self.points, axis=0), axis=1) / self.iris_distance
        pieces = np.split(np.arange(len(self)), np.flatnonzero(steps > 3 * SPACING) + 1)
        count = max(2, round(length / SPACING))
        starts = [start for piece in pieces for start in piece[: max(0, len(piece) - count + 1) : count // 2]]
        places: NDArray[np.intp] = np.array(starts, np.intp)[:, None] + np.arange(count, dtype=np.intp)
        return places


def trace(matte: Floats, iris_distance: float) -> Outline:
    """The longest line where the matte passes one half, without what lies near the picture's border. May be empty."""
    soft = cv2.GaussianBlur(matte, (0, 0), max(0.5, 0.02 * iris_distance)).astype(np.float32, copy=False)
    lines, _ = cv2.findContours((soft > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not lines or max(map(len, lines)) < _SHORTEST * iris_distance:
        return Outline(np.empty((0, 2)), np.empty((0, 2)), iris_distance)
    line = max(lines, key=len)[:, 0].astype(np.float64)
    line = _smoothed(line, SMOOTHING * iris_distance)
    along = np.roll(line, -1, 0) - np.roll(line, 1, 0)
    normals = np.stack([along[:, 1], -along[:, 0]], 1) / (np.linalg.norm(along, axis=1, keepdims=True) + 1e-9)
    inwards = _at(soft, line + 0.08 * iris_distance * normals) > _at(soft, line - 0.08 * iris_distance * normals)
    normals[inwards] *= -1
    height, width = matte.shape
    margin = CLEAR * iris_distance
    clear = ((line > margin) & (line < np.array([width, height]) - 1 - margin)).all(1)
    kept = np.flatnonzero(clear)[:: max(1, round(SPACING * iris_distance))]
    return Outline(line[kept], normals[kept], iris_distance)


def profiles(pixels: Rgb, outline: Outline, offsets: NDArray[np.float64], centres: NDArray[np.float64]) -> Rgb:
    """uint8 sRGB (n, m, 3) at `offsets` (m,) iris distances from each point's centre (n,), outwards positive."""
    away = (centres[:, None] + offsets[None]) * outline.iris_distance
    x = (outline.points[:, :1] + outline.normals[:, :1] * away).astype(np.float32)
    y = (outline.points[:, 1:] + outline.normals[:, 1:] * away).astype(np.float32)
    sampled = cv2.remap(pixels, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return sampled.astype(np.uint8, copy=False)


def _at(values: Floats, points: Points) -> Floats:
    x, y = points.astype(np.float32).T
    sampled = cv2.remap(values, x[None], y[None], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    line: Floats = sampled[0].astype(np.float32, copy=False)
    return line


def _smoothed(line: Points, sigma: float) -> Points:
    """A closed line smoothed along itself."""
    reach = int(4 * sigma) + 1
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 0.5)) ** 2)
    kernel /= kernel.sum()
    wrapped = np.concatenate([line[-reach:], line, line[:reach]])
    smooth: Points = np.stack([np.convolve(wrapped[:, axis], kernel, "valid") for axis in range(2)], 1)
    return smooth
