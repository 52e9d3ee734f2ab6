"""Is the face lit as in the photograph?

Method: the shading of the skin on the mesh's normals, in stops, on both pictures: how the light falls off from side to
side and from above to below. Each difference is judged against pairs of real photographs of one person; the one that
stands out further is told.
When it is wrong: see light_direction. Another light is a choice and no fault: this is told as worth knowing, no more,
because it also changes how skin tone and face shape look.
"""

from __future__ import annotations

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Severity, Unit
from analysis.vision.landmarks import FACE_OVAL
from analysis.vision.shading import Shading

SIDE, HEIGHT = "light.side_change", "light.height_change"
LEAST_IRIS_DISTANCE = 40.0  # pixels
CODES = {SIDE: "light.another_side", HEIGHT: "light.another_height"}
UNUSUAL = Severity.MODERATE  # two questions are asked, and light differs between any two sessions
VISIBLE = 1.0  # stops: a lighting ratio of 2 : 1 against an even light, the least that portraitists name


def measure(pair: Pair) -> Measured:
    """How much the light's side and height differ, with the outline of both faces as regions."""
    sides = pair.subject, pair.reference
    subject, reference = (_shading(side) for side in sides)
    on_subject, on_reference = (_face(side) for side in sides)

    def difference(key: str, own: float, other: float) -> Measurement:
        return Measurement(
            key=key,
            value=own - other,
            subject=own,
            reference=other,
            unit=Unit.STOPS,
            subject_regions=on_subject,
            reference_regions=on_reference,
        )

    figures = difference(SIDE, subject.side, reference.side), difference(HEIGHT, subject.height, reference.height)
    return Measured(measurements=figures, quality=pair.quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Worth knowing where the light differs by more than it usually does, and visibly."""
    found = [item for key, code in CODES.items() if (item := _judged(measured[key], code, measured, nulls))]
    return tuple(sorted(found, key=lambda item: -abs(item.deviation or 0.0))[:1])


def _judged(change: Measurement, code: str, measured: Measured, nulls: Nulls) -> Finding | None:
    standing = nulls.pair(change.key, change.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("either", effect=abs(change.value), visible=VISIBLE)
    if severity is None or severity.rank < UNUSUAL.rank:
        return None
    return Finding(
        code=code,
        dimension=Dimension.LIGHT,
        severity=Severity.NOTE,
        confidence=Confidence.FAIR,
        facts={"stops": abs(change.value), "subject": change.subject or 0.0, "reference": change.reference or 0.0},
        evidence=(change.key,),
        deviation=standing.deviation,
        subject_regions=change.subject_regions,
        reference_regions=change.reference_regions,
    )


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


ANALYZER = PairAnalyzer(id="light_compared", version=4, dimension=Dimension.LIGHT, measure=measure, judge=judge)
