"""Is the face lit as in the photograph?

Method: the shading of the skin on the mesh's normals, in stops, on both pictures; the difference is a vector of two
figures, to the side and in height, and its length is judged against pairs of real photographs of one person.
When it is wrong: see light_direction. Another light is a choice and no fault: this is told as worth knowing, no
more, because it also changes how skin tone and face shape look.
"""

from __future__ import annotations

import math

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Severity, Unit
from analysis.vision.landmarks import FACE_OVAL
from analysis.vision.shading import Shading

CHANGE, SIDE, HEIGHT = "light.change", "light.side_change", "light.height_change"
LEAST_IRIS_DISTANCE = 40.0  # pixels
VISIBLE = 1.0  # stops: a lighting ratio of 2 : 1 against an even light, the least that portraitists name


def measure(pair: Pair) -> Measured:
    """How much the light's side and height differ, with the outline of both faces as regions."""
    sides = pair.subject, pair.reference
    subject, reference = (_shading(side) for side in sides)
    on_subject, on_reference = (_face(side) for side in sides)
    across, up = subject.side - reference.side, subject.height - reference.height
    change = Measurement(
        key=CHANGE,
        value=math.hypot(across, up),
        unit=Unit.OCTAVES,
        subject_regions=on_subject,
        reference_regions=on_reference,
    )
    parts = (
        Measurement(key=SIDE, value=across, subject=subject.side, reference=reference.side, unit=Unit.OCTAVES),
        Measurement(key=HEIGHT, value=up, subject=subject.height, reference=reference.height, unit=Unit.OCTAVES),
    )
    return Measured(measurements=(change, *parts), quality=pair.quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Worth knowing where the light differs by more than it usually does, and visibly."""
    change, side, height = measured[CHANGE], measured[SIDE], measured[HEIGHT]
    standing = nulls.pair(CHANGE, change.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    if standing.severity("above", effect=change.value, visible=VISIBLE) is None:
        return ()
    finding = Finding(
        code="light.another_light",
        dimension=Dimension.LIGHT,
        severity=Severity.NOTE,
        confidence=Confidence.FAIR,
        facts={
            "stops": change.value,
            "subject": math.hypot(side.subject or 0.0, height.subject or 0.0),
            "reference": math.hypot(side.reference or 0.0, height.reference or 0.0),
        },
        evidence=(CHANGE, SIDE, HEIGHT),
        deviation=standing.deviation,
        subject_regions=change.subject_regions,
        reference_regions=change.reference_regions,
    )
    return (finding,)


def _shading(portrait: Portrait) -> Shading:
    if portrait.iris_distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": portrait.iris_distance, "needed": LEAST_IRIS_DISTANCE})
    shaded = portrait.shading
    if shaded is None:
        raise NotApplicable("too_little_skin")
    if not shaded.clear:
        raise NotApplicable("light_unclear")
    return shaded


def _face(portrait: Portrait) -> tuple[Region, ...]:
    plate = portrait.plate
    return (plate.region(plate.from_file(portrait.mesh.xy[list(FACE_OVAL)])),)


ANALYZER = PairAnalyzer(id="light_compared", version=1, dimension=Dimension.LIGHT, measure=measure, judge=judge)
