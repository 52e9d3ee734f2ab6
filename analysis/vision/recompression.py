"""Whether a JPEG was saved as a JPEG before, more coarsely: a trace in the histograms of its DCT coefficients.

Rounding to a step of 9 and then to one of 4 leaves some multiples of 4 empty and others crowded. What the histograms
would look like after one compression is told by the picture itself, shifted by four pixels, so that its blocks are cut
differently (calibration; Lukáš & Fridrich, "Estimation of primary quantization matrix in double compressed JPEG
images", DFRWS 2003). Blind where the earlier steps were finer than, equal to or multiples of the later ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.vision.jpeg import libjpeg_table

FEWEST_BLOCKS = 500  # 8 × 8 each, with something in them
EARLIER = range(35, 96)  # qualities tried for the earlier compression

# The nine lowest frequencies beside the mean; higher ones are mostly rounded to nothing.
_FREQUENCIES = ((0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0))
_ROWS = np.array([row for row, _ in _FREQUENCIES])
_COLUMNS = np.array([column for _, column in _FREQUENCIES])
_REACH = 30  # levels from -30 to 30 steps are compared
_HALVES = 2048  # half units on either side: no coefficient of these exceeds 1024


@dataclass(frozen=True, slots=True)
class Recompression:
    """`gain` is how much better two compressions explain the histograms than one: 0 not at all, 1 fully."""

    gain: float
    earlier_quality: int  # libjpeg's scale; the best of EARLIER, meaningful only where `gain` is large


def recompression(luma: NDArray[np.float32], table: NDArray[np.int64]) -> Recompression | None:
    """Compare one with two compressions for float32 (h, w) luminance 0–255 of a JPEG with luminance steps `table`.

    `luma` starts on the file's own 8 × 8 grid. None when the picture is too small or too flat to tell.
    Coefficients are binned by half units: whole steps round at multiples of one half, so nothing is lost by it.
    """
    steps = table[_ROWS, _COLUMNS]
    levels = np.rint(_coefficients(luma) / steps)
    levels = levels[np.any(levels != 0, axis=1)]
    if len(levels) < FEWEST_BLOCKS:
        return None
    observed = _shares(_counts(levels, _REACH + 1))
    reach = min(_HALVES, 2 * (_REACH + 2) * int(steps.max()))
    before = _counts(np.floor(_coefficients(luma[4:, 4:]) * 2), reach)
    centres = (np.arange(-reach, reach + 1) + 0.5) / 2
    once = _distance(observed, before, np.rint(centres / steps[:, None]))
    twice = {
        quality: _distance(observed, before, np.rint(np.rint(centres / earlier) * earlier / steps[:, None]))
        for quality in EARLIER
        for earlier in [libjpeg_table(quality)[_ROWS, _COLUMNS][:, None]]
    }
    best = min(twice, key=lambda quality: twice[quality])
    return Recompression(max(0.0, 1 - twice[best] / once) if once else 0.0, best)


def _coefficients(luma: NDArray[np.float32]) -> NDArray[np.float64]:
    """The chosen DCT coefficients of each whole block: float64 (blocks, frequencies)."""
    rows, columns = luma.shape[0] // 8, luma.shape[1] // 8
    blocks = luma[: rows * 8, : columns * 8].reshape(rows, 8, columns, 8).swapaxes(1, 2).reshape(-1, 64)
    return (blocks @ _BASIS).astype(np.float64)


def _counts(whole: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """How often each whole number from -reach to reach occurs, one row per column; what lies beyond is at the ends."""
    width = 2 * reach + 1
    index = np.clip(whole, -reach, reach).astype(np.int64) + reach + np.arange(whole.shape[1]) * width
    return np.bincount(index.ravel(), minlength=width * whole.shape[1]).reshape(-1, width).astype(np.float64)


def _shares(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Counts of levels → shares, without zero, which tells nothing, and without the ends."""
    inner = np.delete(counts[:, 1:-1], _REACH, axis=1)
    return np.asarray(inner / np.maximum(inner.sum(axis=1, keepdims=True), 1))


def _distance(observed: NDArray[np.float64], before: NDArray[np.float64], levels: NDArray[np.float64]) -> float:
    """Sum of absolute differences between the shares seen and those if each half step of `before` became its level."""
    index = np.clip(levels, -_REACH - 1, _REACH + 1).astype(np.int64) + _REACH + 1
    width = 2 * _REACH + 3
    offsets = np.arange(len(before))[:, None] * width
    summed = np.bincount((index + offsets).ravel(), weights=before.ravel(), minlength=width * len(before))
    expected = _shares(summed.reshape(-1, width).astype(np.float64, copy=False))
    return float(np.abs(observed - expected).sum())


def _basis() -> NDArray[np.float32]:
    """The orthonormal DCT-II of an 8 × 8 block at the chosen frequencies: float32 (64, frequencies)."""
    frequency, sample = np.arange(4)[:, None], np.arange(8)[None]
    waves = np.cos((2 * sample + 1) * frequency * np.pi / 16) / 2
    waves[0] /= np.sqrt(2)
    products = waves[_ROWS][:, :, None] * waves[_COLUMNS][:, None, :]
    return np.asarray(products.reshape(-1, 64).T, dtype=np.float32)


_BASIS = _basis()
