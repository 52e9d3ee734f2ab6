"""What hides skin on either face: lenses and beards. A heat map of skin says nothing there and is not drawn.

Only what is drawn: the figures are medians and the calmest tenths of large areas, as METHOD.md tells them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import cv2
import numpy as np

from analysis.analyzer import HeatMap
from analysis.matching import Side
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.vision.beard import beard
from analysis.vision.landmarks import LEFT_EYE, RIGHT_EYE
from analysis.vision.zones import Mask

OF_SKIN = ("skin_surface", "skin_texture", "skin_tone")  # whose maps compare both faces' skin place by place
_LENS = (0.46, 0.4)  # iris distances from the middle of an eye to the rim, across and down
_DROP = 0.08  # iris distances by which a lens hangs below the eye


class Covered:
    """Where skin is hidden on either of two faces, laid on both: what one hides was not compared on the other."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair

    @cached_property
    def _hidden(self) -> tuple[tuple[Side, Mask], tuple[Side, Mask]]:
        """Of the subject and of the reference."""
        pair = self._pair
        matched = pair.matched.coarse
        sides = (matched.subject, pair.subject), (matched.reference, pair.reference)
        ours, theirs = (_hidden(side, portrait) for side, portrait in sides)
        return (
            (matched.subject, ours | (matched.on_reference.fetch(theirs.astype(np.float32)) > 0.5)),
            (matched.reference, theirs | (matched.on_subject.fetch(ours.astype(np.float32)) > 0.5)),
        )

    def left_out(self, analyzer: str, heatmap: HeatMap) -> HeatMap:
        """A map of one of the two pictures, without what is hidden there if it is one of bare skin."""
        if analyzer not in OF_SKIN:
            return heatmap
        side, hidden = self._hidden[heatmap.on_reference]
        if not hidden.any():
            return heatmap
        rows, columns = heatmap.values.shape
        region, whole = heatmap.region, np.array(side.view.whole, np.float64)
        low, high = np.array([region.left, region.top]) * whole, np.array([region.right, region.bottom]) * whole
        step = (high - low) / (columns, rows) * side.view.scale
        corner = side.view.from_file(low[None])[0] + step / 2 - 0.5
        matrix = np.array([[step[0], 0.0, corner[0]], [0.0, step[1], corner[1]]])
        flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
        there = cv2.warpAffine(hidden.astype(np.uint8), matrix, (columns, rows), flags=flags)
        return replace(heatmap, values=np.where(there > 0, np.float32(np.nan), heatmap.values))


def _hidden(side: Side, portrait: Portrait) -> Mask:
    mask = beard(side.pixels, side.skin, side.mesh, side.iris_distance)
    return mask | _lenses(side) if portrait.glasses else mask


def _lenses(side: Side) -> Mask:
    """Both lenses, as an oval around each eye."""
    mask = np.zeros(side.view.shape, np.uint8)
    middles = [side.mesh[list(eye)].mean(0) for eye in (RIGHT_EYE, LEFT_EYE)]
    across = middles[1] - middles[0]
    turned = float(np.degrees(np.arctan2(across[1], across[0])))
    down = _DROP * side.iris_distance * np.array([-across[1], across[0]]) / np.linalg.norm(across)
    radii = tuple(round(radius * side.iris_distance) for radius in _LENS)
    for middle in middles:
        x, y = (round(float(place)) for place in middle + down)
        cv2.ellipse(mask, (x, y), radii, turned, 0, 360, 1, cv2.FILLED)
    return mask.astype(bool)
