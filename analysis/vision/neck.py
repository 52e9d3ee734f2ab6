"""The neck below the jaw, and how far its colour lies from the cheeks' once light and shadow are taken out.

The neck is looked for under the mesh's jaw line, within the sitter's matte. What is kept has about the hue and the
strength of colour of the cheeks at any brightness, so that collars, hair and beards are left out without asking what
colour skin should have.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import ciede2000, colour, zones
from analysis.vision.colour import Floats
from analysis.vision.crops import Points, Rgb
from analysis.vision.landmarks import CHIN, JAW_LEFT, JAW_RIGHT, LEFT_IRIS, RIGHT_IRIS, ZONES
from analysis.vision.zones import Mask

Values = NDArray[np.float64]
JAW_LINE = (172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397)
CHEEKS = ("cheek_right", "cheek_left")
BELOW_JAW, LENGTH = 0.10, 0.75  # iris distances: where the neck begins below the jaw, and how much of it is looked at
WITHIN_JAW, NARROWS = 0.8, 0.9  # of the jaw's half width, and of that further down
SITTER = 0.9  # share of a pixel that is the sitter
ONE_LUMINANCE = 0.25  # what every pixel is brought to before colours are compared: skin of medium tone
LEAST_CHROMA = 6.0  # CIELAB at that luminance; below it, skin has no hue to compare
COLOUR_STRENGTH, HUE = 2.0, 35.0  # times and degrees that skin of one person keeps within
BRIGHTER, DARKER = 1.6, 16.0  # times the cheeks' luminance
LEAST_LIGHT = 0.004  # luminance; below it 8 bits hold no colour
SPECKS = 0.08  # iris distances across; smaller pieces are no neck
LEAST_COVERED = 0.45  # share of the place looked at (a collar at 0.25 reads as another person's neck; METHOD.md, F2)
LEAST_PIXELS = 150
LEAST_CHEEK = 60  # pixels
_DARK = 1e-3  # added to linear light, so that the ratio of two nearly black channels says little


@dataclass(frozen=True, slots=True, eq=False)
class Neck:
    """`place` bool (h, w) where the neck's skin is seen; `step` (2,) stops by which red and blue against green change
    from cheek to neck; `difference` the CIEDE2000 of both at one luminance."""

    place: Mask
    step: Values
    difference: float

    @property
    def size(self) -> float:
        """The length of the step, in stops."""
        return float(np.hypot(*self.step))


def neck(rgb: Rgb, share: Floats, mesh: Points, iris_distance: float) -> Neck | None:
    """Of a view of head and shoulders: uint8 RGB, the sitter's `share` of each pixel (0–1), and the mesh in its pixels.

    None where too little of cheeks or neck is bare, or where the skin has no colour.
    """
    cheeks = zones.skin(rgb, mesh, iris_distance) & _cheeks(rgb.shape[:2], mesh)
    looked_at = below_jaw(rgb.shape[:2], mesh, iris_distance)
    if cheeks.sum() < LEAST_CHEEK or not looked_at.any():
        return None
    light = colour.linear(rgb)
    luminance = colour.luminance(rgb)
    lab = _at_one_luminance(light, luminance)
    usual = np.median(lab[cheeks], 0).astype(np.float64)
    if np.hypot(*usual[1:]) < LEAST_CHROMA:
        return None
    seen = looked_at & (share > SITTER) & _like(lab, usual) & _as_bright(luminance, float(np.median(luminance[cheeks])))
    seen = _without_specks(seen, iris_distance)
    if seen.sum() < max(LEAST_PIXELS, LEAST_COVERED * looked_at.sum()):
        return None
    there = np.median(lab[seen], 0).astype(np.float64)
    return Neck(seen, _balance(light[seen]) - _balance(light[cheeks]), float(ciede2000.difference(usual, there)))


def below_jaw(shape: tuple[int, int], mesh: Points, iris_distance: float) -> Mask:
    """Where the neck is looked for: under the jaw line, as the head is rolled."""
    across = mesh[LEFT_IRIS] - mesh[RIGHT_IRIS]
    across = across / np.linalg.norm(across)
    down = np.array([-across[1], across[0]])
    chin = mesh[CHIN]
    half = WITHIN_JAW * float(np.abs((mesh[[JAW_RIGHT, JAW_LEFT]] - chin) @ across).max())
    line = mesh[list(JAW_LINE)] - chin
    aside, deep = line @ across, line @ down
    kept = np.abs(aside) < half
    top = chin + aside[kept, None] * across + (deep[kept, None] + BELOW_JAW * iris_distance) * down
    bottom = chin + NARROWS * aside[kept, None] * across + (BELOW_JAW + LENGTH) * iris_distance * down
    return zones.polygon(shape, np.concatenate([top, bottom[::-1]]))


def _cheeks(shape: tuple[int, int], mesh: Points) -> Mask:
    right, left = (zones.zone(shape, mesh, ZONES[place]) for place in CHEEKS)
    return right | left


def _at_one_luminance(light: Floats, luminance: Floats) -> Floats:
    """CIELAB of every pixel as it would look in more or less of the same light."""
    gain = ONE_LUMINANCE / (luminance + np.float32(1e-4))
    return colour.lab(colour.encode(np.clip(light * gain[..., None], 0, 1)))


def _like(lab: Floats, usual: Values) -> Mask:
    """Pixels of about one hue and strength of colour with `usual` (L*, a*, b*)."""
    strength = np.hypot(lab[..., 1], lab[..., 2]) / np.hypot(*usual[1:])
    turned = np.arctan2(lab[..., 2], lab[..., 1]) - np.arctan2(usual[2], usual[1])
    away = np.abs((turned + np.pi) % (2 * np.pi) - np.pi)
    like: Mask = (strength > 1 / COLOUR_STRENGTH) & (strength < COLOUR_STRENGTH) & (away < np.radians(HUE))
    return like


def _as_bright(luminance: Floats, usual: float) -> Mask:
    bright: Mask = (luminance > max(LEAST_LIGHT, usual / DARKER)) & (luminance < BRIGHTER * usual)
    return bright


def _without_specks(mask: Mask, iris_distance: float) -> Mask:
    side = int(SPECKS * iris_distance) | 1
    opened: Mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8)) > 0
    return opened


def _balance(light: Floats) -> Values:
    """(2,) stops of red and of blue above green, medians over linear light (n, 3): what no shadow changes."""
    red, green, blue = np.median(np.log2(light + np.float32(_DARK)), 0).astype(np.float64)
    return np.array([red - green, blue - green])
