"""Which parts of the face are drawn wider, narrower, longer or shorter than they are?

Method: L2 of docs/METHOD.md. Both meshes are turned to the front and brought to one size by the points that no
expression moves (vision/frontal.py); lengths between stable points are compared as log ratios. Nose width, mouth and
eye openings are left out: a smile moves them more than people differ.

Wrong when the two pictures were taken from very different distances (a selfie against a portrait lens): that alone
makes noses 6–11 % longer and faces narrower, and the page says so. Lengths near the outline follow hair and weight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.analyzer import Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision.frontal import frontal

LEAST_IRIS_DISTANCE = 40.0  # pixels
MOST_POSE_DIFFERENCE, MOST_TURNED = 15.0, 20.0  # degrees
VISIBLE = (
    0.043  # log2 of 1.03: three per cent, the least that is noticed on a face (metrics of asymmetry, METHOD.md L2)
)


@dataclass(frozen=True, slots=True)
class Length:
    """A distance between two mesh points, and the outline that shows where it is."""

    key: str
    ends: tuple[int, int]
    outline: tuple[int, ...]
    axis: int  # 0 across, 1 along the face


LENGTHS = (
    Length("likeness.face_width", (234, 454), (234, 93, 132, 137, 227, 454, 447, 366, 361, 323), 0),
    Length("likeness.jaw_width", (172, 397), (132, 58, 172, 136, 150, 379, 365, 397, 288, 361), 0),
    Length("likeness.chin_width", (150, 379), (150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 200, 136), 0),
    Length("likeness.lower_face", (2, 152), (2, 57, 172, 150, 152, 379, 397, 287), 1),
    Length("likeness.eye_spacing", (133, 362), (133, 155, 168, 382, 362, 398, 8, 173), 0),
    Length("likeness.nose_length", (168, 2), (168, 48, 98, 2, 327, 278), 1),
)


def measure(pair: Pair) -> Measured:
    """log2 of each length, subject over reference. Raises NotApplicable for small or turned faces."""
    quality = pair.quality
    smaller = min(pair.subject.iris_distance, pair.reference.iris_distance)
    if smaller < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": smaller, "needed": LEAST_IRIS_DISTANCE})
    if quality["turned"] > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": quality["turned"]})
    if quality["pose_difference"] > MOST_POSE_DIFFERENCE:
        raise NotApplicable("pose_differs", {"degrees": quality["pose_difference"]})
    sides = [log_lengths(portrait.mesh.points) for portrait in (pair.subject, pair.reference)]
    measurements = []
    for length, ours, theirs in zip(LENGTHS, *sides, strict=True):
        measurements.append(
            Measurement(
                key=length.key,
                value=ours - theirs,
                unit=Unit.OCTAVES,
                uncertainty=_noise(pair, length),
                subject=2.0**ours,
                reference=2.0**theirs,
                sides=Unit.CENTIMETRES,
                subject_regions=(outline(pair.subject, length),),
                reference_regions=(outline(pair.reference, length),),
            )
        )
    return Measured(measurements=tuple(measurements), quality=quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """The lengths that differ by more than real pictures of one person do."""
    findings = []
    for length in LENGTHS:
        item = measured[length.key]
        standing = nulls.pair(length.key, item.value, measured.quality)
        if standing is None:
            raise NotApplicable("not_calibrated")
        severity = standing.severity("either", effect=abs(item.value), visible=VISIBLE)
        if severity is None:
            continue
        larger = item.value > 0
        findings.append(
            Finding(
                code=f"{length.key.replace('.', '_')}_{'larger' if larger else 'smaller'}",
                dimension=Dimension.LIKENESS,
                severity=severity,
                confidence=Confidence.FAIR,
                facts={"share": abs(2.0**item.value - 1)},
                evidence=(length.key,),
                deviation=standing.deviation,
                caveats=("camera_distance",),
                subject_regions=item.subject_regions,
                reference_regions=item.reference_regions,
            )
        )
    return tuple(findings)


def log_lengths(points: NDArray[np.float64]) -> tuple[float, ...]:
    """log2 of LENGTHS, in centimetres on a face of average size, of a mesh (478, 3) of any pose."""
    front = frontal(points)
    return tuple(_log_length(front, length) for length in LENGTHS)


def _log_length(front: NDArray[np.float64], length: Length) -> float:
    start, end = length.ends
    return float(np.log2(abs(front[start, length.axis] - front[end, length.axis])))


def _noise(pair: Pair, length: Length) -> float:
    """One standard deviation of the log ratio that the landmark net's own jitter explains."""
    variance = 0.0
    for portrait in (pair.subject, pair.reference):
        start, end = length.ends
        across = float(np.linalg.norm(portrait.mesh.xy[start] - portrait.mesh.xy[end]))
        variance += float((portrait.mesh.noise[[start, end]] ** 2).sum()) / 2 / across**2
    return float(np.sqrt(variance) / np.log(2))


def outline(portrait: Portrait, length: Length) -> Region:
    """Where the length is on the picture."""
    view = portrait.plate
    points = view.from_file(portrait.mesh.xy[list(length.outline)])
    centre = points.mean(0)
    order = np.argsort(np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0]))
    return view.region(points[order])


ANALYZER = PairAnalyzer(id="likeness_geometry", version=1, dimension=Dimension.LIKENESS, measure=measure, judge=judge)
