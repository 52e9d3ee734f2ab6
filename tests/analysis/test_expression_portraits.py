"""Eyes, smile and light on real studio portraits, altered by known amounts."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.analyzers import expression_eyes, expression_irises, expression_smile, light_direction
from analysis.analyzers.expression_eyes import OFFSET
from analysis.analyzers.expression_irises import TONE
from analysis.analyzers.expression_smile import MISSING, MOUTH
from analysis.analyzers.light_direction import SIDE
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, inject, png
from analysis.types import Region
from analysis.vision import colour
from analysis.vision.iris import ring_radius
from analysis.vision.landmarks import LEFT_IRIS, LEFT_IRIS_RING, NOSE_TIP, RIGHT_IRIS, RIGHT_IRIS_RING
from tests.analysis.shared import SHARED

FOLDER = SHARED / "portraits" / "real"
pytestmark = [
    pytest.mark.portraits,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no portraits in {FOLDER.parent.name} beside the repository"),
]
FACES = ("london_001", "london_044")  # a light and a dark iris
Pixels = NDArray[np.uint8]


@cache
def portrait(name: str) -> Portrait:
    return Portrait.of(open_photo((FOLDER / f"{name}.jpg").read_bytes()))


def neutral(face: str) -> Portrait:
    return portrait(f"{face}_neutral")


def altered(pixels: Pixels) -> Portrait:
    return Portrait.of(open_photo(png(pixels)))


def from_iris(whole: Portrait, centre: int, ring: tuple[int, ...]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(across, down) of every pixel from an iris's centre, in its radii."""
    radius = ring_radius(whole.mesh.xy, centre, ring)
    rows, columns = np.mgrid[: whole.photo.height, : whole.photo.width].astype(np.float64)
    x, y = whole.mesh.xy[centre]
    return (columns - x) / radius, (rows - y) / radius


def with_light_at(whole: Portrait, down: float) -> Pixels:
    """Every bright spot of the sitter's left iris painted over, and one light drawn so many radii below its centre."""
    light = colour.linear(whole.photo.frame().crop((0, 0, whole.photo.width, whole.photo.height), scale=1.0)).copy()
    across, below = from_iris(whole, LEFT_IRIS, LEFT_IRIS_RING)
    inside = np.hypot(across, below) < 0.8
    light[inside] = np.minimum(light[inside], np.median(light[inside], axis=0))
    spot = (inside * np.exp(-((across + 0.1) ** 2 + (below - down) ** 2) / (2 * 0.09**2)))[..., None]
    return colour.encode((light * (1 - spot) + 0.9 * spot).astype(np.float32))


def covers(regions: tuple[Region, ...], whole: Portrait, centres: tuple[int, ...]) -> bool:
    places = whole.mesh.xy[list(centres)] / (whole.photo.width, whole.photo.height)
    return all(any(r.left < x < r.right and r.top < y < r.bottom for r in regions) for x, y in places)


@pytest.mark.parametrize("face", FACES)
def test_studio_eyes_agree(face: str) -> None:
    assert expression_eyes.measure(neutral(face))[OFFSET].value < expression_eyes.VISIBLE / 2


@pytest.mark.parametrize("face", FACES)
def test_a_light_that_wanders_in_one_eye_is_told(face: str) -> None:
    whole = neutral(face)
    found = [expression_eyes.measure(altered(with_light_at(whole, down)))[OFFSET] for down in (-0.15, 0.05, 0.25, 0.4)]
    assert all(nearer.value < farther.value for nearer, farther in pairwise(found))
    assert found[-1].value > 2 * expression_eyes.VISIBLE
    assert covers(found[-1].subject_regions, whole, (RIGHT_IRIS, LEFT_IRIS))


@pytest.mark.parametrize("face", FACES)
def test_darkened_irises_are_told(face: str) -> None:
    whole = neutral(face)
    light = colour.linear(whole.photo.frame().crop((0, 0, whole.photo.width, whole.photo.height), scale=1.0))
    inside = np.zeros(light.shape[:2], bool)
    for centre, ring in ((RIGHT_IRIS, RIGHT_IRIS_RING), (LEFT_IRIS, LEFT_IRIS_RING)):
        inside |= np.hypot(*from_iris(whole, centre, ring)) < 1.0
    tones = []
    for share in (1.0, 0.7, 0.4):
        darker = np.where(inside[..., None], light * np.float32(share), light).astype(np.float32)
        tones.append(expression_irises.measure(Pair(altered(colour.encode(darker)), whole))[TONE])
    assert tones[0].value == pytest.approx(0.0, abs=0.1)
    assert all(after.value < before.value - 0.3 for before, after in pairwise(tones))
    assert covers(tones[-1].reference_regions, whole, (RIGHT_IRIS, LEFT_IRIS))


@pytest.mark.parametrize("face", FACES)
def test_a_smile_of_the_mouth_alone_leaves_the_eyes_behind(face: str) -> None:
    whole = neutral(face)
    found = [
        expression_smile.measure(Pair(inject(whole, Kind.MOUTH_ONLY_SMILE, strength=strength).portrait(), whole))
        for strength in (0.2, 0.5, 0.8)
    ]
    assert all(less[MOUTH].value < more[MOUTH].value for less, more in pairwise(found))
    assert found[-1][MISSING].value > found[0][MISSING].value
    assert found[-1][MISSING].value > 0.25


@pytest.mark.parametrize("face", FACES)
def test_a_real_smile_takes_the_eyes_along(face: str) -> None:
    measured = expression_smile.measure(Pair(portrait(f"{face}_smiling"), neutral(face)))
    assert measured[MOUTH].value > 0.2
    assert measured[MISSING].value < expression_smile.VISIBLE


@pytest.mark.parametrize("face", FACES)
def test_a_face_lit_more_from_one_side_is_told(face: str) -> None:
    whole = neutral(face)
    light = colour.linear(whole.photo.frame().crop((0, 0, whole.photo.width, whole.photo.height), scale=1.0))
    across = (np.arange(whole.photo.width) - whole.mesh.xy[NOSE_TIP, 0]) / whole.iris_distance
    sides = []
    for stops in (-0.8, 0.0, 0.8):
        gain = 2.0 ** np.clip(stops * across, -1.5, 1.5)[None, :, None]
        sides.append(light_direction.measure(altered(colour.encode((light * gain).astype(np.float32))))[SIDE].value)
    assert all(after > before + 0.5 for before, after in pairwise(sides))
