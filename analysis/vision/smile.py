"""How widely a mouth smiles, and how far lower lids and cheeks rise with it. Geometry of the mesh only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from analysis.vision.crops import Points
from analysis.vision.landmarks import (
    EYE_INNER_LEFT,
    EYE_INNER_RIGHT,
    EYE_OUTER_LEFT,
    EYE_OUTER_RIGHT,
    LEFT_IRIS,
    RIGHT_IRIS,
)
from analysis.vision.mesh import Mesh

LOWER_LID_RIGHT, LOWER_LID_LEFT = (144, 145, 153), (373, 374, 380)
CHEEK_APPLES = (50, 101, 280, 330)


@dataclass(frozen=True, slots=True)
class Smile:
    """`mouth` 0–1, the net's smile coefficient. `lid` and `cheek` in iris distances below the line through the corners
    of the eyes, and through the irises: both fall as they rise on the face."""

    mouth: float
    lid: float
    cheek: float

    @classmethod
    def of(cls, mesh: Mesh) -> Self:
        """Of a mesh in picture pixels, whatever its roll."""
        level = _levelled(mesh)
        corners_right = (level[EYE_OUTER_RIGHT] + level[EYE_INNER_RIGHT]) / 2
        corners_left = (level[EYE_OUTER_LEFT] + level[EYE_INNER_LEFT]) / 2
        lids = (
            float(level[list(LOWER_LID_RIGHT), 1].mean() - corners_right[1]),
            float(level[list(LOWER_LID_LEFT), 1].mean() - corners_left[1]),
        )
        mouth = (mesh.expression["mouthSmileLeft"] + mesh.expression["mouthSmileRight"]) / 2
        return cls(mouth, sum(lids) / 2, float(level[list(CHEEK_APPLES), 1].mean()))


def _levelled(mesh: Mesh) -> Points:
    """Mesh points (478, 2) in iris distances from the middle between the irises, these level."""
    right, left = mesh.xy[RIGHT_IRIS], mesh.xy[LEFT_IRIS]
    cosine, sine = (left - right) / mesh.iris_distance
    turn = np.array([[cosine, sine], [-sine, cosine]])
    level: Points = (mesh.xy - (right + left) / 2) @ turn.T / mesh.iris_distance
    return level
