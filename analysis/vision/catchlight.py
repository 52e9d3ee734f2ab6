"""Catchlights: the mirror images of the lights in both corneas, and how well the two eyes agree about them.

Both corneas have nearly one shape and look nearly one way, so a light stands at nearly one place in both irises; a near
light moves sideways a little, hardly ever up or down. Where the eyes were painted one by one this need not hold.

Idea: Hu, Li & Lyu 2021 compare the two highlights by their overlap. On real portraits it is near zero, because
a highlight is smaller than the shift that a near lamp makes; here places are compared, spot by spot.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.colour import Floats
from analysis.vision.iris import ACROSS, AWAY, DOWN, RADIUS, Iris
from analysis.vision.zones import Mask

LARGEST = 0.42  # radii; the radius of what is no longer a spot
LID_MARGIN = 0.10  # radii kept away from the lids, where the film of tears glitters
RIM = 0.85  # radii; beyond it the white of the eye begins to leak in
FARTHEST = 0.72  # radii from the centre to the middle of a spot
FAINTEST = 0.2  # of the white of the eyes; fainter ones are the iris's own pattern
_FAINTER = 0.3  # of the brightest in the same eye; what is fainter still says nothing of the lights
_MOST_SPOTS = 5
_OVER_THE_EDGE = 0.05  # share of a spot that may lie outside of where spots are looked for
_WHITE = 92  # percentile of the light between the lids that stands for the white of the eye
_DARKEST_WHITE = 0.02
SIDEWAYS = 0.25  # what a shift to the side counts against one up or down: a near lamp makes it on real photographs


@dataclass(frozen=True, slots=True)
class Spot:
    """One catchlight: its place in radii from the iris's centre, and how bright it is against the white of the eyes."""

    across: float
    down: float
    peak: float
    flux: float  # brightness summed over its area, in whites times square radii


def _disc(fraction: float) -> NDArray[np.uint8]:
    side = int(2 * fraction * RADIUS) | 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)).astype(np.uint8)


_TOP_HAT, _LID, _GAP = _disc(LARGEST), _disc(LID_MARGIN), _disc(LID_MARGIN)


def white(irises: Sequence[Iris]) -> float:
    """What light the white of the eyes sends, 0–1: the scale for how bright a spot is, whatever the sitter's skin."""
    seen = np.concatenate([iris.light[iris.opening] for iris in irises])
    return max(float(np.percentile(seen, _WHITE)), _DARKEST_WHITE) if seen.size else _DARKEST_WHITE


def inside(iris: Iris) -> Mask:
    """Where spots are looked for: within the rim and away from the lids."""
    opening = cv2.erode(iris.opening.astype(np.uint8), _LID).astype(bool)
    within: Mask = (AWAY < RIM) & opening
    return within


def openness(iris: Iris) -> float:
    """Share of the iris, 0–1, that the lids leave free."""
    return float(inside(iris).sum() / (AWAY < RIM).sum())


def spots(iris: Iris, white_light: float) -> tuple[Spot, ...]:
    """The catchlights of one eye, the brightest first: bright, small, and dark all round."""
    opened = cv2.morphologyEx(iris.light, cv2.MORPH_OPEN, _TOP_HAT)
    height = np.maximum(iris.light - opened, 0).astype(np.float32) / np.float32(white_light)
    within = inside(iris)
    left = np.where(within, height, 0)
    least = max(FAINTEST, _FAINTER * float(left.max()))
    found: list[Spot] = []
    for _ in range(_MOST_SPOTS):
        top = int(left.argmax())
        peak = float(left.flat[top])
        if peak < least:
            break
        _, parts = cv2.connectedComponents((height > peak / 2).astype(np.uint8), connectivity=4)
        part = parts == parts.flat[top]
        spot = _spot(height, part)
        if (part & ~within).sum() <= _OVER_THE_EDGE * part.sum() and np.hypot(spot.across, spot.down) < FARTHEST:
            found.append(spot)
        left[cv2.dilate(part.astype(np.uint8), _GAP).astype(bool)] = 0
    return tuple(found)


def _spot(height: Floats, part: Mask) -> Spot:
    weight = height[part]
    total = float(weight.sum())
    across, down = float((ACROSS[part] * weight).sum()), float((DOWN[part] * weight).sum())
    return Spot(across / total, down / total, float(weight.max()), total / RADIUS**2)


def offset(right: Sequence[Spot], left: Sequence[Spot]) -> float:
    """How far apart the eyes see the light, in radii: from the brightest spot of each to the nearest of the other.

    Shifts to the side count a quarter. Both eyes must have a spot.
    """
    return max(_to_nearest(right[0], left), _to_nearest(left[0], right))


def _to_nearest(spot: Spot, others: Sequence[Spot]) -> float:
    return min(math.hypot(SIDEWAYS * (spot.across - other.across), spot.down - other.down) for other in others)
