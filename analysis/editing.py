"""How much to make of a difference between one photograph and what was made of it.

Two questions decide. Can it be what merely storing, sizing or toning a photograph does? The table of re-deliveries says
(`python -m bench.exposures`). And is it seen? Each figure has two floors: from `seen` on it is noticed side by side,
from `plain` on nobody overlooks it, and only then it is strong.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.errors import NotApplicable
from analysis.laid import Laid
from analysis.nulls import MODERATE, SLIGHT, STRONG, Nulls, Tail
from analysis.overlaid import Overlaid
from analysis.pair import Pair
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Severity, Unit

LEAST_IRIS_DISTANCE = 40.0  # pixels: below, what is stored anew differs by as much as what was edited
ANY_POSE = 180.0  # degrees: of one exposure the pose is one
CERTAIN = Confidence.HIGH  # of one exposure nothing is guessed: all that is told lies in both pictures


@dataclass(frozen=True, slots=True)
class Floors:
    """In the unit of a figure: what is seen side by side, and what is plain to see."""

    seen: float
    plain: float


def comparable(pair: Pair, *, iris_distance: float = LEAST_IRIS_DISTANCE) -> Overlaid:
    """The two laid on each other. Raises NotApplicable for two photographs, and for faces of fewer pixels."""
    if not pair.one_exposure:
        raise NotApplicable("different_photographs")
    pair.require(pose_difference=ANY_POSE, iris_distance=iris_distance)
    return pair.overlaid


def surfaces(pair: Pair, *, iris_distance: float = LEAST_IRIS_DISTANCE) -> Laid:
    """Both faces with displacements put back. Raises NotApplicable as above, and where they differ in sharpness."""
    overlaid = comparable(pair, iris_distance=iris_distance)
    if not overlaid.matched:
        raise NotApplicable("quality_differs")
    return overlaid.still


def figure(pair: Pair, key: str, value: float, unit: Unit, places: tuple[Region, ...] = ()) -> Measurement:
    """A figure with its places on both pictures; `places` are those on the subject."""
    return Measurement(
        key=key,
        value=value,
        unit=unit,
        subject_regions=places,
        reference_regions=pair.overlaid.on_reference(places),
    )


def severity(told: Measurement, tail: Tail, floors: Floors, nulls: Nulls) -> Severity | None:
    """None where a re-delivery of a photograph may differ as much, or where nobody would see it."""
    effect = {"below": -told.value, "above": told.value, "either": abs(told.value)}[tail]
    if effect < floors.seen:
        return None
    standing = nulls.redelivery(told.key, told.value)
    if standing is None:
        raise NotApplicable("not_calibrated")
    chance = standing.tail(tail)
    if effect >= floors.plain and chance <= STRONG:
        return Severity.STRONG
    if effect >= math.sqrt(floors.seen * floors.plain) and chance <= MODERATE:
        return Severity.MODERATE
    return Severity.SLIGHT if chance <= SLIGHT else None


def finding(code: str, dimension: Dimension, told: Measurement, severity: Severity, **facts: float) -> Finding:
    """A change of one photograph, where it is on both pictures."""
    return Finding(
        code=code,
        dimension=dimension,
        severity=severity,
        confidence=CERTAIN,
        facts=facts,
        evidence=(told.key,),
        caveats=("own_retouching",),
        subject_regions=told.subject_regions,
        reference_regions=told.reference_regions,
    )


def plainest_first(found: Iterable[Finding | None]) -> tuple[Finding, ...]:
    """Those that there are."""
    return tuple(sorted((item for item in found if item), key=lambda item: -item.severity.rank))
