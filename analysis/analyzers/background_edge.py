"""Does the sitter's outline look as if it had been cut out and pasted?

Method: B1 and B2 of docs/METHOD.md. The outline comes from a matte of head and shoulders. Across a natural edge every
pixel mixes sitter and background in linear light; a fringe that follows the outline in a colour that no such mixture
gives is what a cut-out leaves that kept its old background, or whose matte is too wide. The figure is what two in five
stretches of the outline exceed, in CIELAB. A knife's cut has no soft places: so the width of the edge, at its steepest,
is told as the upper quartile over the outline, after both pictures were made equally soft by the blur that made lashes
and brows alike.

Not told in black and white, where the matte has too little to go by. Wrong with light from behind that rims the hair,
with a narrow band of hair between skin and background, and with gelled or very short hair (a hard edge). Today's
generators draw whole pictures and rarely fail here; composites do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import MODERATE_AT_MOST, Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision import crossing
from analysis.vision.crossing import Fringes, Values
from analysis.vision.cutout import Cutout
from analysis.vision.monochrome import is_monochrome

IRIS_DISTANCE = 100.0  # pixels, at most, for the matte and the fringe
FINE_IRIS_DISTANCE = 200.0  # pixels, at most, for the width: the usual edge is six of these
LEAST_IRIS_DISTANCE = 40.0  # pixels: below, a fringe is thinner than one and a half
LEAST_STRETCHES = 6  # clear ones, an iris distance and a half of outline
LEAST_PLACES = 30  # with a width
FRINGE, WIDTH = "background.edge.fringe", "background.edge.width"
STRETCHES = "background.edge.stretches"
EXCEEDED = 60.0  # percentile over stretches: a fringe seldom follows more than half of an outline
SOFTER = 75.0  # percentile over places: where hair and cloth end softly
VISIBLE_FRINGE = 4.0  # CIELAB: twice the just noticeable difference of 2.3 (Mahy et al. 1994), as a line is thin
VISIBLE_WIDTH = 0.5  # octaves: the edge takes 70 % of the way
HEAT_FLOOR, HEAT_CEILING = VISIBLE_FRINGE, 24.0  # CIELAB
BAND = (-0.08, 0.12)  # iris distances from the edge, inwards and outwards, that the overlay marks
MOST_CORNERS = 120  # of a band; more is not seen
OVERLAP = 2  # places at each end of a stretch that its neighbours draw
SURE_STRETCHES, FAIR_STRETCHES = 30, 15  # most of the outline; half of it


@dataclass(frozen=True, eq=False)
class _Edge:
    """One picture's outline, and what was found along it."""

    cutout: Cutout
    edge: Values
    fringes: Fringes
    width: float  # iris distances, of the softer places

    @property
    def clear(self) -> int:
        return int(self.fringes.clear.sum())

    @property
    def fringe(self) -> float:
        return float(np.percentile(self.fringes.excess[self.fringes.clear], EXCEEDED))


