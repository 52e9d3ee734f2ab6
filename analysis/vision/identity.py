"""A 128-number description of whose face it is, compared by distance and never stored.

The net is dlib's ResNet of 2017 (weights CC0). It knows some groups of people far better than others (at its customary
threshold it takes different Black men for one person in three pairs of four), so its distances are only ever compared
with distances between real photographs, never with a fixed line.
"""

from __future__ import annotations

from functools import cache

import _dlib_pybind11 as dlib
import numpy as np
from numpy.typing import NDArray

from analysis.vision import models
from analysis.vision.crops import Points, Rgb
from analysis.vision.landmarks import (
    EYE_INNER_LEFT,
    EYE_INNER_RIGHT,
    EYE_OUTER_LEFT,
    EYE_OUTER_RIGHT,
    NOSE_BASE,
)

SIDE, PADDING = 150, 0.25
# The five points that the net's own aligner uses, in its order.
_ALIGNED_BY = (EYE_OUTER_LEFT, EYE_INNER_LEFT, EYE_OUTER_RIGHT, EYE_INNER_RIGHT, NOSE_BASE)


@cache
def _net() -> dlib.face_recognition_model_v1:
    return dlib.face_recognition_model_v1(str(models.locate(models.IDENTITY_NET)))


def embed(rgb: Rgb, mesh: Points) -> NDArray[np.float64]:
    """(128,) embedding of the face whose mesh points (478, 2) are given in pixels of the uint8 RGB picture.

    The mean of the face and its mirror image: it halves the net's dependence on which side the light came from.
    """
    points = [dlib.point(round(x), round(y)) for x, y in mesh[list(_ALIGNED_BY)]]
    left, top = mesh.min(0)
    right, bottom = mesh.max(0)
    box = dlib.rectangle(int(left), int(top), int(right), int(bottom))
    chip = dlib.get_face_chip(np.ascontiguousarray(rgb), dlib.full_object_detection(box, points), SIDE, PADDING)
    both = [_net().compute_face_descriptor(face, 0) for face in (chip, np.ascontiguousarray(chip[:, ::-1]))]
    embedding: NDArray[np.float64] = np.mean([np.array(item) for item in both], 0)
    return embedding


def distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Euclidean distance of two embeddings; 0 is the same picture, different people are usually above 0.6."""
    return float(np.linalg.norm(one - other))
