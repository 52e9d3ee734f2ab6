"""From a file's own colours to sRGB, 8 bits."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Pixels = NDArray[np.uint8]

_SRGB = ImageCms.createProfile("sRGB")
_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}
_LEVELS = np.arange(0, 256, 51, dtype=np.uint8)  # six levels per channel: 0, 51, … 255


def transform(profile: bytes | None, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from pixels of Pillow `mode` (RGB, L or CMYK) with this ICC profile to sRGB.

    None when there is nothing to do: no profile, one that cannot be read or is for another kind of pixels (what it
    holds is then taken for sRGB, as browsers do), or one that moves no colour by more than one level of 255.
    """
    if not profile:
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != _SPACES[mode]:
            return None
        built = ImageCms.buildTransform(
            source,
            _SRGB,
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return None if mode == "RGB" and _changes_nothing(built) else built


def to_srgb(pixels: Pixels, way: ImageCms.ImageCmsTransform | None) -> Pixels:
    """uint8 (h, w) grey, (h, w, 3) RGB or (h, w, 4) CMYK → uint8 (h, w, 3) sRGB."""
    if way is None and pixels.ndim == 3 and pixels.shape[2] == 3:
        return pixels
    image = Image.fromarray(pixels, "CMYK") if pixels.ndim == 3 and pixels.shape[2] == 4 else Image.fromarray(pixels)
    if way is None:
        image = image.convert("RGB")
    elif image.mode == "RGB":
        way.apply_in_place(image)  # `image` is our own copy; this is a third faster
    else:
        image = way.apply(image)
    return np.array(image)


def _changes_nothing(way: ImageCms.ImageCmsTransform) -> bool:
    """Whether a transform is the identity to within one level, tried on a grid over the whole cube.

    Most profiles in circulation are sRGB under one of a dozen names; asking the numbers beats knowing the names.
    """
    grid = np.stack(np.meshgrid(_LEVELS, _LEVELS, _LEVELS, indexing="ij"), axis=-1).reshape(1, -1, 3)
    after = np.asarray(way.apply(Image.fromarray(grid)))
    return bool(np.abs(after.astype(np.int16) - grid).max() <= 1)
