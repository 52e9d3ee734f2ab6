"""How soft a background is and how much grain it carries, on backgrounds made for it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.matching import jpeg_round_trip
from analysis.vision.grain import grain
from analysis.vision.softness import GAP, softness
from tests.analysis.sitters import IRIS_DISTANCE, Floats, cutout, picture, scenery, share, wall

SITTER = share(0.035)
PER_LEVEL = 100 / 255  # lightness


def octaves(behind: Floats, *, quality: int | None = None, grained: float = 0.0) -> float:
    """Median softness of a background."""
    pixels = picture(SITTER, behind, grain=grained, grain_behind=grained)
    found = softness(cutout(pixels if quality is None else jpeg_round_trip(pixels, quality), SITTER))
    assert found.told.any()
    return float(np.nanmedian(found.octaves))


def blurred(sigma: float) -> Floats:
    """Scenery out of focus by `sigma` iris distances."""
    return cv2.GaussianBlur(scenery(), (0, 0), sigma * IRIS_DISTANCE).astype(np.float32, copy=False)


def test_nature_in_focus_is_not_soft() -> None:
    assert octaves(scenery()) == pytest.approx(0, abs=0.3)


def test_softness_grows_with_blur() -> None:
    found = [octaves(scenery()), *(octaves(blurred(sigma)) for sigma in (0.01, 0.02, 0.04, 0.08))]
    assert found == sorted(found)
    assert found[2] > found[0] + 1
    assert found[-1] > found[0] + 3


def test_softness_is_not_contrast() -> None:
    faint = 0.35 + 0.5 * (scenery() - 0.35)
    assert octaves(faint) == pytest.approx(octaves(scenery()), abs=0.2)


@pytest.mark.parametrize("quality", [90, 60, 40])
def test_compression_is_no_blur(quality: int) -> None:
    assert octaves(scenery(), quality=quality) == pytest.approx(octaves(scenery()), abs=0.3)


def test_a_plain_wall_says_nothing_of_focus() -> None:
    found = softness(cutout(picture(SITTER, wall(), grain=1.0, grain_behind=1.0), SITTER))
    assert not found.told.any()
    assert found.background.any()


def test_the_surroundings_of_the_sitter_are_left_out() -> None:
    found = softness(cutout(picture(SITTER, scenery()), SITTER))
    away = cv2.distanceTransform((SITTER < 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    reduced = cv2.resize(away, found.background.shape[::-1], interpolation=cv2.INTER_AREA)
    assert reduced[found.background].min() > 0.8 * GAP * IRIS_DISTANCE


@pytest.mark.parametrize("behind", [wall(), blurred(0.08)], ids=["wall", "soft scenery"])
@pytest.mark.parametrize("levels", [2.0, 6.0])
def test_grain_is_told_on_both_sides(behind: Floats, levels: float) -> None:
    found = grain(cutout(picture(SITTER, behind, grain=levels, grain_behind=levels), SITTER))
    assert found is not None
    # The quietest fifth of tiles lies below the mean, the more so the smaller the tiles.
    assert found.behind == pytest.approx(levels * PER_LEVEL, rel=0.2)
    assert found.excess == pytest.approx(0, abs=0.1 * levels * PER_LEVEL)


def excess(pixels: NDArray[np.uint8]) -> float:
    found = grain(cutout(pixels, SITTER))
    assert found is not None
    return found.excess


def test_more_grain_behind_the_sitter_is_more_excess() -> None:
    found = [excess(picture(SITTER, wall(), grain=1.0, grain_behind=1.0 + more)) for more in (0, 1, 2, 4, 8)]
    assert found == sorted(found)
    assert found[-1] > 5 * PER_LEVEL
