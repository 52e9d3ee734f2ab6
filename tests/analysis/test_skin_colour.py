"""Colour primitives of the skin analyzers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.vision import ciede2000
from analysis.vision.monochrome import is_monochrome

# Pairs 1, 4, 7, 13, 17, 20 and 25 of table 1 in Sharma, Wu and Dalal (2005): hue wraps, greys, rotation, large steps.
PUBLISHED = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
]
COLOURS = arrays(np.float64, (4, 3), elements=st.floats(-90, 90, allow_subnormal=False))


@pytest.mark.parametrize(("first", "second", "expected"), PUBLISHED)
def test_ciede2000_as_published(first: tuple[float, ...], second: tuple[float, ...], expected: float) -> None:
    assert ciede2000.difference(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-4)


@given(COLOURS, COLOURS)
def test_ciede2000_is_symmetric_and_nought_only_for_the_same(first: np.ndarray, second: np.ndarray) -> None:
    there, back = ciede2000.difference(first, second), ciede2000.difference(second, first)
    assert there == pytest.approx(back, abs=1e-6)
    assert ciede2000.difference(first, first) == pytest.approx(np.zeros(4), abs=1e-6)


def lab_of(chroma: float, toning: float) -> np.ndarray:
    """A made-up picture: lightness all over the scale, colours that do not follow from it, and a tone that does."""
    random = np.random.default_rng(0)
    lightness = random.uniform(5, 95, (80, 80))
    colours = chroma * random.normal(size=(80, 80, 2)) + toning * np.sqrt(lightness)[..., None]
    return np.concatenate([lightness[..., None], colours], -1).astype(np.float32)


def test_black_and_white_is_recognised_toned_or_not() -> None:
    assert is_monochrome(lab_of(0.0, 0.0))
    assert is_monochrome(lab_of(0.4, 2.0))
    assert not is_monochrome(lab_of(4.0, 0.0))
