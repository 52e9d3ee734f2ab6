"""A drawn neck below a drawn face: told by colour, whatever shadow lies on it, and judged beside the photograph."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.analyzer import Measured
from analysis.analyzers import body_clothes, body_tone
from analysis.errors import NotApplicable
from analysis.nulls import MODERATE, Nulls
from analysis.types import Measurement, Severity, Unit
from analysis.vision import colour
from analysis.vision.neck import Neck, below_jaw, neck
from tests.analysis import faces
from tests.analysis.made_nulls import QUALITY, made_nulls

BELOW = 120  # pixels of chest added below the drawn face
MESH = faces.points()[:, :2]
EVEN = faces.SKIN * 2.0**-0.9
Light = tuple[float, float, float]


def found(tint: Light = (1.0, 1.0, 1.0), *, shade: float = 1.0, covered: float = 0.0) -> Neck | None:
    """The neck is the face's colour times `tint` times `shade`; a blue collar covers a share of it from below."""
    light = np.pad(colour.linear(faces.lit(side=0.0, height=0.0)), ((0, BELOW), (0, 0), (0, 0)))
    place = below_jaw(light.shape[:2], MESH, faces.IRIS_DISTANCE)
    light[place] = EVEN * tint * shade
    rows = np.flatnonzero(place.any(1))
    collar = place & (np.arange(len(light))[:, None] > rows[-1] - covered * len(rows))
    light[collar] = (0.02, 0.05, 0.3)
    rgb: NDArray[np.uint8] = colour.encode(light.astype(np.float32))
    return neck(rgb, np.ones(rgb.shape[:2], np.float32), MESH, faces.IRIS_DISTANCE)


def step(tint: Light, *, shade: float = 1.0) -> float:
    seen = found(tint, shade=shade)
    assert seen is not None
    return seen.size


def test_a_neck_of_the_faces_colour_makes_no_step_in_any_shadow() -> None:
    assert step((1.0, 1.0, 1.0)) < 0.05
    assert step((1.0, 1.0, 1.0), shade=0.3) < 0.08


def test_the_step_is_the_tint_in_stops() -> None:
    assert step((2.0**0.4, 1.0, 1.0)) == pytest.approx(0.4, abs=0.06)
    assert step((1.0, 1.0, 2.0**-0.5), shade=0.5) == pytest.approx(0.5, abs=0.08)


def test_a_collar_is_left_out_and_a_high_one_hides_the_neck() -> None:
    low = found(covered=0.3)
    assert low is not None and low.size < 0.05
    assert found(covered=0.8) is None


def test_grey_skin_has_no_colour_to_compare() -> None:
    grey = np.repeat(faces.lit(side=0.0, height=0.0).mean(2, keepdims=True), 3, 2).astype(np.uint8)
    whole = np.pad(grey, ((0, BELOW), (0, 0), (0, 0)), mode="edge")
    assert neck(whole, np.ones(whole.shape[:2], np.float32), MESH, faces.IRIS_DISTANCE) is None


def judged(change: float, *, seen: float = 2.0, nulls: Nulls | None = None) -> tuple[Severity, ...]:
    figures = (
        Measurement(key=body_tone.STEP, value=change, unit=Unit.STOPS, subject=change, reference=0.0),
        Measurement(key=body_tone.DIFFERENCE, value=seen, unit=Unit.DELTA_E, subject=4 + seen, reference=4.0),
    )
    measured = Measured(measurements=figures, quality=QUALITY)
    found = body_tone.judge(measured, made_nulls(body_tone.STEP, spread=0.15) if nulls is None else nulls)
    return tuple(item.severity for item in found)


def test_a_larger_step_than_between_real_pictures_is_moderate_at_most() -> None:
    assert judged(3.0) == (Severity.MODERATE,)
    assert judged(-3.0) == judged(body_tone.VISIBLE - 0.01) == judged(3.0, seen=-1.0) == ()
    assert MODERATE < 0.05


def test_without_real_pairs_it_abstains() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        judged(1.0, nulls=Nulls((), ()))


def told(clothes: float, slope: float) -> set[tuple[str, Severity]]:
    figures = (
        Measurement(key=body_clothes.CLOTHES, value=clothes, unit=Unit.DELTA_E),
        Measurement(key=body_clothes.SLOPE, value=slope, unit=Unit.DEGREES, subject=slope, reference=0.0),
    )
    measured = Measured(measurements=figures, quality=QUALITY)
    found = body_clothes.judge(measured, made_nulls(body_clothes.SLOPE, spread=4.0))
    return {(item.code, item.severity) for item in found}


def test_other_clothes_and_another_posture_are_worth_knowing_and_no_fault() -> None:
    assert told(40.0, 0.0) == {("body_clothes_differ", Severity.NOTE)}
    assert told(3.0, -25.0) == {("body_posture_differs", Severity.NOTE)}
    assert told(3.0, 6.0) == set()
