"""The tone of drawn irises against the white beside them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.analyzer import Measured
from analysis.analyzers import expression_irises
from analysis.analyzers.expression_irises import TONE, VISIBLE
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.types import Measurement, Severity, Unit
from analysis.vision import colour
from analysis.vision.iris import Iris, tone
from tests.analysis import eyes
from tests.analysis.eyes import Place
from tests.analysis.made_nulls import made_nulls

UPPER: Place = (-0.2, -0.25)


def toned(rgb: NDArray[np.uint8]) -> float:
    found = tone(Iris.right(rgb, eyes.mesh()))
    assert found is not None
    return found


def drawn(grey: int, lights: tuple[Place, ...] = (UPPER,)) -> NDArray[np.uint8]:
    return eyes.picture(right=lights, left=lights, iris=(grey, grey, grey))


def test_darker_irises_read_darker() -> None:
    tones = [toned(drawn(grey)) for grey in (30, 50, 80, 120)]
    assert all(darker < lighter for darker, lighter in pairwise(tones))


def test_the_tone_is_the_ratio_of_light() -> None:
    steps = colour.luminance(np.array([[[80, 80, 80], [215, 210, 205]]], np.uint8))[0] + 0.004
    assert toned(drawn(80)) == pytest.approx(float(np.log2(steps[0] / steps[1])), abs=0.15)


@pytest.mark.parametrize("lights", [(), (UPPER,), (UPPER, (0.3, 0.1))])
def test_catchlights_do_not_lighten_the_iris(lights: tuple[Place, ...]) -> None:
    assert toned(drawn(60, lights)) == pytest.approx(toned(drawn(60, ())), abs=0.1)


def test_exposure_cancels() -> None:
    rgb = drawn(90)
    half = colour.encode(colour.linear(rgb) * np.float32(0.5))
    assert toned(half) == pytest.approx(toned(rgb), abs=0.12)


@cache
def usual() -> Nulls:
    return made_nulls(TONE, spread=0.5)


def judged(value: float, nulls: Nulls) -> tuple[Severity, ...]:
    figure = Measurement(key=TONE, value=value, subject=value - 2.0, reference=-2.0, unit=Unit.STOPS)
    return tuple(item.severity for item in expression_irises.judge(Measured(measurements=(figure,)), nulls))


def test_much_darker_is_said_and_lighter_is_not() -> None:
    assert judged(-2.5, usual()) == (Severity.MODERATE,)
    assert judged(2.5, usual()) == judged(0.0, usual()) == judged(-VISIBLE + 0.01, usual()) == ()


@settings(deadline=None)  # the first call may wait for a busy machine
@given(st.floats(-3, 3), st.floats(0, 2))
def test_darker_is_never_judged_milder(value: float, more: float) -> None:
    def rank(difference: float) -> int:
        found = judged(difference, usual())
        return found[0].rank if found else -1

    assert rank(value - more) >= rank(value)


def test_without_real_pairs_there_is_no_judgement() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        judged(-2.5, Nulls((), ()))
