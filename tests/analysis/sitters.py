"""A drawn sitter before a drawn background, whose outline, edge and grain are known exactly."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision import colour
from analysis.vision.cutout import Cutout
from analysis.vision.view import View

Floats = NDArray[np.float32]
SIDE = 640
IRIS_DISTANCE = 100.0
HAIR, WALL = (0.05, 0.03, 0.02), (0.35, 0.38, 0.42)  # linear light
RAMP = 2.507  # widths of the steepest ramp per standard deviation of a blurred step


def share(width: float) -> Floats:
    """How much of each pixel is the sitter, head and shoulders; the edge `width` iris distances wide."""
    large = np.zeros((4 * SIDE, 4 * SIDE), np.uint8)
    cv2.ellipse(large, (4 * 320, 4 * 240), (4 * 105, 4 * 140), 0, 0, 360, 1, -1)
    cv2.ellipse(large, (4 * 320, 4 * 600), (4 * 240, 4 * 210), 0, 0, 360, 1, -1)
    sigma = max(4 * width * IRIS_DISTANCE / RAMP, 0.5)
    soft = cv2.GaussianBlur(large.astype(np.float32), (0, 0), sigma)
    return cv2.resize(soft, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32, copy=False)


def wall() -> Floats:
    """A background of one colour, linear light (SIDE, SIDE, 3)."""
    flat: Floats = np.full((SIDE, SIDE, 3), WALL, np.float32)
    return flat


def scenery() -> Floats:
    """A background with the contrast of nature: every octave of size carries about as much."""
    random = np.random.default_rng(1)
    spectrum = np.fft.rfft2(random.normal(size=(SIDE, SIDE)))
    across, down = np.meshgrid(np.fft.rfftfreq(SIDE), np.fft.fftfreq(SIDE))
    texture = np.fft.irfft2(spectrum / np.maximum(np.hypot(across, down), 1 / SIDE), s=(SIDE, SIDE))
    light = 0.35 * np.exp(0.35 * (texture - texture.mean()) / texture.std())
    grey: Floats = np.clip(light, 0, 1)[..., None].repeat(3, 2).astype(np.float32)
    return grey


def picture(sitter: Floats, behind: Floats, *, grain: float = 0.0, grain_behind: float = 0.0) -> NDArray[np.uint8]:
    """The sitter before a background, mixed in linear light; grain in levels of 255."""
    random = np.random.default_rng(2)
    mixed = sitter[..., None] * np.array(HAIR, np.float32) + (1 - sitter[..., None]) * behind
    noise = random.normal(size=(SIDE, SIDE, 1)) * (grain * sitter + grain_behind * (1 - sitter))[..., None]
    noisy: NDArray[np.uint8] = np.clip(colour.encode(mixed) + noise + 0.5, 0, 255).astype(np.uint8)
    return noisy


def fringed(sitter: Floats, behind: Floats, colour_of_old: tuple[float, float, float], strength: float) -> Floats:
    """Linear light: a cut-out whose matte reaches 0.06 iris distances too far, over what it was cut from."""
    side = round(0.12 * IRIS_DISTANCE) | 1
    loose = cv2.dilate(sitter, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    old = np.array(colour_of_old, np.float32)
    pasted = sitter[..., None] * np.array(HAIR, np.float32) + (1 - sitter[..., None]) * old
    proper = sitter[..., None] * np.array(HAIR, np.float32) + (1 - sitter[..., None]) * behind
    over = loose[..., None] * pasted + (1 - loose[..., None]) * behind
    mixed: Floats = (proper + strength * (over - proper)).astype(np.float32, copy=False)
    return mixed


def segmented(sitter: Floats, *, off: float = 0.08) -> Floats:
    """What a segmenter of a sixth of the size says: surely, smoothly, and `off` iris distances too much."""
    side = round(2 * off * IRIS_DISTANCE) | 1
    grown = cv2.dilate(sitter, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    small = cv2.resize(grown, (SIDE // 6, SIDE // 6), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR).astype(np.float32, copy=False)


def cutout(pixels: NDArray[np.uint8], sitter: Floats) -> Cutout:
    """As a portrait would give it."""
    return Cutout(View(pixels, 1.0, 0.0, 0.0, (SIDE, SIDE)), segmented(sitter), IRIS_DISTANCE)
