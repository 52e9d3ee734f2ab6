"""What was done to the tones of a whole picture: exposure, contrast, white balance, black and white.

Per channel a parabola of the logarithm of the level (a gain and a gamma are a straight line there), fitted by
reweighted least squares. An editor may have changed the skin or the background alone, so that neither may decide by
itself what was done to all: each part of the picture, each two of them and "nothing was done" propose a curve, and the
one that explains most parts best is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.vision.crops import Rgb

Levels = NDArray[np.float64]  # (n, 3), 0–255

EXPLAINED = 2.0  # levels of 255 by which a pixel that is half explained is missed
BETTER = 0.02  # of a part's pixels that a curve must explain beyond a simpler one
_BLACK = 8.0  # levels: below, the logarithm is made of noise
_ROUNDS, _LOOSE = 8, 0.02  # of reweighting; the residual in ln-levels at which a pixel begins to count less
_CLIPPED = (3.0, 252.0)  # levels beyond which a curve is not seen
_LEAST = 60  # pixels that a curve can be fitted to
_ENOUGH = 1500  # pixels of a part that are looked at


@dataclass(frozen=True, slots=True, eq=False)
class Toning:
    """`curves` (3, 3): per channel the coefficients of 1, x, x² where x is ln of the level over white.

    `mix` (3,) is the share of each channel where a colour picture became black and white.
    """

    curves: NDArray[np.float64]
    mix: NDArray[np.float64] | None = None

    def apply(self, levels: Levels) -> Levels:
        """(…, 3) levels of the reference as they would be in the subject."""
        if self.mix is not None:
            levels = (levels @ self.mix)[..., None].repeat(3, -1)
        x = _log(levels)
        return np.clip(
            np.exp(self.curves[:, 0] + x * (self.curves[:, 1] + x * self.curves[:, 2])) * 255 - _BLACK, 0, 255
        )

    def of(self, rgb: Rgb) -> Rgb:
        """A whole picture, uint8."""
        if self.mix is not None:
            return np.clip(self.apply(rgb.astype(np.float64)) + 0.5, 0, 255).astype(np.uint8)
        table = self.apply(np.arange(256.0)[:, None].repeat(3, 1))
        steps = np.clip(table + 0.5, 0, 255).astype(np.uint8)
        return np.stack([steps[rgb[..., channel], channel] for channel in range(3)], -1)


UNTOUCHED = Toning(np.array([[0.0, 1.0, 0.0]] * 3))


def toning(parts: Sequence[tuple[Levels, Levels]], *, to_grey: bool = False) -> Toning:
    """From (reference, subject) levels of the same places, one couple of (n, 3) arrays per part of the picture.

    `to_grey` where the subject looks black and white: then a mixture of the channels is tried as well.
    """
    held = [_thinned(*part) for part in parts if len(part[0]) >= _LEAST]
    if not held:
        return UNTOUCHED
    best, most = UNTOUCHED, -1.0
    for mix in (None, _mixed(held)) if to_grey else (None,):
        for size in range(len(held) + 1):
            for chosen in combinations(held, size):
                tried = _fitted(chosen, mix) if chosen else Toning(UNTOUCHED.curves, mix)
                explains = float(np.mean([_explained(tried, *part) for part in held]))
                if explains > most + BETTER / len(held):
                    best, most = tried, explains
    return best


def _thinned(reference: Levels, subject: Levels) -> tuple[Levels, Levels]:
    step = max(1, len(reference) // _ENOUGH)
    return reference[::step], subject[::step]


def _log(levels: Levels) -> Levels:
    return np.log((np.asarray(levels, np.float64) + _BLACK) / 255)


def _explained(tried: Toning, reference: Levels, subject: Levels) -> float:
    missed = np.abs(tried.apply(reference) - subject).max(-1)
    return float((1 / (1 + (missed / EXPLAINED) ** 2)).mean())


def _mixed(parts: Sequence[tuple[Levels, Levels]]) -> NDArray[np.float64]:
    """Which share of each channel went into the grey, before its tone curve: of ratios, so that a gain cancels."""
    reference = np.concatenate([part[0] for part in parts])
    subject = np.concatenate([part[1] for part in parts]).mean(-1)
    seen = (subject > _CLIPPED[0]) & (subject < _CLIPPED[1]) & (reference < _CLIPPED[1]).all(1)
    if seen.sum() < _LEAST:
        return np.full(3, 1 / 3)
    reference, subject, weights = reference[seen], subject[seen], np.ones(int(seen.sum()))
    for _ in range(_ROUNDS):
        found, *_rest = np.linalg.lstsq(reference * weights[:, None], subject * weights, rcond=None)
        weights = 1 / np.sqrt(1 + ((subject - reference @ found) / EXPLAINED) ** 2)
    found = np.maximum(found, 0)
    total = float(found.sum())
    return found / total if total > 0 else np.full(3, 1 / 3)


def _fitted(parts: Sequence[tuple[Levels, Levels]], mix: NDArray[np.float64] | None) -> Toning:
    reference = np.concatenate([part[0] for part in parts])
    subject = np.concatenate([part[1] for part in parts])
    if mix is not None:
        reference = (reference @ mix)[:, None].repeat(3, 1)
    curves = [_curve(reference[:, channel], subject[:, channel]) for channel in range(3)]
    return Toning(np.array(curves), mix)


def _curve(reference: Levels, subject: Levels) -> NDArray[np.float64]:
    seen = (subject > _CLIPPED[0]) & (subject < _CLIPPED[1])
    if seen.sum() < _LEAST:
        return np.array([0.0, 1.0, 0.0])
    x, y = _log(reference[seen]), _log(subject[seen])
    # Where the levels of a part lie close together they cannot tell a curve: towards "nothing was done" there.
    terms = np.stack([np.ones_like(x), x, x * x], 1)
    prior, pull = np.array([0.0, 1.0, 0.0]), np.diag([1e-6, 1e-3, 1e-3]) * len(x)
    weights = np.ones_like(x)
    found = prior
    for _ in range(_ROUNDS):
        normal = terms.T @ (terms * weights[:, None]) + pull
        found = np.linalg.solve(normal, terms.T @ (weights * y) + pull @ prior)
        weights = 1 / (1 + ((y - terms @ found) / _LOOSE) ** 2)
    return found
