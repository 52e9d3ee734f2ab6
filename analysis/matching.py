"""Making two photographs of unlike quality comparable: both are brought to the worse of each, and only then measured.

A mild blur of the AI file alone makes an unmatched texture comparison cry wolf in four pairs of five, JPEG at quality
75 on a small face in seven of ten. So, in this order and on both sides: one scale, the other file's compression (at the
other file's own scale), then the blur that makes lashes and brows, which no retoucher smooths, equally sharp.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import cv2
import numpy as np

from analysis.errors import NotApplicable
from analysis.portrait import Portrait
from analysis.vision import bands, colour, zones
from analysis.vision.colour import Floats
from analysis.vision.correspondence import Correspondence
from analysis.vision.crops import Points, Rgb
from analysis.vision.view import View
from analysis.vision.zones import Mask

IRIS_DISTANCE = 200.0  # pixels, at most; neither side is ever enlarged
COARSE = 90.0  # pixels; all that relief of a millimetre and more needs, and what most AI headshots have
MOST_BLUR = 3.0  # pixels at the common scale
STEPS = 7  # halvings of the blur interval: to within 0.03 px
AGREES = 0.1  # octaves of remaining difference in lash sharpness
WORTH_IMITATING = 97.0  # JPEG qualities above this leave no trace that the bands see
_STRIP_MARGIN = 0.04  # iris distances around lashes and brows: three widths of the blur between the two finest bands
MOST_ENLARGED = 3.0  # a file's compression is imitated at its own scale, up to this much above the common one


@dataclass(frozen=True, eq=False)
class Side:
    """One face after matching: `pixels` uint8 RGB of `view`'s place and scale; `mesh` (478, 2) in its pixels.

    What several measurements read of it is computed once, when it is first asked for.
    """

    view: View
    mesh: Points
    iris_distance: float
    blur: float  # pixels of Gaussian blur that matching added

    @property
    def pixels(self) -> Rgb:
        return self.view.pixels

    @cached_property
    def skin(self) -> Mask:
        """Bare skin of the face, bool (h, w)."""
        return zones.skin(self.pixels, self.mesh, self.iris_distance)

    @cached_property
    def bands(self) -> tuple[Floats, Floats, Floats]:
        """ln-luminance in bands of physical size, finest first, float32 (h, w) each."""
        return bands.bands(self.pixels, self.iris_distance)

    @cached_property
    def lab(self) -> Floats:
        """CIELAB, float32 (h, w, 3)."""
        return colour.lab(self.pixels)

    def drawn(self, iris_distance: float) -> Side:
        """The same face with that many pixels between the irises, area-averaged; never enlarged."""
        step = min(1.0, iris_distance / self.iris_distance)
        size = round(self.view.shape[1] * step), round(self.view.shape[0] * step)
        pixels = _resized(self.pixels, *size, cv2.INTER_AREA)
        view = View(pixels, self.view.scale * step, self.view.left, self.view.top, self.view.whole)
        return Side(view, self.mesh * step, self.iris_distance * step, self.blur * step)


@dataclass(frozen=True, eq=False)
class Matched:
    """Both faces at one scale, compression and sharpness."""

    subject: Side
    reference: Side
    iris_distance: float  # pixels, the same on both sides
    lash_difference: float  # octaves by which lash sharpness still differs; positive where the subject's is sharper

    @property
    def agrees(self) -> bool:
        return abs(self.lash_difference) <= AGREES

    @cached_property
    def on_reference(self) -> Correspondence:
        """Where each pixel of the subject's face lies on the reference's."""
        return Correspondence.between(self.subject.mesh, self.reference.mesh, self.subject.view.shape)

    @cached_property
    def on_subject(self) -> Correspondence:
        """Where each pixel of the reference's face lies on the subject's."""
        return Correspondence.between(self.reference.mesh, self.subject.mesh, self.reference.view.shape)

    @cached_property
    def coarse(self) -> Matched:
        """Both faces as they look at COARSE pixels between the irises, or as they are if that is less."""
        distance = min(self.iris_distance, COARSE)
        return Matched(self.subject.drawn(distance), self.reference.drawn(distance), distance, self.lash_difference)


def match(subject: Portrait, reference: Portrait) -> Matched:
    """Bring two portraits to one quality. The result may still disagree (`agrees`); measurements decide what to do."""
    distance = min(subject.iris_distance, reference.iris_distance, IRIS_DISTANCE)
    sides = [side_of(portrait, distance) for portrait in (subject, reference)]
    sides = [
        _with_pixels(side, recompressed(side.pixels, other, distance))
        for side, other in zip(sides, (reference, subject), strict=True)
    ]
    lashes = [Lashes.of(side) for side in sides]
    sharpness = [strip.sharpness(side.pixels) for strip, side in zip(lashes, sides, strict=True)]
    sharper = 0 if sharpness[0] > sharpness[1] else 1
    sides[sharper] = _blurred_to(sides[sharper], lashes[sharper], sharpness[1 - sharper])
    sharpness[sharper] = lashes[sharper].sharpness(sides[sharper].pixels)
    return Matched(sides[0], sides[1], distance, sharpness[0] - sharpness[1])


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


@dataclass(frozen=True, slots=True, eq=False)
class Lashes:
    """The strip of a face view that holds brows and eyes: `ring` bool, of the strip's own size."""

    rows: slice
    columns: slice
    ring: Mask
    iris_distance: float

    @classmethod
    def of(cls, side: Side) -> Self:
        """Raises NotApplicable where neither eyes nor brows lie in the view."""
        ring = zones.feature_ring(side.view.shape, side.mesh, side.iris_distance)
        if not ring.any():
            raise NotApplicable("faces_do_not_fit")
        margin = round(_STRIP_MARGIN * side.iris_distance)
        rows, columns = (
            slice(max(int(places[0]) - margin, 0), int(places[-1]) + margin + 1)
            for places in (np.flatnonzero(ring.any(1)), np.flatnonzero(ring.any(0)))
        )
        return cls(rows, columns, ring[rows, columns], side.iris_distance)

    def sharpness(self, pixels: Rgb) -> float:
        """Octaves by which the finest band of lashes and brows stands above the next: falls with blur, not contrast.

        `pixels` is the whole view, uint8 RGB.
        """
        pores, grain, _ = bands.bands(pixels[self.rows, self.columns], self.iris_distance)
        return bands.contrast(pores, self.ring) - bands.contrast(grain, self.ring)


