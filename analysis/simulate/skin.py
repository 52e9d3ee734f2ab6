"""Skin that a retoucher, or a generator, has been over: smoothed, waxed, lightened, its marks removed."""

from __future__ import annotations

import cv2
import numpy as np

from analysis.photo import Pixels
from analysis.simulate.kinds import Mask, NothingToAlter
from analysis.simulate.scene import Floats, Scene, to_pixels
from analysis.simulate.warp import falling
from analysis.vision import colour
from analysis.vision.landmarks import CHIN, LEFT_EYE, RIGHT_EYE
from analysis.vision.zones import grown, polygon, shrunk

Altered = tuple[Pixels, Mask]

MILLIMETRES = 63.0  # per iris distance

SMOOTHED_RADIUS = 1.6  # millimetres: pores, fine lines and their grain go, the shape of the face stays
SMOOTHED_CONTRAST = 12.0  # levels: edges above it are kept

SHEEN_NARROW, SHEEN_WIDE = 2.0, 20.0  # millimetres, between which a highlight stands out from the shading
SHEEN_FULL = 8.0  # L* above the shading that counts as all highlight
WAXED = 14.0  # L* added to a highlight at full strength

LIGHTENED = 14.0  # L* added at full strength
LESS_COLOUR = 0.15  # of chroma, taken away at full strength
LIKE_SKIN = 2.5  # standard deviations of the face's own colour
LEAST_SPREAD = (6.0, 1.5, 1.5)  # L*, a*, b*: the least that these deviations are taken for
NECK = (0.5, 1.3)  # iris distances below the chin over which the lightening fades out

MARK_SIZES = (0.4, 0.7, 1.1)  # millimetres, standard deviations of the blobs looked for
LARGEST_MARK = 6.0  # millimetres across
OUTER_EDGE = 0.1  # iris distances along the border of the skin that are left out
MARK_CONTRAST = 2.0  # L* a blob must stand out by
MOST_OBLONG = 3.0  # ratio of the two curvatures of a mark
MOST_MARKS = 6
FOLDS = 0.3  # iris distances, twice the room kept from these
NOSTRILS = (48, 64, 98, 97, 2, 326, 327, 294, 278, 4)
MARK_ROOM = 2.2  # blob sizes around its centre that are filled in


