"""Which pixel of one face shows the same place of skin as a pixel of another: both meshes name the same 468 places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import LinearNDInterpolator

from analysis.vision.crops import Points

Floats = NDArray[np.float32]
MESH_POINTS = 468  # without the irises, which move with the gaze
_STEP = 8  # pixels between computed places; mesh points lie further apart than that


@dataclass(frozen=True, slots=True, eq=False)
class Correspondence:
    """For each pixel of a face, where its place of skin lies on the other, float32 (h, w); NaN off the mesh."""

    x: Floats
    y: Floats

    @classmethod
    def between(cls, mesh: Points, other: Points, shape: tuple[int, int]) -> Self:
        """From a view of `shape` (h, w) with `mesh` (478, 2) in its pixels to a view in whose pixels `other` is.

        Linear inside the triangles between mesh points.
        """
        height, width = shape
        columns, rows = (np.arange(0, side + _STEP, _STEP) for side in (width, height))
        places = np.stack(np.meshgrid(columns, rows), -1)
        known = LinearNDInterpolator(mesh[:MESH_POINTS], other[:MESH_POINTS])(places).astype(np.float32)
        across, down = np.meshgrid(*(np.arange(side, dtype=np.float32) / _STEP for side in (width, height)))
        x, y = (
            cv2.remap(np.ascontiguousarray(known[..., axis]), across, down, cv2.INTER_LINEAR).astype(np.float32)
            for axis in (0, 1)
        )
        return cls(x, y)

    def fetch(self, values: Floats) -> Floats:
        """A map of the other face, float32, with one channel or three, laid on this one; NaN outside it."""
        inside = np.isfinite(self.x)
        x, y = (np.where(inside, places, np.float32(-1e4)) for places in (self.x, self.y))
        nowhere = (np.nan,) * 4
        fetched = cv2.remap(values, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=nowhere)
        return fetched.astype(np.float32, copy=False)
