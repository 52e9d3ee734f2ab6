"""Cut-outs: a sitter taken from one background and set on another, badly."""

from __future__ import annotations

import cv2
import numpy as np

from analysis.photo import Pixels
from analysis.simulate.kinds import Mask, NothingToAlter
from analysis.simulate.scene import Floats, Scene
from analysis.vision import colour

Altered = tuple[Pixels, Mask]

FRINGE = 0.1  # iris distances on each side of the outline within which the old wall shows
LEAST_OWN = 0.5  # of the sitter's colour nearby that a pixel keeps, where the matte would take away more
LOOSE = 0.05  # iris distances by which the matte of a careless cut-out reaches beyond the sitter
CUT_BAND = 0.05  # iris distances on each side of the outline in which a hard cut leaves nothing of the real edge
CUT_SOFTNESS = 0.006  # iris distances: the width of a hard cut's edge at full strength
WALLS = ((0.88, 0.88, 0.88), (0.02, 0.02, 0.02), (0.28, 0.5, 0.85))  # linear light: white, black, a summer sky
SHOWS = 18.0  # CIELAB distance along a whole outline that nobody overlooks
TINT = 0.05  # by which each channel of a wall varies with the seed
SAMPLES = 500  # places along the outline at which the walls are tried


def halo(scene: Scene, strength: float, random: np.random.Generator) -> Altered:
    """The sitter as if cut from another wall with a loose matte, that wall's colour still in the edge pixels.

    A pixel of the sitter's layer is aF + (1 − a)C with C the wall's colour; laid over the background that the picture
    has, with a matte a′ ≥ a, it becomes a′(aF + (1 − a)C) + (1 − a′)B instead of aF + (1 − a)B. All in linear light.
    Mixed in by strength.
    """
    alpha = np.float32(1) - scene.background
    loose = np.maximum(alpha, scene.blurred(_grown(scene, alpha, LOOSE), LOOSE / 2))
    light = colour.linear(scene.pixels)
    sitter, behind = scene.layers
    wall = _wall(scene, random)
    # aF is what the picture shows less its background's share.
    share = (1 - alpha)[..., None]
    own = np.clip(light - share * behind, LEAST_OWN * (1 - share) * sitter, light)
    cut_out = own + share * wall
    pasted = loose[..., None] * cut_out + (1 - loose)[..., None] * behind
    near = np.clip(2 - np.abs(_from_outline(scene, alpha)) / np.float32(FRINGE), 0, 1)
    touched = near > 0
    after = scene.pixels.copy()
    mixed = light + np.float32(strength) * near[..., None] * (pasted - light)
    after[touched] = colour.encode(mixed[touched])
    return after, scene.changed(after, (near > 0.5) & (loose - alpha + alpha * (1 - alpha) > 0.1))


def hard_cut(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The outline as a knife would leave it: the soft edge of hair, cloth and lens replaced by a step.

    At strength s the edge is narrowed to (1 − s) of its width and keeps (1 − s) of its texture.
    """
    alpha = np.float32(1) - scene.background
    sitter, behind = scene.layers
    light = colour.linear(scene.pixels)
    distance = _from_outline(scene, alpha)
    width = np.float32(max((1 - strength) * 2 * CUT_BAND, CUT_SOFTNESS))
    step = np.clip(distance / width + np.float32(0.5), 0, 1)[..., None]
    near = np.clip(2 - np.abs(distance) / np.float32(CUT_BAND), 0, 1)[..., None]
    touched = near[..., 0] > 0
    cut = step * sitter + (1 - step) * behind
    after = scene.pixels.copy()
    after[touched] = colour.encode((light + np.float32(strength) * near * (cut - light))[touched])
    return after, scene.changed(after, np.abs(distance) < CUT_BAND)


def _wall(scene: Scene, random: np.random.Generator) -> Floats:
    """The colour of the wall that the sitter is cut from: the first that shows, or the one that shows most.

    A colour shows by its distance in CIELAB from every mixture of the sitter's and the background's along the outline.
    """
    outline = np.flatnonzero(np.abs(scene.person - 0.5) < 0.45)
    if not len(outline):
        raise NothingToAlter("No outline of the sitter is seen against the background.")
    chosen = random.choice(outline, SAMPLES)
    sitter, behind = (_lab(layer.reshape(-1, 3)[chosen]) for layer in scene.layers)
    across = behind - sitter
    away = []
    for wall in WALLS:
        to_wall = _lab(np.array([wall], np.float32)) - sitter
        along = np.clip((to_wall * across).sum(-1) / np.maximum((across * across).sum(-1), 1), 0, 1)
        away.append(float(np.median(np.linalg.norm(to_wall - along[:, None] * across, axis=-1))))
    clear = [number for number, distance in enumerate(away) if distance >= SHOWS]
    most = np.array(WALLS[clear[0] if clear else int(np.argmax(away))]) * (1 + random.uniform(-TINT, TINT, 3))
    return np.clip(most, 0, 1).astype(np.float32)


def _lab(light: Floats) -> Floats:
    """(n, 3) linear light to CIELAB."""
    converted: Floats = colour.lab(colour.encode(light)[None])[0]
    return converted


def _from_outline(scene: Scene, alpha: Floats) -> Floats:
    """Signed distance to the outline in iris distances, positive on the sitter."""
    inside = (alpha > 0.5).astype(np.uint8)
    away = cv2.distanceTransform(inside, cv2.DIST_L2, 5) - cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)
    distance: Floats = (away / np.float32(scene.iris_distance)).astype(np.float32)
    return distance


def _grown(scene: Scene, alpha: Floats, reach: float) -> Floats:
    side = 2 * max(1, round(reach * scene.iris_distance)) + 1
    window = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return cv2.dilate(alpha, window).astype(np.float32, copy=False)
