"""Neck, highlights, catchlights and clothes on real studio portraits, altered by known amounts."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from analysis import engine
from analysis.analyzers import body_tone, expression_catchlights, skin_highlights
from analysis.analyzers.body_tone import STEP
from analysis.analyzers.skin_highlights import RAISED
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, inject, png
from analysis.types import Status
from analysis.vision import colour
from analysis.vision.neck import below_jaw
from tests.analysis.shared import SHARED

FOLDER = SHARED / "portraits" / "real"
pytestmark = [
    pytest.mark.portraits,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no portraits in {FOLDER.parent.name} beside the repository"),
]
ASKED = ("skin_highlights", "expression_catchlights", "body_tone", "body_clothes")
FACE = "london_001"


@cache
def portrait(expression: str) -> Portrait:
    return Portrait.of(open_photo((FOLDER / f"{FACE}_{expression}.jpg").read_bytes()))


def with_tinted_neck(whole: Portrait, stops: float) -> Portrait:
    """The neck with so many stops less of blue."""
    light = colour.linear(whole.photo.frame().crop((0, 0, whole.photo.width, whole.photo.height), scale=1.0)).copy()
    light[below_jaw(light.shape[:2], whole.mesh.xy, whole.iris_distance), 2] *= np.float32(2.0**-stops)
    return Portrait.of(open_photo(png(colour.encode(light))))


def test_two_pictures_of_one_session_are_measured_and_nothing_is_told() -> None:
    pair = Pair(portrait("smiling"), portrait("neutral"))
    results = [engine.measured_beside(name, pair) for name in ASKED]
    assert [(result.status, result.findings) for result in results] == [(Status.OK, ())] * len(ASKED)


def test_a_neck_of_another_colour_is_found_and_measured() -> None:
    real = portrait("neutral")
    measured = body_tone.measure(Pair(with_tinted_neck(real, 0.8), real))
    assert measured[STEP].value > 0.3
    assert [item.code for item in body_tone.judge(measured, engine.nulls())] == ["body_neck_differs"]


def test_waxed_highlights_are_found() -> None:
    real = portrait("neutral")
    measured = skin_highlights.measure(
        Pair(inject(real, Kind.WAXY_HIGHLIGHTS, strength=1.0).portrait(), real),
    )
    assert measured[RAISED].value > skin_highlights.VISIBLE
    assert [item.code for item in skin_highlights.judge(measured, engine.nulls())] == ["skin_waxy"]


def test_eyes_whose_light_was_taken_are_found() -> None:
    real = portrait("neutral")
    dark = inject(real, Kind.REMOVED_CATCHLIGHT, strength=1.0).portrait()
    found = expression_catchlights.judge(expression_catchlights.measure(Pair(dark, real)), engine.nulls())
    assert [item.code for item in found] == ["eyes.catchlights_missing"]
