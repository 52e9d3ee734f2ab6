"""The canonical face, drawn under a light of known direction."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import canonical, colour
from analysis.vision.landmarks import LEFT_EYE, LEFT_IRIS, LEFT_IRIS_RING, RIGHT_EYE, RIGHT_IRIS, RIGHT_IRIS_RING
from analysis.vision.normals import normals

IRIS_DISTANCE = 70.0
_CENTIMETRES = 6.3  # per iris distance
SIZE = 260
SKIN = np.array([0.42, 0.27, 0.2])  # linear light under a lamp of 1


def points() -> NDArray[np.float64]:
    """(478, 3) picture pixels, z away from the camera."""
    scale = IRIS_DISTANCE / _CENTIMETRES
    face = canonical.face().vertices * scale * (1.0, -1.0, -1.0)
    whole = np.concatenate([face, np.zeros((10, 3))])
    for centre, ring, lids in ((RIGHT_IRIS, RIGHT_IRIS_RING, RIGHT_EYE), (LEFT_IRIS, LEFT_IRIS_RING, LEFT_EYE)):
        whole[[centre, *ring]] = face[list(lids)].mean(0)
    whole[:, :2] += np.array([SIZE / 2, SIZE / 2]) - (whole[RIGHT_IRIS, :2] + whole[LEFT_IRIS, :2]) / 2 - (0, 40)
    return whole


def lit(*, side: float, height: float, exposure: float = 1.0) -> NDArray[np.uint8]:
    """uint8 RGB (SIZE, SIZE, 3): skin whose light falls off by so many stops per unit of the normal's x and y."""
    mesh, facing = points(), normals(points())
    light = exposure * 2.0 ** (facing @ (side, height, 0.8) - 1.5)
    drawn = np.full((SIZE, SIZE, 3), 0.05, np.float32)
    triangles = canonical.face().triangles
    depth = mesh[triangles, 2].mean(1)
    for corners in triangles[np.argsort(-depth)]:  # the farthest first
        skin = (SKIN * light[corners].mean()).tolist()
        cv2.fillConvexPoly(drawn, np.round(mesh[corners, :2] * 16).astype(np.int32), skin, cv2.LINE_AA, 4)
    return colour.encode(drawn)
