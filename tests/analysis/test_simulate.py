"""The injector: it changes what it says, where it says, by as much as it is told, and the same every time."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import LABEL, Injected, Kind, NothingToAlter, Scene, demo_pair, inject, png
from analysis.simulate.background import DAYLIGHT, adaptation
from analysis.simulate.kinds import Mask
from analysis.vision import bands, colour
from analysis.vision.landmarks import (
    CHEEKBONE_LEFT,
    CHEEKBONE_RIGHT,
    FACE_OVAL,
    JAW_LEFT,
    JAW_RIGHT,
    MOUTH_LEFT,
    MOUTH_RIGHT,
)
from analysis.vision.zones import feature_ring, polygon, skin
from tests.analysis.astronaut import astronaut, scene

# The astronaut's face is too small for marks, which are a fifth of a pixel there.
KINDS = [kind for kind in Kind if kind is not Kind.MARK_REMOVAL]
ON_THE_BACKGROUND = [Kind.BACKGROUND_BLUR, Kind.BACKGROUND_NOISE, Kind.RELIT_BACKGROUND]
ON_THE_FACE = [
    Kind.SKIN_SMOOTHING,
    Kind.WAXY_HIGHLIGHTS,
    Kind.SKIN_LIGHTENING,
    Kind.MOUTH_ONLY_SMILE,
    Kind.MIRRORED_CATCHLIGHT,
    Kind.REMOVED_CATCHLIGHT,
    Kind.JAW_NARROWED,
    Kind.EYES_ENLARGED,
    Kind.NOSE_NARROWED,
]
ON_THE_OUTLINE = [Kind.HALO, Kind.HARD_CUT]


@cache
def _injected(kind: Kind, strength: float = 1.0) -> Injected:
    return inject(scene(), kind, strength=strength)


def _difference(injected: Injected) -> NDArray[np.float64]:
    difference: NDArray[np.float64] = np.abs(injected.pixels.astype(float) - scene().pixels).max(-1)
    return difference


def _near(mask: Mask, distances: float) -> Mask:
    """The mask grown by so many iris distances."""
    side = 2 * round(distances * scene().iris_distance) + 1
    return cv2.dilate(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_strength_changes_nothing(kind: Kind) -> None:
    injected = _injected(kind, 0.0)
    np.testing.assert_array_equal(injected.pixels, scene().pixels)
    assert not injected.mask.any()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_arguments_give_the_same_pixels(kind: Kind) -> None:
    again = inject(astronaut(), kind, strength=1.0)
    np.testing.assert_array_equal(again.pixels, _injected(kind).pixels)
    np.testing.assert_array_equal(again.mask, _injected(kind).mask)


@pytest.mark.parametrize("kind", KINDS)
def test_more_strength_changes_more(kind: Kind) -> None:
    place = _injected(kind).mask
    changes = [_difference(_injected(kind, strength))[place].mean() for strength in (0.25, 0.5, 0.75, 1.0)]
    assert changes[0] > 0
    assert all(weaker < stronger for weaker, stronger in pairwise(changes))


@pytest.mark.parametrize("kind", KINDS)
def test_the_mask_is_where_the_picture_changed(kind: Kind) -> None:
    injected = _injected(kind)
    different = _difference(injected)
    assert injected.mask.dtype == bool
    assert injected.mask.shape == injected.pixels.shape[:2]
    assert injected.mask.any()
    # Unchanged specks may lie inside, unnamed soft edges outside; the bulk of the change is what the mask names.
    assert different[injected.mask].mean() > 5 * different[~_near(injected.mask, 0.15)].mean()


@pytest.mark.parametrize("kind", ON_THE_FACE)
def test_what_is_on_the_face_stays_there(kind: Kind) -> None:
    oval = polygon(scene().shape, scene().mesh[list(FACE_OVAL)])
    assert not _difference(_injected(kind))[~_near(oval, 1.0)].any()
    assert _near(oval, 0.3)[_injected(kind).mask].all()


@pytest.mark.parametrize("kind", ON_THE_BACKGROUND)
def test_what_is_behind_leaves_the_sitter_alone(kind: Kind) -> None:
    injected = _injected(kind)
    assert not _difference(injected)[scene().person == 1].any()
    assert (scene().person[injected.mask] < 0.5).all()
    assert injected.mask.sum() > 0.5 * (scene().person < 0.5).sum()


@pytest.mark.parametrize("kind", ON_THE_OUTLINE)
def test_what_is_on_the_outline_stays_along_it(kind: Kind) -> None:
    outline = cv2.morphologyEx((scene().person > 0.5).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3))) > 0
    assert not _difference(_injected(kind))[~_near(outline, 0.3)].any()
    assert _near(outline, 0.15)[_injected(kind).mask].all()


@pytest.mark.parametrize("strength", [-0.01, 1.01, float("nan")])
def test_a_strength_beyond_its_range_is_refused(strength: float) -> None:
    with pytest.raises(ValueError, match="0–1"):
        inject(scene(), Kind.HALO, strength=strength)


def test_a_seed_varies_what_is_free() -> None:
    first, second = (inject(scene(), Kind.BACKGROUND_NOISE, strength=0.5, seed=seed).pixels for seed in (0, 1))
    assert (first != second).any()


@pytest.mark.parametrize("kind", [*ON_THE_BACKGROUND, *ON_THE_OUTLINE])
def test_a_sitter_that_fills_the_picture_has_no_background(kind: Kind) -> None:
    pixels, (top, left) = scene().pixels, scene().mesh.min(0)[::-1].astype(int)
    bottom, right = scene().mesh.max(0)[::-1].astype(int)
    filled = Portrait.of(open_photo(png(pixels[top - 4 : bottom - 4, left + 6 : right - 6])))
    with pytest.raises(NothingToAlter):
        inject(filled, kind, strength=0.5)


def test_a_face_too_small_for_marks_has_none() -> None:
    with pytest.raises(NothingToAlter):
        inject(scene(), Kind.MARK_REMOVAL, strength=1.0)


def test_smoothing_takes_detail_from_skin_and_not_from_lashes() -> None:
    before, after = scene().pixels, _injected(Kind.SKIN_SMOOTHING).pixels
    bare = skin(before, scene().mesh, scene().iris_distance)
    ring = feature_ring(scene().shape, scene().mesh, scene().iris_distance) & ~_near(bare, 0.05)
    (_, grain, _), (_, smooth, _) = (bands.bands(pixels, scene().iris_distance) for pixels in (before, after))
    assert bands.contrast(smooth, bare) < bands.contrast(grain, bare) - 0.5
    assert bands.contrast(smooth, ring) == pytest.approx(bands.contrast(grain, ring), abs=0.02)


def test_half_the_smoothing_leaves_half_of_what_full_smoothing_takes() -> None:
    before = scene().pixels.astype(float)
    full, half = (_injected(Kind.SKIN_SMOOTHING, strength).pixels - before for strength in (1.0, 0.5))
    assert np.abs(half - full / 2).max() <= 1


def test_lightened_skin_is_lighter_by_what_was_asked() -> None:
    place = scene().skin > 0.9
    before, after = (
        colour.lab(pixels)[place][:, 0] for pixels in (scene().pixels, _injected(Kind.SKIN_LIGHTENING, 0.5).pixels)
    )
    assert np.median(after - before) == pytest.approx(7.0, abs=0.5)


@pytest.mark.parametrize("kelvin", [4000.0, 5000.0, 8000.0, 12000.0])
def test_other_daylight_is_warmer_below_and_cooler_above(kelvin: float) -> None:
    red, green, blue = adaptation(kelvin) @ np.ones(3)
    assert [red, green, blue] == sorted([red, green, blue], reverse=kelvin < DAYLIGHT)
    assert 0.2126 * red + 0.7152 * green + 0.0722 * blue == pytest.approx(1.0, abs=0.02)


def test_the_same_daylight_changes_nothing() -> None:
    np.testing.assert_allclose(adaptation(DAYLIGHT), np.eye(3), atol=1e-9)


def test_a_halo_lies_off_the_line_between_sitter_and_background() -> None:
    """A real edge pixel is a mixture of both sides; a fringe of another wall is none."""
    place = _injected(Kind.HALO).mask & (np.abs(scene().person - 0.5) < 0.45)
    sitter, behind = (layer[place] for layer in scene().layers)
    across = behind - sitter

    def off_the_line(pixels: NDArray[np.uint8]) -> float:
        away = colour.linear(pixels)[place] - sitter
        along = np.clip((away * across).sum(-1) / np.maximum((across * across).sum(-1), 1e-4), 0, 1)
        return float(np.median(np.linalg.norm(away - along[:, None] * across, axis=-1)))

    assert off_the_line(_injected(Kind.HALO).pixels) > 2 * off_the_line(scene().pixels)


@pytest.mark.parametrize(
    ("kind", "first", "second", "least", "most"),
    [
        (Kind.JAW_NARROWED, JAW_RIGHT, JAW_LEFT, 0.90, 0.97),
        (Kind.MOUTH_ONLY_SMILE, MOUTH_RIGHT, MOUTH_LEFT, 1.1, 1.4),
    ],
)
def test_a_warped_face_is_measured_as_warped(kind: Kind, first: int, second: int, least: float, most: float) -> None:
    altered = _injected(kind).portrait()

    def relative(portrait: Portrait) -> float:
        return float(np.linalg.norm(portrait.mesh.xy[first] - portrait.mesh.xy[second])) / portrait.iris_distance

    assert least < relative(altered) / relative(astronaut()) < most


def test_a_rescaled_head_is_larger_and_the_body_is_not() -> None:
    injected = _injected(Kind.HEAD_RESCALED)
    altered = injected.portrait()
    before, after = (
        np.linalg.norm(portrait.mesh.xy[CHEEKBONE_LEFT] - portrait.mesh.xy[CHEEKBONE_RIGHT])
        for portrait in (astronaut(), altered)
    )
    assert after / before == pytest.approx(1.15, abs=0.03)
    assert not _difference(injected)[round(0.6 * scene().shape[0]) :].any()


def test_an_injected_picture_opens_as_a_photo_of_the_same_pixels() -> None:
    injected = _injected(Kind.BACKGROUND_NOISE)
    np.testing.assert_array_equal(injected.photo().decode(), injected.pixels)


def test_the_demo_pair_is_the_nasa_portrait_and_one_that_says_it_is_simulated() -> None:
    altered, original = demo_pair()
    assert original == (files("skimage") / "data" / "astronaut.png").read_bytes()
    assert Image.open(io.BytesIO(altered)).info["Comment"].startswith(LABEL)
    after, before = (open_photo(data).decode() for data in (altered, original))
    assert after.shape == before.shape
    assert (np.abs(after.astype(int) - before).max(-1) > 8).mean() > 0.25
    assert Portrait.of(open_photo(altered)).faces_found == 1
    assert demo_pair()[0] == altered


def test_a_scene_never_lends_out_pixels_that_can_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        Scene(astronaut()).pixels[0, 0] = 0
