"""What the sitter wears on the chest, told by its colour: no net for clothes, only where they are."""

from __future__ import annotations

import numpy as np

from analysis.vision.colour import Floats
from analysis.vision.crops import Points
from analysis.vision.landmarks import CHIN
from analysis.vision.zones import Mask

BELOW_CHIN, DOWN_TO = 0.9, 2.6  # iris distances: from below the neck to the chest
ASIDE = 2.0  # iris distances to each side of the chin
SITTER = 0.9  # probability
BARE = (35.0, 15.0, 10.0)  # L* below, L* above, and chroma about the face's median colour that pass for bare skin
LEAST = 0.35  # square iris distances of cloth


def garment(lab: Floats, person: Floats, skin: Mask, mesh: Points, iris_distance: float) -> Mask | None:
    """Where cloth is seen on the chest, bool (h, w); None where that is too little.

    `lab` CIELAB (h, w, 3) of head and shoulders, `person` probability 0–1, `skin` of the face, not empty.
    """
    rows, columns = np.indices(skin.shape)
    chin = mesh[CHIN]
    below = rows - chin[1]
    chest = (below > BELOW_CHIN * iris_distance) & (below < DOWN_TO * iris_distance)
    chest &= (np.abs(columns - chin[0]) < ASIDE * iris_distance) & (person > SITTER)
    away = lab - np.median(lab[skin], 0)
    darker, brighter, colour = BARE
    bare = (np.hypot(away[..., 1], away[..., 2]) < colour) & (away[..., 0] > -darker) & (away[..., 0] < brighter)
    cloth: Mask = chest & ~bare
    return cloth if cloth.sum() >= LEAST * iris_distance**2 else None
