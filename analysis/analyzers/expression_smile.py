"""Do the eyes smile as the mouth does?

Question: where the mouth smiles as widely as in the person's own photograph or more, have the lower lids and the cheeks
risen with it?
Method: geometry of the mesh, only ever against the same person's photograph. What the lids and the cheeks should rise
for the difference in smile (and in pitch) is known from real pairs; what is missing is told in smiles: 1 is a full
smile of the mouth that the eyes have no part in. Lids and cheeks count alike.
Reference: metrics E1. Alone, a picture says next to nothing of this (AUC 0.69–0.74), and whether a smile is felt
cannot be read from it at all (Girard et al. 2021, 751 smiles): the words never say "false".
When it is wrong: botulinum toxin, heavy make-up under the eyes, squinting into the sun in one of the two pictures.
"""

from __future__ import annotations

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import MODERATE_AT_MOST, Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision.landmarks import ZONES
from analysis.vision.smile import Smile

MISSING, MOUTH, LID, CHEEK = "smile.eyes_missing", "smile.mouth", "smile.lower_lid", "smile.cheek"
# Of a full smile and of a degree of pitch: least squares through the origin on 83 real pairs of one person at like pose
# (R² 0.62 and 0.78); the studio pairs and the others alone give the same within a third.
LID_PER_SMILE, LID_PER_DEGREE = -0.0176, -0.00065  # iris distances
CHEEK_PER_SMILE, CHEEK_PER_DEGREE = -0.0602, -0.0019
LEAST_IRIS_DISTANCE = 60.0  # pixels: the mesh's noise is then a fifth of a smile
MOST_TURNED, MOST_POSE_DIFFERENCE = 20.0, 15.0  # degrees
LEAST_SMILE = 0.4  # of the subject's mouth; below there is no smile to speak of
LESS_THAN_REFERENCE = 0.15  # how much less than in the photograph the mouth may smile
VISIBLE = 0.5  # smiles; half of what eyes do in a full smile is what the pictures of two sessions differ by
ZONES_SHOWN = ("under_eye_right", "under_eye_left")


def measure(pair: Pair) -> Measured:
    """The share of a smile that the eyes miss, and what it is made of, with the skin under the eyes as regions."""
    _check(pair)
    sides = pair.subject, pair.reference
    subject, reference = (Smile.of(side.mesh) for side in sides)
    pitch = pair.subject.pose.pitch - pair.reference.pose.pitch
    mouth, lid, cheek = subject.mouth - reference.mouth, subject.lid - reference.lid, subject.cheek - reference.cheek
    risen = (lid - LID_PER_DEGREE * pitch) / LID_PER_SMILE, (cheek - CHEEK_PER_DEGREE * pitch) / CHEEK_PER_SMILE
    on_subject, on_reference = (_regions(side) for side in sides)

    def both(key: str, difference: float, own: float, other: float, unit: Unit) -> Measurement:
        return Measurement(key=key, value=difference, subject=own, reference=other, unit=unit)

    missing = Measurement(
        key=MISSING,
        value=mouth - sum(risen) / 2,
        unit=Unit.SHARE,
        subject_regions=on_subject,
        reference_regions=on_reference,
    )
    figures = (
        missing,
        both(MOUTH, mouth, subject.mouth, reference.mouth, Unit.SHARE),
        both(LID, lid, subject.lid, reference.lid, Unit.EYE_DISTANCES),
        both(CHEEK, cheek, subject.cheek, reference.cheek, Unit.EYE_DISTANCES),
    )
    return Measured(measurements=figures, quality=pair.quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Nothing where the mouth hardly smiles; moderate at most, as two sessions differ by half a smile."""
    missing, mouth = measured[MISSING], measured[MOUTH]
    if (mouth.subject or 0.0) < LEAST_SMILE or mouth.value < -LESS_THAN_REFERENCE:
        raise NotApplicable("no_smile")
    standing = nulls.pair(MISSING, missing.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("above", effect=missing.value, visible=VISIBLE, strong=MODERATE_AT_MOST)
    if severity is None:
        return ()
    finding = Finding(
        code="smile.eyes_left_behind",
        dimension=Dimension.EXPRESSION,
        severity=severity,
        confidence=Confidence.FAIR,
        facts={"missing": min(missing.value, 1.0)},
        evidence=(MISSING, MOUTH, LID, CHEEK),
        deviation=standing.deviation,
        subject_regions=missing.subject_regions,
        reference_regions=missing.reference_regions,
    )
    return (finding,)


def _check(pair: Pair) -> None:
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance)
    if distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": distance, "needed": LEAST_IRIS_DISTANCE})
    turned = max(abs(pair.subject.pose.yaw), abs(pair.reference.pose.yaw))
    if turned > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": turned})
    apart = pair.subject.pose.away_from(pair.reference.pose)
    if apart > MOST_POSE_DIFFERENCE:
        raise NotApplicable("pose_differs", {"degrees": apart})


def _regions(portrait: Portrait) -> tuple[Region, ...]:
    plate, mesh = portrait.plate, portrait.mesh.xy
    return tuple(plate.region(plate.from_file(mesh[list(ZONES[name])])) for name in ZONES_SHOWN)


ANALYZER = PairAnalyzer(id="expression_smile", version=3, dimension=Dimension.EXPRESSION, measure=measure, judge=judge)
