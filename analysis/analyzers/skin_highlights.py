"""Do the highlights on the skin stand out as they do in the photograph?

Method: S5 of docs/METHOD.md. L* of the brightest twentieth of the skin above the shading around it, between 2 and 20
mm, beside the photograph and among real pairs of one person.
When it is wrong: highlights are the lamp's as much as the skin's, so it is asked only where both faces are lit alike;
even then a bare bulb, sweat, powder and flash make and take highlights. Never more than moderate.

Texture inside of highlights, their size, edge and colour were tried as well: none told wax from skin (METHOD.md).
"""

from __future__ import annotations

import numpy as np

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import MODERATE_AT_MOST, Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Unit
from analysis.vision import colour, parts, zones
from analysis.vision.colour import Floats
from analysis.vision.sheen import brightest, sheen
from analysis.vision.view import View

RAISED = "skin.highlights"
IRIS_DISTANCE = 80.0  # pixels, at most: two millimetres are two and a half of these
LEAST_IRIS_DISTANCE = 45.0
MOST_POSE_DIFFERENCE = 20.0  # degrees: a highlight moves with the head
ALIKE = 0.8  # stops by which the light's side and height may differ
VISIBLE = 3.0  # L*: three of the steps that are just told apart side by side
HEAT_FLOOR, HEAT_CEILING = 6.0, 20.0  # L*


def measure(pair: Pair) -> Measured:
    """Highlights of both faces. Raises NotApplicable for small, turned or differently lit faces."""
    pair.require(pose_difference=MOST_POSE_DIFFERENCE, iris_distance=LEAST_IRIS_DISTANCE)
    _require_like_light(pair)
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance, IRIS_DISTANCE)
    (view, ours), (other, theirs) = (_raised(side, distance) for side in (pair.subject, pair.reference))
    own, usual = brightest(ours), brightest(theirs)
    figure = Measurement(
        key=RAISED,
        value=own - usual,
        unit=Unit.LAB,
        subject=own,
        reference=usual,
        subject_regions=parts.regions(view, ours > own),
        reference_regions=parts.regions(other, theirs > usual),
    )
    heatmaps = _heat(view, ours), _heat(other, theirs, on_reference=True)
    return Measured(measurements=(figure,), quality=pair.quality, heatmaps=heatmaps)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Highlights that stand out further than the photograph's, and visibly."""
    raised = measured[RAISED]
    standing = nulls.pair(RAISED, raised.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("above", effect=raised.value, visible=VISIBLE, strong=MODERATE_AT_MOST)
    if severity is None:
        return ()
    return (
        Finding(
            code="skin_waxy",
            dimension=Dimension.SKIN,
            severity=severity,
            confidence=Confidence.FAIR,
            facts={"subject": raised.subject or 0.0, "reference": raised.reference or 0.0},
            evidence=(RAISED,),
            deviation=standing.deviation,
            subject_regions=raised.subject_regions,
            reference_regions=raised.reference_regions,
        ),
    )


def _require_like_light(pair: Pair) -> None:
    ours, theirs = pair.subject.shading, pair.reference.shading
    if ours is None or theirs is None:
        raise NotApplicable("too_little_skin")
    apart = max(abs(ours.side - theirs.side), abs(ours.height - theirs.height))
    if apart > ALIKE:
        raise NotApplicable("light_differs", {"stops": apart})


def _raised(portrait: Portrait, distance: float) -> tuple[View, Floats]:
    view = portrait.face(distance)
    mesh, iris_distance = view.from_file(portrait.mesh.xy), portrait.iris_distance * view.scale
    found = sheen(colour.lab(view.pixels), zones.skin(view.pixels, mesh, iris_distance), mesh, iris_distance)
    if found is None:
        raise NotApplicable("too_little_skin")
    return view, found


def _heat(view: View, raised: Floats, *, on_reference: bool = False) -> HeatMap:
    height, width = view.shape
    return HeatMap(
        values=raised,
        region=view.region(np.array([[0.0, 0.0], [width, height]])),
        unit=Unit.LAB,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
        on_reference=on_reference,
    )


ANALYZER = PairAnalyzer(id="skin_highlights", version=1, dimension=Dimension.SKIN, measure=measure, judge=judge)
