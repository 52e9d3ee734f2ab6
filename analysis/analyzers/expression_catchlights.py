"""Do the eyes mirror a light at all, where they do in the photograph?

Method: the brightest catchlight of either eye that is seen whole, against the white of the eyes (vision/catchlight.py),
beside that of the photograph, whose both eyes must mirror a light. Judged against real pairs of one person.
When it is wrong: sky without sun, a lamp behind a hat's brim, lids lower than in the photograph, a picture so soft that
the spot is smeared over the iris. Real pictures lose their catchlights now and then; so it is slight at most.
"""

from __future__ import annotations

import math

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Severity, Unit
from analysis.vision import catchlight
from analysis.vision.catchlight import Eyes

BRIGHTEST = "eyes.catchlight"
IRIS_DISTANCE = 160.0  # pixels, at most
LEAST_IRIS_DISTANCE = 80.0  # pixels: an iris of 7.5, of which a catchlight is one or two
MOST_TURNED = 25.0  # degrees of yaw: beyond it the far iris is no disc any more
ABSENT = 0.3  # of the white of the eyes: half of the least that counts as a main light (vision/catchlight.py)
_DARKEST = 0.05  # of the white; keeps eyes without any spot on the scale


def measure(pair: Pair) -> Measured:
    """The brightest catchlight, subject over reference, in octaves. Raises NotApplicable where eyes cannot be read."""
    (ours, our_places), (theirs, their_places) = (_eyes(side) for side in (pair.subject, pair.reference))
    if not theirs.lit:
        raise NotApplicable("no_catchlights")
    own, other = _brightest(ours), _brightest(theirs)
    figure = Measurement(
        key=BRIGHTEST,
        value=math.log2((own + _DARKEST) / (other + _DARKEST)),
        unit=Unit.OCTAVES,
        subject=own,
        reference=other,
        sides=Unit.SHARE,
        subject_regions=our_places,
        reference_regions=their_places,
    )
    return Measured(measurements=(figure,), quality=pair.quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Eyes without a light that real pictures of the sitter would mostly show; slight at most."""
    found = measured[BRIGHTEST]
    standing = nulls.pair(BRIGHTEST, found.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    missing = ABSENT - (found.subject or 0.0)
    if standing.severity("below", effect=missing, visible=0.0) is None:
        return ()
    finding = Finding(
        code="eyes.catchlights_missing",
        dimension=Dimension.EXPRESSION,
        severity=Severity.SLIGHT,
        confidence=Confidence.FAIR,
        evidence=(BRIGHTEST,),
        deviation=standing.deviation,
        subject_regions=found.subject_regions,
        reference_regions=found.reference_regions,
    )
    return (finding,)


def _eyes(portrait: Portrait) -> tuple[Eyes, tuple[Region, ...]]:
    if portrait.iris_distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": portrait.iris_distance, "needed": LEAST_IRIS_DISTANCE})
    if abs(portrait.pose.yaw) > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": abs(portrait.pose.yaw)})
    if portrait.glasses:
        raise NotApplicable("glasses")
    view = portrait.face(IRIS_DISTANCE)
    eyes = Eyes.of(view.pixels, view.from_file(portrait.mesh.xy))
    if not eyes.open:
        raise NotApplicable("eyes_closed")
    return eyes, tuple(view.region(iris.outline()) for iris in eyes.irises)


def _brightest(eyes: Eyes) -> float:
    """Against the white of the eyes; 0 where neither shows a spot whole."""
    spots = [catchlight.main(eye) for eye in eyes.spots]
    return max((spot.peak for spot in spots if spot), default=0.0)


ANALYZER = PairAnalyzer(
    id="expression_catchlights", version=1, dimension=Dimension.EXPRESSION, measure=measure, judge=judge
)
