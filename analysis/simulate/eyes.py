"""Catchlights, the reflections of the light in the eyes: mirrored in one eye, or gone from both."""

from __future__ import annotations

import cv2
import numpy as np

from analysis.photo import Pixels
from analysis.simulate.kinds import Mask, NothingToAlter
from analysis.simulate.scene import Floats, Scene, to_pixels
from analysis.vision import colour
from analysis.vision.crops import Points
from analysis.vision.landmarks import (
    LEFT_EYE,
    LEFT_IRIS,
    LEFT_IRIS_RING,
    RIGHT_EYE,
    RIGHT_IRIS,
    RIGHT_IRIS_RING,
)
from analysis.vision.zones import polygon

Altered = tuple[Pixels, Mask]

EYES = ((RIGHT_IRIS, RIGHT_IRIS_RING, RIGHT_EYE), (LEFT_IRIS, LEFT_IRIS_RING, LEFT_EYE))
DISC = 0.9  # of the iris radius: the limbus and the lids stay as they are
STANDS_OUT = 15.0  # L* above the iris's median that makes a catchlight
GLOW = 0.15  # iris radii around a catchlight that belong to it


def mirrored(scene: Scene, strength: float, random: np.random.Generator) -> Altered:
    """The iris of one eye mirrored left to right, as if its light came from the other side; mixed in by strength."""
    centre, ring, lids = EYES[int(random.integers(2))]
    box, disc, (x, _) = _iris(scene, centre, ring, lids)
    if not _catchlight(scene, box, disc).any():
        raise NothingToAlter("No catchlight is seen in this eye.")
    tall, wide = disc.shape
    part = scene.pixels[box]
    columns = (2 * x - np.arange(wide, dtype=np.float32))[None].repeat(tall, 0)
    rows = np.arange(tall, dtype=np.float32)[:, None].repeat(wide, 1)
    turned = cv2.remap(part, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return _mixed(scene, box, turned.astype(np.uint8, copy=False), disc, strength)


def removed(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The catchlights of both eyes filled in with the iris around them; faded by strength."""
    after = scene.pixels.copy()
    mask = np.zeros(scene.shape, bool)
    found = False
    for centre, ring, lids in EYES:
        box, disc, _middle = _iris(scene, centre, ring, lids)
        spots = _catchlight(scene, box, disc)
        if not spots.any():
            continue
        part = np.ascontiguousarray(scene.pixels[box])
        filled = cv2.inpaint(part, spots.astype(np.uint8), 2, cv2.INPAINT_TELEA).astype(np.uint8, copy=False)
        altered, where = _mixed(scene, box, filled, spots.astype(np.float32), strength)
        after[box] = altered[box]
        mask |= where
        found = True
    if not found:
        raise NothingToAlter("No catchlight is seen in these eyes.")
    return after, mask


def _iris(
    scene: Scene, centre: int, ring: tuple[int, ...], lids: tuple[int, ...]
) -> tuple[tuple[slice, slice], Floats, tuple[float, float]]:
    """The box around an iris, the part of its disc between the lids (soft, 0–1), and its centre in the box."""
    points = scene.mesh[list(ring)]
    radius = float(np.linalg.norm(points - scene.mesh[centre], axis=1).mean())
    box = scene.around(points, 0.05)
    corner = np.array([box[1].start, box[0].start])
    shape = box[0].stop - box[0].start, box[1].stop - box[1].start
    x, y = scene.mesh[centre] - corner
    ys, xs = np.mgrid[: shape[0], : shape[1]]
    inside = np.clip(DISC * radius - np.hypot(xs - x, ys - y) + 0.5, 0, 1)
    opening = polygon(shape, _corners(scene, lids) - corner)
    return box, (inside * opening).astype(np.float32), (float(x), float(y))


def _corners(scene: Scene, lids: tuple[int, ...]) -> Points:
    return scene.mesh[list(lids)]


def _catchlight(scene: Scene, box: tuple[slice, slice], disc: Floats) -> Mask:
    """Pixels of an iris that stand out bright, with their glow."""
    inside = disc > 0.5
    if not inside.any():
        return inside
    lightness = colour.lab(np.ascontiguousarray(scene.pixels[box]))[..., 0]
    bright = inside & (lightness > np.median(lightness[inside]) + STANDS_OUT)
    side = 2 * max(1, round(GLOW * np.sqrt(inside.sum() / np.pi))) + 1
    window = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    glowing: Mask = (cv2.dilate(bright.astype(np.uint8), window) > 0) & inside
    return glowing


def _mixed(scene: Scene, box: tuple[slice, slice], part: Pixels, weight: Floats, strength: float) -> Altered:
    """The picture with a part of it mixed in."""
    share = strength * weight[..., None]
    after = scene.pixels.copy()
    after[box] = to_pixels(scene.pixels[box] * (1 - share) + part * share)
    named = np.zeros(scene.shape, bool)
    named[box] = weight > 0.5
    return after, scene.changed(after, named)
