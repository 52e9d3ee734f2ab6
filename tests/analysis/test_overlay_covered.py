"""Beards and lenses, over which a heat map of skin is not drawn."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis import overlay
from analysis.analyzer import HeatMap
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import png
from analysis.types import Region, Unit
from analysis.vision import zones
from analysis.vision.beard import beard
from analysis.vision.crops import Points
from analysis.vision.landmarks import LEFT_EYE, LEFT_IRIS, NOSE_BASE, NOSE_ROOT, RIGHT_EYE, RIGHT_IRIS
from analysis.vision.zones import Mask
from tests.analysis.astronaut import astronaut

Pixels = NDArray[np.uint8]
WHOLE = HeatMap(
    values=np.full((256, 256), 9.0, np.float32), region=Region(0, 0, 1, 1), unit=Unit.DELTA_E, floor=3, ceiling=15
)


def face() -> tuple[Pixels, Points, float]:
    portrait = astronaut()
    view = portrait.face(90.0)
    return view.pixels, view.from_file(portrait.mesh.xy), portrait.iris_distance * view.scale


def told(pixels: Pixels) -> Mask:
    _, mesh, distance = face()
    return beard(pixels, zones.skin(pixels, mesh, distance), mesh, distance)


def grown(*, rough: float) -> Pixels:
    """The lower face at a fifth of its light, with hairs that differ by `rough` of it."""
    pixels, mesh, distance = face()
    lower = zones.bare(pixels.shape[:2], mesh, distance)
    lower[: round(mesh[NOSE_BASE, 1])] = False
    hairs = np.random.default_rng(0).normal(1, rough, pixels.shape[:2])[..., None]
    return np.where(lower[..., None], np.clip(pixels * 0.4 * hairs, 0, 255), pixels).astype(np.uint8)


def test_a_dark_rough_lower_face_is_a_beard_and_a_bare_or_a_shaded_one_is_none() -> None:
    assert not told(face()[0]).any()
    assert not told(grown(rough=0.0)).any()
    covered = told(grown(rough=0.5))
    assert covered.any()
    assert not covered[: round(face()[1][NOSE_BASE, 1]) - 1].any()


@cache
def bespectacled() -> Portrait:
    """The astronaut with a dark frame drawn around both eyes and across the nose."""
    portrait = astronaut()
    mesh, distance = portrait.mesh.xy, portrait.iris_distance
    drawn = portrait.photo.decode().copy()
    wide = max(2, round(0.06 * distance))
    ends = [
        tuple(np.round(mesh[NOSE_ROOT] + side * np.array([0.15 * distance, 0])).astype(int).tolist())
        for side in (-1, 1)
    ]
    cv2.line(drawn, ends[0], ends[1], (15, 15, 15), wide)
    for iris in (RIGHT_IRIS, LEFT_IRIS):
        x, y = (round(float(place)) for place in mesh[iris])
        cv2.ellipse(drawn, (x, y), (round(0.4 * distance), round(0.33 * distance)), 0, 0, 360, (15, 15, 15), wide)
    return Portrait.of(open_photo(png(drawn)))


@pytest.mark.parametrize("on_reference", [False, True])
def test_what_lenses_hide_on_either_picture_is_left_out_of_both(on_reference: bool) -> None:
    assert bespectacled().glasses
    assert not astronaut().glasses
    covered = overlay.Covered(Pair(bespectacled(), astronaut()))
    portrait = astronaut() if on_reference else bespectacled()
    heatmap = HeatMap(
        values=WHOLE.values, region=WHOLE.region, unit=WHOLE.unit, floor=3, ceiling=15, on_reference=on_reference
    )
    left = np.isfinite(covered.left_out("skin_tone", heatmap).values)
    cells = portrait.mesh.xy * 256 / np.array([portrait.photo.width, portrait.photo.height])
    for eye in (RIGHT_EYE, LEFT_EYE):
        x, y = np.round(cells[list(eye)].mean(0)).astype(int)
        assert not left[y, x]
    x, y = np.round(cells[NOSE_BASE]).astype(int)
    assert left[y, x]
    assert left.mean() > 0.9
    assert covered.left_out("background_edge", heatmap) is heatmap, "it is no map of skin"


def test_where_nothing_hides_the_skin_a_map_stays_as_it_is() -> None:
    assert overlay.Covered(Pair(astronaut(), astronaut())).left_out("skin_tone", WHOLE) is WHOLE
