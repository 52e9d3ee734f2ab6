"""Is the skin drawn: relief that runs in strokes, and a warmth that wanders?

Method: S6 of docs/METHOD.md, on both faces after they are brought to one scale, compression and sharpness, at 90 pixels
between the irises. *Strokes*: structure-tensor coherence of log-luminance between 0.7 and 5 mm (vision/strokes.py), the
lower quartile over bare skin, so how directed even the least directed skin is. Real skin lies low: pores, bumps and
crossing lines leave no direction. *Warmth*: how far b* (yellow against blue) varies between 2 and 5 mm. Generated skin
tends to be high in both, for reasons that have nothing to do with each other, so their sum, each in the standard
deviation of real pairs, says more than either; it is what is judged. In black and white only the strokes are.

Wrong where one side is much softer lit, restored or enlarged by software, or carries a beard that the other does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.matching import Side
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision import colour, zones
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.landmarks import FACE_OVAL, ZONES
from analysis.vision.monochrome import is_monochrome
from analysis.vision.strokes import IRIS_DISTANCE, coherence
from analysis.vision.view import View
from analysis.vision.zones import Mask

STROKES, WARMTH, DRAWN = "skin.strokes", "skin.warmth", "skin.drawn"
STROKES_SD, WARMTH_SD = 0.045, 0.38  # of real pairs, from different days and cameras (METHOD.md, S6)
WARMTH_BAND = (2.8, 7.5)  # Gaussians in 1/90 of the iris distance
MOST_WARMTH = 4.0  # standard deviations that count: mixed light can make warmth wander without end
YELLOW = 2  # channel of CIELAB
LEAST_IRIS_DISTANCE = 60.0  # pixels; below, real and generated skin lie alike (METHOD.md, S6)
SURE_IRIS_DISTANCE, FAIR_IRIS_DISTANCE = 140.0, 85.0
MOST_POSE_DIFFERENCE = 20.0  # degrees
LEAST_PIXELS = 600
VISIBLE = 0.05  # coherence; 95 of 100 pairs from one studio session differ by less (METHOD.md, S6)
VISIBLE_DRAWN = 1.4  # the same, of the sum
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
    strokes = _difference(STROKES, Unit.SHARE, faces, [face.strokes for face in faces])
    measurements = [strokes]
    if not any(is_monochrome(face.lab) for face in faces):
        warmth = _difference(WARMTH, Unit.OCTAVES, faces, [face.warmth for face in faces])
        drawn = strokes.value / STROKES_SD + min(warmth.value / WARMTH_SD, MOST_WARMTH)
        measurements += [warmth, Measurement(key=DRAWN, value=drawn, unit=Unit.STANDARD_DEVIATIONS)]
    heat = tuple(face.heat(on_reference=bool(index)) for index, face in enumerate(faces))
    return Measured(measurements=(*measurements, *_zones(*faces)), quality=pair.quality, heatmaps=heat)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """More drawn than real pictures of one person differ by. Less is nothing to say."""
    strokes, drawn = measured[STROKES], measured.get(DRAWN)
    lead = drawn or strokes
    standing = nulls.pair(lead.key, lead.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("above", effect=lead.value, visible=VISIBLE_DRAWN if drawn else VISIBLE)
    if severity is None or strokes.subject is None or strokes.reference is None:
        return ()
    zone = max(_of_zones(measured), key=lambda item: item.value, default=strokes)
    warmth = measured.get(WARMTH)
    facts = {"subject": strokes.subject, "reference": strokes.reference}
    if warmth is not None:
        facts["warmth"] = 2.0**warmth.value
    return (
        Finding(
            code="skin_drawn" if drawn else "skin_strokes",
            dimension=Dimension.SKIN,
            severity=severity,
            confidence=_confidence(measured),
            facts=facts,
            evidence=(STROKES, WARMTH, zone.key) if drawn else (STROKES, zone.key),
            deviation=standing.deviation,
            caveats=("retouched", "make_up", "mixed_light") if drawn else ("retouched", "make_up"),
            subject_regions=zone.subject_regions,
            reference_regions=zone.reference_regions,
        ),
    )


def _difference(key: str, unit: Unit, faces: Sequence[_Face], values: Sequence[float]) -> Measurement:
    """Subject and reference, in this order."""
    return Measurement(
        key=key,
        value=values[0] - values[1],
        unit=unit,
        subject=values[0],
        reference=values[1],
        subject_regions=(faces[0].outline,),
        reference_regions=(faces[1].outline,),
    )


def _of_zones(measured: Measured) -> list[Measurement]:
    return [item for item in measured.measurements if item.key.startswith(f"{STROKES}.")]


def _confidence(measured: Measured) -> Confidence:
    """By how finely the smaller face was drawn."""
    distance = math.exp2(measured.quality["log_iris_distance"])
    if distance >= SURE_IRIS_DISTANCE:
        return Confidence.HIGH
    return Confidence.FAIR if distance >= FAIR_IRIS_DISTANCE else Confidence.LOW


class _Face:
    """One matched face at 90 pixels between the irises, with its coherence."""

    def __init__(self, side: Side) -> None:
        step = min(1.0, IRIS_DISTANCE / side.iris_distance)
        size = round(side.view.shape[1] * step), round(side.view.shape[0] * step)
        pixels = np.asarray(cv2.resize(side.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        self.view = View(pixels, side.view.scale * step, side.view.left, side.view.top, side.view.whole)
        self.mesh = side.mesh * step
        self.iris_distance = side.iris_distance * step
        self.skin: Mask = zones.skin(pixels, self.mesh, self.iris_distance)
        if self.skin.sum() < LEAST_PIXELS:
            raise NotApplicable("too_little_skin")
        self.coherence: Floats = coherence(colour.log_luminance(pixels), self.iris_distance)
        self.lab: Floats = colour.lab(pixels)

    @property
    def strokes(self) -> float:
        """0–1."""
        return float(np.percentile(self.coherence[self.skin], 25))

    @property
    def warmth(self) -> float:
        """log2 of the standard deviation of b* in its band."""
        unit = self.iris_distance / IRIS_DISTANCE
        yellow = np.ascontiguousarray(self.lab[..., YELLOW])
        fine, coarse = (blurred(yellow, edge * unit) for edge in WARMTH_BAND)
        return float(np.log2((fine - coarse)[self.skin].std() + 1e-3))

    @property
    def outline(self) -> Region:
        return self.view.region(self.mesh[list(FACE_OVAL)])

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
                key=f"{STROKES}.{name}",
                value=ours - theirs,
                unit=Unit.SHARE,
                subject=ours,
                reference=theirs,
                subject_regions=(subject.view.region(subject.mesh[list(points)]),),
                reference_regions=(reference.view.region(reference.mesh[list(points)]),),
            )
        )
    return found


ANALYZER = PairAnalyzer(id="skin_strokes", version=2, dimension=Dimension.SKIN, measure=measure, judge=judge)