def smoothed(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """Edge-preserving smoothing of bare skin, mixed in by strength: 0.5 leaves half of the fine contrast."""
    before = scene.pixels.astype(np.float32)
    box = scene.around(scene.mesh, 0.2)
    part = before[box]
    radius = SMOOTHED_RADIUS * scene.iris_distance / MILLIMETRES
    flat = _without_texture(part, radius)
    weight = (strength * scene.skin[box])[..., None]
    before[box] = part + weight * (flat - part)
    after = to_pixels(before)
    return after, scene.changed(after, scene.skin > 0.5)


def waxy_highlights(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """Highlights on the skin made brighter, broader and free of texture, as on a figure of wax."""
    box = scene.around(scene.mesh, 0.2)
    before = scene.pixels.astype(np.float32)
    part = np.ascontiguousarray(scene.pixels[box])
    lab = colour.lab(part)
    skin = scene.skin[box]
    sheen = _within(scene, lab[..., 0], skin, SHEEN_NARROW) - _within(scene, lab[..., 0], skin, SHEEN_WIDE)
    weight = strength * skin * np.clip(sheen / np.float32(SHEEN_FULL), 0, 1)
    flat = colour.lab(to_pixels(_without_texture(before[box], SMOOTHED_RADIUS * scene.iris_distance / MILLIMETRES)))
    lab += weight[..., None] * (flat - lab)
    lab[..., 0] += weight * np.float32(WAXED)
    after = scene.pixels.copy()
    after[box] = np.where((weight > 0)[..., None], _rgb(lab), part)
    named = np.zeros(scene.shape, bool)
    named[box] = sheen > 0.2 * SHEEN_FULL
    return after, scene.changed(after, named & (scene.skin > 0.5))


def lightened(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The skin of the face made lighter and paler, all other things left as they are."""
    alike, box = _like_the_face(scene)
    down = scene.axes.of(np.argwhere(np.ones_like(alike[box]))[:, ::-1] + (box[1].start, box[0].start))[:, 1]
    chin = scene.axes.of(scene.mesh[CHIN])[1]
    fade = falling((down - chin - NECK[0]) / (NECK[1] - NECK[0])).reshape(alike[box].shape)
    weight = np.zeros(scene.shape, np.float32)
    weight[box] = strength * scene.blurred(alike[box].astype(np.float32), 0.03) * fade
    lab = colour.lab(np.ascontiguousarray(scene.pixels[box]))
    brighter = weight[box] * np.float32(LIGHTENED)
    # More of the same light raises a* and b* as it raises L* + 16; then a part of the colour is taken away.
    colourful = (1 + brighter / (lab[..., 0] + np.float32(16))) * (1 - weight[box] * np.float32(LESS_COLOUR))
    lab[..., 0] += brighter
    lab[..., 1:] *= colourful[..., None]
    after = scene.pixels.copy()
    after[box] = np.where((weight[box] > 0)[..., None], _rgb(lab), after[box])
    return after, scene.changed(after, weight > 0.5 * strength)


def marks_removed(scene: Scene, strength: float, _: np.random.Generator) -> Altered:
    """The strongest moles, freckles and blemishes filled in with the skin around them."""
    box = scene.around(scene.mesh, 0.2)
    part = np.ascontiguousarray(scene.pixels[box])
    spots = np.zeros(part.shape[:2], np.uint8)
    for x, y, size in _marks(scene, colour.lab(part)[..., 0], _open_skin(scene)[box]):
        cv2.circle(spots, (x, y), max(2, round(MARK_ROOM * size)), 1, -1)
    if not spots.any():
        raise NothingToAlter("No mark on this skin stands out enough to be removed.")
    filled = cv2.inpaint(part, spots, 3, cv2.INPAINT_TELEA).astype(np.float32)
    weight = strength * scene.blurred(spots.astype(np.float32), 0.005)[..., None]
    after = scene.pixels.copy()
    after[box] = to_pixels(part + weight * (filled - part))
    named = np.zeros(scene.shape, bool)
    named[box] = spots > 0
    return after, scene.changed(after, named)


def _without_texture(part: Floats, radius: float) -> Floats:
    """Guided by itself (He, Sun and Tang 2013): variance below SMOOTHED_CONTRAST² is averaged away, edges stay."""
    side = 2 * max(1, round(radius)) + 1

    def mean(values: Floats) -> Floats:
        return cv2.blur(values, (side, side), borderType=cv2.BORDER_REFLECT).astype(np.float32, copy=False)

    average = mean(part)
    variance: Floats = np.maximum(mean(part * part) - average * average, 0)
    slope: Floats = variance / (variance + np.float32(SMOOTHED_CONTRAST**2))
    smooth: Floats = mean(slope) * part + mean(average - slope * average)
    return smooth


def _within(scene: Scene, values: Floats, skin: Floats, millimetres: float) -> Floats:
    """Blurred over skin only."""
    sigma = millimetres / MILLIMETRES
    weight: Floats = np.maximum(scene.blurred(skin, sigma), np.float32(1e-3))
    inside: Floats = scene.blurred(values * skin, sigma) / weight
    return inside


def _like_the_face(scene: Scene) -> tuple[Mask, tuple[slice, slice]]:
    """Skin of face, ears and neck, and its box: what has the face's own colour and hangs together with it."""
    chin = scene.axes.of(scene.mesh[CHIN])
    low = chin[1] + NECK[1]
    corners = scene.axes.to_pixels(np.array([[-1.6, -1.6], [1.6, -1.6], [1.6, low], [-1.6, low]]))
    box = scene.around(corners, 0.0)
    inside = polygon(scene.shape, corners)[box] & (scene.person[box] > 0.8)
    lab = colour.lab(np.ascontiguousarray(scene.pixels[box]))
    seen = lab[scene.skin[box] > 0.9]
    if not len(seen):
        raise NothingToAlter("Too little bare skin is visible to be lightened.")
    median = np.median(seen, 0)
    spread = np.maximum(1.4826 * np.median(np.abs(seen - median), 0), LEAST_SPREAD)
    alike = inside & (np.abs(lab - median) / spread < LIKE_SKIN).all(-1)
    alike |= scene.skin[box] > 0.5
    _, labels = cv2.connectedComponents(alike.astype(np.uint8))
    wanted = np.bincount(labels[scene.skin[box] > 0.9]).argmax()
    side = 2 * round(0.03 * scene.iris_distance) + 1
    window = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    mask = np.zeros(scene.shape, bool)
    mask[box] = cv2.morphologyEx((labels == wanted).astype(np.uint8), cv2.MORPH_CLOSE, window) > 0
    for eye in (RIGHT_EYE, LEFT_EYE):
        mask &= ~polygon(scene.shape, scene.mesh[list(eye)])
    return mask, box


def _open_skin(scene: Scene) -> Mask:
    """Skin on which a dark spot is a mark: away from nostrils and eye corners and the folds beside them."""
    side = 2 * round(LARGEST_MARK * scene.iris_distance / MILLIMETRES / 2) + 1
    window = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    # The mask of bare skin leaves out what is not skin-coloured, dark marks among it: its small holes are filled.
    mask: Mask = cv2.morphologyEx((scene.skin > 0.5).astype(np.uint8), cv2.MORPH_CLOSE, window) > 0
    mask = shrunk(mask, scene.iris_distance, 2 * OUTER_EDGE)
    for feature in (NOSTRILS, RIGHT_EYE, LEFT_EYE):
        mask &= ~grown(polygon(scene.shape, scene.mesh[list(feature)]), scene.iris_distance, FOLDS)
    return mask


def _round(lightness: Floats) -> Mask:
    """Where a dark place is about as deep across as along: a mark, not a fold or a hair (Lowe's test of edges)."""
    xx, yy, xy = (cv2.Sobel(lightness, cv2.CV_32F, *order, ksize=3) for order in ((2, 0), (0, 2), (1, 1)))
    trace, determinant = xx + yy, xx * yy - xy * xy
    mask: Mask = determinant * (MOST_OBLONG + 1) ** 2 > trace * trace * MOST_OBLONG
    return mask


def _marks(scene: Scene, lightness: Floats, skin: Mask) -> list[tuple[int, int, float]]:
    """(x, y, size) in pixels of the strongest dark blobs, by difference of Gaussians over several sizes."""
    found: list[tuple[float, int, int, float]] = []
    for millimetres in MARK_SIZES:
        size = millimetres * scene.iris_distance / MILLIMETRES
        if size < 1:
            continue
        near = scene.blurred(lightness, millimetres / MILLIMETRES)
        depth = np.where(skin & _round(near), scene.blurred(lightness, 2 * millimetres / MILLIMETRES) - near, 0)
        side = 2 * round(2 * size) + 1
        peaks = (depth == cv2.dilate(depth, np.ones((side, side)))) & (depth > MARK_CONTRAST)
        found += [(float(depth[y, x]), int(x), int(y), size) for y, x in np.argwhere(peaks)]
    chosen: list[tuple[int, int, float]] = []
    for _, x, y, size in sorted(found, reverse=True):
        if all((x - i) ** 2 + (y - j) ** 2 > (2 * (size + other)) ** 2 for i, j, other in chosen):
            chosen.append((x, y, size))
    return chosen[:MOST_MARKS]


def _rgb(lab: Floats) -> Pixels:
    return to_pixels(255 * cv2.cvtColor(np.ascontiguousarray(lab), cv2.COLOR_LAB2RGB))
