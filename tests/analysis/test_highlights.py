"""Highlights drawn on skin, and catchlights that are missing: measured, and judged beside the photograph."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.analyzer import Measured
from analysis.analyzers import expression_catchlights, skin_highlights
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.types import Measurement, Severity, Unit
from analysis.vision import colour, zones
from analysis.vision.sheen import brightest, sheen
from tests.analysis import faces
from tests.analysis.made_nulls import QUALITY, made_nulls

MESH = faces.points()[:, :2]
PLACES = ((130, 60), (95, 130), (165, 130), (130, 128))  # forehead, cheeks, nose


def shining(lightness: float) -> NDArray[np.float32]:
    """CIELAB of an evenly lit face with four soft highlights of so many L*."""
    lab = colour.lab(faces.lit(side=0.0, height=0.0))
    raised = np.zeros(lab.shape[:2], np.float32)
    for place in PLACES:
        cv2.circle(raised, place, 9, 1.0, -1)
    lab[..., 0] += lightness * cv2.GaussianBlur(raised, (0, 0), 3.0)
    return lab


def measured(lightness: float) -> float:
    lab = shining(lightness)
    skin = zones.skin(faces.lit(side=0.0, height=0.0), MESH, faces.IRIS_DISTANCE)
    raised = sheen(lab, skin, MESH, faces.IRIS_DISTANCE)
    assert raised is not None
    return brightest(raised)


def test_brighter_highlights_stand_out_further() -> None:
    found = [measured(lightness) for lightness in (0.0, 5.0, 10.0, 20.0)]
    assert all(lower < higher for lower, higher in pairwise(found))
    assert found[-1] - found[0] > 3.0


def test_too_little_skin_is_not_measured() -> None:
    assert sheen(shining(5.0), np.zeros((faces.SIZE, faces.SIZE), bool), MESH, faces.IRIS_DISTANCE) is None


def waxy(change: float, nulls: Nulls) -> tuple[Severity, ...]:
    figure = Measurement(key=skin_highlights.RAISED, value=change, unit=Unit.LAB, subject=10 + change, reference=10.0)
    found = skin_highlights.judge(Measured(measurements=(figure,), quality=QUALITY), nulls)
    return tuple(item.severity for item in found)


def test_highlights_are_moderate_at_most_and_only_where_they_are_more() -> None:
    nulls = made_nulls(skin_highlights.RAISED, spread=2.0)
    assert waxy(30.0, nulls) == (Severity.MODERATE,)
    assert waxy(-30.0, nulls) == waxy(skin_highlights.VISIBLE - 0.1, nulls) == ()
    with pytest.raises(NotApplicable, match="not_calibrated"):
        waxy(30.0, Nulls((), ()))


def missing(brightest_spot: float, octaves: float) -> tuple[Severity, ...]:
    figure = Measurement(
        key=expression_catchlights.BRIGHTEST,
        value=octaves,
        unit=Unit.OCTAVES,
        subject=brightest_spot,
        reference=2.0,
        sides=Unit.SHARE,
    )
    nulls = made_nulls(expression_catchlights.BRIGHTEST, spread=1.0)
    found = expression_catchlights.judge(Measured(measurements=(figure,), quality=QUALITY), nulls)
    return tuple(item.severity for item in found)


def test_eyes_without_a_light_are_slight_at_most() -> None:
    assert missing(0.0, -5.0) == (Severity.SLIGHT,)


def test_a_fainter_light_is_still_a_light() -> None:
    assert missing(expression_catchlights.ABSENT + 0.01, -5.0) == ()


def test_what_real_pictures_differ_by_is_not_told() -> None:
    assert missing(0.2, -1.0) == ()
