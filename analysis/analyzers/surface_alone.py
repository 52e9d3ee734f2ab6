"""Do skin, brows and hair carry detail the way they do in photographs of anybody?

Asked of a picture that stands alone. Method: the figures of S2 (vision/surface.py, docs/METHOD.md) at the picture's
own size, 90 pixels between the irises at most, and their sum beside what is usual on real photographs (usual.py).
Nothing is matched, for there is nothing to match with; so the sum is judged among real photographs of like face size
and compression. A slight finding at most, since one picture alone proves nothing: a face may be so.

Wrong under heavy retouching, beauty filters, thick make-up and software that restores or denoises; where light of two
colours falls on a face; where hair is freshly combed or gelled. A photograph of the person would tell those apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from analysis.analyzer import Measured, PhotoAnalyzer
from analysis.errors import NotApplicable
from analysis.matching import COARSE, IRIS_DISTANCE, Side, side_of
from analysis.nulls import ALONE_LEADING, Nulls
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Severity, Unit
from analysis.usual import BROWS, RELIEF, STRANDS, STROKES, USUAL, WARMTH, Usual, summed
from analysis.vision import hair, zones
from analysis.vision.landmarks import FACE_OVAL, LEFT_BROW, RIGHT_BROW, ZONES
from analysis.vision.surface import Surface

PREFIX = "alone."
UNUSUAL = f"{PREFIX}surface"
LEAST_IRIS_DISTANCE = 50.0  # pixels: a millimetre is 0.8 of them
MOST_TURNED = 45.0  # degrees of yaw
LEAST_OF_A_ZONE = 75  # pixels
JUDGED_BY = ("log_iris_distance", "jpeg_quality")
UNITS: Mapping[str, Unit] = {
    RELIEF: Unit.SHARE,  # of the larger forms
    BROWS: Unit.SHARE,
    STROKES: Unit.SHARE,
    WARMTH: Unit.LAB,
    STRANDS: Unit.SHARE,
}
LOGARITHMIC = (RELIEF, BROWS, WARMTH)  # usual.py has these in octaves, which nobody reads by themselves


def measure(portrait: Portrait) -> Measured:
    """Each figure, and their sum in standard deviations of real photographs."""
    side = _face(portrait)
    surface = Surface.of(side.pixels, side.skin, portrait.person_in(side.view), side.mesh, side.iris_distance)
    if surface is None:
        raise NotApplicable("too_little_skin")
    figures = list(_figures(side, surface))
    total = summed([_beyond(figure) for figure in figures])
    return Measured(
        measurements=(*figures, Measurement(key=UNUSUAL, value=total, unit=Unit.STANDARD_DEVIATIONS)),
        quality={name: portrait.quality[name] for name in JUDGED_BY},
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Slight where the sum lies further out than on real photographs of like quality, told by what lies furthest."""
    standing = nulls.solo(UNUSUAL, measured[UNUSUAL].value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    if standing.above > ALONE_LEADING:
        return ()
    figures = [figure for figure in measured.measurements if figure.key != UNUSUAL]
    figures.sort(key=_beyond, reverse=True)
    told = figures[0]
    usual = _usual(told)
    if usual.seen(_plain(told) - usual.middle) < 1:
        return ()
    finding = Finding(
        code=PREFIX + usual.code,
        dimension=Dimension.SKIN,
        severity=Severity.SLIGHT,
        confidence=Confidence.LOW,
        facts=_facts(told),
        evidence=(*(figure.key for figure in figures), UNUSUAL),
        deviation=standing.deviation,
        caveats=("alone",),
        subject_regions=told.subject_regions,
    )
    return (finding,)


def _face(portrait: Portrait) -> Side:
    """The face at the scale of measurement."""
    if portrait.iris_distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": portrait.iris_distance, "needed": LEAST_IRIS_DISTANCE})
    turned = abs(portrait.pose.yaw)
    if turned > MOST_TURNED:
        raise NotApplicable("turned_away", {"degrees": turned})
    return side_of(portrait, IRIS_DISTANCE).drawn(COARSE)


def _figures(side: Side, surface: Surface) -> Iterator[Measurement]:
    """What could be measured, each where it lies."""
    whole = (side.view.region(side.mesh[list(FACE_OVAL)]),)
    brows = tuple(side.view.region(side.mesh[list(points)]) for points in (RIGHT_BROW, LEFT_BROW))
    outline = hair.outline(surface.hair)
    head = () if outline is None else (side.view.region(outline),)
    for key, value, regions in (
        (RELIEF, surface.skin, _barest(side, surface) or whole),
        (BROWS, surface.brows, brows),
        (STROKES, surface.strokes, whole),
        (WARMTH, surface.warmth, whole),
        (STRANDS, surface.strands, head),
    ):
        if value is not None:
            shown = 2.0**value if key in LOGARITHMIC else value
            yield Measurement(key=PREFIX + key, value=shown, unit=UNITS[key], subject_regions=regions)


def _barest(side: Side, surface: Surface) -> tuple[Region, ...]:
    """The zone of skin with the least relief."""
    middles: dict[str, float] = {}
    for name, points in ZONES.items():
        octaves = surface.relief[zones.zone(side.view.shape, side.mesh, points)]
        octaves = octaves[np.isfinite(octaves)]
        if len(octaves) >= LEAST_OF_A_ZONE:
            middles[name] = float(np.median(octaves))
    if not middles:
        return ()
    return (side.view.region(side.mesh[list(ZONES[min(middles, key=lambda name: middles[name])])]),)


def _usual(figure: Measurement) -> Usual:
    return USUAL[figure.key.removeprefix(PREFIX)]


def _plain(figure: Measurement) -> float:
    """The figure as usual.py has it. None is ever 0: where nothing is left, the rounding of 8 bits is."""
    return math.log2(figure.value) if figure.key.removeprefix(PREFIX) in LOGARITHMIC else figure.value


def _beyond(figure: Measurement) -> float:
    """Standard deviations by which it exceeds real photographs."""
    return _usual(figure).beyond(_plain(figure))


def _facts(told: Measurement) -> Mapping[str, float]:
    """What the finding's sentence needs: this picture's figure, the middle of real photographs, and their ratio."""
    middle = _usual(told).middle
    usual = 2.0**middle if told.key.removeprefix(PREFIX) in LOGARITHMIC else middle
    return {"subject": told.value, "usual": usual, "times": told.value / usual}


ANALYZER = PhotoAnalyzer(id="surface_alone", version=1, dimension=Dimension.SKIN, measure=measure, judge=judge)
