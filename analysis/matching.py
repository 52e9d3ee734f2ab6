"""Making two photographs of unlike quality comparable: both are brought to the worse of each, and only then measured.

A mild blur of the AI file alone makes an unmatched texture comparison cry wolf in four pairs of five, JPEG at quality
75 on a small face in seven of ten. So, in this order and on both sides: one scale, the other file's compression (at the
other file's own scale), then the blur that makes lashes and brows, which no retoucher smooths, equally sharp.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from analysis.portrait import Portrait
from analysis.vision import bands
from analysis.vision.crops import Points, Rgb
from analysis.vision.view import View
from analysis.vision.zones import feature_ring

IRIS_DISTANCE = 200.0  # pixels, at most; neither side is ever enlarged
MOST_BLUR = 3.0  # pixels at the common scale
STEPS = 7  # halvings of the blur interval: to within 0.03 px
AGREES = 0.1  # octaves of remaining difference in lash sharpness
WORTH_IMITATING = 97.0  # JPEG qualities above this leave no trace that the bands see
MOST_ENLARGED = 3.0  # a file's compression is imitated at its own scale, up to this much above the common one


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One face after matching: `pixels` uint8 RGB of `view`'s place and scale; `mesh` (478, 2) in its pixels."""

    view: View
    mesh: Points
    iris_distance: float
    blur: float  # pixels of Gaussian blur that matching added

    @property
    def pixels(self) -> Rgb:
        return self.view.pixels


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """Both faces at one scale, compression and sharpness."""

    subject: Side
    reference: Side
    iris_distance: float  # pixels, the same on both sides
    lash_difference: float  # octaves by which lash sharpness still differs; positive where the subject's is sharper

    @property
    def agrees(self) -> bool:
        return abs(self.lash_difference) <= AGREES


def match(subject: Portrait, reference: Portrait) -> Matched:
    """Bring two portraits to one quality. The result may still disagree (`agrees`); measurements decide what to do."""
    distance = min(subject.iris_distance, reference.iris_distance, IRIS_DISTANCE)
    sides = [_side(portrait, distance) for portrait in (subject, reference)]
    sides = [
        _with_pixels(side, recompressed(side.pixels, other, distance))
        for side, other in zip(sides, (reference, subject), strict=True)
    ]
    sharpness = [lash_sharpness(side.pixels, side) for side in sides]
    sharper = 0 if sharpness[0] > sharpness[1] else 1
    sides[sharper] = _blurred_to(sides[sharper], sharpness[1 - sharper])
    remaining = lash_sharpness(sides[0].pixels, sides[0]) - lash_sharpness(sides[1].pixels, sides[1])
    return Matched(sides[0], sides[1], distance, remaining)


def recompressed(pixels: Rgb, source: Portrait, distance: float) -> Rgb:
    """The pixels as they would look had they been stored the way `source` was, at `source`'s own face scale."""
    quality = source.jpeg_quality
    if quality is None or quality > WORTH_IMITATING:
        return pixels
    height, width = pixels.shape[:2]
    enlarged = min(source.iris_distance / distance, MOST_ENLARGED)
    if enlarged > 1.05:
        pixels = _resized(pixels, round(width * enlarged), round(height * enlarged), cv2.INTER_CUBIC)
    pixels = jpeg_round_trip(pixels, quality)
    if enlarged > 1.05:
        pixels = _resized(pixels, width, height, cv2.INTER_AREA)
    return np.ascontiguousarray(pixels)


def jpeg_round_trip(pixels: Rgb, quality: float) -> Rgb:
    """The pixels after being stored once as JPEG at libjpeg's `quality`, chroma halved as most software does."""
    done, stored = cv2.imencode(".jpg", pixels[..., ::-1], (cv2.IMWRITE_JPEG_QUALITY, round(quality)))
    decoded = cv2.imdecode(stored, cv2.IMREAD_COLOR) if done else None
    if decoded is None:
        raise RuntimeError("the JPEG encoder failed on a picture it had just been given")
    return np.ascontiguousarray(decoded[..., ::-1]).astype(np.uint8, copy=False)


def lash_sharpness(pixels: Rgb, side: Side) -> float:
    """Octaves by which the finest band of lashes and brows stands above the next: falls with blur, not contrast."""
    pores, grain, _ = bands.bands(pixels, side.iris_distance)
    ring = feature_ring((pixels.shape[0], pixels.shape[1]), side.mesh, side.iris_distance)
    return bands.contrast(pores, ring) - bands.contrast(grain, ring)


def _side(portrait: Portrait, distance: float) -> Side:
    view = portrait.face(distance)
    return Side(view, view.from_file(portrait.mesh.xy), portrait.iris_distance * view.scale, 0.0)


def _with_pixels(side: Side, pixels: Rgb, blur: float = 0.0) -> Side:
    view = side.view
    return Side(View(pixels, view.scale, view.left, view.top, view.whole), side.mesh, side.iris_distance, blur)


def _blurred_to(side: Side, target: float) -> Side:
    """The side blurred until its lashes are as soft as `target`, by bisection; unblurred if they already are."""
    low, high = 0.0, MOST_BLUR
    if lash_sharpness(side.pixels, side) - target <= AGREES / 4:
        return side
    for _ in range(STEPS):
        middle = (low + high) / 2
        sharper = lash_sharpness(_gaussian(side.pixels, middle), side) > target
        low, high = (middle, high) if sharper else (low, middle)
    blur = (low + high) / 2
    return _with_pixels(side, _gaussian(side.pixels, blur), blur)


def _gaussian(pixels: Rgb, sigma: float) -> Rgb:
    return cv2.GaussianBlur(pixels, (0, 0), max(sigma, 0.01)).astype(np.uint8, copy=False)


def _resized(pixels: Rgb, width: int, height: int, interpolation: int) -> Rgb:
    return cv2.resize(pixels, (width, height), interpolation=interpolation).astype(np.uint8, copy=False)
