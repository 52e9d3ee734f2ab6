"""Which pixels of a face view are the hair of the head, without a net for it.

Hair is what belongs to the sitter, lies around the face above the mouth and is not of the sitter's own skin colour
(ears and neck are). Hats and hands pass for hair; what is measured on it is judged with that in mind.
"""

from __future__ import annotations

import cv2
import numpy as np

from analysis.vision import zones
from analysis.vision.colour import Floats
from analysis.vision.crops import Points
from analysis.vision.landmarks import FACE_OVAL, MOUTH_LEFT, MOUTH_RIGHT
from analysis.vision.zones import Mask

_SURE = 0.9  # probability that a pixel is the sitter's
_OFF_FACE, _OFF_EDGE = 0.2, 0.05  # iris distances, sides of the squares that the face is grown and hair shrunk by
_NOT_SKIN = 2.5  # standard deviations of the skin's colour
_LEAST_SPREAD = 2.0  # CIELAB
_MAD = 1.4826
_CORNERS = 60  # of an outline; more is not seen


def hair(lab: Floats, person: Floats, skin: Mask, mesh: Points, iris_distance: float) -> Mask:
    """Bool (h, w). `lab` CIELAB (h, w, 3), `person` probability 0–1 (h, w), `skin` not empty, `mesh` in view pixels."""
    shape = skin.shape
    face = zones.grown(zones.polygon(shape, mesh[list(FACE_OVAL)]), iris_distance, _OFF_FACE)
    above = np.arange(shape[0])[:, None] < mesh[[MOUTH_RIGHT, MOUTH_LEFT], 1].mean()
    median = np.median(lab[skin], 0)
    spread = np.maximum(_MAD * np.median(np.abs(lab[skin] - median), 0), _LEAST_SPREAD)
    other = (np.abs(lab - median) / spread).max(2) > _NOT_SKIN
    return zones.shrunk((person > _SURE) & ~face & above & other, iris_distance, _OFF_EDGE)


def outline(mask: Mask) -> Points | None:
    """The outline of the largest piece, (n, 2) view pixels; None where there is none with an area."""
    found, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not found:
        return None
    largest = max(found, key=cv2.contourArea)[:, 0].astype(np.float64)
    corners: Points = largest[:: max(1, len(largest) // _CORNERS)]
    return corners if len(corners) > 2 and bool((np.ptp(corners, 0) > 0).all()) else None
