"""Is the subject further from another photograph of the person than the reference is?

Method: L3 of docs/METHOD.md. Identity: the distance of subject and extra photograph beside that of reference and extra.
Proportions: the lengths of likeness_geometry, told only where the subject's lies beyond those of both photographs, by
what it lies beyond the nearer one. Both stand beside the same figures of three real pictures of one person from
different days, whose two photographs are about as far apart from each other: the nearer two photographs are, the
further a third one stands out. A distance must be unusual between two real pictures as well.

All seven questions share the false alarms of one that is slight, and none is ever told as more: twelve people have
three real pictures in the tables, which says little of one case in 100.
Wrong where reference and extra come from one sitting, with years between the pictures, and with selfies taken from very
near.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.analyzer import Measured
from analysis.analyzers import likeness_geometry, likeness_identity
from analysis.analyzers.likeness_geometry import LENGTHS, Length
from analysis.errors import NotApplicable
from analysis.extras.agreement import ID
from analysis.extras.face import Face
from analysis.nulls import SLIGHT, Nulls
from analysis.pair import quality
from analysis.types import Confidence, Dimension, Finding, Measurement, Severity, Unit
from analysis.vision.identity import distance

DISTANCE = "likeness.beside.distance"
APART = ".apart"  # after a key: how far reference and extra are from each other in it
SHARE = SLIGHT / (1 + len(LENGTHS))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraAnalyzer:
    """A question asked of subject, reference and one further photograph. Either function may raise NotApplicable."""

    id: str
    version: int
    dimension: Dimension
    measure: Callable[[Face, Face, Face], Measured]
    judge: Callable[[Measured, Nulls], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class _Needs:
    iris_distance: float  # pixels
    turned: float  # degrees, and the next
    pose_difference: float

    def refusal(self, faces: tuple[Face, ...]) -> NotApplicable | None:
        smallest = min(face.iris_distance for face in faces)
        turned = max(abs(face.pose.yaw) for face in faces)
        apart = max(one.pose.away_from(other.pose) for one, other in itertools.combinations(faces, 2))
        if smallest < self.iris_distance:
            return NotApplicable("face_too_small", {"pixels": smallest, "needed": self.iris_distance})
        if turned > self.turned:
            return NotApplicable("turned_away", {"degrees": turned})
        if apart > self.pose_difference:
            return NotApplicable("one_pose_differs", {"degrees": apart})
        return None


_FOR_DISTANCE, _FOR_LENGTHS = (
    _Needs(it.LEAST_IRIS_DISTANCE, it.MOST_TURNED, it.MOST_POSE_DIFFERENCE)
    for it in (likeness_identity, likeness_geometry)
)


def length_key(length: Length) -> str:
    return length.key.replace("likeness.", "likeness.beside.", 1)


def _code(length: Length, *, larger: bool) -> str:
    return f"{length_key(length).replace('.', '_')}_{'larger' if larger else 'smaller'}"


DISTANCE_CODE = "likeness_beside_distance"
LENGTH_CODES = tuple(_code(length, larger=larger) for length in LENGTHS for larger in (True, False))


def measure(subject: Face, reference: Face, extra: Face) -> Measured:
    """Distances, and lengths where the heads are turned alike. Raises NotApplicable for small or turned faces."""
    faces = subject, reference, extra
    refusal = _FOR_DISTANCE.refusal(faces)
    if refusal is not None:
        raise refusal
    measurements = [_distance(*faces)]
    if _FOR_LENGTHS.refusal(faces) is None:
        measurements += _lengths(*faces)
    apart = {f"{item.key}{APART}": abs(item.reference or 0.0) for item in measurements}
    return Measured(measurements=tuple(measurements), quality=quality(subject, extra) | apart)


def _distance(subject: Face, reference: Face, extra: Face) -> Measurement:
    ours, theirs = (distance(face.embedding, extra.embedding) for face in (subject, reference))
    return Measurement(
        key=DISTANCE,
        value=ours - theirs,
        unit=Unit.DISTANCE,
        subject=ours,
        reference=theirs,
        subject_regions=(subject.oval,),
        reference_regions=(reference.oval,),
    )


def _lengths(subject: Face, reference: Face, extra: Face) -> Iterator[Measurement]:
    """Each side is that picture over the extra photograph; the value is how far the subject lies beyond both."""
    for number, length in enumerate(LENGTHS):
        first, second, third = (face.log_lengths[number] for face in (subject, reference, extra))
        yield Measurement(
            key=length_key(length),
            value=_beyond(first - third, first - second),
            unit=Unit.OCTAVES,
            subject=first - third,
            reference=second - third,
            subject_regions=(subject.outlines[number],),
            reference_regions=(reference.outlines[number],),
        )


def _beyond(one: float, other: float) -> float:
    """The smaller of two differences of one sign; 0 where the subject lies between the two photographs."""
    return min(one, other, key=abs) if one * other > 0 else 0.0


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Further than real pictures of one person are from each other, in the face as a whole or in a length."""
    findings = [_judged_distance(measured, nulls)]
    findings += [_judged_length(measured, nulls, length) for length in LENGTHS if measured.get(length_key(length))]
    return tuple(finding for finding in findings if finding is not None)


def _judged_distance(measured: Measured, nulls: Nulls) -> Finding | None:
    item, apart = measured[DISTANCE], _apart(measured, DISTANCE)
    ours = item.value + sum(apart.values())
    alone = {name: value for name, value in measured.quality.items() if not name.endswith(APART)}
    pair, triple = nulls.pair(likeness_identity.LEAD, ours, alone), nulls.triple(DISTANCE, item.value, apart)
    if pair is None or triple is None:
        raise NotApplicable("not_calibrated")
    if ours < likeness_identity.SEEN or max(pair.above, triple.above) > SHARE:
        return None
    return _finding(DISTANCE_CODE, item, triple.deviation, ("one_sitting", "net_groups"))


def _judged_length(measured: Measured, nulls: Nulls, length: Length) -> Finding | None:
    item = measured[length_key(length)]
    standing = nulls.triple(item.key, item.value, _apart(measured, item.key))
    if standing is None:
        raise NotApplicable("not_calibrated")
    if abs(item.value) < likeness_geometry.VISIBLE or standing.tail("either") > SHARE:
        return None
    return _finding(_code(length, larger=item.value > 0), item, standing.deviation, ("camera_distance",))


def _apart(measured: Measured, key: str) -> dict[str, float]:
    return {f"{key}{APART}": measured.quality[f"{key}{APART}"]}


def _finding(code: str, item: Measurement, deviation: float, caveats: tuple[str, ...]) -> Finding:
    return Finding(
        code=code,
        dimension=Dimension.LIKENESS,
        severity=Severity.SLIGHT,
        confidence=Confidence.LOW,
        facts={"share": abs(2.0**item.value - 1)} if item.unit is Unit.OCTAVES else {},
        evidence=(item.key,),
        deviation=deviation,
        caveats=caveats,
        subject_regions=item.subject_regions,
        reference_regions=item.reference_regions,
    )


ANALYZER = ExtraAnalyzer(id=ID, version=1, dimension=Dimension.LIKENESS, measure=measure, judge=judge)
