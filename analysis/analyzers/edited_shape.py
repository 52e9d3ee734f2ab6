"""Was this very photograph bent: jaw, eyes, nose, mouth, or the head on its body?

Method: one exposure beside what was made of it (see registration and overlaid). Optical flow tells where each place of
the face lay in the photograph; read at the points of the mesh it tells by what share the jaw or the nose is narrower,
the eyes larger, and by how many millimetres the corners of the mouth moved. Head and surroundings are registered by
themselves: the ratio of their scales is what the head grew by.

Wrong where nothing of a feature's structure was left. Lenses, distance and pose do not matter: they are those of the
photograph.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from analysis import editing
from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.editing import Floors
from analysis.laid import FLOW_IRIS_DISTANCE, Laid, displaced, reduced
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.types import Dimension, Finding, Measurement, Region, Unit
from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, Floats
from analysis.vision.contours import regions
from analysis.vision.crops import Points
from analysis.vision.landmarks import (
    CHIN,
    FACE_OVAL,
    LEFT_EYE,
    LEFT_IRIS,
    LIPS,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    RIGHT_EYE,
    RIGHT_IRIS,
)
from analysis.vision.zones import Mask

JAW, EYES, NOSE = "edited.shape.jaw", "edited.shape.eyes", "edited.shape.nose"
MOUTH, HEAD = "edited.shape.mouth", "edited.shape.head"
# Observers notice features of a known face that were moved by a millimetre or two, some of them near the limit of what
# the eye resolves (Haig 1984, "The effect of feature displacement on face recognition", Perception 13). 2 % of a jaw is
# 2 mm; of eyes and nose it is less than that, but both are seen at once. Twice that is plain beside the photograph.
FLOORS = {
    JAW: Floors(0.02, 0.04),
    EYES: Floors(0.02, 0.04),
    NOSE: Floors(0.02, 0.04),
    MOUTH: Floors(1.0, 2.0),
    HEAD: Floors(0.02, 0.05),
}
CODES = {
    JAW: ("edited_jaw_narrower", "edited_jaw_wider"),
    EYES: ("edited_eyes_smaller", "edited_eyes_larger"),
    NOSE: ("edited_nose_narrower", "edited_nose_wider"),
    MOUTH: ("edited_mouth_moved", "edited_mouth_moved"),
    HEAD: ("edited_head_smaller", "edited_head_larger"),
}
NOSE_SIDES = (48, 64, 98, 115, 129, 49, 278, 294, 327, 344, 358, 279)
LOWER = 0.45  # of the way from the eyes to the chin, where the jaw begins
MOVED = 0.01  # iris distances: 0.6 mm on a face of average size, the least that is marked
HEAT_FLOOR, HEAT_CEILING = 0.6, 5.0  # millimetres


@dataclass(frozen=True, slots=True, eq=False)
class _Face:
    """Mesh points now and where they lay in the photograph, (478, 2) along and below the eyes, in iris distances."""

    now: Points
    before: Points

    def across(self, points: list[int]) -> float:
        """How much wider these points are."""
        return _grown(self.now[points, :1], self.before[points, :1])

    def size(self, points: list[int]) -> float:
        """How much larger what these points surround is."""
        return _grown(self.now[points], self.before[points])


def measure(pair: Pair) -> Measured:
    """Raises NotApplicable where the two are different photographs."""
    overlaid = editing.comparable(pair)
    laid, away = reduced(overlaid.face, FLOW_IRIS_DISTANCE), overlaid.displacement
    moved = (np.hypot(away[..., 0], away[..., 1]) >= MOVED) & laid.seen & (pair.subject.person_in(laid.subject) > 0.5)
    face = _face(laid, away)
    jaw = [point for point in FACE_OVAL if face.now[point, 1] > LOWER * face.now[CHIN, 1]]
    corners = [MOUTH_RIGHT, MOUTH_LEFT]
    shift = float(np.linalg.norm(face.now[corners] - face.before[corners], axis=1).mean())
    figures = {
        JAW: (face.across(jaw), Unit.SHARE),
        EYES: ((face.size(list(RIGHT_EYE)) + face.size(list(LEFT_EYE))) / 2, Unit.SHARE),
        NOSE: (face.across(list(NOSE_SIDES)), Unit.SHARE),
        MOUTH: (shift * MILLIMETRES_PER_IRIS_DISTANCE, Unit.MILLIMETRES),
        HEAD: (2.0**overlaid.head_scale - 1, Unit.SHARE),
    }
    places = _places(laid, moved, {key: value for key, (value, _) in figures.items()}, jaw)
    if abs(figures[HEAD][0]) >= FLOORS[HEAD].seen:
        places[HEAD] = _head(pair)
    return Measured(
        measurements=tuple(
            editing.figure(pair, key, value, unit, places.get(key, ())) for key, (value, unit) in figures.items()
        ),
        heatmaps=(
            HeatMap(
                values=np.where(laid.seen, np.hypot(away[..., 0], away[..., 1]), np.float32(np.nan))
                * np.float32(MILLIMETRES_PER_IRIS_DISTANCE),
                region=laid.subject.extent,
                unit=Unit.MILLIMETRES,
                floor=HEAT_FLOOR,
                ceiling=HEAT_CEILING,
            ),
        ),
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """What was moved, the plainest first."""
    return editing.plainest_first(_judged(measured[key], nulls) for key in FLOORS)


def _judged(figure: Measurement, nulls: Nulls) -> Finding | None:
    severity = editing.severity(figure, "either", FLOORS[figure.key], nulls)
    if severity is None:
        return None
    code, size = CODES[figure.key][figure.value > 0], abs(figure.value)
    return editing.finding(code, Dimension.LIKENESS, figure, severity, share=size, millimetres=size)


def _face(laid: Laid, away: Floats) -> _Face:
    mesh = laid.mesh.astype(np.float32)
    moved = cv2.remap(away, mesh[None, :, 0], mesh[None, :, 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)[0]
    across = laid.mesh[LEFT_IRIS] - laid.mesh[RIGHT_IRIS]
    axes = np.array([across, (-across[1], across[0])]) / np.linalg.norm(across)
    now = (laid.mesh - (laid.mesh[LEFT_IRIS] + laid.mesh[RIGHT_IRIS]) / 2) @ axes.T / laid.iris_distance
    return _Face(now, now + moved.astype(np.float64) @ axes.T)


def _grown(now: Points, before: Points) -> float:
    now, before = now - now.mean(0), before - before.mean(0)
    return float((now * before).sum() / (before * before).sum() - 1)


def _places(laid: Laid, moved: Mask, values: dict[str, float], jaw: list[int]) -> dict[str, tuple[Region, ...]]:
    """What moved, shared out among the features that did: each place belongs to the nearest of them."""
    points = {JAW: jaw, EYES: [*RIGHT_EYE, *LEFT_EYE], NOSE: list(NOSE_SIDES), MOUTH: list(LIPS)}
    told = [key for key in points if abs(values[key]) >= FLOORS[key].seen]
    distances = [_distance(laid, points[key]) for key in told]
    if not told:
        return {}
    nearest = np.argmin(np.stack(distances), 0)
    least = (laid.iris_distance / MILLIMETRES_PER_IRIS_DISTANCE) ** 2 * 4
    return {
        key: regions(moved & (nearest == number), laid.subject, least=least, most=4) for number, key in enumerate(told)
    }


def _distance(laid: Laid, points: list[int]) -> Floats:
    """Pixels from each place of the grid to the nearest of these mesh points."""
    free = np.ones(laid.shape, np.uint8)
    places = np.round(laid.mesh[points]).astype(int)
    inside = ((places >= 0) & (places < (laid.shape[1], laid.shape[0]))).all(1)
    free[places[inside, 1], places[inside, 0]] = 0
    return cv2.distanceTransform(free, cv2.DIST_L2, 5).astype(np.float32, copy=False)


def _head(pair: Pair) -> tuple[Region, ...]:
    """What moved against the surroundings, as far as it is the sitter."""
    laid = pair.overlaid.around
    away = displaced(laid)
    moved = (np.hypot(away[..., 0], away[..., 1]) >= MOVED) & laid.seen & (pair.overlaid.sitter > 0.5)
    return regions(moved, laid.subject, least=laid.iris_distance**2 / 4, most=4)


ANALYZER = PairAnalyzer(id="edited_shape", version=1, dimension=Dimension.LIKENESS, measure=measure, judge=judge)
