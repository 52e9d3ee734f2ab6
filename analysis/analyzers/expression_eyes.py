"""Do both eyes mirror the same light?

Question: is the brightest catchlight of each eye answered by one at the same height in the other?
Method: both irises drawn level at one size; catchlights are spots that stand out of their surroundings, told in iris
radii from the centre; the offset is the distance to the nearest spot of the other eye, shifts to the side counted a
quarter because a near lamp makes them. Judged against single real photographs.
Reference: after Hu, Li & Lyu 2021; the overlap they use is near zero on real portraits, the height is not.
When it is wrong: glasses, contact lenses, a squint, tears, a window frame that one eye sees and the other does not.

Gaze, size of the irises and shape of the pupils were tried and left out: on our portraits none told a rendering from a
photograph (AUC 0.50–0.55), and the pupil needs irises of 60 pixels and more.
"""

from __future__ import annotations

from analysis.analyzer import Measured, PhotoAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Severity, Unit
from analysis.vision import catchlight
from analysis.vision.iris import Iris
from analysis.vision.view import View

OFFSET = "eyes.catchlight_offset"
IRIS_DISTANCE = 200.0  # pixels; a larger face says no more about places
LEAST_IRIS_DISTANCE = 80.0  # pixels: an iris of 7.5, of which a catchlight is one or two
MOST_TURNED = 25.0  # degrees of yaw: beyond it the far iris is no disc any more
LEAST_OPEN = 0.55  # share of the iris that the lids leave free
LEAST_PEAK = 0.6  # of the white of the eyes; a fainter main light may as well be the iris's pattern
# 1.2 mm on the eye, and two pixels on a face of 105 pixels between the irises: less is not seen at the size that
# headshots are shown.
VISIBLE = 0.2  # iris radii


def measure(portrait: Portrait) -> Measured:
    """The offset of the catchlights, with both irises as its regions."""
    _check(portrait)
    view = portrait.face(IRIS_DISTANCE)
    mesh = view.from_file(portrait.mesh.xy)
    irises = Iris.right(view.pixels, mesh), Iris.left(view.pixels, mesh)
    if min(catchlight.openness(iris) for iris in irises) < LEAST_OPEN:
        raise NotApplicable("eyes_closed")
    white = catchlight.white(irises)
    right, left = (catchlight.spots(iris, white) for iris in irises)
    if not right or not left or min(right[0].peak, left[0].peak) < LEAST_PEAK:
        raise NotApplicable("no_catchlights")
    offset = Measurement(
        key=OFFSET,
        value=catchlight.offset(right, left),
        unit=Unit.IRIS_RADII,
        subject_regions=_regions(view, irises),
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


def _regions(view: View, irises: tuple[Iris, Iris]) -> tuple[Region, ...]:
    return tuple(view.region(iris.outline()) for iris in irises)


ANALYZER = PhotoAnalyzer(id="expression_eyes", version=1, dimension=Dimension.EXPRESSION, measure=measure, judge=judge)
