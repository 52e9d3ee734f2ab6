"""Exaggerated pairs: alike on both sides, more of what is named and of nothing else, and labelled in their pixels."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis import overlay
from analysis.matching import Side
from analysis.overlay.amplified import FACTORS, KINDS, Amplified, _relief
from analysis.overlay.closeup import paired
from analysis.overlay.window import LEAST_SIDE, Window
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import MILLIMETRES, Portrait
from analysis.simulate import png
from analysis.types import Dimension, Region
from analysis.vision import colour, zones
from analysis.vision.view import View
from analysis.words import AMPLIFIED, FINDINGS
from tests.analysis.astronaut import astronaut, turned

Pixels = NDArray[np.uint8]
CHEEK = Region(0.385, 0.235, 0.42, 0.27)
FACE = Region(0.34, 0.1, 0.53, 0.37)
CODES = sorted({kind: code for code, kind in KINDS.items()}.values())


@pytest.fixture(scope="module")
def alike() -> Pair:
    return Pair(astronaut(), astronaut())


def window(pair: Pair, code: str, *, on_reference: bool = False) -> Window:
    """Of the whole face where it is about its form, else of a cheek, told on the astronaut."""
    regions = (FACE,) if code.startswith("likeness") else (CHEEK,)
    dimension = Dimension.LIKENESS if code.startswith("likeness") else Dimension.SKIN
    return Window.around(pair, () if on_reference else regions, regions if on_reference else (), dimension)


def drawn(pair: Pair, code: str, label: str = ".") -> tuple[Pixels, Pixels]:
    return overlay.amplified(pair, code, window(pair, code), label=label)


def plain(pair: Pair, code: str) -> tuple[Pixels, Pixels]:
    return paired(pair, window(pair, code), LEAST_SIDE)


def test_only_findings_that_are_told_are_exaggerated_and_each_kind_by_its_own_factor() -> None:
    assert KINDS.keys() <= FINDINGS.keys()
    assert set(KINDS.values()) == set(FACTORS)
    assert all(factor > 1 for factor in FACTORS.values())


@pytest.mark.parametrize("code", CODES)
def test_two_equal_pictures_stay_equal(alike: Pair, code: str) -> None:
    subject, reference = drawn(alike, code)
    assert subject.shape == (LEAST_SIDE, LEAST_SIDE, 3)
    np.testing.assert_array_equal(subject, reference)


@pytest.mark.parametrize("code", CODES)
def test_the_label_is_in_the_pixels_of_both(alike: Pair, code: str) -> None:
    words = AMPLIFIED.format(factor=FACTORS[KINDS[code]])
    for short, long in zip(drawn(alike, code), drawn(alike, code, words), strict=True):
        differing = (short != long).any(-1)
        assert differing[-LEAST_SIDE // 10 :].sum() > 1000
        assert not differing[: -LEAST_SIDE // 8].any()


@pytest.mark.parametrize("code", CODES)
def test_a_picture_is_exaggerated_alike_on_either_side(code: str) -> None:
    """By one factor for both: nothing is stretched to fill a picture's own range, nor by which of the two it is."""
    one, other = astronaut(), stretched()
    there = drawn(Pair(one, other), code)
    pair = Pair(other, one)
    back = overlay.amplified(pair, code, window(pair, code, on_reference=True), label=".")
    for picture, again in zip(there, reversed(back), strict=True):
        assert np.abs(picture.astype(int) - again).max() <= 1


@pytest.mark.parametrize("brightness", [0.6, 0.15])
def test_fine_light_and_dark_grow_by_the_factor_on_light_skin_and_on_dark(brightness: float) -> None:
    """Ripples of three millimetres and three per cent all over a face of one colour."""
    matched = Pair(astronaut(), turned(degrees=0.0, scale=2.0)).matched.subject
    side = matched.view.shape[1]
    across = np.arange(side, dtype=np.float32) * np.float32(MILLIMETRES / matched.iris_distance)
    light = brightness * (1 + 0.03 * np.sin(2 * np.pi * across / 3))
    pixels = colour.encode(np.broadcast_to(light[None, :, None], (*matched.view.shape, 3)).astype(np.float32))
    view = View(pixels, matched.view.scale, matched.view.left, matched.view.top, matched.view.whole)
    rippled = Side(view, matched.mesh, matched.iris_distance, 0.0)
    skin = zones.shrunk(zones.bare(view.shape, rippled.mesh, rippled.iris_distance), rippled.iris_distance, 0.3)
    before, after = (
        colour.log_luminance(picture)[skin].std() for picture in (pixels, _relief(rippled, Amplified.SKIN))
    )
    assert after / before == pytest.approx(FACTORS[Amplified.SKIN], rel=0.12)


def test_forms_grow_apart_and_a_turn_of_the_head_does_not() -> None:
    code = "likeness_face_width_smaller"
    unlike, rolled = Pair(astronaut(), stretched()), Pair(astronaut(), turned(degrees=18.0, scale=1.5))
    moved = {}
    for name, pair in (("unlike", unlike), ("rolled", rolled)):
        before, after = plain(pair, code)[0], drawn(pair, code)[0]
        start = np.zeros((LEAST_SIDE, LEAST_SIDE, 2), np.float32)
        flow = cv2.calcOpticalFlowFarneback(grey(before), grey(after), start, 0.5, 4, 31, 3, 7, 1.5, 0)
        moved[name] = float(np.percentile(np.linalg.norm(flow[LEAST_SIDE // 5 : -LEAST_SIDE // 5], axis=2), 90))
    assert moved["unlike"] > 2
    assert moved["rolled"] < moved["unlike"] / 2


def grey(picture: Pixels) -> Pixels:
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


@cache
def stretched() -> Portrait:
    """The same face a tenth longer than it is, at one width."""
    pixels = astronaut().photo.decode()
    height, width = pixels.shape[:2]
    return Portrait.of(open_photo(png(cv2.resize(pixels, (width, round(1.1 * height))).astype(np.uint8, copy=False))))
