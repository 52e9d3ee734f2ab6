"""Moving parts of a picture smoothly, so that named points land where they are wanted."""

from __future__ import annotations

import cv2
import numpy as np
from scipy.interpolate import RBFInterpolator

from analysis.photo import Pixels
from analysis.simulate.kinds import Mask
from analysis.simulate.scene import Floats, Scene
from analysis.vision.crops import Points
from analysis.vision.landmarks import FACE_OVAL

STEP = 0.05  # iris distances between the places where the warp is computed; between them it is interpolated
STILL = 1.3  # size of the contour, in the face's own, that no warp of its features moves
FADE = (1.05, 1.5)  # of the face's own size, over which a warp dies out for good
MOVED = 0.01  # iris distances: less than this is not seen as moved
UNTOUCHED = 0.02  # pixels: below this the file's own pixels are kept


def moved(scene: Scene, points: Points, targets: Points, fixed: Points) -> tuple[Pixels, Mask]:
    """The picture with `points` moved to `targets` and `fixed` held, all (n, 2) pixels, by a thin-plate spline.

    What lies around the face is held too. The mask is where things moved by more than MOVED.
    """
    oval, centre = scene.mesh[list(FACE_OVAL)], scene.mesh[list(FACE_OVAL)].mean(0)
    fixed = np.concatenate([fixed, centre + STILL * (oval - centre)])
    anchors = np.concatenate([targets, fixed])
    backwards = np.concatenate([points - targets, np.zeros_like(fixed)])
    box = scene.around(centre + FADE[1] * (oval - centre), 0.0)
    tall, wide = box[0].stop - box[0].start, box[1].stop - box[1].start
    step = max(1.0, STEP * scene.iris_distance)
    xs, ys = (np.linspace(0, side - 1, max(2, round(side / step))) for side in (wide, tall))
    grid = np.stack(np.meshgrid(xs, ys), -1)
    places = grid.reshape(-1, 2) + np.array([box[1].start, box[0].start])
    shifts = RBFInterpolator(anchors, backwards, kernel="thin_plate_spline")(places)
    shifts *= falling((_size(places, oval, centre) - FADE[0]) / (FADE[1] - FADE[0]))[:, None]
    coarse = shifts.reshape(grid.shape).astype(np.float32)
    field = np.zeros((*scene.shape, 2), np.float32)
    field[box] = cv2.resize(coarse, (wide, tall), interpolation=cv2.INTER_CUBIC)
    return displaced(scene, field)


def displaced(scene: Scene, field: Floats) -> tuple[Pixels, Mask]:
    """Each pixel taken from `field` (h, w, 2) pixels away: x right, y down."""
    height, width = scene.shape
    xs, ys = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]
    border = cv2.BORDER_REPLICATE
    drawn = cv2.remap(scene.pixels, field[..., 0] + xs, field[..., 1] + ys, cv2.INTER_CUBIC, borderMode=border)
    length = np.hypot(field[..., 0], field[..., 1])
    after = np.where((length > UNTOUCHED)[..., None], drawn, scene.pixels).astype(np.uint8, copy=False)
    return after, length > MOVED * scene.iris_distance


def falling(values: Points) -> Points:
    """1 up to 0, 0 from 1 on, smooth between."""
    inside: Points = np.clip(values, 0, 1)
    return 1 - inside * inside * (3 - 2 * inside)


def _size(places: Points, oval: Points, centre: Points) -> Points:
    """(n,) how large the face's oval would have to be, in its own size, to reach each place."""
    away, outline = places - centre, oval - centre
    angles = np.arctan2(outline[:, 1], outline[:, 0])
    order = np.argsort(angles)
    radius = np.hypot(outline[:, 0], outline[:, 1])[order]
    reach = np.interp(np.arctan2(away[:, 1], away[:, 0]), angles[order], radius, period=2 * np.pi)
    size: Points = np.hypot(away[:, 0], away[:, 1]) / reach
    return size
