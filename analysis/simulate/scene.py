"""A portrait at the size of its file, and what the artefacts need to know of it, each piece computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.photo import Pixels
from analysis.portrait import Portrait
from analysis.simulate.kinds import Mask, NothingToAlter
from analysis.simulate.layers import layers
from analysis.vision import colour, zones
from analysis.vision.crops import Points
from analysis.vision.landmarks import LEFT_IRIS, RIGHT_IRIS
from analysis.vision.matte import matte

Floats = NDArray[np.float32]

MATTE_IRIS_DISTANCE = 200.0  # pixels; a finer matte would show strands that no artefact here depends on
LEAST_BACKGROUND = 0.03  # of the picture
STRANDS = 0.4  # iris distances: half of it is how far from the sitter a loose strand of hair may lie
SEEN_CHANGE = 0.5  # of 255 levels, on average around a pixel
SPECKS = 0.02  # iris distances
SOFT_EDGE = 0.02  # iris distances


@dataclass(frozen=True, slots=True)
class FaceAxes:
    """The face's own axes on the picture: u along the eyes to the picture's right, v down; unit: iris distances."""

    origin: Points  # (2,) pixels, between the irises
    right: Points  # (2,) pixels per iris distance
    down: Points

    def of(self, points: Points) -> Points:
        """(…, 2) pixels to (u, v)."""
        away = points - self.origin
        scale = float(self.right @ self.right)
        return np.stack([away @ self.right, away @ self.down], -1) / scale

    def to_pixels(self, places: Points) -> Points:
        """(…, 2) (u, v) to pixels."""
        result: Points = self.origin + places[..., :1] * self.right + places[..., 1:] * self.down
        return result


class Scene:
    """What an artefact is made from. Reading it decodes the whole file; drop it when done."""

    def __init__(self, portrait: Portrait) -> None:
        self.portrait = portrait
        self.iris_distance = portrait.iris_distance
        self.mesh = portrait.mesh.xy

    @cached_property
    def pixels(self) -> Pixels:
        """uint8 sRGB (h, w, 3), upright, as large as the file. Never written to."""
        pixels = self.portrait.photo.decode()
        pixels.setflags(write=False)
        return pixels

    def after(self, pixels: Pixels) -> Scene:
        """The same scene with other pixels, for artefacts that follow one that moved nothing.

        Face, skin and matte stay as they were found in the file.
        """
        later = Scene(self.portrait)
        later.__dict__.update(pixels=pixels, skin=self.skin, person=self.person)  # where cached_property keeps them
        return later

    @property
    def shape(self) -> tuple[int, int]:
        return self.portrait.photo.height, self.portrait.photo.width

    @cached_property
    def axes(self) -> FaceAxes:
        right, left = self.mesh[RIGHT_IRIS], self.mesh[LEFT_IRIS]
        across = left - right
        return FaceAxes((left + right) / 2, across, np.array([-across[1], across[0]]))

    @cached_property
    def skin(self) -> Floats:
        """How much each pixel is bare skin of the face, 0–1, soft at its edges: float32 (h, w)."""
        box = self.around(self.mesh, 0.2)
        corner = box[1].start, box[0].start
        hard = zones.skin(np.ascontiguousarray(self.pixels[box]), self.mesh - corner, self.iris_distance)
        soft = np.zeros(self.shape, np.float32)
        soft[box] = self.blurred(hard.astype(np.float32), SOFT_EDGE)
        return soft

    @cached_property
    def person(self) -> Floats:
        """The matte: how much of each pixel is the sitter, 0–1, float32 (h, w)."""
        portrait, (height, width) = self.portrait, self.shape
        scale = min(1.0, MATTE_IRIS_DISTANCE / self.iris_distance)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
        guess = cv2.resize(portrait.person, size, interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)
        distance = self.iris_distance * scale
        fine = matte(small, guess, distance)
        fine *= _largest(fine > 0.5, round(STRANDS * distance))
        return cv2.resize(fine, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)

    @cached_property
    def background(self) -> Floats:
        """1 − the matte. Raises NothingToAlter where the sitter fills the picture."""
        behind: Floats = np.float32(1) - self.person
        if (behind > 0.5).mean() < LEAST_BACKGROUND:
            raise NothingToAlter("No background is visible beside the sitter.")
        return behind

    @cached_property
    def layers(self) -> tuple[Floats, Floats]:
        """Linear-light colours of the sitter and of the background, each carried on beyond the outline: (h, w, 3)."""
        return layers(colour.linear(self.pixels), np.float32(1) - self.background, self.iris_distance)

    def around(self, points: Points, margin: float) -> tuple[slice, slice]:
        """Rows and columns of the box around points in pixels, wider by `margin` iris distances, inside the picture."""
        room = margin * self.iris_distance
        height, width = self.shape
        left, top = np.clip(np.floor(points.min(0) - room), 0, (width - 1, height - 1)).astype(int)
        right, bottom = np.clip(np.ceil(points.max(0) + room), (left + 1, top + 1), (width, height)).astype(int)
        return slice(int(top), int(bottom)), slice(int(left), int(right))

    def blurred(self, values: Floats, sigma: float) -> Floats:
        """Gaussian blur; `sigma` in iris distances."""
        pixels = max(0.3, sigma * self.iris_distance)
        return cv2.GaussianBlur(values, (0, 0), pixels).astype(np.float32, copy=False)

    def changed(self, after: Pixels, within: Mask, *, around: float = SPECKS) -> Mask:
        """The part of a named place where the picture differs from what it was.

        Unchanged specks smaller than `around` iris distances inside a changed place belong to it.
        """
        different = cv2.absdiff(self.pixels, after).max(-1).astype(np.float32)
        mask: Mask = (self.blurred(different, around) >= SEEN_CHANGE) & within
        return mask


def _largest(mask: Mask, room: int) -> Mask:
    """The largest connected part of a mask grown by half of `room` pixels."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 2:
        return np.zeros_like(mask)
    part = (labels == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()).astype(np.uint8)
    grown: Mask = cv2.dilate(part, np.ones((room, room), np.uint8)) > 0
    return grown


def to_pixels(values: NDArray[np.number]) -> Pixels:
    """Encoded sRGB levels 0–255, rounded."""
    rounded: Pixels = np.clip(values + 0.5, 0, 255).astype(np.uint8)
    return rounded
