"""The matte, the outline, and what happens across it, on a sitter whose edge is known."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.vision import colour, crossing
from analysis.vision.cutout import Cutout
from analysis.vision.outline import trace
from tests.analysis.sitters import IRIS_DISTANCE, cutout, fringed, picture, scenery, segmented, share, wall

SOFT = 0.035  # iris distances: the usual edge
WHITE, SKY = (0.9, 0.9, 0.9), (0.2, 0.4, 0.9)


def excess(pixels: NDArray[np.uint8]) -> float:
    """What two in five stretches of the outline exceed, in CIELAB."""
    sitter = cutout(pixels, share(SOFT))
    found = crossing.fringes(sitter, crossing.edge_of(sitter))
    assert found.clear.sum() > 10
    return float(np.percentile(found.excess[found.clear], 60))


def width(pixels: NDArray[np.uint8], *, blur: float = 0.0) -> float:
    """Median width along the outline, in iris distances."""
    sitter = cutout(pixels, share(SOFT))
    edge = crossing.edge_of(sitter)
    return float(np.median(crossing.widths(pixels, sitter.outline, edge, blur=blur)))


@pytest.mark.parametrize("behind", [wall(), scenery()], ids=["wall", "scenery"])
def test_the_matte_mends_what_the_segmenter_got_wrong(behind: NDArray[np.float32]) -> None:
    truth = share(SOFT)
    found = cutout(picture(truth, behind, grain=1.0, grain_behind=1.0), truth).matte
    wrong = np.abs(segmented(truth) - truth).mean()
    assert np.abs(found - truth).mean() < 0.5 * wrong


def test_the_outline_lies_on_the_edge_and_points_outwards() -> None:
    truth = share(SOFT)
    line = cutout(picture(truth, wall()), truth).outline
    inside, outside = (
        cv2.distanceTransform(part.astype(np.uint8), cv2.DIST_L2, 5) for part in (truth > 0.5, truth <= 0.5)
    )
    x, y = np.round(line.points).astype(int).T
    away = inside[y, x] + outside[y, x]
    assert np.percentile(away, 95) < 0.05 * IRIS_DISTANCE
    assert away.max() < 0.15 * IRIS_DISTANCE  # where the neck meets the shoulder
    x, y = np.round(line.points + 20 * line.normals).astype(int).T
    assert (outside[y, x] > 10).all()


def test_no_sitter_has_no_outline() -> None:
    line = trace(np.zeros((200, 200), np.float32), IRIS_DISTANCE)
    assert len(line) == 0
    assert len(line.stretches(0.45)) == 0


@pytest.mark.parametrize("behind", [wall(), scenery()], ids=["wall", "scenery"])
@pytest.mark.parametrize("soft", [0.02, 0.035, 0.07])
def test_a_natural_edge_has_no_fringe(behind: NDArray[np.float32], soft: float) -> None:
    assert excess(picture(share(soft), behind, grain=1.0, grain_behind=1.0)) < 2


@pytest.mark.parametrize("old", [WHITE, SKY], ids=["white", "sky"])
def test_a_fringe_shows_more_the_stronger_it_is(old: tuple[float, float, float]) -> None:
    found = [excess(colour.encode(fringed(share(SOFT), wall(), old, s))) for s in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert found == sorted(found)
    assert found[0] < 1
    assert found[-1] > 8


@pytest.mark.parametrize("amount", [0.5, 1.0])
def test_sharpening_draws_lines_that_are_no_fringe(amount: float) -> None:
    pixels = picture(share(SOFT), wall()).astype(np.float32)
    blurred = cv2.GaussianBlur(pixels, (0, 0), 2.0)
    sharpened = np.clip(pixels + amount * (pixels - blurred), 0, 255).astype(np.uint8)
    assert excess(sharpened) < 2


@pytest.mark.parametrize("true", [0.035, 0.05, 0.07])
def test_the_width_of_an_edge_is_told(true: float) -> None:
    assert width(picture(share(true), wall())) == pytest.approx(true, rel=0.25)


def test_blur_makes_a_sharp_edge_as_wide_as_a_soft_one() -> None:
    added = np.sqrt(0.05**2 - 0.025**2) / 2.507
    assert width(picture(share(0.025), wall()), blur=added) == pytest.approx(0.05, rel=0.15)


def test_places_on_a_finer_view_are_the_same_places() -> None:
    truth = share(SOFT)
    pixels = picture(truth, wall())
    whole = cutout(pixels, truth)
    half = whole.view.cut(np.zeros(2), np.full(2, 640.0), scale=0.5)
    person = cv2.resize(whole.person, half.shape[::-1]).astype(np.float32, copy=False)
    small = Cutout(half, person, IRIS_DISTANCE / 2)
    back = small.outline_on(whole.view)
    assert back.iris_distance == pytest.approx(IRIS_DISTANCE)
    np.testing.assert_allclose(back.points / 2, small.outline.points, atol=1e-9)
