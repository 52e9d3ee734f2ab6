"""Five figures of one face that say whether its surface carries detail the way a photographed one does.

Relief of the calmest skin and of the calmest part of the brows (vision/relief.py), how far skin changes between warm
and cool from spot to spot (vision/warmth.py), how far the least directed skin runs in strokes and how parallel the
strands of hair run (vision/strokes.py). All at about a millimetre and more, so that 50 pixels between the irises are
enough.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.vision import colour, hair, zones
from analysis.vision.colour import Floats
from analysis.vision.crops import Points, Rgb
from analysis.vision.monochrome import is_monochrome
from analysis.vision.relief import calmest, relief
from analysis.vision.strokes import coherence
from analysis.vision.warmth import warmth_variation
from analysis.vision.zones import Mask

LEAST_DIRECTED = 10.0  # percentile over skin
LEAST_OF_SKIN, LEAST_OF_BROWS, LEAST_OF_HAIR = 600, 60, 400  # pixels


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """`skin` and `brows` in octaves, `warmth` in octaves (None in black and white), `strokes` and `strands` 0–1.

    `strands` is None without hair.

    `relief` is float32 (h, w), octaves, NaN off the skin; `hair` bool (h, w).
    """

    skin: float
    brows: float
    warmth: float | None
    strokes: float
    strands: float | None
    relief: Floats
    hair: Mask

    @classmethod
    def of(cls, rgb: Rgb, skin: Mask, person: Floats, mesh: Points, iris_distance: float) -> Surface | None:
        """None where too little skin or brow is seen. `person` is the probability 0–1 that a pixel is the sitter's."""
        brows = zones.brows(skin.shape, mesh)
        if skin.sum() < LEAST_OF_SKIN or brows.sum() < LEAST_OF_BROWS:
            return None
        lab, light = colour.lab(rgb), colour.log_luminance(rgb)
        strands = hair.hair(lab, person, skin, mesh, iris_distance)
        of_skin, directed = relief(light, skin, iris_distance), coherence(light, iris_distance)
        return cls(
            skin=calmest(of_skin),
            brows=calmest(relief(light, brows, iris_distance)),
            warmth=None if is_monochrome(lab) else warmth_variation(lab, skin, iris_distance),
            strokes=float(np.percentile(directed[skin], LEAST_DIRECTED)),
            strands=float(np.median(directed[strands])) if strands.sum() >= LEAST_OF_HAIR else None,
            relief=of_skin,
            hair=strands,
        )
