"""Two pictures on one grid, what they differ by in colour, and what was moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from analysis.vision import ciede2000, colour, flow
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.crops import Points, Rgb
from analysis.vision.view import View
from analysis.vision.zones import Mask

FLOW_IRIS_DISTANCE = 100.0  # pixels; more shows no more of a displacement
MOVED = 0.004  # iris distances: less than this need not be undone before surfaces are compared
COLOUR_AREA = 0.025  # iris distances, standard deviation over which colours are averaged: detail is another question


@dataclass(frozen=True, eq=False)
class Laid:
    """Both pictures on one grid: `subject` the view, `reference` uint8 drawn on it, `seen` where both have pixels."""

    subject: View
    reference: Rgb
    seen: Mask
    mesh: Points  # of the subject, (478, 2) pixels of the grid
    iris_distance: float

    @property
    def shape(self) -> tuple[int, int]:
        return self.subject.shape

    def lab(self) -> tuple[Floats, Floats]:
        """CIELAB of subject and reference over COLOUR_AREA, float32 (h, w, 3)."""
        sigma = COLOUR_AREA * self.iris_distance
        first, second = (blurred(colour.lab(rgb), sigma) for rgb in (self.subject.pixels, self.reference))
        return first, second

    def delta_e(self) -> Floats:
        """CIEDE2000 between these, float32 (h, w); NaN where one is not seen."""
        away = ciede2000.difference(*self.lab()).astype(np.float32)
        return np.where(self.seen, away, np.float32(np.nan))


def displaced(laid: Laid) -> Floats:
    """Where in the photograph each place's content lies, beside its own: float32 (h, w, 2), iris distances.

    On a grid of FLOW_IRIS_DISTANCE pixels to the iris distance, or on that of `laid` if it is coarser.
    """
    small = reduced(laid, FLOW_IRIS_DISTANCE)
    away = flow.came_from(small.subject.pixels, small.reference, small.iris_distance)
    return away / np.float32(small.iris_distance)


def put_back(laid: Laid, away: Floats) -> Laid:
    """The photograph moved as the edit moved it, by what `displaced` found, so that surfaces can be compared."""
    length = np.hypot(away[..., 0], away[..., 1])
    undone = (away * np.clip(length / MOVED - 1, 0, 1)[..., None] * laid.iris_distance).astype(np.float32)
    if not undone.any():
        return laid
    size = laid.shape[1], laid.shape[0]
    drawn = cv2.resize(undone, size, interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)
    return replace(laid, reference=flow.fetched(laid.reference, drawn))


def reduced(laid: Laid, iris_distance: float) -> Laid:
    """Both at fewer pixels, area-averaged; never enlarged."""
    step = iris_distance / laid.iris_distance
    if step >= 1.0:
        return laid
    view = laid.subject
    size = round(view.shape[1] * step), round(view.shape[0] * step)
    subject, reference, seen = (
        cv2.resize(values, size, interpolation=cv2.INTER_AREA)
        for values in (view.pixels, laid.reference, laid.seen.astype(np.uint8))
    )
    return Laid(
        subject=View(subject.astype(np.uint8, copy=False), view.scale * step, view.left, view.top, view.whole),
        reference=reference.astype(np.uint8, copy=False),
        seen=seen > 0,
        mesh=laid.mesh * step,
        iris_distance=iris_distance,
    )
