"""Do head and shoulders belong to one body, and to this one?

Method: F1 of docs/METHOD.md. The distance of the shoulder joints and the drop from chin to shoulders, each over the
width of the face, against the same person's real photograph and against what real pictures of one person differ by.

Wrong for a turned or leaning torso, raised arms and wide collars: the joints must be seen, inside the picture, and
level. The joints of the pose net lie inside the body, so tables of body measures do not apply to them and are not used.
"""

from __future__ import annotations

import math

import numpy as np

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision.body import SHOULDER_LEFT, SHOULDER_RIGHT
from analysis.vision.landmarks import CHEEKBONE_LEFT, CHEEKBONE_RIGHT, CHIN

SHOULDERS, NECK = "body.shoulders", "body.neck"
SEEN = 0.8  # joint visibility, 0–1
MOST_TURNED = 20.0  # degrees of the head; a turned head mostly comes with a turned torso
VISIBLE = (
    0.14  # log2 of 1.10: two pictures of one person in one session differ by 4 %, so 10 % is two and a half of those
)


def measure(pair: Pair) -> Measured:
    """Both ratios, subject over reference, in octaves. Raises NotApplicable where shoulders are hidden or turned."""
    if pair.quality["turned"] > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": pair.quality["turned"]})
    ours, theirs = (_ratios(portrait) for portrait in (pair.subject, pair.reference))
    regions = tuple(_region(portrait) for portrait in (pair.subject, pair.reference))
    return Measured(
        measurements=tuple(
            Measurement(
                key=key,
                value=math.log2(ours[key] / theirs[key]),
                unit=Unit.OCTAVES,
                subject=ours[key],
                reference=theirs[key],
                sides=Unit.FACE_WIDTHS,
                subject_regions=(regions[0],),
                reference_regions=(regions[1],),
            )
            for key in (SHOULDERS, NECK)
        ),
        quality={"turned": pair.quality["turned"]},
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Shoulders far narrower or wider for this head than the person's own."""
    lead = measured[SHOULDERS]
    standing = nulls.pair(SHOULDERS, lead.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("either", effect=abs(lead.value), visible=VISIBLE)
    if severity is None or lead.subject is None or lead.reference is None:
        return ()
    return (
        Finding(
            code="body_shoulders_narrower" if lead.value < 0 else "body_shoulders_wider",
            dimension=Dimension.BODY,
            severity=severity,
            confidence=Confidence.LOW,
            facts={"share": abs(2.0**lead.value - 1), "subject": lead.subject, "reference": lead.reference},
            evidence=(SHOULDERS, NECK),
            deviation=standing.deviation,
            caveats=("torso_turned",),
            subject_regions=lead.subject_regions,
            reference_regions=lead.reference_regions,
        ),
    )


def _ratios(portrait: Portrait) -> dict[str, float]:
    body = portrait.body
    shoulders = [SHOULDER_RIGHT, SHOULDER_LEFT]
    if body is None or body.visibility[shoulders].min() < SEEN:
        raise NotApplicable("shoulders_hidden")
    right, left = body.joints[shoulders]
    inside = (np.array([right, left]) >= 0).all() and (
        np.array([right, left]) < (portrait.photo.width, portrait.photo.height)
    ).all()
    if not inside:
        raise NotApplicable("shoulders_hidden")
    points = portrait.mesh.points
    width = float(np.linalg.norm(points[CHEEKBONE_RIGHT] - points[CHEEKBONE_LEFT]))
    drop = float(np.linalg.norm(portrait.mesh.xy[CHIN] - (right + left) / 2))
    return {SHOULDERS: float(np.linalg.norm(right - left)) / width, NECK: max(drop, 1.0) / width}


def _region(portrait: Portrait) -> Region:
    """A band through both shoulders up to the chin."""
    assert portrait.body is not None  # noqa: S101 - _ratios has abstained otherwise
    right, left = portrait.body.joints[[SHOULDER_RIGHT, SHOULDER_LEFT]]
    chin = portrait.mesh.xy[CHIN]
    below = np.array([0.0, 0.5 * portrait.iris_distance])
    view = portrait.frame
    return view.region(view.from_file(np.array([chin, left, left + below, right + below, right])))


ANALYZER = PairAnalyzer(id="body_proportion", version=1, dimension=Dimension.BODY, measure=measure, judge=judge)
