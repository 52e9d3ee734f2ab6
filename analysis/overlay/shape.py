"""Faces whose difference in form is exaggerated, without exaggerating how they are turned or what they express.

Both meshes are turned to the front as for measuring (`vision.frontal`); what differs between the points that an
expression moves least is spread over the face by a thin plate, seen again from where each head looks, and the pixels
follow.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator

from analysis.alignment import apply
from analysis.overlay.stage import to_stage
from analysis.overlay.window import Window
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.vision import canonical
from analysis.vision.crops import Points, Rgb
from analysis.vision.frontal import frontal
from analysis.vision.head_pose import rotation
from analysis.vision.landmarks import FACE_OVAL

_STIFF = 0.02  # smoothing of the thin plate, in iris distances squared
_RING = (1.5, 1.9)  # times the oval's size, where nothing moves any more
_STEP = 32  # pixels between the places that the plate is computed for


def exaggerated(pair: Pair, window: Window, drawn: tuple[Rgb, Rgb], *, factor: float) -> tuple[Rgb, Rgb]:
    """The two pictures of a window with the faces `factor` times as far apart in form as they are."""
    fronts = [frontal(portrait.mesh.points) for portrait in (pair.subject, pair.reference)]
    apart = fronts[0] - fronts[1]
    sides = zip((pair.subject, pair.reference), drawn, (1, -1), strict=True)
    first, second = (
        _pulled(pair, portrait, window, picture, sign * (factor - 1) / 2 * apart) for portrait, picture, sign in sides
    )
    return first, second


def _pulled(pair: Pair, portrait: Portrait, window: Window, picture: Rgb, moved: NDArray[np.float64]) -> Rgb:
    """`moved` (468, 3) in canonical centimetres, seen from the front."""
    side = picture.shape[0]
    zoom = side / (window.across * pair.alignment.stage_iris_distance)
    matrix = to_stage(pair.alignment, on_reference=portrait is pair.reference)
    corner = pair.alignment.stage_iris_distance * np.array([window.left, window.top])
    places = zoom * (apply(matrix, portrait.mesh.xy[: canonical.POINTS]) - corner)
    in_file = (moved @ rotation(portrait.mesh.points).T) * (1.0, -1.0, -1.0) * _per_centimetre(portrait)
    shift = zoom * in_file[:, :2] @ np.array(matrix).reshape(2, 3)[:, :2].T
    field = _field(places, shift, side)
    rows, columns = np.mgrid[:side, :side].astype(np.float32)
    border = cv2.BORDER_REPLICATE
    pulled = cv2.remap(picture, columns - field[..., 0], rows - field[..., 1], cv2.INTER_CUBIC, borderMode=border)
    return pulled.astype(np.uint8, copy=False)


def _per_centimetre(portrait: Portrait) -> float:
    """File pixels to a centimetre of the canonical face, by the points that no expression moves."""
    points, rigid = portrait.mesh.points, canonical.face().rigid
    spread = [np.linalg.norm(form[rigid] - form[rigid].mean(0)) for form in (points, frontal(points))]
    return float(spread[0] / spread[1])


def _field(places: Points, shift: Points, side: int) -> NDArray[np.float32]:
    """How far each pixel has come, (side, side, 2)."""
    stable = np.unique(np.concatenate([canonical.face().rigid, np.array(FACE_OVAL)]))
    oval = places[list(FACE_OVAL)]
    still = np.concatenate([oval.mean(0) + times * (oval - oval.mean(0)) for times in _RING])
    known = np.concatenate([places[stable] + shift[stable], still])
    values = np.concatenate([shift[stable], np.zeros_like(still)])
    plate = RBFInterpolator(known / side, values, kernel="thin_plate_spline", smoothing=_STIFF)
    count = side // _STEP + 1
    grid = np.linspace(0, 1, count)
    across, down = np.meshgrid(grid, grid)
    coarse = plate(np.stack([across.ravel(), down.ravel()], 1)).reshape(count, count, 2).astype(np.float32)
    spots = np.linspace(0, count - 1, side, dtype=np.float32)
    x, y = np.meshgrid(spots, spots)
    field: NDArray[np.float32] = cv2.remap(coarse, x, y, cv2.INTER_LINEAR).astype(np.float32, copy=False)
    return field
