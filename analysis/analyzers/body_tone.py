"""Does the face have the colour of the neck below it, as in the photograph?

Method: F2 of docs/METHOD.md. Cheeks and neck are compared in the balance of red, green and blue, in stops, so that the
shadow of the chin cancels; the step from cheek to neck is set against the same step in the person's own photograph.

Wrong with make-up that ends at the jaw, sunburn, coloured light or clothes that shine up on the neck, two lamps of
unlike colour. Real necks differ from their faces (CIEDE2000 3.6 in the middle, at one luminance), so nothing is said of
a picture alone, and never more than moderate. Collars, scarves and beards hide the neck: then it abstains. A neck of
quite another hue (35° and more) passes for covered, too: nothing but its colour tells it from a collar.
"""

from __future__ import annotations

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import MODERATE_AT_MOST, Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision import colour, parts
from analysis.vision.monochrome import is_monochrome
from analysis.vision.neck import Neck, neck

STEP, DIFFERENCE = "body.neck_step", "body.neck_difference"
IRIS_DISTANCE = 100.0  # pixels, at most: the scale at which the background is looked at, so that one matte serves all
LEAST_IRIS_DISTANCE = 40.0
MOST_POSE_DIFFERENCE = 20.0  # degrees: beyond, another side of the neck is seen
VISIBLE = 0.17  # stops: the weakest filter that prints are colour-corrected with (CC05, a density of 0.05)


def measure(pair: Pair) -> Measured:
    """The step from cheek to neck in both pictures. Raises NotApplicable for turned, colourless or covered necks."""
    pair.require(pose_difference=MOST_POSE_DIFFERENCE, iris_distance=LEAST_IRIS_DISTANCE)
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance, IRIS_DISTANCE)
    (ours, our_places), (theirs, their_places) = (_neck(side, distance) for side in (pair.subject, pair.reference))

    def figure(key: str, unit: Unit, own: float, other: float) -> Measurement:
        return Measurement(
            key=key,
            value=own - other,
            unit=unit,
            subject=own,
            reference=other,
            subject_regions=our_places,
            reference_regions=their_places,
        )

    figures = (
        figure(STEP, Unit.STOPS, ours.size, theirs.size),
        figure(DIFFERENCE, Unit.DELTA_E, ours.difference, theirs.difference),
    )
    return Measured(measurements=figures)  # medians over a cheek: size and compression do not change how far they lie


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """A neck whose colour leaves the face's by more than the photograph lets expect."""
    step, difference = measured[STEP], measured[DIFFERENCE]
    standing = nulls.pair(STEP, step.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("above", effect=step.value, visible=VISIBLE, strong=MODERATE_AT_MOST)
    if severity is None or difference.value <= 0:  # what the eye does not see as more is not told as more
        return ()
    return (
        Finding(
            code="body_neck_differs",
            dimension=Dimension.BODY,
            severity=severity,
            confidence=Confidence.FAIR,
            facts={"subject": difference.subject or 0.0, "reference": difference.reference or 0.0},
            evidence=(STEP, DIFFERENCE),
            deviation=standing.deviation,
            subject_regions=step.subject_regions,
            reference_regions=step.reference_regions,
        ),
    )


def _neck(portrait: Portrait, distance: float) -> tuple[Neck, tuple[Region, ...]]:
    cutout = portrait.cutout(distance)
    view = cutout.view
    if is_monochrome(colour.lab(view.pixels)):
        raise NotApplicable("black_and_white")
    found = neck(view.pixels, cutout.matte, view.from_file(portrait.mesh.xy), cutout.iris_distance)
    if found is None:
        raise NotApplicable("neck_hidden")
    return found, parts.regions(view, found.place)


ANALYZER = PairAnalyzer(id="body_tone", version=1, dimension=Dimension.BODY, measure=measure, judge=judge)
