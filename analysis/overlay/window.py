"""Which part of the stage a close-up shows: the place that a finding speaks of, alike on both faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.alignment import apply
from analysis.overlay.notes import Outlines, outlines
from analysis.overlay.stage import to_stage
from analysis.pair import Shown
from analysis.types import Dimension, Region
from analysis.vision.crops import Points
from analysis.vision.zones import Mask

NEAREST, FARTHEST = 0.8, 1.5  # iris distances across: closer shows pixels rather than a place, farther no pores
LEAST_SIDE = 480  # pixels of a close-up
MOST_ENLARGED = 6.0  # times the coarser of the two files, drawn at that size
WHOLE = (Dimension.LIKENESS, Dimension.BODY)  # whose findings are about lengths: seen between both their ends
MOST = 6.0  # of what is shown whole: shoulders
ROOM = 1.3  # how much more than the region itself is shown
MAP_IRIS_DISTANCE = 40.0  # pixels of the map on which the deepest place is looked for; its pixel is 1.6 mm
NEARLY = 0.85  # of the greatest depth: of places about as deep, the one nearest to the middle of all
MOSTLY = 0.5  # the share of a place that is bare skin in both pictures from which on it is skin that is spoken of


@dataclass(frozen=True, slots=True)
class Window:
    """A square of the stage: its left top corner and its side, in iris distances of the stage."""

    left: float
    top: float
    across: float

    @classmethod
    def around(
        cls, shown: Shown, subject: Sequence[Region], reference: Sequence[Region], dimension: Dimension
    ) -> Window:
        """The place of a finding, from its regions on either picture; ValueError where both are empty.

        Of several places the one that shows most, and of one too large to be seen closely its deepest part, off eyes,
        brows and lips where it is skin. Of a dimension of WHOLE all of it, however far away that is.
        """
        whole = dimension in WHOLE
        alignment = shown.alignment
        ours = outlines(subject, shown.subject.picture, alignment.subject_to_stage)
        theirs: Outlines = ()
        if reference:
            theirs = outlines(reference, shown.portraits[1].picture, to_stage(alignment, on_reference=True))
        if not ours and not theirs:
            raise ValueError("a close-up needs a region on one of the pictures")
        distance = alignment.stage_iris_distance
        middle, side = _box(ours + theirs)
        if not whole and ROOM * side > FARTHEST * distance:
            middle, side = _box((_leading(shown, ours or theirs),))
            if ROOM * side > FARTHEST * distance:
                middle, depth = _deepest(shown, ours, theirs)
                wanted = max(2 * ROOM * depth / distance, _nearest(shown))
                across = min(wanted, _room(shown, middle) / distance, FARTHEST)
                return cls._at(middle / distance, max(across, NEAREST))
        across = min(max(ROOM * side / distance, _nearest(shown)), MOST if whole else FARTHEST)
        if whole:  # the stage is framed so that both pictures fill it; beyond it is much grey
            size = np.array([alignment.stage_width, alignment.stage_height])
            across = min(across, float(size.min()) / distance)
            middle = np.clip(middle, across * distance / 2, size - across * distance / 2)
        return cls._at(middle / distance, across)

    @classmethod
    def _at(cls, middle: Points, across: float) -> Window:
        return cls(float(middle[0] - across / 2), float(middle[1] - across / 2), across)


def _nearest(shown: Shown) -> float:
    """Iris distances that a close-up shows at least: where a file is coarse its pixels are not blown up to tiles."""
    coarser = min(portrait.plate.scale * portrait.iris_distance for portrait in shown.portraits)
    return min(max(NEAREST, LEAST_SIDE / (MOST_ENLARGED * coarser)), FARTHEST)


def _box(lines: Outlines) -> tuple[Points, float]:
    """The middle and the longer side of the box around outlines."""
    everything = np.concatenate(lines)
    low, high = everything.min(0), everything.max(0)
    return (low + high) / 2, float((high - low).max())


def _leading(shown: Shown, lines: Outlines) -> Points:
    """Of several places the one with the most bare skin, so none under a fringe; where none has any, the largest."""
    scale, shape = _map_of(shown)
    bare = _bare(shown, scale, shape)

    def worth(line: Points) -> tuple[int, float]:
        return int((bare & _inside((line,), scale, shape)).sum()), cv2.contourArea(line.astype(np.float32))

    return max(lines, key=worth)


def _map_of(shown: Shown) -> tuple[float, tuple[int, int]]:
    """Pixels of the map to a pixel of the stage, and the map's height and width."""
    alignment = shown.alignment
    scale = MAP_IRIS_DISTANCE / alignment.stage_iris_distance
    return scale, (round(scale * alignment.stage_height) + 1, round(scale * alignment.stage_width) + 1)


