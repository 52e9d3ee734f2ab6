"""One iris drawn at one size, level with the line between both eyes, so that what the two mirror can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import colour
from analysis.vision.colour import Floats
from analysis.vision.crops import Points, Rgb, project
from analysis.vision.landmarks import LEFT_EYE, LEFT_IRIS, LEFT_IRIS_RING, RIGHT_EYE, RIGHT_IRIS, RIGHT_IRIS_RING
from analysis.vision.zones import Mask, polygon

RADIUS = 20  # pixels of the drawing from the iris's centre to its rim
REACH = 1.4  # radii from the centre to the drawing's edge
HALF = round(REACH * RADIUS)
SIDE = 2 * HALF + 1
RIM = 0.85  # radii; beyond it the white of the eye begins to leak in
LID_MARGIN = 0.10  # radii kept away from the lids, where the film of tears glitters
LEAST_OPEN = 0.55  # share of the iris that the lids leave free
PUPIL, BELT = 0.4, 0.45  # radii: where the pupil ends, and half the height of the belt that tells the tone
WHITE_FROM = 1.15  # radii; nearer the rim is soft
WHITE_PERCENTILE = 90
LEAST_PIXELS = 30
_DARKEST = 0.004  # luminance; below it there is no telling
_ANTIALIAS = 0.45  # standard deviation of the blur before shrinking, in pixels of the drawing

_steps = np.arange(-HALF, HALF + 1, dtype=np.float32) / RADIUS
ACROSS, DOWN = np.meshgrid(_steps, _steps)  # radii from the centre, along and below the line between the eyes
AWAY: Floats = np.hypot(ACROSS, DOWN)


def disc(radius: float) -> NDArray[np.uint8]:
    """A round structuring element of so many iris radii."""
    side = int(2 * radius * RADIUS) | 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)).astype(np.uint8)


_LID = disc(LID_MARGIN)


@dataclass(frozen=True, slots=True, eq=False)
class Iris:
    """`light` luminance 0–1, float32 (SIDE, SIDE); `opening` where the eye is open; `radius` in picture pixels.

    `to_picture` (2, 3) maps pixels of the drawing to pixels of the picture it was drawn from.
    """

    light: Floats
    opening: Mask
    radius: float
    to_picture: Points

    @classmethod
    def right(cls, rgb: Rgb, mesh: Points) -> Self:
        """The sitter's right iris, from a uint8 RGB view and the mesh (478, 2) in its pixels."""
        return cls._drawn(rgb, mesh, RIGHT_IRIS, RIGHT_IRIS_RING, RIGHT_EYE)

    @classmethod
    def left(cls, rgb: Rgb, mesh: Points) -> Self:
        """The sitter's left iris, likewise."""
        return cls._drawn(rgb, mesh, LEFT_IRIS, LEFT_IRIS_RING, LEFT_EYE)

    @classmethod
    def _drawn(cls, rgb: Rgb, mesh: Points, centre: int, ring: tuple[int, ...], lids: tuple[int, ...]) -> Self:
        radius = ring_radius(mesh, centre, ring)
        step = radius / RADIUS
        across = mesh[LEFT_IRIS] - mesh[RIGHT_IRIS]
        cosine, sine = step * across / np.linalg.norm(across)
        to_picture = np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0]])
        to_picture[:, 2] = mesh[centre] - to_picture[:, :2] @ (HALF, HALF)
        back = cv2.invertAffineTransform(to_picture).astype(np.float64)
        return cls(
            _light(rgb, to_picture, step), polygon((SIDE, SIDE), project(mesh[list(lids)], back)), radius, to_picture
        )

    @property
    def within(self) -> Mask:
        """What is surely iris: inside its rim and away from the lids."""
        inside: Mask = (AWAY < RIM) & self.between_lids
        return inside

    @property
    def between_lids(self) -> Mask:
        """Iris and white of the eye, away from the lids."""
        return cv2.erode(self.opening.astype(np.uint8), _LID).astype(bool)

    @property
    def open(self) -> bool:
        """Whether the lids leave enough of the iris free."""
        return float(self.within.sum()) >= LEAST_OPEN * float((AWAY < RIM).sum())

    def outline(self) -> Points:
        """The rim as a polygon (24, 2) in picture pixels."""
        angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        rim = HALF + RADIUS * np.stack([np.cos(angles), np.sin(angles)], 1)
        return project(rim, self.to_picture)


def ring_radius(mesh: Points, centre: int, ring: tuple[int, ...]) -> float:
    """Mean distance of the ring's points from the iris's centre, in pixels of the mesh."""
    return float(np.linalg.norm(mesh[list(ring)] - mesh[centre], axis=1).mean())


def _light(rgb: Rgb, to_picture: Points, step: float) -> Floats:
    """The drawing's luminance; only the part of the picture around the iris is turned into light."""
    corners = project(np.array([[0, 0], [SIDE, 0], [0, SIDE], [SIDE, SIDE]], np.float64), to_picture)
    limits = rgb.shape[1], rgb.shape[0]
    left, top = (int(edge) for edge in np.clip(np.floor(corners.min(0)) - 3, 0, (limits[0] - 1, limits[1] - 1)))
    right, bottom = (int(edge) for edge in np.clip(np.ceil(corners.max(0)) + 4, (left + 1, top + 1), limits))
    light = colour.luminance(np.ascontiguousarray(rgb[top:bottom, left:right]))
    if step > 1.0:
        light = cv2.GaussianBlur(light, (0, 0), _ANTIALIAS * step).astype(np.float32, copy=False)
    matrix = to_picture.copy()
    matrix[:, 2] -= (left, top)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    drawn = cv2.warpAffine(light, matrix, (SIDE, SIDE), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return drawn.astype(np.float32, copy=False)


def tone(iris: Iris) -> float | None:
    """Stops between the iris and the white of the same eye, negative where the iris is darker.

    Told from the belt of the iris beside the pupil, where lids and lashes throw no shadow; catchlights are too small to
    move its median. None where too little of either is seen.
    """
    free = iris.between_lids
    belt = iris.light[iris.within & (AWAY > PUPIL) & (np.abs(DOWN) < BELT)]
    white = iris.light[free & (AWAY > WHITE_FROM)]
    if belt.size < LEAST_PIXELS or white.size < LEAST_PIXELS:
        return None
    lightest = np.percentile(white, WHITE_PERCENTILE)
    return float(np.log2(np.median(belt) + _DARKEST) - np.log2(lightest + _DARKEST))
