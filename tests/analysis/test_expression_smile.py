"""The smile: geometry that rolls and scales with the picture, and a judge that speaks of smiles only."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.analyzer import Measured
from analysis.analyzers import expression_smile
from analysis.analyzers.expression_smile import MISSING, MOUTH
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.types import Measurement, Severity, Unit
from analysis.vision.mesh import Mesh
from analysis.vision.smile import CHEEK_APPLES, LOWER_LID_LEFT, LOWER_LID_RIGHT, Smile
from tests.analysis import eyes
from tests.analysis.made_nulls import made_nulls

EXPRESSION = {"mouthSmileLeft": 0.6, "mouthSmileRight": 0.4}


def face(*, lids: float = 0.0, cheeks: float = 0.0) -> Mesh:
    """A mesh whose lower lids and cheeks were raised by pixels."""
    xy = eyes.mesh()
    xy[list(CHEEK_APPLES), 1] = 200.0 - cheeks
    xy[[*LOWER_LID_RIGHT, *LOWER_LID_LEFT], 1] -= lids
    return mesh(xy)


def mesh(xy: NDArray[np.float64]) -> Mesh:
    return Mesh(np.concatenate([xy, np.zeros((478, 1))], 1), np.zeros(478), EXPRESSION, 1.0)


def test_lids_and_cheeks_are_told_in_iris_distances() -> None:
    flat, risen = Smile.of(face()), Smile.of(face(lids=4.0, cheeks=10.0))
    assert flat.mouth == pytest.approx(0.5)
    assert flat.lid - risen.lid == pytest.approx(4.0 / eyes.IRIS_DISTANCE)
    assert flat.cheek - risen.cheek == pytest.approx(10.0 / eyes.IRIS_DISTANCE)


@settings(deadline=None)  # the first call may wait for a busy machine
@given(angle=st.floats(-0.5, 0.5), scale=st.floats(0.3, 4.0))
def test_roll_and_scale_change_nothing(angle: float, scale: float) -> None:
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    seen, turned = Smile.of(face(lids=2.0, cheeks=5.0)), Smile.of(mesh(face(lids=2.0, cheeks=5.0).xy @ turn.T))
    assert (turned.lid, turned.cheek) == pytest.approx((seen.lid, seen.cheek), abs=1e-9)


@cache
def usual() -> Nulls:
    return made_nulls(MISSING, spread=0.25)


def judged(missing: float, *, mouth: float, difference: float, nulls: Nulls) -> tuple[Severity, ...]:
    figures = (
        Measurement(key=MISSING, value=missing, unit=Unit.SHARE),
        Measurement(key=MOUTH, value=difference, subject=mouth, reference=mouth - difference, unit=Unit.SHARE),
    )
    return tuple(item.severity for item in expression_smile.judge(Measured(measurements=figures), nulls))


def test_a_full_smile_of_the_mouth_alone_is_said() -> None:
    assert judged(1.0, mouth=0.9, difference=0.8, nulls=usual()) == (Severity.MODERATE,)


def test_eyes_that_do_their_part_are_not_mentioned() -> None:
    assert judged(0.1, mouth=0.9, difference=0.8, nulls=usual()) == ()


def test_eyes_that_smile_more_are_not_mentioned() -> None:
    assert judged(-1.5, mouth=0.9, difference=0.0, nulls=usual()) == ()


@pytest.mark.parametrize(("mouth", "difference"), [(0.1, 0.1), (0.5, -0.4)])
def test_where_the_mouth_does_not_smile_the_eyes_are_not_judged(mouth: float, difference: float) -> None:
    with pytest.raises(NotApplicable, match="no_smile"):
        judged(1.0, mouth=mouth, difference=difference, nulls=usual())


def test_without_real_pairs_there_is_no_judgement() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        judged(1.0, mouth=0.9, difference=0.5, nulls=Nulls((), ()))


@settings(deadline=None)  # the first call may wait for a busy machine
@given(st.floats(-2, 2), st.floats(0, 2))
def test_more_missing_is_never_judged_milder(missing: float, more: float) -> None:
    def rank(value: float) -> int:
        found = judged(value, mouth=0.9, difference=0.5, nulls=usual())
        return found[0].rank if found else -1

    assert rank(missing + more) >= rank(missing)
