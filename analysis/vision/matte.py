"""How much of each pixel is the sitter: a soft matte along hair and shoulders, refined from the segmenter's guess.

The segmenter sees 256 pixels and is a few of them off, surely and smoothly. So it is believed only away from its own
outline; in the band between, each small window learns from its sure pixels how colour tells sitter from background
(linear, least squares), and that rule decides. Method: the colour guided filter (He, Sun and Tang 2013), weighted by
how sure each pixel is, its coefficients found at half size (He and Sun 2015): about 30 ms for head and shoulders at 100
pixels between the irises, where closed-form matting (Levin et al. 2008) takes a second.
"""

from __future__ import annotations

from itertools import combinations_with_replacement

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.crops import Rgb

Floats = NDArray[np.float32]
BAND = 0.17  # iris distances on each side of the segmenter's outline where colour decides: its usual error
WINDOW = 0.3  # iris distances, half the side of a window; reaches across the band to sure pixels
SURE_BELOW, SURE_ABOVE = 0.1, 0.9
HEARSAY = 0.01  # weight of the segmenter's word inside the band, against 1 outside
REGULAR = 1e-3  # variance of colour (0–1 squared) below which nothing can be told from it
SUBSAMPLING = 2


def matte(rgb: Rgb, person: Floats, iris_distance: float) -> Floats:
    """Share of the sitter in each pixel, float32 (h, w), 0–1.

    `rgb` uint8 sRGB (h, w, 3); `person` the segmenter's probability at the same size; `iris_distance` in its pixels.
    """
    height, width = person.shape
    small = max(1, width // SUBSAMPLING), max(1, height // SUBSAMPLING)
    guide = _resized(rgb.astype(np.float32) / np.float32(255), small)
    target = _resized(person, small)
    sure = _sure(target, iris_distance / SUBSAMPLING)
    target = np.where(sure, np.round(target), target)
    weight = np.where(sure, np.float32(1), np.float32(HEARSAY))
    slopes, offset = _fitted(guide, target, weight, max(1, round(WINDOW * iris_distance / SUBSAMPLING)))
    slopes, offset = _resized(slopes, (width, height)), _resized(offset, (width, height))
    learnt = (slopes * rgb).sum(-1) / np.float32(255) + offset
    known = _resized(sure.astype(np.float32), (width, height))
    alpha: Floats = np.clip(learnt + known * (person - learnt), 0, 1)
    return alpha


def _sure(person: Floats, iris_distance: float) -> NDArray[np.bool_]:
    """Where the segmenter is believed: away from its outline, and of one mind."""
    side = 2 * max(1, round(BAND * iris_distance)) + 1
    window = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    inside: NDArray[np.bool_] = cv2.erode(person, window) > SURE_ABOVE
    outside: NDArray[np.bool_] = cv2.dilate(person, window) < SURE_BELOW
    return inside | outside


def _fitted(guide: Floats, target: Floats, weight: Floats, radius: int) -> tuple[Floats, Floats]:
    """Slopes (h, w, 3) and offset (h, w) of the weighted linear fit of target on colour around each pixel."""
    total = _mean(weight, radius)

    def mean(values: Floats) -> Floats:
        result: Floats = _mean(values * weight, radius) / total
        return result

    channels = [guide[..., i] for i in range(3)]
    average, level = [mean(channel) for channel in channels], mean(target)
    covariance = [
        mean(channels[i] * channels[j]) - average[i] * average[j] + np.float32(REGULAR * (i == j))
        for i, j in combinations_with_replacement(range(3), 2)
    ]
    cross = [mean(channel * target) - centre * level for channel, centre in zip(channels, average, strict=True)]
    slopes = _solved(covariance, cross)
    offset: Floats = level - sum((slope * centre for slope, centre in zip(slopes, average, strict=True)), np.float32(0))
    return np.stack(slopes, -1), offset


def _solved(covariance: list[Floats], cross: list[Floats]) -> list[Floats]:
    """The symmetric 3 × 3 systems of all pixels at once, by cofactors."""
    rr, rg, rb, gg, gb, bb = covariance
    first, second, third = gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb
    determinant = rr * first + rg * second + rb * third
    middle, mixed, last = rr * bb - rb * rb, rg * rb - rr * gb, rr * gg - rg * rg
    rows = ((first, second, third), (second, middle, mixed), (third, mixed, last))
    red, green, blue = cross
    return [(row[0] * red + row[1] * green + row[2] * blue) / determinant for row in rows]


def _mean(values: Floats, radius: int) -> Floats:
    side = 2 * radius + 1
    return cv2.blur(values, (side, side), borderType=cv2.BORDER_REFLECT).astype(np.float32, copy=False)


def _resized(values: Floats, size: tuple[int, int]) -> Floats:
    """To (width, height), by area where that shrinks."""
    interpolation = cv2.INTER_AREA if size[0] < values.shape[1] else cv2.INTER_LINEAR
    return cv2.resize(values, size, interpolation=interpolation).astype(np.float32, copy=False)
