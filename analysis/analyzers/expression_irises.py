"""Are the irises as light against the white of the eye as in the person's own photograph?

Question: has the colour of the eyes been kept, or were the irises drawn darker?
Method: both faces at one scale, compression and sharpness; stops between the middle belt of each iris and the white
beside it, the mean of both eyes. As iris and white lie side by side, exposure, white balance and skin cancel.
Reference: none known; on our portraits renderings differ from the person's photographs more than those do from each
other (AUC 0.75), always towards darker. The opposite is measured and shown, but no finding.
When it is wrong: hats and deep-set eyes under light from above, wide pupils in dim rooms, coloured lenses.
"""

from __future__ import annotations

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.matching import Side
from analysis.nulls import MODERATE_AT_MOST, Nulls
from analysis.pair import Pair
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision.iris import Iris, tone

TONE = "eyes.iris_tone"
LEAST_IRIS_DISTANCE = 75.0  # pixels: an iris of 7
MOST_TURNED = 25.0  # degrees of yaw: beyond it one side of the white is gone
VISIBLE = 0.5  # stops: the least that is seen when both are side by side


def measure(pair: Pair) -> Measured:
    """The difference in tone, with both irises as regions on each picture."""
    _check(pair)
    matched = pair.matched
    subject, on_subject = _eyes(matched.subject)
    reference, on_reference = _eyes(matched.reference)
    difference = Measurement(
        key=TONE,
        value=subject - reference,
        subject=subject,
        reference=reference,
        unit=Unit.STOPS,
        subject_regions=on_subject,
        reference_regions=on_reference,
    )
    return Measured(measurements=(difference,), quality=pair.quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Only irises that were drawn darker; moderate at most: light from above and wide pupils darken them as well."""
    difference = measured[TONE]
    standing = nulls.pair(TONE, difference.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("below", effect=-difference.value, visible=VISIBLE, strong=MODERATE_AT_MOST)
    if severity is None:
        return ()
    finding = Finding(
        code="eyes.irises_darker",
        dimension=Dimension.EXPRESSION,
        severity=severity,
        confidence=Confidence.FAIR,
        facts={"stops": -difference.value, "share": 2.0**difference.value},
        evidence=(TONE,),
        deviation=standing.deviation,
        subject_regions=difference.subject_regions,
        reference_regions=difference.reference_regions,
    )
    return (finding,)


def _check(pair: Pair) -> None:
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance)
    if distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": distance, "needed": LEAST_IRIS_DISTANCE})
    turned = max(abs(pair.subject.pose.yaw), abs(pair.reference.pose.yaw))
    if turned > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": turned})
    if pair.subject.glasses or pair.reference.glasses:
        raise NotApplicable("glasses")


def _eyes(side: Side) -> tuple[float, tuple[Region, ...]]:
    irises = Iris.right(side.pixels, side.mesh), Iris.left(side.pixels, side.mesh)
    if not all(iris.open for iris in irises):
        raise NotApplicable("eyes_closed")
    right, left = (tone(iris) for iris in irises)
    if right is None or left is None:
        raise NotApplicable("eyes_closed")
    return (right + left) / 2, tuple(side.view.region(iris.outline()) for iris in irises)


ANALYZER = PairAnalyzer(id="expression_irises", version=5, dimension=Dimension.EXPRESSION, measure=measure, judge=judge)
