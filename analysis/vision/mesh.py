"""The face mesh: 478 points (irises included), the 52 expression coefficients, and the measured noise of each point.

Moving the crop by 1–3 % moves the points by 0.6–1.0 % of the iris distance; one run therefore says nothing about a
difference of 1 %. The mesh here is the mean over several jittered crops, and their spread travels with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.vision import models
from analysis.vision.crops import Points, Rgb, Square, crop, project
from analysis.vision.detector import Detection
from analysis.vision.landmarks import EYE_OUTER_LEFT, EYE_OUTER_RIGHT, LEFT_IRIS, RIGHT_IRIS
from analysis.vision.net import Net, logistic

SIDE = 256
MARGIN = 1.5  # the crop's side in box sides, as the net was trained
CROPS = 8
SHIFT = 0.015  # of the crop's side
STRETCH = 0.03
Fit = tuple[NDArray[np.float64], float]  # points (478, 3) in picture pixels, and how sure the net is of a face
MOST_TRIES = 4
SETTLED = 0.06  # of the crop's side, its size, and radians: what the jitter covers anyway
_NAMES = """
    _neutral browDownLeft browDownRight browInnerUp browOuterUpLeft browOuterUpRight cheekPuff cheekSquintLeft
    cheekSquintRight eyeBlinkLeft eyeBlinkRight eyeLookDownLeft eyeLookDownRight eyeLookInLeft eyeLookInRight
    eyeLookOutLeft eyeLookOutRight eyeLookUpLeft eyeLookUpRight eyeSquintLeft eyeSquintRight eyeWideLeft
    eyeWideRight jawForward jawLeft jawOpen jawRight mouthClose mouthDimpleLeft mouthDimpleRight mouthFrownLeft
    mouthFrownRight mouthFunnel mouthLeft mouthLowerDownLeft mouthLowerDownRight mouthPressLeft mouthPressRight
    mouthPucker mouthRight mouthRollLower mouthRollUpper mouthShrugLower mouthShrugUpper mouthSmileLeft
    mouthSmileRight mouthStretchLeft mouthStretchRight mouthUpperUpLeft mouthUpperUpRight noseSneerLeft
    noseSneerRight
"""
BLENDSHAPES = tuple(_NAMES.split())
# The 146 mesh points that the expression net reads, in its order: part of the net's interface.
_NUMBERS = """
    0 1 4 5 6 7 8 10 13 14 17 21 33 37 39 40 46 52 53 54 55 58 61 63 65 66 67 70 78 80 81 82 84 87 88 91 93 95
    103 105 107 109 127 132 133 136 144 145 146 148 149 150 152 153 154 155 157 158 159 160 161 162 163 168 172
    173 176 178 181 185 191 195 197 234 246 249 251 263 267 269 270 276 282 283 284 285 288 291 293 295 296 297
    300 308 310 311 312 314 317 318 321 323 324 332 334 336 338 356 361 362 365 373 374 375 377 378 379 380 381
    382 384 385 386 387 388 389 390 397 398 400 402 405 409 415 454 466 468 469 470 471 472 473 474 475 476 477
"""
_EXPRESSION_POINTS = np.array(_NUMBERS.split(), int)


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """The fitted mesh.

    `points` (478, 3) in picture pixels, z away from the camera in the same unit; `noise` (478,) the standard deviation
    of the mean in pixels; `expression` the 52 coefficients, 0–1; `presence` 0–1, how sure the net is of a face at all.
    """

    points: NDArray[np.float64]
    noise: NDArray[np.float64]
    expression: dict[str, float]
    presence: float

    @property
    def xy(self) -> Points:
        return self.points[:, :2]

    @property
    def iris_distance(self) -> float:
        """Pixels between the centres of the irises: the unit of length on a face."""
        return float(np.linalg.norm(self.xy[LEFT_IRIS] - self.xy[RIGHT_IRIS]))


@cache
def _landmark_net() -> Net:
    return Net(models.read_member(models.FACE_LANDMARKER, "face_landmarks_detector.tflite"))


@cache
def _expression_net() -> Net:
    return Net(models.read_member(models.FACE_LANDMARKER, "face_blendshapes.tflite"))


def fit(rgb: Rgb, face: Detection) -> Mesh:
    """The mesh of a detected face in a uint8 RGB picture; the same picture always gives the same mesh."""
    square, first = _settled(rgb, _square_of_box(face))
    jitter = np.random.default_rng(0)
    fits = [first, *(_run(rgb, _jittered(square, jitter)) for _ in range(CROPS - 1))]
    runs, presences = [points for points, _ in fits], [presence for _, presence in fits]
    expressions = [_expression_net().only(points[_EXPRESSION_POINTS, :2].astype(np.float32)).ravel() for points in runs]
    stack = np.stack(runs)
    spread = np.sqrt(stack[..., :2].var(0, ddof=1).sum(-1) / CROPS)
    coefficients = np.mean(expressions, 0)
    return Mesh(
        stack.mean(0),
        spread,
        dict(zip(BLENDSHAPES, coefficients.astype(float).tolist(), strict=True)),
        float(np.mean(presences)),
    )


def fit_once(rgb: Rgb, face: Detection) -> Mesh:
    """A single run, without noise or expression: to learn where the face is and how large."""
    points, presence = _run(rgb, _square_of_box(face))
    return Mesh(points, np.zeros(len(points)), {}, presence)


def _settled(rgb: Rgb, square: Square) -> tuple[Square, Fit]:
    """The crop that its own fit asks for, and that fit: on a tilted head the detector's may be turned by 45°."""
    wanted = _square_of_points(_run(rgb, square)[0][:, :2])
    for _ in range(MOST_TRIES):
        square, fitted = wanted, _run(rgb, wanted)
        wanted = _square_of_points(fitted[0][:, :2])
        shift = math.hypot(wanted.x - square.x, wanted.y - square.y) / square.size
        if max(shift, abs(wanted.size / square.size - 1), abs(wanted.rotation - square.rotation)) < SETTLED:
            break
    return square, fitted


def _run(rgb: Rgb, square: Square) -> Fit:
    window, back = crop(rgb, square, SIDE)
    outputs = _landmark_net()(window.astype(np.float32) / 255.0)
    points = outputs["Identity"].reshape(478, 3).astype(np.float64)
    depth = points[:, 2:] * square.size / SIDE
    return np.concatenate([project(points[:, :2], back), depth], 1), float(logistic(outputs["Identity_1"]).ravel()[0])


def _square_of_box(face: Detection) -> Square:
    across = face.keypoints[1] - face.keypoints[0]
    x, y = face.box.mean(0)
    return Square(float(x), float(y), MARGIN * face.size, math.atan2(across[1], across[0]))


def _square_of_points(xy: Points) -> Square:
    """The crop that the previous fit asks for: upright by the outer eye corners, around all points."""
    across = xy[EYE_OUTER_LEFT] - xy[EYE_OUTER_RIGHT]
    angle = math.atan2(across[1], across[0])
    upright = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    turned = xy @ upright.T
    low, high = turned.min(0), turned.max(0)
    x, y = ((low + high) / 2) @ upright
    return Square(float(x), float(y), MARGIN * float((high - low).max()), angle)


def _jittered(square: Square, jitter: np.random.Generator) -> Square:
    dx, dy, stretch, turn = jitter.normal(size=4)
    return Square(
        square.x + dx * SHIFT * square.size,
        square.y + dy * SHIFT * square.size,
        square.size * (1 + stretch * STRETCH),
        square.rotation + turn * SHIFT,
    )
