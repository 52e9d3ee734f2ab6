"""What happens between the sitter and the background on the way across the outline.

Along a natural edge every pixel is a mixture of sitter and background, in linear light: nothing between them is lighter
than the lighter of the two or darker than the darker. A cut-out that kept the old background's colour, or a matte that
is too wide, leaves a fringe that is. Single hairs and textures break the rule too, here and there; a fringe follows the
outline. So the picture is first averaged (by the median) along stretches of the outline, and only then looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import colour
from analysis.vision.colour import Floats
from analysis.vision.cutout import Cutout
from analysis.vision.outline import Outline, profiles

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

STRETCH = 0.45  # iris distances along the outline that are averaged
STEP = 0.005  # iris distances between two samples of a profile
REACH = 0.14  # iris distances from the edge to a profile's end
NEAR, FAR = 0.05, 0.11  # iris distances on each side of the edge between which sitter and background are read
EDGE = 0.045  # iris distances on each side of the edge in which a fringe is looked for
SEARCH = 0.15  # iris distances by which the matte may be off
TRUST = 0.1  # iris distances: how far off it usually is, one standard deviation
LEAST_CONTRAST = 10.0  # CIELAB between sitter and background; below, there is no edge to judge
MOST_TEXTURE = 6.0  # CIELAB spread along the averaged profile, on either side
MOST_CHANGE = 7.0  # CIELAB by which the places of a stretch differ from each other, on either side
_OFFSETS = np.arange(-REACH, REACH + STEP / 2, STEP)
_INSIDE = (_OFFSETS > -FAR) & (_OFFSETS < -NEAR)
_OUTSIDE = (_OFFSETS > NEAR) & (_OFFSETS < FAR)
_BETWEEN = np.abs(_OFFSETS) < EDGE


@dataclass(frozen=True, slots=True, eq=False)
class Crossings:
    """One entry per stretch of an outline; all arrays have its length.

    `places` (n, k) are the points of the outline that it averages. `light` and `dark` are how far the edge is lighter
    than both sides or darker than both, in L*, never negative. `width` is the way from nine tenths sitter to one tenth,
    in iris distances, NaN where the profile does not fall. `clear` says where sitter and background are each of one
    colour and differ, so that the others mean something.
    """

    places: NDArray[np.intp]
    light: Values
    dark: Values
    width: Values
    clear: Mask


def edge_of(cutout: Cutout) -> Values:
    """(n,) iris distances from each point of the outline to the steepest change of colour near it, outwards positive.

    The matte is a few pixels off, the picture is not.
    """
    offsets = np.arange(-SEARCH - 0.02, SEARCH + 0.021, 0.01)
    lab = profiles(cutout.lab, cutout.outline, offsets, np.zeros(len(cutout.outline)))
    steepness = np.linalg.norm(lab[:, 3:] - lab[:, :-3], axis=2)
    middles = (offsets[3:] + offsets[:-3]) / 2
    best = (steepness * np.exp(-0.5 * (middles / TRUST) ** 2)).argmax(1)
    steepest: Values = middles[best]
    return steepest


def crossings(
    cutout: Cutout, outline: Outline, edge: Values, places: NDArray[np.intp], *, blur: float = 0.0
) -> Crossings:
    """Across a line of the cutout, averaged over each row of `places` (n, k).

    `edge` as `edge_of` tells it; `blur` is the Gaussian, in iris distances, that makes it as soft as another picture.
    """
    light = _softened(profiles(cutout.light, outline, _OFFSETS, edge), blur)
    lab = _to_lab(light)
    across = np.median(light[places], axis=1)
    shown = _to_lab(across)
    sitter, behind = np.median(across[:, _INSIDE], axis=1), np.median(across[:, _OUTSIDE], axis=1)
    lightness = _to_lab(np.stack([sitter, behind], 1))
    between = shown[:, _BETWEEN, 0]
    texture = np.maximum(shown[:, _INSIDE].std(1).max(-1), shown[:, _OUTSIDE].std(1).max(-1))
    change = np.maximum(_spread(lab[:, _INSIDE], places), _spread(lab[:, _OUTSIDE], places))
    contrast = np.linalg.norm(lightness[:, 0] - lightness[:, 1], axis=1)
    return Crossings(
        places=places,
        light=np.maximum(between.max(1) - lightness[..., 0].max(1), 0).astype(np.float64),
        dark=np.maximum(lightness[..., 0].min(1) - between.min(1), 0).astype(np.float64),
        width=_widths(across, sitter, behind),
        clear=(contrast > LEAST_CONTRAST) & (texture < MOST_TEXTURE) & (change < MOST_CHANGE),
    )


def _spread(lab: Floats, places: NDArray[np.intp]) -> Floats:
    """Median CIELAB distance of a stretch's places from their common colour, (n,); `lab` (points, samples, 3)."""
    each = np.median(lab, axis=1)[places]
    spread: Floats = np.median(np.linalg.norm(each - np.median(each, axis=1, keepdims=True), axis=2), axis=1)
    return spread


def _widths(across: Floats, sitter: Floats, behind: Floats) -> Values:
    """Iris distances between the last sample that is nine tenths sitter and the first that is one tenth."""
    apart = sitter - behind
    share = ((across - behind[:, None]) * apart[:, None]).sum(-1) / ((apart * apart).sum(-1) + 1e-9)[:, None]
    near = np.abs(_OFFSETS) < 2 * EDGE
    indices = np.arange(len(_OFFSETS))
    last = np.where((share > 0.9) & (near | (_OFFSETS < 0)) & (_OFFSETS < EDGE), indices, -1).max(1)
    first = np.where((share < 0.1) & (_OFFSETS > -EDGE), indices, len(_OFFSETS)).min(1)
    found = (last >= 0) & (first < len(_OFFSETS)) & (first > last)
    return np.where(found, (first - last) * STEP, np.nan)


def _softened(light: Floats, blur: float) -> Floats:
    """Profiles (n, m, 3) blurred along themselves."""
    if blur < STEP / 2:
        return light
    return cv2.GaussianBlur(
        light.reshape(len(light), -1, 3), (0, 0), sigmaX=blur / STEP, sigmaY=1e-6, borderType=cv2.BORDER_REPLICATE
    ).astype(np.float32, copy=False)


def _to_lab(light: Floats) -> Floats:
    """CIELAB of linear light (n, m, 3)."""
    return cv2.cvtColor(colour.gamma(light), cv2.COLOR_RGB2LAB).astype(np.float32, copy=False)