def side_of(portrait: Portrait, distance: float) -> Side:
    """The face as it is, at a scale where the irises are `distance` pixels apart or as far as the file has them."""
    view = portrait.face(distance)
    return Side(view, view.from_file(portrait.mesh.xy), portrait.iris_distance * view.scale, 0.0)


def _with_pixels(side: Side, pixels: Rgb, blur: float = 0.0) -> Side:
    view = side.view
    return Side(View(pixels, view.scale, view.left, view.top, view.whole), side.mesh, side.iris_distance, blur)


def _blurred_to(side: Side, lashes: Lashes, target: float) -> Side:
    """The side blurred until its lashes are as soft as `target`, by bisection; unblurred if they already are."""
    low, high = 0.0, MOST_BLUR
    if lashes.sharpness(side.pixels) - target <= AGREES / 4:
        return side
    for _ in range(STEPS):
        middle = (low + high) / 2
        sharper = lashes.sharpness(_gaussian(side.pixels, middle)) > target
        low, high = (middle, high) if sharper else (low, middle)
    blur = (low + high) / 2
    return _with_pixels(side, _gaussian(side.pixels, blur), blur)


def _gaussian(pixels: Rgb, sigma: float) -> Rgb:
    return cv2.GaussianBlur(pixels, (0, 0), max(sigma, 0.01)).astype(np.uint8, copy=False)


def _resized(pixels: Rgb, width: int, height: int, interpolation: int) -> Rgb:
    return cv2.resize(pixels, (width, height), interpolation=interpolation).astype(np.uint8, copy=False)
