"""A face that is no longer quite the sitter's: proportions moved by a few per cent, or a smile of the mouth only."""

from __future__ import annotations

import numpy as np

from analysis.photo import Pixels
from analysis.simulate.kinds import Mask
from analysis.simulate.scene import Scene
from analysis.simulate.warp import displaced, falling, moved
from analysis.vision.landmarks import (
    CHIN,
    FACE_OVAL,
    LEFT_BROW,
    LEFT_EYE,
    LEFT_IRIS,
    LEFT_IRIS_RING,
    LIPS,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    RIGHT_BROW,
    RIGHT_EYE,
    RIGHT_IRIS,
    RIGHT_IRIS_RING,
)

Altered = tuple[Pixels, Mask]

MOST_DRIFT = 0.08  # of a feature's own size
SMILE_WIDER, SMILE_HIGHER = 0.12, 0.08  # iris distances that each corner of the mouth moves at full strength
HEAD_LARGER = 0.15
HEAD_CENTRE, HEAD_HALF = (0.0, -0.25), (1.5, 1.9)  # (u, v) and half axes of the ellipse that holds head and hair
HEAD_FADE = 0.8  # of the ellipse's own size, beyond it, over which the enlargement dies out
NECK_LENGTH = 0.9  # iris distances below the chin over which it dies out

INNER_LIPS = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415)
NOSE_SIDES = (48, 64, 98, 115, 129, 49, 278, 294, 327, 344, 358, 279)
NOSE_MIDDLE = (168, 6, 197, 195, 5, 4, 1, 2)
RIGHT_EYE_ALL = (*RIGHT_EYE, RIGHT_IRIS, *RIGHT_IRIS_RING)
LEFT_EYE_ALL = (*LEFT_EYE, LEFT_IRIS, *LEFT_IRIS_RING)
EYES = (*RIGHT_EYE, *LEFT_EYE)
BROWS = (*RIGHT_BROW, *LEFT_BROW)


def jaw_narrowed(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The lower half of the face narrower by up to 8 %, most at the height of the mouth."""
    axes, chin = scene.axes, float(scene.axes.of(scene.mesh[CHIN])[1])
    places = axes.of(scene.mesh[list(FACE_OVAL)])
    below = np.clip(places[:, 1] / (0.6 * chin), 0, 1)
    narrower = places.copy()
    narrower[:, 0] *= 1 - strength * MOST_DRIFT * below
    held = scene.mesh[[*EYES, *BROWS, *NOSE_SIDES, *NOSE_MIDDLE, *LIPS]]
    return moved(scene, axes.to_pixels(places), axes.to_pixels(narrower), held)


def eyes_enlarged(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """Both eyes larger by up to 8 %, each about its own centre."""
    before, after = [], []
    for contour, everything in ((RIGHT_EYE, RIGHT_EYE_ALL), (LEFT_EYE, LEFT_EYE_ALL)):
        points, centre = scene.mesh[list(everything)], scene.mesh[list(contour)].mean(0)
        before.append(points)
        after.append(centre + (1 + strength * MOST_DRIFT) * (points - centre))
    held = scene.mesh[[*BROWS, *NOSE_SIDES, *NOSE_MIDDLE, *LIPS, *FACE_OVAL]]
    return moved(scene, np.concatenate(before), np.concatenate(after), held)


def nose_narrowed(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The wings of the nose drawn together by up to 8 %."""
    axes = scene.axes
    places = axes.of(scene.mesh[list(NOSE_SIDES)])
    middle = float(axes.of(scene.mesh[list(NOSE_MIDDLE)])[-3:, 0].mean())
    narrower = places.copy()
    narrower[:, 0] = middle + (1 - strength * MOST_DRIFT) * (places[:, 0] - middle)
    held = scene.mesh[[*EYES, *BROWS, *NOSE_MIDDLE, *LIPS, *FACE_OVAL]]
    return moved(scene, axes.to_pixels(places), axes.to_pixels(narrower), held)


def mouth_only_smile(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The corners of the mouth drawn out and up; eyes, lids and cheeks stay as they are."""
    axes = scene.axes
    lips = scene.mesh[[*LIPS, *INNER_LIPS]]
    places = axes.of(lips)
    corners = axes.of(scene.mesh[[MOUTH_RIGHT, MOUTH_LEFT]])
    middle, half = corners[:, 0].mean(), np.ptp(corners[:, 0]) / 2
    aside = np.clip((places[:, 0] - middle) / half, -1, 1)
    smiling = places.copy()
    smiling[:, 0] += strength * SMILE_WIDER * aside
    smiling[:, 1] -= strength * SMILE_HIGHER * np.abs(aside) ** 2
    held = scene.mesh[[*EYES, *BROWS, *NOSE_SIDES, *NOSE_MIDDLE, *FACE_OVAL]]
    return moved(scene, lips, axes.to_pixels(smiling), held)


def head_rescaled(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The head larger by up to 15 % on the same body, growing from the base of the neck."""
    axes = scene.axes
    height, width = scene.shape
    pixels = np.stack(np.meshgrid(np.arange(width), np.arange(height)), -1).astype(np.float64)
    places = axes.of(pixels)
    chin = float(axes.of(scene.mesh[CHIN])[1])
    outside = np.hypot(
        (places[..., 0] - HEAD_CENTRE[0]) / HEAD_HALF[0], (places[..., 1] - HEAD_CENTRE[1]) / HEAD_HALF[1]
    )
    weight = falling((outside - 1) / HEAD_FADE) * falling((places[..., 1] - chin) / NECK_LENGTH)
    foot = axes.to_pixels(np.array([0.0, chin]))
    shrink = 1 / (1 + strength * HEAD_LARGER) - 1
    after, mask = displaced(scene, (weight[..., None] * shrink * (pixels - foot)).astype(np.float32))
    return after, scene.changed(after, mask)  # an even background that was stretched is no head
