"""Catchlights on drawn eyes: found where they are, compared as the light would have them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.analyzer import Measured
from analysis.analyzers import expression_eyes
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.types import Measurement, Severity, Unit
from analysis.vision import catchlight
from analysis.vision.catchlight import Spot
from analysis.vision.iris import Iris
from analysis.vision.landmarks import RIGHT_IRIS, RIGHT_IRIS_RING
from tests.analysis import eyes
from tests.analysis.eyes import Place
from tests.analysis.made_nulls import made_nulls

UPPER: Place = (-0.2, -0.25)


def found(rgb: NDArray[np.uint8]) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    irises = Iris.right(rgb, eyes.mesh()), Iris.left(rgb, eyes.mesh())
    white = catchlight.white(irises)
    right, left = (catchlight.spots(iris, white) for iris in irises)
    return right, left


def offset(right: Place, left: Place) -> float:
    return catchlight.offset(*found(eyes.picture(right=(right,), left=(left,))))


def test_a_spot_is_found_where_it_was_drawn() -> None:
    right, left = found(eyes.picture(right=((0.3, -0.2),), left=((-0.1, 0.15),)))
    assert (right[0].across, right[0].down) == pytest.approx((0.3, -0.2), abs=0.05)
    assert (left[0].across, left[0].down) == pytest.approx((-0.1, 0.15), abs=0.05)


def test_eyes_that_mirror_one_light_agree() -> None:
    """A far light stands at one place in both irises, a near one closer to the nose in each."""
    assert offset(UPPER, UPPER) < 0.05
    half = catchlight.NEAR_LAMP / 2
    assert offset((half, -0.25), (-half, -0.25)) < 0.02


def test_the_offset_grows_with_the_height_between_the_spots() -> None:
    offsets = [offset(UPPER, (UPPER[0], UPPER[1] + step)) for step in (0.0, 0.1, 0.2, 0.3, 0.45)]
    assert all(lower < higher for lower, higher in pairwise(offsets))
    assert offsets[-1] == pytest.approx(0.45, abs=0.06)


def test_a_near_lamp_moves_them_sideways_and_counts_little() -> None:
    assert offset((-0.1, -0.25), (0.1, -0.25)) < 0.1


def test_a_mirrored_eye_is_more_than_a_near_lamp_does() -> None:
    assert offset((-0.5, -0.2), (0.5, -0.2)) > 0.2


def test_a_second_lamp_answers_for_the_first() -> None:
    """Where two lamps are nearly equally bright, which one is brightest may differ between the eyes."""
    both = ((-0.3, -0.3), (0.3, 0.1))
    assert catchlight.offset(*found(eyes.picture(right=both, left=both))) < 0.05


def test_no_light_no_spot() -> None:
    assert found(eyes.picture(right=(), left=())) == ((), ())


def test_the_white_of_the_eye_is_no_spot() -> None:
    """A light drawn across the rim is not told from the white beside it."""
    right, _ = found(eyes.picture(right=((0.9, 0.0),), left=(UPPER,)))
    assert catchlight.main(right) is None


@pytest.mark.parametrize("angle", [-15.0, 10.0])
def test_rolling_the_picture_changes_nothing(angle: float) -> None:
    rgb, mesh = eyes.picture(right=(UPPER,), left=((UPPER[0], 0.1),)), eyes.mesh()
    turn = cv2.getRotationMatrix2D((210, 100), angle, 1.0)
    rolled = cv2.warpAffine(rgb, turn, (420, 200), borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)
    moved = mesh @ turn[:, :2].T + turn[:, 2]
    irises = Iris.right(rolled, moved), Iris.left(rolled, moved)
    white = catchlight.white(irises)
    right, left = (catchlight.spots(iris, white) for iris in irises)
    assert catchlight.offset(right, left) == pytest.approx(catchlight.offset(*found(rgb)), abs=0.04)


def test_half_closed_lids_are_told() -> None:
    rgb, mesh = eyes.picture(right=(UPPER,), left=(UPPER,)), eyes.mesh()
    narrowed = mesh.copy()
    narrowed[:, 1] = 100 + 0.3 * (mesh[:, 1] - 100)
    narrowed[[RIGHT_IRIS, *RIGHT_IRIS_RING]] = mesh[[RIGHT_IRIS, *RIGHT_IRIS_RING]]
    assert Iris.right(rgb, mesh).open
    assert not Iris.right(rgb, narrowed).open


def judged(value: float, nulls: Nulls) -> tuple[Severity, ...]:
    offset = Measurement(key=expression_eyes.OFFSET, value=value, unit=Unit.IRIS_RADII)
    return tuple(item.severity for item in expression_eyes.judge(Measured(measurements=(offset,)), nulls))


@cache
def usual() -> Nulls:
    return made_nulls(expression_eyes.OFFSET, centre=0.05, spread=0.03)


def test_one_photograph_is_never_judged_more_than_slight() -> None:
    assert judged(0.9, usual()) == (Severity.SLIGHT,)


@pytest.mark.parametrize("value", [0.0, 0.05, expression_eyes.VISIBLE - 0.01])
def test_what_is_usual_or_cannot_be_seen_is_not_said(value: float) -> None:
    assert judged(value, usual()) == ()


def test_without_real_photographs_there_is_no_judgement() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        judged(0.9, Nulls((), ()))
