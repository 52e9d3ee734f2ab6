"""Glasses are told by their bridge."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.vision import canonical
from analysis.vision.glasses import WORN, bridge
from analysis.vision.landmarks import LEFT_IRIS, NOSE_ROOT, RIGHT_IRIS
from tests.analysis import faces


def worn(rgb: NDArray[np.uint8], *, thickness: float, grey: int) -> NDArray[np.uint8]:
    """The picture with a bar across the root of the nose; `thickness` in iris distances."""
    points = faces.points()[:, :2]
    reach = np.array([0.15 * faces.IRIS_DISTANCE, 0])
    ends = [tuple(np.round(points[NOSE_ROOT] + side * reach).astype(int).tolist()) for side in (-1, 1)]
    wide = max(1, round(thickness * faces.IRIS_DISTANCE))
    return cv2.line(rgb.copy(), ends[0], ends[1], (grey, grey, grey), wide).astype(np.uint8)


def seen(rgb: NDArray[np.uint8]) -> float:
    return bridge(rgb, faces.points()[:, :2])


@pytest.mark.parametrize(("side", "height"), [(0.0, 0.0), (1.0, 0.0), (-0.5, 1.0)])
def test_a_bare_nose_has_no_bridge(side: float, height: float) -> None:
    assert seen(faces.lit(side=side, height=height)) < WORN


@pytest.mark.parametrize(("thickness", "grey"), [(0.03, 20), (0.06, 20), (0.05, 255)])
def test_a_frame_is_told_dark_or_bright(thickness: float, grey: int) -> None:
    assert seen(worn(faces.lit(side=0.3, height=0.3), thickness=thickness, grey=grey)) > WORN


def test_rolling_the_head_changes_nothing() -> None:
    rgb, points = worn(faces.lit(side=0.3, height=0.3), thickness=0.05, grey=20), faces.points()[:, :2]
    turn = cv2.getRotationMatrix2D((faces.SIZE / 2, faces.SIZE / 2), 20.0, 1.0)
    rolled = cv2.warpAffine(rgb, turn, (faces.SIZE, faces.SIZE)).astype(np.uint8)
    assert bridge(rolled, points @ turn[:, :2].T + turn[:, 2]) == pytest.approx(seen(rgb), rel=0.2)


def test_the_landmarks_stand_where_their_names_say() -> None:
    points = faces.points()
    between = (points[RIGHT_IRIS] + points[LEFT_IRIS]) / 2
    assert np.abs(points[NOSE_ROOT, :2] - between[:2]).max() < 0.2 * faces.IRIS_DISTANCE
    assert len(points) == canonical.POINTS + 10
