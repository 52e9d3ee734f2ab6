"""The one ramp of colours for everything that is measured over a picture.

A single hue, from deep petrol to pale cyan, opposite to every colour of skin. Lightness alone carries the order, rising
all the way and in near-equal steps, so it reads the same with any colour vision and in a black-and-white print.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

# From the lowest to the highest value, evenly spaced.
STOPS = ((0, 58, 88), (0, 88, 124), (0, 121, 156), (0, 155, 184), (42, 189, 206), (110, 219, 224), (176, 243, 240))


CLEAREST = 0.78  # opacity at the top of the ramp: skin always shows through
RISE = 0.75  # of opacity with the level: below 1, so that a value just above the floor is already seen


def tinted(levels: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Levels 0–1 (h, w), clipped, as uint8 sRGB with alpha (h, w, 4), transparent at 0."""
    return _steps()[np.rint(255 * np.clip(levels, 0, 1)).astype(np.uint8)]


@cache
def _steps() -> NDArray[np.uint8]:
    """The ramp in 256 steps, uint8 (256, 4)."""
    levels = np.linspace(0, 1, 256)
    places = np.linspace(0, 1, len(STOPS))
    channels = [np.interp(levels, places, channel) for channel in zip(*STOPS, strict=True)]
    steps: NDArray[np.uint8] = np.rint(np.stack([*channels, 255 * CLEAREST * levels**RISE], -1)).astype(np.uint8)
    return steps
