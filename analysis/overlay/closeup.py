"""Crop pairs: one place on both faces at one face scale, as sharp as the files are or with its detail exaggerated."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from analysis.alignment import NEUTRAL
from analysis.overlay.lettering import width
from analysis.overlay.notes import Outlines, outlines
from analysis.overlay.sheet import DARK, INK, Sheet
from analysis.overlay.stage import to_stage
from analysis.pair import Pair
from analysis.portrait import MILLIMETRES
from analysis.types import Affine, Region
from analysis.vision import zones
from analysis.vision.bands import blurred
from analysis.vision.crops import Points, Rgb
from analysis.vision.view import View

LEAST_SIDE, MOST_SIDE = 480, 960  # pixels of a close-up
NEAREST, FARTHEST = 0.8, 1.5  # iris distances across: closer shows pixels rather than a place, farther no pores
ROOM = 1.3  # how much more than the region itself is shown
AMPLIFIED = 4.0  # times the local contrast of the picture
COARSEST = 1.5  # millimetres: detail coarser than this is left as it is
GAP = 12


def close_up(pair: Pair, subject: Sequence[Region], reference: Sequence[Region]) -> tuple[Rgb, Rgb]:
    """The place of a finding on both faces: two square uint8 sRGB pictures of one size, at least LEAST_SIDE wide.

    `subject` and `reference` are its regions on each picture; either may be empty. Drawn from the plates; where the
    files have fewer pixels than that they are enlarged alike (Lanczos).
    """
    portraits = pair.subject, pair.reference
    finest = max(portrait.plate.scale * portrait.iris_distance for portrait in portraits)
    left, top, across = _window(pair, subject, reference)
    side = round(min(max(finest * across, LEAST_SIDE), MOST_SIDE))
    first, second = (
        _cut(portrait.plate, to_stage(pair.alignment, on_reference=on_reference), pair, (left, top, across), side)
        for portrait, on_reference in ((pair.subject, False), (pair.reference, True))
    )
    return first, second


def amplified(pair: Pair, subject: Sequence[Region], reference: Sequence[Region], *, label: str) -> tuple[Rgb, Rgb]:
    """The same place with the fine contrast of skin shown AMPLIFIED times, on both pictures alike.

    Taken after both were brought to one scale, compression and sharpness (`Pair.matched`), so that what is exaggerated
    is the skin and not the file. `label` is written on both pictures: this is no longer what the camera saw.
    """
    window = _window(pair, subject, reference)
    drawn = []
    for side, on_reference in ((pair.matched.subject, False), (pair.matched.reference, True)):
        view = side.view
        loud = View(_louder(side.pixels, side.mesh, side.iris_distance), view.scale, view.left, view.top, view.whole)
        matrix = to_stage(pair.alignment, on_reference=on_reference)
        drawn.append(_labelled(_cut(loud, matrix, pair, window, LEAST_SIDE), label))
    return drawn[0], drawn[1]


def beside(subject: Rgb, reference: Rgb, *, names: tuple[str, str]) -> Rgb:
    """Two pictures of one size side by side, each named; an empty name leaves a picture as it is."""
    height, wide = subject.shape[:2]
    sheet = Sheet.blank(2 * wide + GAP, height)
    for picture, left, name in ((subject, 0, names[0]), (reference, wide + GAP, names[1])):
        sheet.paste(_labelled(picture, name) if name else picture, left, 0)
    return sheet.pixels


def _window(pair: Pair, subject: Sequence[Region], reference: Sequence[Region]) -> tuple[float, float, float]:
    """Left, top and side of the square on the stage, in iris distances of the stage."""
    alignment = pair.alignment
    lines = outlines(subject, pair.subject.picture, alignment.subject_to_stage)
    lines += outlines(reference, pair.reference.picture, to_stage(alignment, on_reference=True))
    if not lines:
        raise ValueError("a close-up needs a region on one of the pictures")
    low, high = _box(lines)
    distance = alignment.stage_iris_distance
    wanted = ROOM * float((high - low).max()) / distance
    middle = (low + high) / 2 if wanted <= FARTHEST else _on_outline(lines)
    across = min(max(wanted, NEAREST), FARTHEST)
    return float(middle[0] / distance - across / 2), float(middle[1] / distance - across / 2), across


def _box(lines: Outlines) -> tuple[Points, Points]:
    everything = np.concatenate(lines)
    return everything.min(0), everything.max(0)


def _on_outline(lines: Outlines) -> Points:
    """For places too large to be shown whole: the middle of the largest, or its corner nearest to that middle."""
    line = max(lines, key=lambda points: cv2.contourArea(points.astype(np.float32)))
    middle: Points = line.mean(0)
    if cv2.pointPolygonTest(line.astype(np.float32), (float(middle[0]), float(middle[1])), False) >= 0:
        return middle
    nearest: Points = line[np.linalg.norm(line - middle, axis=1).argmin()]
    return nearest


def _cut(view: View, matrix: Affine, pair: Pair, window: tuple[float, float, float], side: int) -> Rgb:
    """A square of the stage, `window` in iris distances, drawn from a view at `side` pixels."""
    left, top, across = window
    distance = pair.alignment.stage_iris_distance
    zoom = side / (across * distance)
    linear = zoom * np.array(matrix).reshape(2, 3)
    linear[:, 2] -= zoom * distance * np.array([left, top])
    shift = linear[:, :2] @ (view.left, view.top) + linear[:, 2]
    from_view = np.column_stack([linear[:, :2] / view.scale, shift])
    enlarged = math.hypot(from_view[0, 0], from_view[1, 0]) > 1
    flags = cv2.INTER_LANCZOS4 if enlarged else cv2.INTER_AREA
    border = cv2.BORDER_CONSTANT
    drawn = cv2.warpAffine(view.pixels, from_view, (side, side), flags=flags, borderMode=border, borderValue=NEUTRAL)
    return drawn.astype(np.uint8, copy=False)


def _louder(pixels: Rgb, mesh: Points, iris_distance: float) -> Rgb:
    """Light and dark finer than COARSEST multiplied on bare skin, the rest as it is."""
    skin = blurred(zones.skin(pixels, mesh, iris_distance).astype(np.float32), 0.02 * iris_distance)
    values = pixels.astype(np.float32)
    grey = values.mean(-1)
    fine = grey - blurred(grey, COARSEST * iris_distance / MILLIMETRES)
    louder: Rgb = np.clip(values + ((AMPLIFIED - 1) * skin * fine)[..., None] + 0.5, 0, 255).astype(np.uint8)
    return louder


def _labelled(picture: Rgb, label: str) -> Rgb:
    """The picture with words on a dark strip in its lower left corner."""
    sheet = Sheet(picture)
    size = max(16, picture.shape[1] // 22)
    room, foot = size // 2, picture.shape[0]
    sheet.paste(np.full((2 * size, width(label, size) + 2 * room, 3), DARK, np.uint8), 0, foot - 2 * size)
    sheet.words(label, room, foot - round(0.65 * size), size, INK)
    return sheet.pixels
