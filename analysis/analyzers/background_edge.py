"""Does the sitter's outline look as if it had been cut out and pasted?

Method: B1 and B2 of docs/METHOD.md. The outline comes from a matte of head and shoulders. Across a natural edge every
pixel mixes sitter and background in linear light, so none is lighter or darker than both; a fringe that follows the
outline is what a cut-out leaves that kept its old background, or whose matte is too wide. The upper quartile over
stretches of the outline is the figure, in L*, less what edges inside the sitter show of the same: sharpening draws a
fringe along those too. The width of the edge (nine tenths sitter to one tenth) tells a knife's cut; both pictures are
first made equally soft by the blur that made lashes and brows alike.

Wrong with a light from behind that rims the hair (a light fringe), and where hair lies on a background of its colour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision import crossing, inner_edges
from analysis.vision.crossing import Crossings, Values
from analysis.vision.cutout import Cutout

IRIS_DISTANCE = 100.0  # pixels, at most: three to an edge of the usual width
LEAST_IRIS_DISTANCE = 50.0  # pixels: below, the usual edge is thinner than two
LEAST_STRETCHES = 8  # clear ones, two iris distances of outline
LEAST_INNER_EDGES = 20
LIGHT, DARK = "background.edge.light_fringe", "background.edge.dark_fringe"
WIDTH, STRETCHES = "background.edge.width", "background.edge.stretches"
VISIBLE_FRINGE = 4.0  # L*: twice the just noticeable difference of 2.3 (Mahy et al. 1994), as a thin line needs more
VISIBLE_WIDTH = 1.0  # octaves: the edge half as wide
HEAT_FLOOR, HEAT_CEILING = VISIBLE_FRINGE, 24.0  # L*
BAND = 0.06  # iris distances on each side of the outline that the overlay marks
MOST_CORNERS = 120  # of a band; more is not seen
QUARTER = 4  # places at each end of a stretch, which its neighbours draw
SURE_STRETCHES, FAIR_STRETCHES = 30, 15  # most of the outline; half of it


@dataclass(frozen=True, eq=False)
class _Edge:
    """One picture's outline: along it the fringe in L*, less what sharpening draws; over all of it one figure each."""

    cutout: Cutout
    crossings: Crossings
    light_along: Values
    dark_along: Values

    @property
    def clear(self) -> int:
        return int(self.crossings.clear.sum())

    @property
    def light(self) -> float:
        return _upper_quartile(self.light_along[self.crossings.clear])

    @property
    def dark(self) -> float:
        return _upper_quartile(self.dark_along[self.crossings.clear])

    @property
    def width(self) -> float:
        """Iris distances; never less than a sample, so that its logarithm stays finite."""
        return max(float(np.nanmedian(self.crossings.width[self.crossings.clear])), crossing.STEP)


def measure(pair: Pair) -> Measured:
    """Fringe and width of both outlines. Raises NotApplicable for small faces and outlines that cannot be read."""
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance, IRIS_DISTANCE)
    if distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": distance, "needed": LEAST_IRIS_DISTANCE})
    matched = pair.matched
    subject = _edge(pair.subject, distance, matched.subject.blur / matched.iris_distance)
    reference = _edge(pair.reference, distance, matched.reference.blur / matched.iris_distance)
    figures = (
        Measurement(
            key=LIGHT,
            value=subject.light - reference.light,
            unit=Unit.LAB,
            subject=subject.light,
            reference=reference.light,
            subject_regions=_bands(subject, subject.light_along >= VISIBLE_FRINGE),
            reference_regions=_bands(reference, reference.light_along >= VISIBLE_FRINGE),
        ),
        Measurement(
            key=DARK,
            value=subject.dark - reference.dark,
            unit=Unit.LAB,
            subject=subject.dark,
            reference=reference.dark,
            subject_regions=_bands(subject, subject.dark_along >= VISIBLE_FRINGE),
            reference_regions=_bands(reference, reference.dark_along >= VISIBLE_FRINGE),
        ),
        Measurement(
            key=WIDTH,
            value=math.log2(subject.width / reference.width),
            unit=Unit.OCTAVES,
            subject=subject.width,
            reference=reference.width,
            subject_regions=_bands(subject, np.ones(len(subject.light_along), bool)),
            reference_regions=_bands(reference, np.ones(len(reference.light_along), bool)),
        ),
        Measurement(key=STRETCHES, value=float(min(subject.clear, reference.clear)), unit=Unit.COUNT),
    )
    heatmaps = _heat(subject), _heat(reference, on_reference=True)
    return Measured(measurements=figures, quality=pair.quality, heatmaps=heatmaps)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """At most one finding of a fringe, the plainer one, and one of the width."""
    fringes = [
        _finding(measured, nulls, code, key, VISIBLE_FRINGE)
        for code, key in (("edge_light_fringe", LIGHT), ("edge_dark_fringe", DARK))
    ]
    fringe = max((item for item in fringes if item), key=lambda item: item.severity.rank, default=None)
    cut = _finding(measured, nulls, "edge_cut", WIDTH, VISIBLE_WIDTH)
    return tuple(item for item in (fringe, cut) if item)


