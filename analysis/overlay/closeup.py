"""Crop pairs: one place on both faces at one face scale, as sharp as the files are."""

from __future__ import annotations

import math

import cv2
import numpy as np

from analysis.alignment import NEUTRAL
from analysis.overlay.lettering import width
from analysis.overlay.sheet import DARK, INK, Sheet
from analysis.overlay.stage import to_stage
from analysis.overlay.window import LEAST_SIDE, Window
from analysis.pair import Pair, Shown
from analysis.types import Affine
from analysis.vision.crops import Rgb
from analysis.vision.view import View

MOST_SIDE = 960  # pixels of a close-up
GAP = 12


def close_up(shown: Shown, window: Window) -> tuple[Rgb, ...]:
    """A place on each face: square uint8 sRGB pictures of one size, at least LEAST_SIDE wide.

    Drawn from the plates; where the files have fewer pixels than that they are enlarged alike (cubic).
    """
    finest = max(portrait.plate.scale * portrait.iris_distance for portrait in shown.portraits)
    return _of_each(shown, window, round(min(max(finest * window.across, LEAST_SIDE), MOST_SIDE)))


def paired(pair: Pair, window: Window, side: int) -> tuple[Rgb, Rgb]:
    """A window of the stage on both plates, `side` pixels wide."""
    first, second = _of_each(pair, window, side)
    return first, second


def _of_each(shown: Shown, window: Window, side: int) -> tuple[Rgb, ...]:
    return tuple(
        cut(portrait.plate, to_stage(shown.alignment, on_reference=bool(place)), shown, window, side)
        for place, portrait in enumerate(shown.portraits)
    )


def beside(subject: Rgb, reference: Rgb, *, names: tuple[str, str]) -> Rgb:
    """Two pictures of one size side by side, each named; an empty name leaves a picture as it is."""
    height, wide = subject.shape[:2]
    sheet = Sheet.blank(2 * wide + GAP, height)
    for picture, left, name in ((subject, 0, names[0]), (reference, wide + GAP, names[1])):
        sheet.paste(labelled(picture, name) if name else picture, left, 0)
    return sheet.pixels


def cut(view: View, matrix: Affine, shown: Shown, window: Window, side: int) -> Rgb:
    """A window of the stage drawn from a view, `side` pixels wide; `matrix` leads from the file to the stage."""
    distance = shown.alignment.stage_iris_distance
    zoom = side / (window.across * distance)
    linear = zoom * np.array(matrix).reshape(2, 3)
    linear[:, 2] -= zoom * distance * np.array([window.left, window.top])
    shift = linear[:, :2] @ (view.left, view.top) + linear[:, 2]
    from_view = np.column_stack([linear[:, :2] / view.scale, shift])
    enlarged = math.hypot(from_view[0, 0], from_view[1, 0]) > 1
    flags = cv2.INTER_CUBIC if enlarged else cv2.INTER_AREA
    border = cv2.BORDER_CONSTANT
    drawn = cv2.warpAffine(view.pixels, from_view, (side, side), flags=flags, borderMode=border, borderValue=NEUTRAL)
    return drawn.astype(np.uint8, copy=False)


def labelled(picture: Rgb, label: str) -> Rgb:
    """The picture with words on a dark strip in its lower left corner."""
    sheet = Sheet(picture)
    size = max(16, picture.shape[1] // 22)
    room, foot = size // 2, picture.shape[0]
    sheet.paste(np.full((2 * size, width(label, size) + 2 * room, 3), DARK, np.uint8), 0, foot - 2 * size)
    sheet.words(label, room, foot - round(0.65 * size), size, INK)
    return sheet.pixels
