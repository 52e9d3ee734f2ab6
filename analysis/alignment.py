"""Laying two faces on one stage, eye to eye at one scale: slider, blink, loupe, close-ups and overlays share it."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.portrait import Portrait
from analysis.types import Affine, Alignment
from analysis.vision.crops import Points, Rgb
from analysis.vision.landmarks import (
    ANCHORS,
    EYE_INNER_LEFT,
    EYE_INNER_RIGHT,
    EYE_OUTER_LEFT,
    EYE_OUTER_RIGHT,
)
from analysis.vision.view import View

# The stage in iris distances: a head-and-shoulders frame of 4 : 5 with the eyes on the upper third. Where a picture is
# cropped closer than that, the frame closes in on both, down to the head, rather than show grey.
HALF_WIDTH, ABOVE_EYES, BELOW_EYES = 2.9, 2.75, 4.5
FRAMES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)  # of these lengths
COVERED = 0.95  # share of the stage that each picture should fill
LEAST_IRIS_DISTANCE, MOST_IRIS_DISTANCE = 120.0, 240.0  # stage pixels
NEUTRAL = (119, 119, 119)  # sRGB of L* 50: what lies outside a picture
MOST_POSE_DIFFERENCE = 20.0  # degrees; see docs/METHOD.md, alignment
MOST_RESIDUAL = 0.12  # iris distances


def align(subject: Portrait, reference: Portrait) -> Alignment:
    """The common stage of a pair. There always is one; `refused` says when not to lay the faces over each other."""
    distance, frame = _scale(subject, reference), _frame(subject, reference)
    to_stage = [_to_stage(portrait, distance, frame) for portrait in (subject, reference)]
    anchors = [
        apply(matrix, portrait.mesh.xy[list(ANCHORS)])
        for matrix, portrait in zip(to_stage, (subject, reference), strict=True)
    ]
    residual = float(np.sqrt(((anchors[0] - anchors[1]) ** 2).sum(1).mean())) / distance
    pose = subject.pose.away_from(reference.pose)
    refused = "pose_differs" if pose > MOST_POSE_DIFFERENCE else "faces_do_not_fit" if residual > MOST_RESIDUAL else ""
    width, height = _size(distance, frame)
    return Alignment(
        stage_width=width,
        stage_height=height,
        subject_to_stage=to_stage[0],
        reference_to_stage=to_stage[1],
        stage_iris_distance=distance,
        residual=residual,
        pose_difference=pose,
        refused=refused,
    )


def place(portrait: Portrait) -> Alignment:
    """The stage of a picture that stands alone: framed as a pair is, with nothing beside it."""
    distance, frame = _scale(portrait), _frame(portrait)
    width, height = _size(distance, frame)
    return Alignment(
        stage_width=width,
        stage_height=height,
        subject_to_stage=_to_stage(portrait, distance, frame),
        reference_to_stage=None,
        stage_iris_distance=distance,
        residual=0.0,
        pose_difference=0.0,
    )


def apply(matrix: Affine, points: Points) -> Points:
    """(n, 2) points through an affine map."""
    linear = np.array(matrix, np.float64).reshape(2, 3)
    result: Points = points @ linear[:, :2].T + linear[:, 2]
    return result


def on_stage(view: View, to_stage: Affine, size: tuple[int, int]) -> Rgb:
    """A view drawn on a stage of (width, height), neutral grey outside of it."""
    matrix = _from_view(view, to_stage)
    shrinks = math.hypot(matrix[0, 0], matrix[1, 0]) < 0.7
    flags = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    border = cv2.BORDER_CONSTANT
    drawn = cv2.warpAffine(view.pixels, matrix, size, flags=flags, borderMode=border, borderValue=NEUTRAL)
    return drawn.astype(np.uint8, copy=False)


def _from_view(view: View, to_stage: Affine) -> NDArray[np.float64]:
    """View pixels to stage pixels, 2 × 3."""
    linear = np.array(to_stage, np.float64).reshape(2, 3)
    matrix = np.empty((2, 3))
    matrix[:, :2] = linear[:, :2] / view.scale
    matrix[:, 2] = linear[:, :2] @ (view.left, view.top) + linear[:, 2]
    return matrix


def _eyes(portrait: Portrait) -> tuple[Points, Points]:
    """Centres of both eyes from their corners: they stay where the gaze does not."""
    xy = portrait.mesh.xy
    return (xy[EYE_OUTER_RIGHT] + xy[EYE_INNER_RIGHT]) / 2, (xy[EYE_OUTER_LEFT] + xy[EYE_INNER_LEFT]) / 2


def _eye_distance(portrait: Portrait) -> float:
    right, left = _eyes(portrait)
    return float(np.linalg.norm(left - right))


def _scale(*portraits: Portrait) -> float:
    """Stage pixels between the eyes: those of the larger face, within limits."""
    distance = max(_eye_distance(portrait) for portrait in portraits)
    return float(np.clip(distance, LEAST_IRIS_DISTANCE, MOST_IRIS_DISTANCE))


def _size(distance: float, frame: float) -> tuple[int, int]:
    """Width and height of the stage in pixels."""
    return round(2 * HALF_WIDTH * frame * distance), round((ABOVE_EYES + BELOW_EYES) * frame * distance)


def _frame(*portraits: Portrait) -> float:
    """The widest of FRAMES that all pictures fill, or the one that they come nearest to filling."""
    return max(FRAMES, key=lambda frame: min(COVERED, *(_filled(portrait, frame) for portrait in portraits)))


def _filled(portrait: Portrait, frame: float) -> float:
    """The share of a stage, one pixel to the iris distance, that lies inside the picture."""
    width, height = portrait.photo.width, portrait.photo.height
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    picture = apply(_to_stage(portrait, 1.0, frame), corners).astype(np.float32)
    right, bottom = 2 * HALF_WIDTH * frame, (ABOVE_EYES + BELOW_EYES) * frame
    stage = np.array([[0, 0], [right, 0], [right, bottom], [0, bottom]], np.float32)
    area, _ = cv2.intersectConvexConvex(picture, stage)
    return float(area) / (right * bottom)


def _to_stage(portrait: Portrait, distance: float, frame: float) -> Affine:
    """File pixels to stage pixels: eyes level, `distance` apart, at their place on the stage of one of FRAMES."""
    right, left = _eyes(portrait)
    across = left - right
    cosine, sine = across * distance / float(across @ across)
    centre = (right + left) / 2
    x = HALF_WIDTH * frame * distance - cosine * centre[0] - sine * centre[1]
    y = ABOVE_EYES * frame * distance + sine * centre[0] - cosine * centre[1]
    return float(cosine), float(sine), float(x), float(-sine), float(cosine), float(y)
