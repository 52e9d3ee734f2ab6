"""Light of known direction on a drawn face, and what the judges make of it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.analyzer import Measured
from analysis.analyzers import light_compared, light_direction
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.types import Measurement, Severity, Unit
from analysis.vision.normals import normals
from analysis.vision.shading import Shading, shading
from tests.analysis import faces
from tests.analysis.made_nulls import made_nulls


def seen(*, side: float, height: float, exposure: float = 1.0) -> Shading:
    rgb = faces.lit(side=side, height=height, exposure=exposure)
    found = shading(rgb, faces.points(), faces.IRIS_DISTANCE)
    assert found is not None
    return found


def test_normals_look_out_of_the_face() -> None:
    facing = normals(faces.points())
    assert np.allclose(np.linalg.norm(facing, axis=1), 1)
    assert facing[1, 2] > 0.5  # the tip of the nose looks at the camera
    assert facing[234, 0] < -0.5 < 0.5 < facing[454, 0]  # the sitter's right cheekbone to the picture's left


@pytest.mark.parametrize(("side", "height"), [(0.8, 0.0), (-0.8, 0.3), (0.0, 1.0), (0.4, 0.4)])
def test_the_light_is_found_where_it_was_put(side: float, height: float) -> None:
    found = seen(side=side, height=height)
    assert found.side == pytest.approx(2**0.5 * side, abs=0.15)
    assert found.height == pytest.approx(2**0.5 * height, abs=0.3)  # brow and chin, which tell it best, are left out
    assert found.clear


def test_more_light_from_the_side_is_more_contrast() -> None:
    sides = [seen(side=side, height=0.2).side for side in (-1.2, -0.6, 0.0, 0.6, 1.2)]
    assert all(lower < higher for lower, higher in pairwise(sides))


def test_exposure_and_darker_skin_change_nothing() -> None:
    bright, dark = seen(side=0.7, height=0.3), seen(side=0.7, height=0.3, exposure=0.25)
    assert (dark.side, dark.height) == pytest.approx((bright.side, bright.height), abs=0.1)


def test_noise_without_light_is_not_called_clear() -> None:
    rgb = np.random.default_rng(0).integers(90, 150, (faces.SIZE, faces.SIZE, 3)).astype(np.uint8)
    found = shading(rgb, faces.points(), faces.IRIS_DISTANCE)
    assert found is None or not found.clear


@settings(deadline=None)  # the first call may wait for a busy machine
@given(side=st.floats(-3, 3), catchlight=st.floats(-1, 1))
def test_catchlights_contradict_only_on_the_darker_side(side: float, catchlight: float) -> None:
    found = light_direction.contradiction(side, catchlight)
    assert found == pytest.approx(light_direction.contradiction(-side, -catchlight))
    assert found * side * catchlight <= 0 or side * catchlight == 0
    assert abs(found) <= abs(catchlight)


@cache
def usual() -> Nulls:
    return made_nulls(light_direction.CONTRADICTION, light_compared.SIDE, light_compared.HEIGHT, spread=0.5)


def contradicting(value: float) -> tuple[Severity, ...]:
    figures = (
        Measurement(key=light_direction.CONTRADICTION, value=value, unit=Unit.IRIS_RADII),
        Measurement(key=light_direction.SIDE, value=1.0, unit=Unit.STOPS),
        Measurement(key=light_direction.CATCHLIGHT, value=-value, unit=Unit.IRIS_RADII),
    )
    return tuple(item.severity for item in light_direction.judge(Measured(measurements=figures), usual()))


def test_a_contradiction_is_never_more_than_slight() -> None:
    assert contradicting(2.0) == (Severity.SLIGHT,)
    assert contradicting(-0.3) == contradicting(light_direction.VISIBLE - 0.01) == ()


def test_eyes_that_mirror_nothing_contradict_nothing() -> None:
    figures = (Measurement(key=light_direction.SIDE, value=2.0, unit=Unit.STOPS),)
    assert light_direction.judge(Measured(measurements=figures), usual()) == ()


def changed(side: float, height: float, nulls: Nulls) -> tuple[tuple[str, Severity], ...]:
    figures = (
        Measurement(key=light_compared.SIDE, value=side, subject=side, reference=0.0, unit=Unit.STOPS),
        Measurement(key=light_compared.HEIGHT, value=height, subject=height, reference=0.0, unit=Unit.STOPS),
    )
    found = light_compared.judge(Measured(measurements=figures), nulls)
    return tuple((item.code, item.severity) for item in found)


def test_another_light_is_worth_knowing_and_no_fault() -> None:
    assert changed(6.0, 0.0, usual()) == changed(-6.0, 4.0, usual()) == (("light.another_side", Severity.NOTE),)
    assert changed(0.0, 6.0, usual()) == (("light.another_height", Severity.NOTE),)
    assert changed(0.5, -0.5, usual()) == ()


def test_without_real_pairs_light_is_not_judged() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        changed(6.0, 0.0, Nulls((), ()))