def _finding(measured: Measured, nulls: Nulls, code: str, key: str, visible: float) -> Finding | None:
    figure = measured[key]
    standing = nulls.pair(key, figure.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    cut = key == WIDTH
    effect = -figure.value if cut else min(figure.value, figure.subject or 0.0)
    severity = standing.severity("below" if cut else "above", effect=effect, visible=visible)
    if severity is None:
        return None
    return Finding(
        code=code,
        dimension=Dimension.BACKGROUND,
        severity=severity,
        confidence=_confidence(measured),
        facts={"steps": figure.value, "share": 2.0**figure.value} if cut else {"steps": figure.subject or 0.0},
        evidence=(key, STRETCHES),
        deviation=standing.deviation,
        caveats=() if cut else ("rim_light",),
        subject_regions=figure.subject_regions,
        reference_regions=figure.reference_regions,
    )


def _edge(portrait: Portrait, distance: float, blur: float) -> _Edge:
    """`blur` in iris distances."""
    cutout = portrait.cutout(distance)
    line = cutout.outline
    found = crossing.crossings(cutout, line, crossing.edge_of(cutout), line.stretches(crossing.STRETCH), blur=blur)
    if found.clear.sum() < LEAST_STRETCHES or not np.isfinite(found.width[found.clear]).any():
        raise NotApplicable("outline_unclear")
    inner = inner_edges.find(cutout)
    alone = np.arange(len(inner), dtype=np.intp)[:, None]
    usual = crossing.crossings(cutout, inner, np.zeros(len(inner)), alone, blur=blur)
    return _Edge(
        cutout, found, _without(found.light, usual.light[usual.clear]), _without(found.dark, usual.dark[usual.clear])
    )


def _without(fringe: Values, usual: Values) -> Values:
    """What is left of a fringe when the usual one of any edge in the picture is taken off; never negative."""
    return np.maximum(fringe - np.median(usual), 0) if len(usual) >= LEAST_INNER_EDGES else fringe


def _upper_quartile(values: Values) -> float:
    return float(np.percentile(values, 75))


def _bands(edge: _Edge, where: NDArray[np.bool_]) -> tuple[Region, ...]:
    """The clear stretches that are asked for, joined where they touch, each as a band along the outline."""
    chosen = np.flatnonzero(where & edge.crossings.clear)
    if not len(chosen):
        return ()
    line, view = edge.cutout.outline, edge.cutout.view
    points = np.unique(edge.crossings.places[chosen])
    away = BAND * edge.cutout.iris_distance * line.normals
    regions = []
    for piece in np.split(points, np.flatnonzero(np.diff(points) > 1) + 1):
        band = np.concatenate([line.points[piece] + away[piece], (line.points[piece] - away[piece])[::-1]])
        regions.append(view.region(band[:: max(1, len(band) // MOST_CORNERS)]))
    return tuple(regions)


def _heat(edge: _Edge, *, on_reference: bool = False) -> HeatMap:
    """The fringe along the outline, light or dark, in L*."""
    fringe = np.maximum(edge.light_along, edge.dark_along)
    values = np.full(edge.cutout.view.shape, np.nan, np.float32)
    thickness = max(1, round(2 * BAND * edge.cutout.iris_distance))
    for row in np.argsort(fringe):
        if edge.crossings.clear[row]:
            middle = edge.crossings.places[row][QUARTER:-QUARTER]
            line = np.round(edge.cutout.outline.points[middle]).astype(np.int32)
            cv2.polylines(values, [line], False, float(fringe[row]), thickness)
    return HeatMap(
        values=values,
        region=edge.cutout.view.extent,
        unit=Unit.LAB,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
        on_reference=on_reference,
    )


def _confidence(measured: Measured) -> Confidence:
    """By how much of the outline could be read."""
    stretches = measured[STRETCHES].value
    if stretches >= SURE_STRETCHES:
        return Confidence.HIGH
    return Confidence.FAIR if stretches >= FAIR_STRETCHES else Confidence.LOW


ANALYZER = PairAnalyzer(id="background_edge", version=1, dimension=Dimension.BACKGROUND, measure=measure, judge=judge)
