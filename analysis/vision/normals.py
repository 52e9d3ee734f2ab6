"""Which way each point of the face looks: unit normals of the fitted mesh."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.vision import canonical


def normals(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """(468, 3) outward unit normals of mesh `points` (478, 3) in picture pixels.

    x to the picture's right, y up, z towards the camera. Area-weighted means over the canonical face's triangles.
    """
    seen = points[: canonical.POINTS] * (1.0, -1.0, -1.0)
    triangles = canonical.face().triangles
    a, b, c = (seen[triangles[:, corner]] for corner in range(3))
    across = np.cross(b - a, c - a)
    summed = np.zeros_like(seen)
    for corner in range(3):
        np.add.at(summed, triangles[:, corner], across)
    lengths = np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-12)
    unit: NDArray[np.float64] = summed / lengths
    return unit
