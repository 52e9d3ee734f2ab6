"""Is a picture black and white, toned or not? Then its colours say nothing about the sitter's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
# Standard deviation in CIELAB of what lightness alone does not explain. Lips, hair and eyes of a colour portrait make 3
# or more; a toned print after JPEG stays below 1 (METHOD.md, black and white).
_LEAST_COLOUR = 1.5
_ENOUGH = 20_000  # pixels that are looked at


def is_monochrome(lab: Floats) -> bool:
    """Whether a* and b* follow from L* alone. `lab` float32 (h, w, 3), a face with its surroundings."""
    pixels = lab.reshape(-1, 3)
    pixels = pixels[:: max(1, len(pixels) // _ENOUGH)].astype(np.float64)
    lightness = pixels[:, 0] / 100.0
    powers = np.stack([np.ones_like(lightness), lightness, lightness**2, lightness**3], 1)
    chroma = pixels[:, 1:]
    fitted, *_ = np.linalg.lstsq(powers, chroma, rcond=None)
    left = chroma - powers @ fitted
    return bool(np.sqrt((left**2).mean(0)).max() < _LEAST_COLOUR)
