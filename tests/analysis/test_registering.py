"""Laying a picture on an edited version of itself: places, tones, displacements, outlines, against a known truth."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.vision import flow, registering
from analysis.vision.contours import outlines, regions
from analysis.vision.toning import UNTOUCHED, toning
from analysis.vision.view import View
from bench.place import filled, overlap

SIDE = 300


def texture(seed: int = 0) -> NDArray[np.uint8]:
    """Structure of every size, as skin, hair and cloth have it."""
    random = np.random.default_rng(seed)
    layers = [cv2.resize(random.normal(size=(n, n)), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC) for n in (8, 30, 90)]
    grey = np.clip(128 + 22 * np.sum(layers, axis=0), 0, 255).astype(np.uint8)
    return np.stack([grey] * 3, -1)


def test_a_similarity_is_found_through_a_rough_guess() -> None:
    picture = texture()
    true = np.array([[0.99, -0.05, 9.0], [0.05, 0.99, -6.0]])
    moved = registering.laid_picture(picture, true, (SIDE, SIDE))
    guess = np.array([[1.0, -0.045, 7.0], [0.045, 1.0, -4.0]])
    found = registering.refined(registering.structure(moved), registering.structure(picture), guess)
    corners = np.array([[50.0, 50.0], [250.0, 60.0], [150.0, 240.0]])
    assert corners @ found[:, :2].T + found[:, 2] == pytest.approx(corners @ true[:, :2].T + true[:, 2], abs=0.3)


def test_what_stays_in_its_place_correlates_and_nothing_else_does() -> None:
    one, other = (registering.structure(texture(seed)) for seed in (0, 1))
    brighter = registering.structure(np.clip(texture().astype(float) * 1.3, 0, 255).astype(np.uint8))
    assert np.nanmedian(registering.correlation(one, brighter)) > 0.95
    assert abs(np.nanmedian(registering.correlation(one, other))) < 0.2


def test_an_even_place_tells_nothing() -> None:
    even = registering.structure(np.full((60, 60, 3), 128, np.uint8))
    assert np.isnan(registering.correlation(even, even)).all()


def levels(seed: int, centre: float) -> NDArray[np.float64]:
    return np.clip(np.random.default_rng(seed).normal(centre, 25, (600, 3)), 10, 240)


@pytest.mark.parametrize("gamma", [0.8, 1.25])
def test_exposure_and_white_balance_of_a_whole_picture_are_undone(gamma: float) -> None:
    gain = np.array([1.05, 1.0, 0.9])
    parts = [levels(seed, centre) for seed, centre in enumerate((150, 70, 110))]
    found = toning([(part, 255 * (part / 255) ** gamma * gain) for part in parts])
    for part in parts:
        expected = 255 * (part / 255) ** gamma * gain
        inside = (expected < 250).all(1)
        assert found.apply(part)[inside] == pytest.approx(expected[inside], abs=4)


@pytest.mark.parametrize("edited", [0, 1, 2])
def test_one_part_that_was_changed_alone_does_not_pass_for_all(edited: int) -> None:
    parts = [levels(seed, centre) for seed, centre in enumerate((150, 70, 110))]
    couples = [(part, np.clip(part + 25 * (number == edited), 0, 255)) for number, part in enumerate(parts)]
    found = toning(couples)
    for part in parts:
        assert found.apply(part) == pytest.approx(part, abs=1.5)


def test_a_colour_picture_that_became_black_and_white_is_made_so() -> None:
    parts = [levels(seed, centre) for seed, centre in enumerate((150, 70, 110))]
    weights = np.array([0.299, 0.587, 0.114])
    found = toning([(part, (part @ weights)[:, None].repeat(3, 1)) for part in parts], to_grey=True)
    assert found.apply(parts[0]) == pytest.approx((parts[0] @ weights)[:, None].repeat(3, 1), abs=4)


def test_no_part_that_could_tell_leaves_the_tones() -> None:
    assert toning([]) is UNTOUCHED


def test_a_displacement_is_told_to_a_fraction_of_a_pixel_in_spite_of_another_light() -> None:
    picture = texture()
    across, down = np.meshgrid(np.arange(SIDE, dtype=np.float32), np.arange(SIDE, dtype=np.float32))
    away = 3 * np.exp(-((across - 150) ** 2 + (down - 150) ** 2) / (2 * 40**2)).astype(np.float32)
    moved = cv2.remap(picture, across + away, down, cv2.INTER_CUBIC)
    lighter = np.clip(moved.astype(float) * 1.2 + 5, 0, 255).astype(np.uint8)
    found = flow.came_from(lighter, picture, 100.0)
    assert found[150, 150, 0] == pytest.approx(3.0, abs=0.4)
    assert abs(found[150, 150, 1]) < 0.4
    assert np.hypot(*found[30, 30]) < 0.4


def test_places_become_polygons_that_cover_them_also_around_a_hole() -> None:
    mask = np.zeros((SIDE, SIDE), bool)
    mask[20:120, 20:140] = True
    mask[50:90, 50:100] = False  # what it surrounds
    mask[200:260, 150:280] = True
    view = View(np.zeros((SIDE, SIDE, 3), np.uint8), 1.0, 0.0, 0.0, (SIDE, SIDE))
    drawn = filled(regions(mask, view, least=10), (SIDE, SIDE))
    assert overlap(drawn, mask) > 0.9
    assert not drawn[60:80, 60:70].any()


def test_specks_are_no_places() -> None:
    mask = np.zeros((100, 100), bool)
    mask[10:40, 10:40] = True
    mask[80, 80] = True
    assert len(outlines(mask, least=4, most=8)) == 1
