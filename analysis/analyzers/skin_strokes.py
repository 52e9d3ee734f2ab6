"""Does the relief of the skin run in strokes, where real skin points everywhere?

Method: structure-tensor coherence of log-luminance between 0.7 and 5 mm (vision/strokes.py), on both faces after they
are brought to one scale, compression and sharpness, at 90 pixels between the irises. The figure is the lower quartile
over bare skin: how directed even the least directed skin is. Real skin lies low, because pores, bumps and crossing
lines leave no direction; clean generated shading lies high.

Wrong where one side is much softer lit than the other, or carries a beard that the other does not; both are other
causes in the words. Faces smaller than 85 pixels between the irises show no difference even where there is one, so they
abstain.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.matching import Side
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.types import Confidence, Dimension, Finding, Measurement, Unit
from analysis.vision import colour, zones
from analysis.vision.colour import Floats
from analysis.vision.landmarks import FACE_OVAL, ZONES
from analysis.vision.strokes import IRIS_DISTANCE, coherence
from analysis.vision.view import View
from analysis.vision.zones import Mask

LEAD = "skin.strokes"
LEAST_IRIS_DISTANCE = 85.0  # pixels; below, real and generated skin lie alike (METHOD.md, S6)
SURE_IRIS_DISTANCE = 140.0
MOST_POSE_DIFFERENCE = 20.0  # degrees
LEAST_PIXELS = 600
VISIBLE = 0.08  # 99 of 100 pairs from one studio session differ by less (METHOD.md, S6)
HEAT_FLOOR, HEAT_CEILING = 0.6, 1.0


def measure(pair: Pair) -> Measured:
    """Coherence of both faces, 0–1. Raises NotApplicable for small, turned, hidden or unlike faces."""
    apart = pair.quality["pose_difference"]
    if apart > MOST_POSE_DIFFERENCE:
        raise NotApplicable("pose_differs", {"degrees": apart})
    smaller = min(pair.subject.iris_distance, pair.reference.iris_distance)
    if smaller < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": smaller, "needed": LEAST_IRIS_DISTANCE})
    if not pair.matched.agrees:
        raise NotApplicable("quality_differs")
    faces = tuple(_Face(side) for side in (pair.matched.subject, pair.matched.reference))
    ours, theirs = (face.value for face in faces)
    lead = Measurement(
        key=LEAD,
        value=ours - theirs,
        unit=Unit.SHARE,
        subject=ours,
        reference=theirs,
        subject_regions=(faces[0].view.region(faces[0].mesh[list(FACE_OVAL)]),),
        reference_regions=(faces[1].view.region(faces[1].mesh[list(FACE_OVAL)]),),
    )
    heat = tuple(face.heat(on_reference=bool(index)) for index, face in enumerate(faces))
    return Measured(measurements=(lead, *_zones(*faces)), quality=pair.quality, heatmaps=heat)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """More directed than real pictures of one person differ by. Less directed is nothing to say."""
    lead = measured[LEAD]
    standing = nulls.pair(LEAD, lead.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("above", effect=lead.value, visible=VISIBLE)
    if severity is None or lead.subject is None or lead.reference is None:
        return ()
    large = math.exp2(measured.quality["log_iris_distance"]) >= SURE_IRIS_DISTANCE
    zone = max((item for item in measured.measurements if item is not lead), key=lambda item: item.value, default=lead)
    return (
        Finding(
            code="skin_strokes",
            dimension=Dimension.SKIN,
            severity=severity,
            confidence=Confidence.HIGH if large else Confidence.FAIR,
            facts={"subject": lead.subject, "reference": lead.reference},
            evidence=(LEAD, zone.key),
            deviation=standing.deviation,
            caveats=("retouched", "make_up"),
            subject_regions=zone.subject_regions,
            reference_regions=zone.reference_regions,
        ),
    )


class _Face:
    """One matched face at 90 pixels between the irises, with its coherence."""

    def __init__(self, side: Side) -> None:
        step = min(1.0, IRIS_DISTANCE / side.iris_distance)
        size = round(side.view.shape[1] * step), round(side.view.shape[0] * step)
        pixels = np.asarray(cv2.resize(side.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        self.view = View(pixels, side.view.scale * step, side.view.left, side.view.top, side.view.whole)
        self.mesh = side.mesh * step
        distance = side.iris_distance * step
        self.skin: Mask = zones.skin(pixels, self.mesh, distance)
        if self.skin.sum() < LEAST_PIXELS:
            raise NotApplicable("too_little_skin")
        self.coherence: Floats = coherence(colour.log_luminance(pixels), distance)

    @property
    def value(self) -> float:
        return float(np.percentile(self.coherence[self.skin], 25))

    def heat(self, *, on_reference: bool) -> HeatMap:
        return HeatMap(
            values=np.where(self.skin, self.coherence, np.float32(np.nan)),
            region=self.view.extent,
            unit=Unit.SHARE,
            floor=HEAT_FLOOR,
            ceiling=HEAT_CEILING,
            on_reference=on_reference,
        )


def _zones(subject: _Face, reference: _Face) -> list[Measurement]:
    """The same figure per zone, to say where it is largest."""
    found = []
    for name, points in ZONES.items():
        seen = [zones.zone(face.view.shape, face.mesh, points) & face.skin for face in (subject, reference)]
        if min(mask.sum() for mask in seen) < LEAST_PIXELS / 8:
            continue
        ours, theirs = (
            float(np.percentile(face.coherence[mask], 25))
            for face, mask in zip((subject, reference), seen, strict=True)
        )
        found.append(
            Measurement(
                key=f"{LEAD}.{name}",
                value=ours - theirs,
                unit=Unit.SHARE,
                subject=ours,
                reference=theirs,
                subject_regions=(subject.view.region(subject.mesh[list(points)]),),
                reference_regions=(reference.view.region(reference.mesh[list(points)]),),
            )
        )
    return found


ANALYZER = PairAnalyzer(id="skin_strokes", version=1, dimension=Dimension.SKIN, measure=measure, judge=judge)
