"""Colour spaces. Pictures are uint8 sRGB (h, w, 3); everything here returns float32 of the same height and width."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.crops import Rgb

Floats = NDArray[np.float32]
_REC709 = np.array([0.2126, 0.7152, 0.0722], np.float32)
_steps = np.arange(256) / 255
_LINEAR = np.where(_steps <= 0.04045, _steps / 12.92, ((_steps + 0.055) / 1.055) ** 2.4).astype(np.float32)


def linear(rgb: Rgb) -> Floats:
    """Linear light, 0–1, three channels (IEC 61966-2-1)."""
    return _LINEAR[rgb]


def luminance(rgb: Rgb) -> Floats:
    """Relative luminance Y, 0–1, one channel."""
    y: Floats = linear(rgb) @ _REC709
    return y


def log_luminance(rgb: Rgb) -> Floats:
    """ln(Y + 0.01): equal steps are equal contrasts, and black does not run away."""
    logarithm: Floats = np.log(luminance(rgb) + np.float32(0.01))
    return logarithm


def lab(rgb: Rgb) -> Floats:
    """CIELAB under D65: L* 0–100, a* and b* about ±100."""
    converted = cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return converted.astype(np.float32, copy=False)


def gamma(light: Floats) -> Floats:
    """Linear light 0–1 as sRGB 0–1, float32 (IEC 61966-2-1); what lies outside is clipped."""
    light = np.clip(light, 0, 1)
    curve = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)
    return curve.astype(np.float32, copy=False)


def encode(light: Floats) -> Rgb:
    """Linear light 0–1 back to uint8 sRGB."""
    rgb: Rgb = np.clip(gamma(light) * 255 + 0.5, 0, 255).astype(np.uint8)
    return rgb


def individual_typology_angle(lightness: float, b: float) -> float:
    """ITA in degrees: atan2(L* − 50, b*); above 55 very light skin, below −30 very dark (Chardon et al. 1991)."""
    return float(np.degrees(np.arctan2(lightness - 50.0, b)))
