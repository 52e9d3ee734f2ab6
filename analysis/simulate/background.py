"""Backgrounds that do not belong to their sitter: another focus, another grain, another light."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.photo import Pixels
from analysis.simulate.kinds import Mask
from analysis.simulate.scene import Floats, Scene, to_pixels
from analysis.vision import colour

Altered = tuple[Pixels, Mask]

MOST_BLUR = 0.12  # iris distances, standard deviation
MOST_GRAIN = 12.0  # levels, standard deviation
COLOUR_GRAIN = 0.35  # of the luminance grain
WHOLE = 0.15  # iris distances: a background is one place, also where a part of it was too even to change
DAYLIGHT = 6504.0  # kelvin, the white of sRGB
WARMEST, COOLEST = 4000.0, 12000.0  # kelvin, the ends of the daylight locus that are used
# CIE 1931 XYZ of sRGB's primaries (IEC 61966-2-1), and the cones of Bradford.
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def blurred(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The background out of focus by the same amount everywhere, right up to the outline; the sitter untouched."""
    share = scene.background[..., None]
    light = colour.linear(scene.pixels)
    sigma = strength * MOST_BLUR
    weight: Floats = np.maximum(scene.blurred(scene.background, sigma), np.float32(1e-3))
    spread: Floats = scene.blurred(light * share, sigma) / weight[..., None]
    return _laid_behind(scene, colour.encode(light + share * (spread - light)))


def grainy(scene: Scene, strength: float, random: np.random.Generator) -> Altered:
    """Grain on the background that the sitter does not have."""
    grain = random.normal(0, 1, (*scene.shape, 1)) + COLOUR_GRAIN * random.normal(0, 1, (*scene.shape, 3))
    share = scene.background[..., None]
    return _laid_behind(scene, to_pixels(scene.pixels + strength * MOST_GRAIN * share * grain.astype(np.float32)))


def relit(scene: Scene, strength: float, random: np.random.Generator) -> Altered:
    """The background in warmer or cooler light than the sitter, by up to 96 or 70 mired; equally bright."""
    end = random.choice([WARMEST, COOLEST])
    mired = 1e6 / DAYLIGHT + strength * (1e6 / end - 1e6 / DAYLIGHT)
    light = colour.linear(scene.pixels)
    changed = light @ adaptation(1e6 / mired).astype(np.float32).T
    return _laid_behind(scene, colour.encode(light + scene.background[..., None] * (changed - light)))


def adaptation(kelvin: float) -> NDArray[np.float64]:
    """(3, 3) on linear sRGB: how a scene lit by daylight looks under a phase of daylight of another temperature.

    Method: CIE daylight locus (CIE 15:2004), von Kries scaling of the Bradford cones. `kelvin` 4000–25000.
    """
    cones = _BRADFORD @ _white(kelvin) / (_BRADFORD @ _white(DAYLIGHT))
    to_cones = _BRADFORD @ _XYZ
    matrix: NDArray[np.float64] = np.linalg.inv(to_cones) @ np.diag(cones) @ to_cones
    return matrix


def _white(kelvin: float) -> NDArray[np.float64]:
    """XYZ with Y = 1 of a phase of daylight."""
    powers = np.array([1e9 / kelvin**3, 1e6 / kelvin**2, 1e3 / kelvin, 1.0])
    low, high = (-4.6070, 2.9678, 0.09911, 0.244063), (-2.0064, 1.9018, 0.24748, 0.237040)
    x = float(powers @ (low if kelvin <= 7000 else high))
    y = -3.000 * x * x + 2.870 * x - 0.275
    return np.array([x / y, 1.0, (1 - x - y) / y])


def _laid_behind(scene: Scene, altered: Pixels) -> Altered:
    """The altered picture where there is any background, the pixels of the file where there is none."""
    behind: Floats = scene.background
    after = np.where((behind > 0)[..., None], altered, scene.pixels)
    return after, scene.changed(after, behind > 0.5, around=WHOLE)
