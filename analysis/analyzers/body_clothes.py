"""Are clothes and posture those of the photograph?

Method: F5 of docs/METHOD.md. The median colour of what is worn on the chest, CIEDE2000, beyond what the face's own
colour differs by, which light and white balance explain; and the slope of the shoulders, in degrees.
Another outfit is mostly what was asked for, and real pictures of different days differ in this as well. So it is told
in plain words as worth knowing, and is never a fault. Patterns of one mean colour pass for each other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Severity, Unit
from analysis.vision import ciede2000, colour, parts, zones
from analysis.vision.body import SHOULDER_LEFT, SHOULDER_RIGHT
from analysis.vision.garment import garment
from analysis.vision.landmarks import CHIN
from analysis.vision.monochrome import is_monochrome

CLOTHES, SLOPE = "body.clothes", "body.shoulder_slope"
IRIS_DISTANCE = 40.0  # pixels: the colour of a chest needs no more
SEEN = 0.8  # joint visibility, 0–1
OTHER_CLOTHES = 10.0  # CIEDE2000: twice what couples wearing one outfit in one session differ by (METHOD.md, F5)
VISIBLE_SLOPE = 8.0  # degrees: more than a person's shoulders are uneven by when standing straight


@dataclass(frozen=True, slots=True, eq=False)
class Worn:
    """Median CIELAB (3,) of what is worn and of the face above it, and where the cloth is seen."""

    cloth: NDArray[np.float64]
    face: NDArray[np.float64]
    places: tuple[Region, ...]


def measure(pair: Pair) -> Measured:
    """Colour of the clothes and slope of the shoulders, whichever can be seen. Raises NotApplicable where neither."""
    sides = pair.subject, pair.reference
    figures = (*_clothes(*(_worn(side) for side in sides)), *_slope(*(_shoulders(side) for side in sides)))
    if not figures:
        raise NotApplicable("clothes_hidden")
    return Measured(measurements=figures, quality={"pose_difference": pair.quality["pose_difference"]})


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """What differs, as worth knowing."""
    clothes, slope = measured.get(CLOTHES), measured.get(SLOPE)
    findings = []
    if clothes and clothes.value >= OTHER_CLOTHES:
        findings.append(_note("body_clothes_differ", clothes, {}))
    if slope and _unusual(slope, measured, nulls):
        facts = {"subject": abs(slope.subject or 0.0), "reference": abs(slope.reference or 0.0)}
        findings.append(_note("body_posture_differs", slope, facts))
    return tuple(findings)


def _unusual(slope: Measurement, measured: Measured, nulls: Nulls) -> bool:
    """Whether one real pair in a hundred differs by as much, and visibly."""
    standing = nulls.pair(SLOPE, slope.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("either", effect=abs(slope.value), visible=VISIBLE_SLOPE)
    return severity is not None and severity.rank >= Severity.MODERATE.rank


def _note(code: str, found: Measurement, facts: dict[str, float]) -> Finding:
    return Finding(
        code=code,
        dimension=Dimension.BODY,
        severity=Severity.NOTE,
        confidence=Confidence.FAIR,
        facts=facts,
        evidence=(found.key,),
        subject_regions=found.subject_regions,
        reference_regions=found.reference_regions,
    )


def _clothes(ours: Worn | None, theirs: Worn | None) -> tuple[Measurement, ...]:
    if ours is None or theirs is None:
        return ()
    cloth, face = (
        float(ciede2000.difference(own, other)) for own, other in ((ours.cloth, theirs.cloth), (ours.face, theirs.face))
    )
    figure = Measurement(
        key=CLOTHES,
        value=cloth - face,
        unit=Unit.DELTA_E,
        subject_regions=ours.places,
        reference_regions=theirs.places,
    )
    return (figure,)


def _worn(portrait: Portrait) -> Worn | None:
    """None where the chest is bare, out of the picture, or black and white."""
    view = portrait.head(IRIS_DISTANCE)
    mesh, iris_distance = view.from_file(portrait.mesh.xy), portrait.iris_distance * view.scale
    lab, skin = colour.lab(view.pixels), zones.skin(view.pixels, mesh, iris_distance)
    if is_monochrome(lab) or not skin.any():
        return None
    cloth = garment(lab, portrait.person_in(view), skin, mesh, iris_distance)
    if cloth is None:
        return None
    worn, face = (np.median(lab[place], 0).astype(np.float64) for place in (cloth, skin))
    return Worn(worn, face, parts.regions(view, cloth))


def _slope(ours: tuple[float, Region] | None, theirs: tuple[float, Region] | None) -> tuple[Measurement, ...]:
    if ours is None or theirs is None:
        return ()
    figure = Measurement(
        key=SLOPE,
        value=ours[0] - theirs[0],
        unit=Unit.DEGREES,
        subject=ours[0],
        reference=theirs[0],
        subject_regions=(ours[1],),
        reference_regions=(theirs[1],),
    )
    return (figure,)


def _shoulders(portrait: Portrait) -> tuple[float, Region] | None:
    """Degrees by which the sitter's left shoulder is lower than the right one, and where they are; None if unseen."""
    body, size = portrait.body, (portrait.photo.width, portrait.photo.height)
    if body is None or body.visibility[[SHOULDER_RIGHT, SHOULDER_LEFT]].min() < SEEN:
        return None
    right, left = body.joints[SHOULDER_RIGHT], body.joints[SHOULDER_LEFT]
    if not ((np.array([right, left]) >= 0).all() and (np.array([right, left]) < size).all()) or left[0] <= right[0]:
        return None
    across, down = left - right
    view = portrait.frame
    place = view.region(view.from_file(np.array([right, portrait.mesh.xy[CHIN], left])))
    return math.degrees(math.atan2(down, across)), place


ANALYZER = PairAnalyzer(id="body_clothes", version=1, dimension=Dimension.BODY, measure=measure, judge=judge)
