"""Which way a head is turned, from the mesh alone: weighted Procrustes of the canonical face on the rigid points."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.vision import canonical


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Degrees. Yaw is positive when the face turns to the picture's right, pitch when it looks up, roll clockwise."""

    yaw: float
    pitch: float
    roll: float

    def away_from(self, other: HeadPose) -> float:
        """The angle between two poses with roll left out: rolling a picture changes nothing that is seen of a face."""
        return math.hypot(self.yaw - other.yaw, self.pitch - other.pitch)


def rotation(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """(3, 3) rotation from the canonical face to mesh `points` (478, 3), both with y up and z towards the camera."""
    face = canonical.face()
    weights = face.weights / face.weights.sum()
    model = face.vertices[face.rigid]
    seen = points[face.rigid] * (1.0, -1.0, -1.0)
    model = model - weights @ model
    seen = seen - weights @ seen
    left, _, right = np.linalg.svd((model * weights[:, None]).T @ seen)
    flip = np.diag([1.0, 1.0, float(np.sign(np.linalg.det(left @ right)))])
    turned: NDArray[np.float64] = (left @ flip @ right).T
    return turned


def head_pose(points: NDArray[np.float64]) -> HeadPose:
    """Pose of a mesh (478, 3) in picture pixels: yaw and pitch as they are once the roll is undone."""
    turned = rotation(points)
    sideways, forward = turned[:, 0], turned[:, 2]
    across = math.hypot(sideways[0], sideways[1])
    cosine, sine = sideways[0] / across, sideways[1] / across
    x, y = cosine * forward[0] + sine * forward[1], cosine * forward[1] - sine * forward[0]
    return HeadPose(
        math.degrees(math.atan2(x, forward[2])),
        math.degrees(math.asin(float(np.clip(y, -1, 1)))),
        math.degrees(math.atan2(-sine, cosine)),
    )