def measure(pair: Pair) -> Measured:
    """Fringe and width of both outlines. Raises NotApplicable for small faces and outlines that cannot be read."""
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance)
    if distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": distance, "needed": LEAST_IRIS_DISTANCE})
    if is_monochrome(pair.matched.subject.lab) or is_monochrome(pair.matched.reference.lab):
        raise NotApplicable("black_and_white")
    matched = pair.matched
    subject = _edge(pair.subject, distance, matched.subject.blur / matched.iris_distance)
    reference = _edge(pair.reference, distance, matched.reference.blur / matched.iris_distance)
    fringed = subject.fringes.excess >= VISIBLE_FRINGE, reference.fringes.excess >= VISIBLE_FRINGE
    figures = (
        Measurement(
            key=FRINGE,
            value=subject.fringe - reference.fringe,
            unit=Unit.LAB,
            subject=subject.fringe,
            reference=reference.fringe,
            subject_regions=_bands(subject, fringed[0]),
            reference_regions=_bands(reference, fringed[1]),
        ),
        Measurement(
            key=WIDTH,
            value=math.log2(subject.width / reference.width),
            unit=Unit.OCTAVES,
            subject=subject.width,
            reference=reference.width,
            subject_regions=_bands(subject, np.ones_like(fringed[0])),
            reference_regions=_bands(reference, np.ones_like(fringed[1])),
        ),
        Measurement(key=STRETCHES, value=float(min(subject.clear, reference.clear)), unit=Unit.COUNT),
    )
    heatmaps = _heat(subject), _heat(reference, on_reference=True)
    return Measured(measurements=figures, quality=pair.quality, heatmaps=heatmaps)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """A fringe, and a cut, moderate at most: gelled hair is as sharp. Each may be found without the other."""
    fringe, width = measured[FRINGE], measured[WIDTH]
    standings = [nulls.pair(item.key, item.value, measured.quality) for item in (fringe, width)]
    if standings[0] is None or standings[1] is None:
        raise NotApplicable("not_calibrated")
    seen = min(fringe.value, fringe.subject or 0.0)
    severities = (
        standings[0].severity("above", effect=seen, visible=VISIBLE_FRINGE),
        standings[1].severity("below", effect=-width.value, visible=VISIBLE_WIDTH, strong=MODERATE_AT_MOST),
    )
    facts = {"steps": fringe.subject or 0.0}, {"share": 2.0**width.value}
    return tuple(
        Finding(
            code=code,
            dimension=Dimension.BACKGROUND,
            severity=severity,
            confidence=_confidence(measured),
            facts=fact,
            evidence=(figure.key, STRETCHES),
            deviation=standing.deviation,
            caveats=caveats,
            subject_regions=figure.subject_regions,
            reference_regions=figure.reference_regions,
        )
        for code, figure, standing, severity, fact, caveats in (
            ("edge_fringe", fringe, standings[0], severities[0], facts[0], ("rim_light",)),
            ("edge_cut", width, standings[1], severities[1], facts[1], ()),
        )
        if severity is not None
    )


def _edge(portrait: Portrait, distance: float, blur: float) -> _Edge:
    """`distance` in pixels that both pictures have; `blur` in iris distances."""
    cutout = portrait.cutout(min(distance, IRIS_DISTANCE))
    if len(cutout.outline.stretches(crossing.STRETCH)) < LEAST_STRETCHES:
        raise NotApplicable("outline_unclear")
    edge = crossing.edge_of(cutout)
    found = crossing.fringes(cutout, edge)
    fine = portrait.head(min(distance, FINE_IRIS_DISTANCE))
    widths = crossing.widths(fine.pixels, cutout.outline_on(fine), edge, blur=blur)
    if found.clear.sum() < LEAST_STRETCHES or len(widths) < LEAST_PLACES:
        raise NotApplicable("outline_unclear")
    return _Edge(cutout, edge, found, float(np.percentile(widths, SOFTER)))


def _bands(edge: _Edge, where: NDArray[np.bool_]) -> tuple[Region, ...]:
    """The clear stretches that are asked for, joined where they touch, each as a band along the outline."""
    chosen = np.flatnonzero(where & edge.fringes.clear)
    if not len(chosen):
        return ()
    inner, outer = (_beside(edge, offset) for offset in BAND)
    points = np.unique(edge.fringes.places[chosen])
    regions = []
    for piece in np.split(points, np.flatnonzero(np.diff(points) > 1) + 1):
        band = np.concatenate([outer[piece], inner[piece][::-1]])
        regions.append(edge.cutout.view.region(band[:: max(1, len(band) // MOST_CORNERS)]))
    return tuple(regions)


def _beside(edge: _Edge, offset: float) -> NDArray[np.float64]:
    """(n, 2) view pixels, `offset` iris distances outside of the edge."""
    line = edge.cutout.outline
    away = (np.median(edge.edge) + offset) * edge.cutout.iris_distance
    beside: NDArray[np.float64] = line.points + away * line.normals
    return beside


def _heat(edge: _Edge, *, on_reference: bool = False) -> HeatMap:
    """The fringe along the outline, in CIELAB."""
    values = np.full(edge.cutout.view.shape, np.nan, np.float32)
    middle = _beside(edge, sum(BAND) / 2)
    thickness = max(1, round((BAND[1] - BAND[0]) * edge.cutout.iris_distance))
    for row in np.argsort(edge.fringes.excess):
        if edge.fringes.clear[row]:
            line = np.round(middle[edge.fringes.places[row][OVERLAP:-OVERLAP]]).astype(np.int32)
            cv2.polylines(values, [line], False, float(edge.fringes.excess[row]), thickness)
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


ANALYZER = PairAnalyzer(id="background_edge", version=4, dimension=Dimension.BACKGROUND, measure=measure, judge=judge)
