"""Were the lights in these very eyes taken away or moved?

Method: one exposure beside what was made of it (see registration and overlaid), both irises drawn alike from both.
Light that was lost or gained inside an iris is told in shares of the white of the eye, so that exposure cancels.

Wrong where an eye was drawn anew altogether; then it is told as a catchlight that changed, which it is as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from analysis import editing
from analysis.analyzer import Measured, PairAnalyzer
from analysis.editing import Floors
from analysis.errors import NotApplicable
from analysis.laid import Laid
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.types import Dimension, Finding, Region, Unit
from analysis.vision import catchlight
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.contours import outlines
from analysis.vision.crops import project
from analysis.vision.iris import AWAY, RADIUS, Iris, disc
from analysis.vision.zones import Mask

LOST, GAINED = "edited.eyes.lost", "edited.eyes.gained"
# Of the white of the eye. A catchlight is told from the iris's own pattern from 0.15 on (analysis.vision.catchlight);
# more than twice that is a change nobody overlooks at the place where everybody looks.
FLOORS = Floors(0.2, 0.35)
AS_MUCH = 0.65  # of the lost light that appears elsewhere in the same eye: then it was moved
SOFT = 0.075  # iris radii over which light is averaged
RIM, DISC = 0.95, 0.9  # iris radii within which light is compared, and which are marked
PLACE, FAINTEST = 0.1, 0.04  # of the most that was lost, and whites of the eye, where the place of a light ends
STANDS_OUT = 15.0  # L* above the middle of the iris: what is so bright there is mirrored light
GLOW = 0.15  # iris radii around it
LEAST_IRIS_DISTANCE = 70.0  # pixels: an iris of 13 pixels across
LINEAR_TO = 0.008856  # luminance below which L* is linear (CIE 15); darker places are alike here
LEAST_PIXELS = 50  # of an iris between the lids, in its drawing


@dataclass(frozen=True, slots=True, eq=False)
class _Eye:
    """`change` of light in whites of the eye, on the iris's drawing; `within` where it counts."""

    iris: Iris
    change: Floats
    within: Mask

    @property
    def lost(self) -> float:
        return max(0.0, -float(self.change[self.within].min()))

    @property
    def gained(self) -> float:
        return max(0.0, float(self.change[self.within].max()))

    @property
    def moved(self) -> bool:
        return self.gained >= AS_MUCH * self.lost


def measure(pair: Pair) -> Measured:
    """Raises NotApplicable where the two are different photographs, or the eyes are closed."""
    laid = editing.surfaces(pair, iris_distance=LEAST_IRIS_DISTANCE)
    eyes = _eyes(laid)
    if not eyes:
        raise NotApplicable("eyes_closed")
    leading = max(eyes, key=lambda eye: eye.lost)
    gone = [eye for eye in eyes if eye.lost >= FLOORS.seen]
    places = tuple(region for eye in gone for region in _places(laid, eye))
    return Measured(
        measurements=(
            editing.figure(pair, LOST, leading.lost, Unit.SHARE, places),
            editing.figure(pair, GAINED, leading.gained if leading.moved else 0.0, Unit.SHARE),
        ),
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """A catchlight that is gone, or one that stands elsewhere."""
    lost, gained = measured[LOST], measured[GAINED]
    severity = editing.severity(lost, "above", FLOORS, nulls)
    if severity is None:
        return ()
    code = "edited_catchlight_moved" if gained.value else "edited_catchlight_gone"
    return (editing.finding(code, Dimension.EXPRESSION, lost, severity, lost=lost.value),)


def _eyes(laid: Laid) -> list[_Eye]:
    """The eyes that are open in the photograph."""
    pictures = laid.subject.pixels, laid.reference
    drawn = [(Iris.right(rgb, laid.mesh), Iris.left(rgb, laid.mesh)) for rgb in pictures]
    white = catchlight.white(drawn[1])
    eyes = []
    for ours, theirs in zip(*drawn, strict=True):
        within = (AWAY < RIM) & theirs.between_lids
        if within.sum() >= LEAST_PIXELS:
            change = blurred(ours.light - theirs.light, SOFT * RADIUS) / np.float32(white)
            eyes.append(_Eye(theirs, change, within))
    return eyes


def _places(laid: Laid, eye: _Eye) -> tuple[Region, ...]:
    """The iris where its light was moved, the place of the light where it is gone."""
    mask = (AWAY < DISC) & eye.iris.opening
    if not eye.moved:
        lightness = _lightness(eye.iris.light)
        bright = lightness >= np.median(lightness[mask]) + STANDS_OUT
        gone = (eye.change <= -max(PLACE * eye.lost, FAINTEST)) | (bright & (eye.change < 0))
        mask &= cv2.dilate(gone.astype(np.uint8), disc(GLOW)) > 0
    drawn = outlines(mask, least=LEAST_PIXELS / 10, most=3)
    return tuple(laid.subject.region(project(outline, eye.iris.to_picture)) for outline in drawn)


def _lightness(light: Floats) -> Floats:
    """CIE L* of luminance 0–1."""
    bright: Floats = 116 * np.cbrt(np.maximum(light, LINEAR_TO)) - 16
    return bright


ANALYZER = PairAnalyzer(id="edited_eyes", version=1, dimension=Dimension.EXPRESSION, measure=measure, judge=judge)
