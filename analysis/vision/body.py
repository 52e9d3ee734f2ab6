"""The body: 33 joints of the surest person in the picture.

Method: BlazePose (Bazarevsky et al. 2020); each joint is refined by the centre of mass of its heat map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import models
from analysis.vision.crops import Points, Rgb, Square, crop, project
from analysis.vision.detector import BODY, Detection, Detector
from analysis.vision.net import Floats, Net, logistic

SURE = 0.5
SIDE, HEAT_SIDE, JOINTS = 256, 64, 33
WINDOW = 3  # heat-map cells on each side of a joint
PEAK = 0.5  # below this a heat map says nothing
NOSE, SHOULDER_LEFT, SHOULDER_RIGHT, HIP_LEFT, HIP_RIGHT = 0, 11, 12, 23, 24


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """`joints` (33, 2) in picture pixels, `visibility` (33,) 0–1; left and right are the sitter's."""

    joints: Points
    visibility: NDArray[np.float64]
    presence: float


@cache
def _detector() -> Detector:
    return Detector(models.read_member(models.POSE_LANDMARKER, "pose_detector.tflite"), BODY)


@cache
def _joint_net() -> Net:
    return Net(models.read_member(models.POSE_LANDMARKER, "pose_landmarks_detector.tflite"))


def find(rgb: Rgb) -> Body | None:
    """The body in a uint8 RGB picture, or None."""
    hits = _detector()(rgb, threshold=SURE)
    if not hits:
        return None
    window, back = crop(rgb, _square(hits[0]), SIDE, border=cv2.BORDER_REPLICATE)
    outputs = _joint_net()(window.astype(np.float32) / 255.0)
    raw = outputs["Identity"].reshape(-1, 5)[:JOINTS]
    heat = logistic(outputs["Identity_3"].reshape(HEAT_SIDE, HEAT_SIDE, -1))
    joints = np.array([_refined(raw[index, :2], heat[..., index]) for index in range(JOINTS)], np.float64)
    presence = float(outputs["Identity_1"].ravel()[0])
    return Body(project(joints, back), logistic(raw[:, 3]).astype(np.float64), presence)


def _square(hit: Detection) -> Square:
    """The crop that the detector's two alignment points ask for: centred on the hips, as wide as the whole body."""
    (x, y), (tip_x, tip_y) = hit.keypoints[0], hit.keypoints[1]
    dx, dy = tip_x - x, tip_y - y
    return Square(float(x), float(y), 2.5 * math.hypot(dx, dy), math.pi / 2 - math.atan2(-dy, dx))


def _refined(joint: Floats, heat: Floats) -> tuple[float, float]:
    step = SIDE // HEAT_SIDE
    x, y = int(joint[0] / step), int(joint[1] / step)
    if not (0 <= x < HEAT_SIDE and 0 <= y < HEAT_SIDE):
        return float(joint[0]), float(joint[1])
    left, top = max(0, x - WINDOW), max(0, y - WINDOW)
    patch = heat[top : y + WINDOW + 1, left : x + WINDOW + 1]
    if patch.max() < PEAK:
        return float(joint[0]), float(joint[1])
    ys, xs = np.mgrid[top : top + patch.shape[0], left : left + patch.shape[1]]
    mass = patch.sum()
    return step * float((patch * xs).sum() / mass), step * float((patch * ys).sum() / mass)
