"""Small pictures with known pixels, encoded in every way that a photograph may arrive."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LOSSLESS = ("PNG", "TIFF", "WEBP")
EVERY_FORMAT = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF")
_LOSSLESS_OPTIONS: dict[str, dict[str, Any]] = {"WEBP": {"lossless": True, "exact": True}}


def gradient(width: int = 48, height: int = 32) -> NDArray[np.uint8]:
    """uint8 (h, w, 3): no two rows, columns or corners alike, and smooth enough for lossy coders."""
    down, across = np.mgrid[0:height, 0:width].astype(np.float64)
    red, green = 255 * across / (width - 1), 255 * down / (height - 1)
    blue = 128 + 100 * np.sin(across / width * 3) * np.cos(down / height * 2)
    return np.stack([red, green, blue], axis=-1).round().astype(np.uint8)


def encoded(pixels: NDArray[Any] | Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The file's bytes; lossless where the format can be."""
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    buffer = io.BytesIO()
    image.save(buffer, kind, **_LOSSLESS_OPTIONS.get(kind, {}) | options)
    return buffer.getvalue()


def with_exif(tags: dict[int, Any]) -> Image.Exif:
    exif = Image.Exif()
    exif.update(tags)
    return exif
