"""Would someone who knows the sitter take both pictures for the same person?

Method: L1 of docs/METHOD.md. The distance of two identity embeddings (vision/identity.py) stands beside the distances
between real pictures of one person, taken on different days with different cameras, of like quality. It is told as a
percentile, never as "the same person" or "somebody else": the net knows some groups of people better than others.

Wrong between photographs many years apart and with large changes of hair, beard, weight or glasses.
"""

from __future__ import annotations

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.types import Confidence, Dimension, Finding, Measurement, Unit
from analysis.vision.identity import distance
from analysis.vision.landmarks import FACE_OVAL
from analysis.vision.view import View

LEAD = "likeness.distance"
LEAST_IRIS_DISTANCE = 30.0  # pixels: the net looks at 150 × 150, in which the irises are 52 apart
MOST_TURNED, MOST_POSE_DIFFERENCE = 35.0, 30.0  # degrees
SEEN = 0.30  # 99 of 100 pairs from one studio session, minutes apart, are closer (METHOD.md, L1)


def measure(pair: Pair) -> Measured:
    """One distance. Raises NotApplicable for faces too small or too far turned."""
    quality = pair.quality
    smaller = min(pair.subject.iris_distance, pair.reference.iris_distance)
    if smaller < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": smaller, "needed": LEAST_IRIS_DISTANCE})
    if quality["turned"] > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": quality["turned"]})
    if quality["pose_difference"] > MOST_POSE_DIFFERENCE:
        raise NotApplicable("pose_differs", {"degrees": quality["pose_difference"]})
    faces = []
    for portrait in (pair.subject, pair.reference):
        view: View = portrait.plate
        faces.append(view.region(view.from_file(portrait.mesh.xy[list(FACE_OVAL)])))
    lead = Measurement(
        key=LEAD,
        value=distance(pair.subject.embedding, pair.reference.embedding),
        unit=Unit.DISTANCE,
        subject_regions=(faces[0],),
        reference_regions=(faces[1],),
    )
    return Measured(measurements=(lead,), quality=quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Further apart than real pictures of one person are."""
    lead = measured[LEAD]
    standing = nulls.pair(LEAD, lead.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("above", effect=lead.value, visible=SEEN)
    if severity is None:
        return ()
    return (
        Finding(
            code="likeness_distance",
            dimension=Dimension.LIKENESS,
            severity=severity,
            confidence=Confidence.FAIR,
            facts={"closer": min(0.99, 1 - standing.above), "distance": lead.value},
            evidence=(LEAD,),
            deviation=standing.deviation,
            caveats=("years_apart", "net_groups"),
            subject_regions=lead.subject_regions,
            reference_regions=lead.reference_regions,
        ),
    )


ANALYZER = PairAnalyzer(id="likeness_identity", version=1, dimension=Dimension.LIKENESS, measure=measure, judge=judge)
