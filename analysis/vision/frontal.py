"""A mesh turned to face the camera, so that lengths on it can be compared between two poses.

The turn comes from the points that an expression moves least; the size from how those points lie around their centre,
so that neither the distance between the irises nor the width of the face defines the unit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.vision import canonical
from analysis.vision.head_pose import rotation


def frontal(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mesh points (478, 3) of any pose → the first 468 seen from the front, (468, 3), in canonical centimetres."""
    face = canonical.face()
    weights = face.weights / face.weights.sum()
    turned = (points[: canonical.POINTS] * np.array([1.0, -1.0, -1.0])) @ rotation(points)
    turned = turned - weights @ turned[face.rigid]
    model = face.vertices[face.rigid] - weights @ face.vertices[face.rigid]
    scale = np.sqrt((weights @ (model**2).sum(1)) / (weights @ (turned[face.rigid] ** 2).sum(1)))
    result: NDArray[np.float64] = turned * scale
    return result
