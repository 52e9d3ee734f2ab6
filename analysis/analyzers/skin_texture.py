"""How much of the skin's fine detail is left, at equal face scale?

Method: S1 of docs/METHOD.md. Both faces are brought to one scale, compression and sharpness. The grain of the skin
(0.25–0.75 mm) is told as local contrast and compared place by place through the mesh, on skin that is bare in both
pictures; a zone's figure is the median over its places. What lashes and brows differ by in the same band is taken off,
so that focus and tone curves, which change both, cancel. In octaves: −1 is half of the photograph's detail.

Wrong with heavy make-up or professional retouching on one side only, with a beard on one side only, and where a beauty
filter was already at work in the photograph. Those are named as other causes in the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import median

import numpy as np

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.matching import Matched, Side
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.types import Confidence, Dimension, Finding, Measurement, Severity, Unit
from analysis.vision import bands, zones
from analysis.vision.bands import Floats
from analysis.vision.landmarks import ZONES

LEAD = "skin.grain"
LASHES = "skin.lash_contrast"
LEAST_IRIS_DISTANCE = 70.0  # pixels: below, half a smoothing passes unseen in a third of faces (METHOD.md, S1)
SURE_IRIS_DISTANCE, FAIR_IRIS_DISTANCE = 140.0, 100.0  # where compression stops and starts to matter (METHOD.md, S1)
MOST_POSE_DIFFERENCE = 15.0  # degrees
LEAST_ZONES = 3
LEAST_COVERED = 0.3  # of a zone, bare on both sides
LEAST_PIXELS = 150
VISIBLE = 0.5  # octaves: a third less contrast, the least that is seen when both are side by side
HEAT_FLOOR, HEAT_CEILING = VISIBLE, 2.5  # octaves of missing detail


def measure(pair: Pair) -> Measured:
    """Per zone and over the face, in octaves. Raises NotApplicable for small, turned, hidden or unlike faces."""
    matched = _comparable(pair)
    subject, reference = matched.subject, matched.reference
    lashes = tuple(_lash_contrast(side) for side in (subject, reference))
    skin = tuple(_detail(side) - sharp for side, sharp in zip((subject, reference), lashes, strict=True))
    fetched = matched.on_reference.fetch(skin[1])
    found = tuple(_zones(skin[0], fetched, subject, reference))
    if len(found) < LEAST_ZONES:
        raise NotApplicable("too_little_skin")
    lead = Measurement(
        key=LEAD,
        value=median(zone.value for zone in found),
        unit=Unit.OCTAVES,
        subject=median(zone.subject or 0.0 for zone in found),
        reference=median(zone.reference or 0.0 for zone in found),
        subject_regions=tuple(region for zone in found for region in zone.subject_regions),
        reference_regions=tuple(region for zone in found for region in zone.reference_regions),
    )
    control = Measurement(
        key=LASHES, value=lashes[0] - lashes[1], unit=Unit.OCTAVES, subject=lashes[0], reference=lashes[1]
    )
    return Measured(
        measurements=(lead, *found, control),
        quality=pair.quality,
        heatmaps=(
            _heat(subject, fetched - skin[0]),
            _heat(reference, matched.on_subject.fetch(skin[0]) - skin[1], True),
        ),
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Less detail than real pictures of one person differ by is a finding; more of it is worth a note."""
    lead = measured[LEAD]
    standing = nulls.pair(LEAD, lead.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    less = standing.severity("below", effect=-lead.value, visible=VISIBLE)
    more = standing.severity("above", effect=lead.value, visible=VISIBLE)
    if less is None and more is None:
        return ()
    sign = -1 if less else 1
    marked = [item for item in _of_zones(measured) if sign * item.value >= VISIBLE]
    return (
        Finding(
            code="skin_smoother" if less else "skin_rougher",
            dimension=Dimension.SKIN,
            severity=less or Severity.NOTE,
            confidence=_confidence(measured),
            facts={"kept": 2.0**lead.value, "more": 2.0**lead.value - 1, "octaves": abs(lead.value)},
            evidence=(LEAD, *(item.key for item in marked), LASHES),
            deviation=standing.deviation,
            caveats=("retouched", "make_up"),
            subject_regions=tuple(region for item in marked for region in item.subject_regions),
            reference_regions=tuple(region for item in marked for region in item.reference_regions),
        ),
    )


def _comparable(pair: Pair) -> Matched:
    pair.require(pose_difference=MOST_POSE_DIFFERENCE, iris_distance=LEAST_IRIS_DISTANCE)
    if not pair.matched.agrees:
        raise NotApplicable("quality_differs")
    return pair.matched


def _lash_contrast(side: Side) -> float:
    """log2 contrast of lashes and brows in the band in which skin is compared."""
    _, grain, _ = side.bands
    return bands.contrast(grain, zones.feature_ring(side.view.shape, side.mesh, side.iris_distance))


def _detail(side: Side) -> Floats:
    """log2 local contrast of the skin's grain, float32 (h, w); NaN off the skin."""
    _, grain, _ = side.bands
    detail = np.log2(bands.local_contrast(grain, side.skin, side.iris_distance))
    return np.where(side.skin, detail, np.float32(np.nan))


def _zones(subject_detail: Floats, reference_detail: Floats, subject: Side, reference: Side) -> Iterator[Measurement]:
    """Each zone that is bare enough in both pictures. Both maps lie on the subject."""
    both = np.isfinite(subject_detail) & np.isfinite(reference_detail)
    for name, points in ZONES.items():
        whole = zones.zone(subject.view.shape, subject.mesh, points)
        seen = whole & both
        if seen.sum() < max(LEAST_PIXELS, LEAST_COVERED * whole.sum()):
            continue
        ours, theirs = (float(np.median(detail[seen])) for detail in (subject_detail, reference_detail))
        yield Measurement(
            key=f"{LEAD}.{name}",
            value=float(np.median(subject_detail[seen] - reference_detail[seen])),
            unit=Unit.OCTAVES,
            subject=ours,
            reference=theirs,
            subject_regions=(subject.view.region(subject.mesh[list(points)]),),
            reference_regions=(reference.view.region(reference.mesh[list(points)]),),
        )


def _heat(side: Side, missing: Floats, on_reference: bool = False) -> HeatMap:
    """Octaves of detail that this picture lacks beside the other."""
    return HeatMap(
        values=missing,
        region=side.view.extent,
        unit=Unit.OCTAVES,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
        on_reference=on_reference,
    )


def _of_zones(measured: Measured) -> list[Measurement]:
    return [item for item in measured.measurements if item.key.startswith(f"{LEAD}.")]


def _confidence(measured: Measured) -> Confidence:
    """By how finely the smaller face was drawn."""
    distance = math.exp2(measured.quality["log_iris_distance"])
    if distance >= SURE_IRIS_DISTANCE:
        return Confidence.HIGH
    return Confidence.FAIR if distance >= FAIR_IRIS_DISTANCE else Confidence.LOW


ANALYZER = PairAnalyzer(id="skin_texture", version=1, dimension=Dimension.SKIN, measure=measure, judge=judge)
