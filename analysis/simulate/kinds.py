"""The ways in which a portrait can be altered on purpose, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.errors import AnalysisError
from analysis.photo import Photo, Pixels, open_photo
from analysis.portrait import Portrait

Mask = NDArray[np.bool_]


class Kind(StrEnum):
    """One artefact that AI headshots are known for, each injected alone so that a measurement can be held to it."""

    SKIN_SMOOTHING = "skin_smoothing"
    WAXY_HIGHLIGHTS = "waxy_highlights"
    SKIN_LIGHTENING = "skin_lightening"
    MARK_REMOVAL = "mark_removal"
    HALO = "halo"
    HARD_CUT = "hard_cut"
    BACKGROUND_BLUR = "background_blur"
    BACKGROUND_NOISE = "background_noise"
    RELIT_BACKGROUND = "relit_background"
    MOUTH_ONLY_SMILE = "mouth_only_smile"
    MIRRORED_CATCHLIGHT = "mirrored_catchlight"
    REMOVED_CATCHLIGHT = "removed_catchlight"
    JAW_NARROWED = "jaw_narrowed"
    EYES_ENLARGED = "eyes_enlarged"
    NOSE_NARROWED = "nose_narrowed"
    HEAD_RESCALED = "head_rescaled"


class NothingToAlter(AnalysisError):
    """This portrait lacks what the artefact is made of: no mark to remove, no background to relight."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Injected:
    """An altered portrait and the truth about it.

    `pixels` uint8 sRGB (h, w, 3) upright, as large as the file; `mask` bool (h, w), true where the picture really
    changed in the named sense; `strength` 0–1, as it was asked for.
    """

    pixels: Pixels
    mask: Mask
    kind: Kind
    strength: float

    def photo(self) -> Photo:
        """The altered picture as a file that was just opened: PNG, so that nothing is lost on top."""
        return open_photo(png(self.pixels))

    def portrait(self) -> Portrait:
        """The altered picture, measured anew from its pixels. Raises NoFace where the artefact destroyed the face."""
        return Portrait.of(self.photo())


def png(pixels: Pixels) -> bytes:
    """uint8 sRGB (h, w, 3) as the bytes of a PNG file."""
    done, data = cv2.imencode(".png", pixels[..., ::-1], (cv2.IMWRITE_PNG_COMPRESSION, 3))
    if not done:
        raise RuntimeError("the PNG encoder failed on a picture it had just been given")
    return data.tobytes()
