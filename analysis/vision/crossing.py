"""What happens between the sitter and the background on the way across the outline.

Along a natural edge every pixel is a mixture of sitter and background, in linear light. A cut-out that kept the colour
of its old background, or whose matte is too wide, leaves a fringe that no such mixture gives. Single hairs and textures
break the rule too, here and there; a fringe follows the outline. So the picture is first averaged (by the median) along
stretches of the outline, and what the sitter and the background vary by themselves is taken off. So is what sharpening
draws: a lighter line on the lighter side and a darker one on the darker, where a fringe is one-sided.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import colour
from analysis.vision.colour import Floats
from analysis.vision.crops import Rgb
from analysis.vision.cutout import Cutout
from analysis.vision.outline import Outline, profiles

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]

STRETCH = 0.45  # iris distances along the outline that are averaged
SEARCH = 0.15  # iris distances by which the matte may be off
TRUST = 0.1  # iris distances: how far off it usually is, one standard deviation

# Across, in iris distances from the edge: a loose cut-out reaches further out than in.
_FRINGE = np.arange(-0.22, 0.221, 0.01)
_SITTER, _BEHIND = _FRINGE < -0.115, _FRINGE > 0.115
_BETWEEN = (_FRINGE > -0.085) & (_FRINGE < 0.125)
_SHARES = (1 - np.cos(np.linspace(0, np.pi, 61))) / 2  # of the sitter in a mixture; lightness is steep at the dark end
MOST_TEXTURE = 14.0  # CIELAB spread of sitter or background along the averaged profile
MOST_CHANGE = 14.0  # CIELAB by which the places of one stretch differ from each other, on either side

# The width of an edge is read on a finer picture, place by place.
_STEP = 0.005
_FINE = np.arange(-0.12, 0.1201, _STEP)
_FINE_SITTER, _FINE_BEHIND, _STEEPEST = _FINE < -0.0475, _FINE > 0.0475, np.abs(_FINE) < 0.05
LEAST_CONTRAST = 12.0  # CIELAB between sitter and background; below, an edge is too faint to have a width
MOST_FINE_TEXTURE = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Fringes:
    """One entry per stretch of an outline.

    `places` (n, k) are the points of the outline that it averages. `excess` is how far, in CIELAB, the edge is off
    every mixture of sitter and background, less what these vary by and what sharpening draws. `clear` says where both
    are even enough to tell.
    """

    places: NDArray[np.intp]
    excess: Values
    clear: Mask


def edge_of(cutout: Cutout) -> Values:
    """(n,) iris distances from each point of the outline to the steepest change of colour near it, outwards positive.

    The matte is a few pixels off, the picture is not.
    """
    offsets = np.arange(-SEARCH - 0.02, SEARCH + 0.021, 0.01)
    lab = colour.lab(profiles(cutout.view.pixels, cutout.outline, offsets, np.zeros(len(cutout.outline))))
    steepness = np.linalg.norm(lab[:, 3:] - lab[:, :-3], axis=2)
    middles = (offsets[3:] + offsets[:-3]) / 2
    steepest: Values = middles[(steepness * np.exp(-0.5 * (middles / TRUST) ** 2)).argmax(1)]
    return steepest


def fringes(cutout: Cutout, edge: Values) -> Fringes:
    """Along the outline of a cutout; `edge` as `edge_of` tells it."""
    places = cutout.outline.stretches(STRETCH)
    light = colour.linear(profiles(cutout.view.pixels, cutout.outline, _FRINGE, edge))
    lab = _to_lab(light)
    across = np.median(light[places], axis=1)
    shown = _to_lab(across)
    sitter, behind = np.median(across[:, _SITTER], axis=1), np.median(across[:, _BEHIND], axis=1)
    share = _SHARES.astype(np.float32)[None, :, None]
    mixtures = _to_lab(behind[:, None] + share * (sitter - behind)[:, None])
    off = np.linalg.norm(shown[:, _BETWEEN, None] - mixtures[:, None], axis=3).min(2).max(1)
    texture = np.maximum(shown[:, _SITTER].std(1).max(-1), shown[:, _BEHIND].std(1).max(-1))
    change = np.maximum(_spread(lab[:, _SITTER], places), _spread(lab[:, _BEHIND], places))
    overshoot = _overshoot(shown[:, _BETWEEN], mixtures[:, -1], mixtures[:, 0])
    excess = np.maximum(off - texture - change - overshoot, 0).astype(np.float64)
    return Fringes(places, excess, (texture < MOST_TEXTURE) & (change < MOST_CHANGE))


def widths(pixels: Rgb, outline: Outline, edge: Values, *, blur: float = 0.0) -> Values:
    """(m,) iris distances from sitter to background at each place where both are even and differ.

    The width of the ramp that is as steep as the edge at its steepest. `pixels` uint8 sRGB on which `outline` lies;
    `blur` is the Gaussian, in iris distances, that first makes the edge as soft as another picture's.
    """
    lab = colour.lab(profiles(pixels, outline, _FINE, edge))
    sitter, behind = np.median(lab[:, _FINE_SITTER], axis=1), np.median(lab[:, _FINE_BEHIND], axis=1)
    apart = sitter - behind
    contrast = np.linalg.norm(apart, axis=1)
    texture = np.maximum(lab[:, _FINE_SITTER].std(1).max(-1), lab[:, _FINE_BEHIND].std(1).max(-1))
    even = (contrast > LEAST_CONTRAST) & (texture < MOST_FINE_TEXTURE)
    share = ((lab - behind[:, None]) * apart[:, None]).sum(-1)[even] / contrast[even, None] ** 2
    sigma = max(blur / _STEP, 1.0)
    smooth = cv2.GaussianBlur(share, (0, 0), sigmaX=sigma, sigmaY=1e-6, borderType=cv2.BORDER_REPLICATE)
    steepest = -np.gradient(smooth, _STEP, axis=1)[:, _STEEPEST].min(1)
    found: Values = 1 / np.maximum(steepest.astype(np.float64), 1 / np.ptp(_FINE))
    return found


def _overshoot(between: Floats, sitter: Floats, behind: Floats) -> Floats:
    """By how much the edge passes the sitter's colour and the background's, (n,) CIELAB: the lesser of the two."""
    apart = sitter - behind
    contrast = np.linalg.norm(apart, axis=1)
    share = ((between - behind[:, None]) * apart[:, None]).sum(-1) / (contrast[:, None] ** 2 + 1e-3)
    lesser: Floats = np.maximum(np.minimum(share.max(1) - 1, -share.min(1)), 0) * contrast
    return lesser


def _spread(lab: Floats, places: NDArray[np.intp]) -> Floats:
    """Median CIELAB distance of a stretch's places from their common colour, (n,); `lab` (points, samples, 3)."""
    each = np.median(lab, axis=1)[places]
    spread: Floats = np.median(np.linalg.norm(each - np.median(each, axis=1, keepdims=True), axis=2), axis=1)
    return spread


def _to_lab(light: Floats) -> Floats:
    """CIELAB of linear light (n, m, 3)."""
    return cv2.cvtColor(colour.gamma(light), cv2.COLOR_RGB2LAB).astype(np.float32, copy=False)
