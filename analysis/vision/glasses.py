"""Whether glasses are worn: a bridge crosses the nose between the eyes, where bare skin has no edge from side to side.

Lenses mirror lamps where no cornea does, tint the eye and hide its white, so nothing is measured through them.
"""

from __future__ import annotations

import cv2
import numpy as np

from analysis.vision import colour
from analysis.vision.bands import blurred
from analysis.vision.crops import Points, Rgb
from analysis.vision.landmarks import LEFT_IRIS, NOSE_ROOT, RIGHT_IRIS

# A strip down the nose from above the brows to below the eyes, in iris distances, and in pixels of its drawing.
HALF_HEIGHT, HALF_WIDTH, BELOW = 0.3, 0.05, 0.05
STEPS_PER_IRIS_DISTANCE = 107
_SMOOTHING = 1.0  # pixels of the drawing
_BAR = 0.047  # iris distances; half the height of what may be a bridge, skin above and below it
# Stops by which the strip is darker or lighter there than above and below. 53 of 389 portraits lie above; by eye, 9 of
# them wear none (deep creases, a fringe down to the eyes). The 19 next below were looked at too: one wears glasses.
WORN = 1.0


def bridge(rgb: Rgb, mesh: Points) -> float:
    """Stops by which the likeliest bridge stands out; `mesh` (478, 2) in pixels of the view, uint8 RGB."""
    across = mesh[LEFT_IRIS] - mesh[RIGHT_IRIS]
    cosine, sine = across / STEPS_PER_IRIS_DISTANCE
    wide, tall = (round(STEPS_PER_IRIS_DISTANCE * half) for half in (HALF_WIDTH, HALF_HEIGHT))
    back = np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0]])
    back[:, 2] = mesh[NOSE_ROOT] - back[:, :2] @ (wide, tall - BELOW * STEPS_PER_IRIS_DISTANCE)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    strip = cv2.warpAffine(rgb, back, (2 * wide + 1, 2 * tall + 1), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    stops = np.log2(colour.luminance(strip.astype(np.uint8, copy=False)) + np.float32(0.01))
    down = np.median(blurred(stops.astype(np.float32), _SMOOTHING), 1)
    bar = round(_BAR * STEPS_PER_IRIS_DISTANCE)
    stands_out = down[: -2 * bar] + down[2 * bar :] - 2 * down[bar:-bar]
    return float(np.abs(stands_out).max())
