"""Finding faces: the short-range net on the whole picture, the full-range one for a sitter far from the camera."""

from __future__ import annotations

from functools import cache

import numpy as np

from analysis.vision import models
from analysis.vision.crops import Rgb
from analysis.vision.detector import FULL_RANGE, SHORT_RANGE, Detection, Detector

SURE = 0.5
FAR_SURE = 0.6
FAR_WINDOW = (
    2.6  # sides of the far box that the near net looks at again, so that it gets the face size it was trained on
)


@cache
def _near() -> Detector:
    return Detector(models.read_member(models.FACE_LANDMARKER, "face_detector.tflite"), SHORT_RANGE)


@cache
def _far() -> Detector:
    return Detector(models.read(models.FACE_DETECTOR_FULL_RANGE), FULL_RANGE)


def find(rgb: Rgb) -> list[Detection]:
    """Faces in a uint8 RGB picture, largest first; empty when there is none.

    The near net misses faces below about 15 % of the frame, the far one goes down to 8 %.
    """
    hits = _near()(rgb, threshold=SURE)
    if not hits:
        hits = [_again(rgb, hit) for hit in _far()(rgb, threshold=FAR_SURE)]
    return sorted(hits, key=lambda hit: -hit.size)


def _again(rgb: Rgb, hit: Detection) -> Detection:
    half = hit.size * FAR_WINDOW / 2
    left, top = (max(0, int(edge)) for edge in hit.box.mean(0) - half)
    right, bottom = (int(edge) for edge in hit.box.mean(0) + half)
    window = rgb[top:bottom, left:right]
    closer = _near()(np.ascontiguousarray(window), threshold=SURE)
    if not closer:
        return hit
    shift = np.array([left, top], np.float64)
    best = closer[0]
    return Detection(best.score, best.box + shift, best.keypoints + shift)
