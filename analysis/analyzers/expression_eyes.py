"""Do both eyes mirror the same light?

Question: is the brightest catchlight of each eye answered by one at the same height in the other?
Method: both irises drawn level at one size; catchlights are spots that stand out of their surroundings, told in iris
radii from the centre; the offset is the distance to the nearest spot of the other eye, shifts to the side counted a
quarter because near lamps make them. Judged against single real photographs.
Reference: after Hu, Li & Lyu 2021; the overlap they use is near zero on real portraits, the height is not.
When it is wrong: contact lenses, a squint, tears, a window frame that one eye sees and the other does not.

Gaze and the size of the irises were tried and left out: they told no rendering from a photograph (docs/METHOD.md).
Pupils need irises of 60 pixels, which hardly any picture has.
"""

from __future__ import annotations

from analysis.analyzer import Measured, PhotoAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Severity, Unit
from analysis.vision import catchlight
from analysis.vision.catchlight import Eyes

OFFSET = "eyes.catchlight_offset"
IRIS_DISTANCE = 200.0  # pixels; a larger face says no more about places
LEAST_IRIS_DISTANCE = 80.0  # pixels: an iris of 7.5, of which a catchlight is one or two
MOST_TURNED = 25.0  # degrees of yaw: beyond it the far iris is no disc any more
VISIBLE = 0.15  # iris radii: 0.9 mm on the eye, three pixels and more in the close-up that the page shows


def measure(portrait: Portrait) -> Measured:
    """The offset of the catchlights, with both irises as its regions."""
    _check(portrait)
    view = portrait.face(IRIS_DISTANCE)
    eyes = Eyes.of(view.pixels, view.from_file(portrait.mesh.xy))
    if not eyes.open:
        raise NotApplicable("eyes_closed")
    if not eyes.lit:
        raise NotApplicable("no_catchlights")
    offset = Measurement(
        key=OFFSET,
        value=catchlight.offset(*eyes.spots),
        unit=Unit.IRIS_RADII,
        subject_regions=tuple(view.region(iris.outline()) for iris in eyes.irises),
    )
    return Measured(measurements=(offset,), quality=portrait.quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """A slight finding at most: one photograph alone proves nothing."""
    offset = measured[OFFSET]
    standing = nulls.photo(OFFSET, offset.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    if standing.severity("above", effect=offset.value, visible=VISIBLE) is None:
        return ()
    finding = Finding(
        code="eyes.catchlights_disagree",
        dimension=Dimension.EXPRESSION,
        severity=Severity.SLIGHT,
        confidence=Confidence.FAIR,
        facts={"radii": offset.value},
        evidence=(OFFSET,),
        deviation=standing.deviation,
        subject_regions=offset.subject_regions,
    )
    return (finding,)


def _check(portrait: Portrait) -> None:
    if portrait.iris_distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": portrait.iris_distance, "needed": LEAST_IRIS_DISTANCE})
    if abs(portrait.pose.yaw) > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": abs(portrait.pose.yaw)})
    if portrait.glasses:
        raise NotApplicable("glasses")


ANALYZER = PhotoAnalyzer(id="expression_eyes", version=3, dimension=Dimension.EXPRESSION, measure=measure, judge=judge)
