"""Backgrounds and outlines injected into real portraits: found, the more the stronger, and where they are."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.analyzer import Measured, PairAnalyzer
from analysis.analyzers import background_edge, background_focus, background_grain
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, Scene, inject
from analysis.types import Measurement
from bench.place import filled, hot, overlap
from tests.analysis.shared import SHARED

FOLDER = SHARED / "portraits" / "real"
STUDIO = "london_041_neutral.jpg", "london_091_neutral.jpg", "london_121_neutral.jpg"
STRENGTHS = 0.25, 0.5, 0.75, 1.0

pytestmark = [
    pytest.mark.portraits,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no portraits in {FOLDER.parent.name} beside the repository"),
]


@cache
def _scene(name: str) -> Scene:
    return Scene(Portrait.of(open_photo((FOLDER / name).read_bytes())))


@cache
def _measured(analyzer: PairAnalyzer, name: str, kind: Kind, strength: float) -> tuple[Measured, NDArray[np.bool_]]:
    """The portrait with something injected, beside itself; and where it was injected."""
    injected = inject(_scene(name), kind, strength=strength, seed=1)
    return analyzer.measure(Pair(injected.portrait(), _scene(name).portrait)), injected.mask


def _leading(analyzer: PairAnalyzer, name: str, kind: Kind) -> list[Measurement]:
    return [_measured(analyzer, name, kind, strength)[0].measurements[0] for strength in STRENGTHS]


@pytest.mark.parametrize("name", STUDIO)
def test_a_halo_is_found_along_the_outline(name: str) -> None:
    """At full strength it is largest. In between it may dip: a halo pulls the matte along, and with it the outline."""
    values = [item.value for item in _leading(background_edge.ANALYZER, name, Kind.HALO)]
    assert values[0] < values[-1] == max(values)
    assert values[-1] > 2 * background_edge.VISIBLE_FRINGE


@pytest.mark.parametrize("name", STUDIO)
def test_a_halo_is_marked_where_it_is(name: str) -> None:
    measured, mask = _measured(background_edge.ANALYZER, name, Kind.HALO, 1.0)
    shown = hot(measured.heatmaps[0], mask.shape)
    assert (shown & mask).sum() / shown.sum() > 0.5
    assert overlap(shown, mask) > 0.3


@pytest.mark.parametrize("name", STUDIO)
def test_a_knifes_cut_has_no_soft_places(name: str) -> None:
    measured, _ = _measured(background_edge.ANALYZER, name, Kind.HARD_CUT, 1.0)
    assert measured[background_edge.WIDTH].value < -background_edge.VISIBLE_WIDTH


@pytest.mark.parametrize("name", STUDIO)
def test_grain_behind_the_sitter_is_found_and_marked(name: str) -> None:
    values = [item.value for item in _leading(background_grain.ANALYZER, name, Kind.BACKGROUND_NOISE)]
    assert values == sorted(values)
    assert values[-1] > background_grain.VISIBLE
    measured, mask = _measured(background_grain.ANALYZER, name, Kind.BACKGROUND_NOISE, 1.0)
    assert overlap(filled(measured.measurements[0].subject_regions, mask.shape), mask) > 0.5


@pytest.mark.parametrize("number", ["04451a449e", "1078bace44", "2281749903"])
def test_a_background_blurred_by_a_filter_is_softer(number: str) -> None:
    name = f"djangocon__2023.djangocon.us__{number}.jpg"
    values = [item.value for item in _leading(background_focus.ANALYZER, name, Kind.BACKGROUND_BLUR)]
    assert values == sorted(values)
    assert values[0] > 0.3
    assert values[-1] > 1.5
