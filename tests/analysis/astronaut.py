"""The public-domain portrait that scikit-image bundles, measured once per test process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Scene, png

WALL = (60, 90, 120)  # what stands beyond the picture where it is turned


@cache
def data() -> bytes:
    return (files("skimage") / "data" / "astronaut.png").read_bytes()


@cache
def astronaut() -> Portrait:
    return Portrait.of(open_photo(data()))


@cache
def scene() -> Scene:
    return Scene(astronaut())


@cache
def turned(*, degrees: float, scale: float) -> Portrait:
    """The same portrait rolled about its centre and enlarged, on a canvas that keeps all of it."""
    pixels = astronaut().photo.decode()
    height, width = pixels.shape[:2]
    side = round(1.5 * scale * max(height, width))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale)
    matrix[:, 2] += (side - width) / 2, (side - height) / 2
    canvas: NDArray[np.uint8] = cv2.warpAffine(
        pixels, matrix, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=WALL
    ).astype(np.uint8, copy=False)
    return Portrait.of(open_photo(png(canvas)))