def _deepest(shown: Shown, ours: Outlines, theirs: Outlines) -> tuple[Points, float]:
    """The place farthest from the edges of what both outlines hold, or of one where they do not meet; how far."""
    scale, shape = _map_of(shown)
    first, second = (_inside(lines, scale, shape) for lines in (ours, theirs))
    place = first & second
    if not place.any():
        place = first if first.any() else second
    seen = place & _measured(shown, scale, shape)
    place = seen if seen.any() else place
    bare = place & _bare(shown, scale, shape)
    if bare.sum() > MOSTLY * place.sum():
        place = bare
    depth = cv2.distanceTransform(np.pad(place, 1).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    rows, columns = np.nonzero(depth >= NEARLY * depth.max())
    places = np.stack([columns, rows], 1) - 1.0
    middle = np.argwhere(place)[:, ::-1].mean(0)
    found: Points = places[np.linalg.norm(places - middle, axis=1).argmin()] / scale
    return found, float(depth.max()) / scale


def _room(shown: Shown, middle: Points) -> float:
    """The side of the largest square around a place of the stage in which both faces were measured, in its pixels."""
    low, high = _extent(shown)
    return 2 * float(min((middle - low).min(), (high - middle).min()))


def _extent(shown: Shown) -> tuple[Points, Points]:
    """Two corners, in stage pixels, of what was measured of both faces."""
    lows, highs = [], []
    for matched, on_reference in shown.faces:
        height, width = matched.view.shape
        corners = matched.view.to_file(np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64))
        seen = np.sort(apply(to_stage(shown.alignment, on_reference=on_reference), corners), axis=0)
        lows.append(seen[1])  # a turned rectangle holds the upright one between the inner two of its corners, nearly
        highs.append(seen[2])
    return np.max(lows, 0), np.min(highs, 0)


def _inside(lines: Outlines, scale: float, shape: tuple[int, int]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for line in lines:  # one by one: fillPoly takes several together for each other's holes
        cv2.fillPoly(mask, [np.round(scale * line).astype(np.int32)], 1)
    return mask.astype(bool)


def _measured(shown: Shown, scale: float, shape: tuple[int, int]) -> Mask:
    mask = np.zeros(shape, bool)
    (left, top), (right, bottom) = (np.maximum(np.round(scale * corner), 0).astype(int) for corner in _extent(shown))
    mask[top:bottom, left:right] = True
    return mask


def _bare(shown: Shown, scale: float, shape: tuple[int, int]) -> Mask:
    """Bare skin of both faces, as matching sees them."""
    mask = np.ones(shape, bool)
    for side, on_reference in shown.faces:
        linear = scale * np.array(to_stage(shown.alignment, on_reference=on_reference)).reshape(2, 3)
        view = side.view
        matrix: NDArray[np.float64] = np.column_stack(
            [linear[:, :2] / view.scale, linear[:, :2] @ (view.left, view.top) + linear[:, 2]]
        )
        seen = cv2.warpAffine(side.skin.astype(np.uint8), matrix, shape[::-1], flags=cv2.INTER_NEAREST)
        mask &= seen.astype(bool)
    return mask
