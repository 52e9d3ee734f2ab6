"""The colour difference that the CIE recommends: CIEDE2000, in which 1 is just seen side by side and 3 at a glance.

Formula and test data: Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula", Color Research & Application 30
(2005) 21–30.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
_25_TO_7 = 25.0**7


def difference(first: Floats, second: Floats) -> Floats:
    """ΔE00 between CIELAB colours; both (…, 3), broadcast against each other; the last axis is used up."""
    lightness = np.stack(np.broadcast_arrays(first[..., 0], second[..., 0]))
    a = np.stack(np.broadcast_arrays(first[..., 1], second[..., 1]))
    b = np.stack(np.broadcast_arrays(first[..., 2], second[..., 2]))
    a = a * (1.5 - 0.5 * _saturating(np.hypot(a, b).mean(0)))
    chroma = np.hypot(a, b)
    hue = np.degrees(np.arctan2(b, a)) % 360.0
    grey = chroma.prod(0) == 0.0
    turn = hue[1] - hue[0]
    wraps = np.abs(turn) > 180.0
    turn = np.where(grey, 0.0, turn - np.where(wraps, np.copysign(360.0, turn), 0.0))
    hue_step = 2.0 * np.sqrt(chroma.prod(0)) * np.sin(np.radians(turn / 2))
    mean_hue = np.where(grey, hue.sum(0), hue.mean(0) + np.where(wraps, 180.0, 0.0)) % 360.0
    mean_chroma, mean_lightness = chroma.mean(0), lightness.mean(0)
    away = (mean_lightness - 50.0) ** 2
    across_lightness = np.diff(lightness, axis=0)[0] / (1.0 + 0.015 * away / np.sqrt(20.0 + away))
    across_chroma = np.diff(chroma, axis=0)[0] / (1.0 + 0.045 * mean_chroma)
    across_hue = hue_step / (1.0 + 0.015 * mean_chroma * _hue_weight(mean_hue))
    rotation = -2.0 * _saturating(mean_chroma) * np.sin(np.radians(60.0 * np.exp(-(((mean_hue - 275.0) / 25.0) ** 2))))
    squared = across_lightness**2 + across_chroma**2 + across_hue**2 + rotation * across_chroma * across_hue
    result: Floats = np.sqrt(np.maximum(squared, 0.0))
    return result


def _saturating(chroma: Floats) -> Floats:
    """√(C⁷ / (C⁷ + 25⁷))"""
    seventh = chroma**7
    result: Floats = np.sqrt(seventh / (seventh + _25_TO_7))
    return result


def _hue_weight(degrees: Floats) -> Floats:
    turned = ((-30.0, 1.0, -0.17), (0.0, 2.0, 0.24), (6.0, 3.0, 0.32), (-63.0, 4.0, -0.20))
    weight = np.ones_like(degrees)
    for offset, factor, amount in turned:
        weight = weight + amount * np.cos(np.radians(factor * degrees + offset))
    return weight
