"""How far two pictures of one person are apart, in what a series looks at: numbers from two profiles.

Each figure has the needs of the analyzer that it comes from, and is None where they do not hold.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from analysis.analyzers import light_compared, likeness_geometry, likeness_identity, skin_tone
from analysis.series.profile import Profile
from analysis.types import Unit
from analysis.vision import ciede2000
from analysis.vision.identity import distance

Figure = Callable[[Profile, Profile], float | None]
_LEAST = 1e-3  # of a figure that is told by its logarithm


def likeness(one: Profile, other: Profile) -> float | None:
    """Distance of the identity embeddings."""
    if not _comparable(
        one,
        other,
        iris_distance=likeness_identity.LEAST_IRIS_DISTANCE,
        turned=likeness_identity.MOST_TURNED,
        pose_difference=likeness_identity.MOST_POSE_DIFFERENCE,
    ):
        return None
    return distance(one.face.embedding, other.face.embedding)


def proportions(one: Profile, other: Profile) -> float | None:
    """Root mean square of the six log ratios of likeness_geometry, as a share: 0.03 is three per cent each."""
    if not _comparable(
        one,
        other,
        iris_distance=likeness_geometry.LEAST_IRIS_DISTANCE,
        turned=likeness_geometry.MOST_TURNED,
        pose_difference=likeness_geometry.MOST_POSE_DIFFERENCE,
    ):
        return None
    ratios = np.subtract(one.face.log_lengths, other.face.log_lengths)
    return float(2.0 ** np.sqrt((ratios**2).mean()) - 1.0)


def tone(one: Profile, other: Profile) -> float | None:
    """ΔE00 of the skin; only where both faces are lit so alike that a portraitist would not name a difference."""
    lit = light(one, other)
    near = _comparable(
        one, other, iris_distance=skin_tone.LEAST_IRIS_DISTANCE, pose_difference=skin_tone.MOST_POSE_DIFFERENCE
    )
    if one.colour is None or other.colour is None or lit is None or lit >= light_compared.VISIBLE or not near:
        return None
    return float(ciede2000.difference(np.array(one.colour), np.array(other.colour)))


def light(one: Profile, other: Profile) -> float | None:
    """Stops between the two lights, across and down the face together."""
    if one.light is None or other.light is None:
        return None
    return math.hypot(one.light.side - other.light.side, one.light.height - other.light.height)


def pose(one: Profile, other: Profile) -> float:
    """Degrees between the two poses, roll left out."""
    return one.face.pose.away_from(other.face.pose)


def expression(one: Profile, other: Profile) -> float:
    """Distance of the expression net's coefficients; a full smile beside none is about 1.2."""
    return float(np.linalg.norm(one.expression - other.expression))


LIKENESS, PROPORTIONS, TONE = "series.likeness", "series.proportions", "series.tone"
POSE, LIGHT, EXPRESSION = "series.pose", "series.light", "series.expression"
FIGURES: Final[Mapping[str, Figure]] = {
    LIKENESS: likeness,
    PROPORTIONS: proportions,
    TONE: tone,
    POSE: pose,
    LIGHT: light,
    EXPRESSION: expression,
}
UNITS: Final[Mapping[str, Unit]] = {
    LIKENESS: Unit.DISTANCE,
    PROPORTIONS: Unit.SHARE,
    TONE: Unit.DELTA_E,
    POSE: Unit.DEGREES,
    LIGHT: Unit.STOPS,
    EXPRESSION: Unit.DISTANCE,
}
# What pictures are asked to have little of, or much: there it is ratios that count, down to next to nothing.
_BY_LOGARITHM = (POSE, LIGHT, EXPRESSION)


def tabled(key: str, value: float) -> float:
    """A figure as the table of real couples holds it: log2 of those that are told by their ratio."""
    return math.log2(max(value, _LEAST)) if key in _BY_LOGARITHM else value


def couples(key: str, profiles: Sequence[Profile]) -> list[float]:
    """The figure of every couple of a series that can be told."""
    figures = itertools.starmap(FIGURES[key], itertools.combinations(profiles, 2))
    return [value for value in figures if value is not None]


def _comparable(
    one: Profile, other: Profile, *, iris_distance: float, pose_difference: float, turned: float = math.inf
) -> bool:
    return (
        min(one.face.iris_distance, other.face.iris_distance) >= iris_distance
        and max(abs(one.face.pose.yaw), abs(other.face.pose.yaw)) <= turned
        and pose(one, other) <= pose_difference
    )
