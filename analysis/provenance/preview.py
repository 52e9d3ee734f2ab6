"""Whether the small preview that a camera or program put into the file still shows the same picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.errors import Undecodable
from analysis.photo import Pixels, decoder
from analysis.photo.container import Format
from analysis.photo.orientation import Orientation

SIDE = 48  # pixels; both are brought to this square, so that neither size nor a block's edge matters
BAR = 24  # of 255: the black bars that cameras lay beside a preview of other proportions are darker
FLAT = 2.0  # levels of standard deviation below which there is nothing to compare


def preview_difference(preview: bytes, picture: Pixels, orientation: Orientation) -> float | None:
    """How little the preview (a JPEG, stored as the picture is) resembles the upright uint8 (h, w, 3) sRGB picture.

    One less the correlation of their luminance, cut to 0–1: 0 is the same, whatever brightness and contrast. None
    where either cannot be read or shows nothing. Ghiro compares levels; correlation bears later development.
    """
    try:
        image = decoder.opened(preview, Format.JPEG)
        decoder.load(image)
    except Undecodable:
        return None
    stored = _without_bars(np.asarray(image.convert("RGB"), dtype=np.uint8))
    if stored is None:
        return None
    one, other = _small(orientation.apply(stored)), _small(picture)
    if min(one.std(), other.std()) < FLAT:
        return None
    return float(np.clip(1 - np.corrcoef(one.ravel(), other.ravel())[0, 1], 0, 1))


def _without_bars(stored: Pixels) -> Pixels | None:
    brightest = stored.max(axis=2)
    rows, columns = (np.flatnonzero(brightest.max(axis=axis) >= BAR) for axis in (1, 0))
    if not len(rows) or not len(columns):
        return None
    return stored[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _small(picture: Pixels) -> NDArray[np.float64]:
    grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA), dtype=np.float64)
