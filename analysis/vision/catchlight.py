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
from typing import Self

import cv2
import numpy as np

from analysis.vision.colour import Floats
from analysis.vision.crops import Points, Rgb
from analysis.vision.iris import ACROSS, DOWN, RADIUS, Iris, disc
from analysis.vision.zones import Mask

LARGEST = 0.42  # radii; the radius of what is no longer a spot
APART = 0.10  # radii between what counts as two spots
FARTHEST = 0.72  # radii from the centre to the middle of a spot
FAINTEST = 0.15  # of the white of the eyes; fainter ones are the iris's own pattern
_FAINTER = 0.2  # of the brightest in the same eye; what is fainter still says nothing of the lights
_MOST_SPOTS = 5
_OVER_THE_EDGE = 0.05  # share of a spot that may lie outside of where spots are looked for
_WHITE = 92  # percentile of the light between the lids that stands for the white of the eye
_DARKEST_WHITE = 0.02
LEAST_PEAK = 0.6  # of the white of the eyes; a fainter main light may as well be the iris's pattern
MOST_UNLIKE = 3.0  # times; where one eye's main spot is so much brighter, it is glare on a lens and no catchlight
NEAR_LAMP = 0.15  # radii by which real eyes see their light nearer to the nose than each other: lamps are near
SIDEWAYS = 0.25  # what a shift to the side counts against one up or down, by the spread of both on real photographs


@dataclass(frozen=True, slots=True)
class Spot:
    """One catchlight: its place in radii from the iris's centre, and how bright it is against the white of the eyes."""

    across: float
    down: float
    peak: float
    flux: float  # brightness summed over its area, in whites times square radii
    free: bool  # wholly within the iris: not cut by a lid, not merged with the white beside it


_TOP_HAT, _GAP = disc(LARGEST), disc(APART)


def white(irises: Sequence[Iris]) -> float:
    """What light the white of the eyes sends, 0–1: the scale for how bright a spot is, whatever the sitter's skin."""
    seen = np.concatenate([iris.light[iris.opening] for iris in irises])
    return max(float(np.percentile(seen, _WHITE)), _DARKEST_WHITE) if seen.size else _DARKEST_WHITE


def spots(iris: Iris, white_light: float) -> tuple[Spot, ...]:
    """The catchlights of one eye, the brightest first: bright, small, and dark all round."""
    opened = cv2.morphologyEx(iris.light, cv2.MORPH_OPEN, _TOP_HAT)
    height = np.maximum(iris.light - opened, 0).astype(np.float32) / np.float32(white_light)
    within = iris.within
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
        found.append(_spot(height, part, within))
        left[cv2.dilate(part.astype(np.uint8), _GAP).astype(bool)] = 0
    return tuple(found)


def _spot(height: Floats, part: Mask, within: Mask) -> Spot:
    weight = height[part]
    total = float(weight.sum())
    across, down = float((ACROSS[part] * weight).sum()) / total, float((DOWN[part] * weight).sum()) / total
    cut = float((part & ~within).sum() / part.sum())
    free = cut <= _OVER_THE_EDGE and math.hypot(across, down) < FARTHEST
    return Spot(across, down, float(weight.max()), total / RADIUS**2, free)


def main(eye: Sequence[Spot]) -> Spot | None:
    """The brightest spot that is seen whole."""
    return next((spot for spot in eye if spot.free), None)


def offset(right: Sequence[Spot], left: Sequence[Spot]) -> float:
    """How far apart the eyes see the light, in radii: from the main spot of each to what is nearest to it in the other.

    Shifts to the side count a quarter, beyond those that a near lamp makes. Both eyes must have a main spot.
    """
    return max(_to_nearest(main(right), left, NEAR_LAMP), _to_nearest(main(left), right, -NEAR_LAMP))


def _to_nearest(spot: Spot | None, others: Sequence[Spot], shift: float) -> float:
    if spot is None:
        raise ValueError("an eye without a main spot sees no light")
    return min(math.hypot(SIDEWAYS * (spot.across - other.across - shift), spot.down - other.down) for other in others)


@dataclass(frozen=True, slots=True, eq=False)
class Eyes:
    """Both eyes of a picture and what they mirror, the sitter's right one first."""

    irises: tuple[Iris, Iris]
    spots: tuple[tuple[Spot, ...], tuple[Spot, ...]]

    @classmethod
    def of(cls, rgb: Rgb, mesh: Points) -> Self:
        """Of a face view, uint8 RGB, and the mesh (478, 2) in its pixels."""
        irises = Iris.right(rgb, mesh), Iris.left(rgb, mesh)
        light = white(irises)
        return cls(irises, (spots(irises[0], light), spots(irises[1], light)))

    @property
    def open(self) -> bool:
        return all(iris.open for iris in self.irises)

    @property
    def lit(self) -> bool:
        """Whether one light, told from the iris's pattern, can be seen whole in both."""
        right, left = (main(eye) for eye in self.spots)
        if right is None or left is None or min(right.peak, left.peak) < LEAST_PEAK:
            return False
        return max(right.peak, left.peak) <= MOST_UNLIKE * min(right.peak, left.peak)

    @property
    def side(self) -> float:
        """Where the catchlights stand, in radii to the right of the irises' centres, weighed by brightness."""
        seen = [[spot for spot in eye if spot.free] for eye in self.spots]
        means = [sum(spot.across * spot.flux for spot in eye) / sum(spot.flux for spot in eye) for eye in seen]
        return sum(means) / 2
