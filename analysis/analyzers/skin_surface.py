"""Do skin, brows and hair carry detail the way they do in a photograph of this person?

Method: S2 of docs/METHOD.md, at 90 pixels between the irises after matching (vision/surface.py). Five things that have
little to do with each other on real photographs: fine relief of the calmest skin, and of the calmest part of the brows;
how far the least directed skin runs in strokes; how far the skin's warmth varies from spot to spot; how parallel the
strands of hair run. What is judged is the sum of how far each lies beyond what is usual on real photographs (USUAL):
they seldom go far in several of them. Without colour or hair the sum is of those that remain. It must stand out among
pairs of one person and real photographs of different people from different sources, half and half: the second hold
everything that cameras, lamps and retouchers do. And something must visibly differ from the photograph beside it.

Wrong where the photograph is sharp and the other picture was restored or denoised by software, under a beauty filter,
where light of two colours falls on one side only, and where hair is freshly combed or gelled in one picture only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.matching import Matched, Side
from analysis.nulls import LEADING, Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.usual import BROWS, RELIEF, STRANDS, STROKES, USUAL, WARMTH, summed
from analysis.vision import hair, zones
from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, blurred
from analysis.vision.colour import Floats
from analysis.vision.landmarks import FACE_OVAL, LEFT_BROW, RIGHT_BROW, ZONES
from analysis.vision.surface import Surface

UNLIKE = "skin.surface"
LEAST_IRIS_DISTANCE = 50.0  # pixels: a millimetre is 0.8 of them
SURE_IRIS_DISTANCE, FAIR_IRIS_DISTANCE = 140.0, 85.0
MOST_POSE_DIFFERENCE = 45.0  # degrees: each face is read on its own skin, so only what hides half of it matters
LEAST_OF_A_ZONE = 75  # pixels
HEAT_FLOOR, HEAT_CEILING = 0.29, 2.0  # octaves of missing relief; the floor is what can be seen, as below
SMOOTHED = 3.0  # millimetres, standard deviation
JUDGED_BY = ("log_iris_distance",)  # the qualities that the spread of real pairs depends on


def measure(pair: Pair) -> Measured:
    """Each figure of both faces, and their sum in standard deviations. Raises NotApplicable for unlike faces."""
    matched = _comparable(pair)
    surfaces = _surface(pair.subject, matched.subject), _surface(pair.reference, matched.reference)
    figures = list(_figures(matched, surfaces))
    away = [_beyond(figure) for figure in figures]
    total = Measurement(key=UNLIKE, value=summed(away), unit=Unit.STANDARD_DEVIATIONS)
    missing = (
        matched.on_reference.fetch(surfaces[1].relief) - surfaces[0].relief,
        matched.on_subject.fetch(surfaces[0].relief) - surfaces[1].relief,
    )
    return Measured(
        measurements=(*figures, *_zones(matched, surfaces), total),
        quality={name: pair.quality[name] for name in JUDGED_BY},
        heatmaps=(_heat(matched.subject, missing[0]), _heat(matched.reference, missing[1], on_reference=True)),
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Further out than real photographs are, of one person and of anybody, and visibly unlike the one beside it."""
    total = measured[UNLIKE].value
    own, anybodys = nulls.pair(UNLIKE, total, measured.quality), nulls.stranger(UNLIKE, total, measured.quality)
    if own is None or anybodys is None:
        raise NotApplicable("not_calibrated")
    standing = own.among_both(anybodys)
    figures = [figure for figure in measured.measurements if figure.key in USUAL]
    figures.sort(key=_beyond, reverse=True)
    told = next((figure for figure in figures if USUAL[figure.key].seen(figure.value) >= 1), figures[0])
    code, effect = USUAL[told.key].code, USUAL[told.key].seen(told.value)
    severity = standing.severity("above", effect=effect, visible=1.0, strong=LEADING)
    if severity is None:
        return ()
    marked = min(_of_zones(measured), key=lambda zone: zone.value, default=told) if told.key == RELIEF else told
    return (
        Finding(
            code=code,
            dimension=Dimension.SKIN,
            severity=severity,
            confidence=_confidence(math.exp2(measured.quality["log_iris_distance"])),
            facts=_facts(told),
            evidence=tuple(dict.fromkeys((told.key, marked.key, *(figure.key for figure in figures), UNLIKE))),
            deviation=standing.deviation,
            caveats=_CAVEATS[code],
            subject_regions=marked.subject_regions,
            reference_regions=marked.reference_regions,
        ),
    )


def _beyond(figure: Measurement) -> float:
    """Standard deviations by which the subject exceeds real photographs."""
    subject, _ = _sides(figure)
    return USUAL[figure.key].beyond(subject)


_CAVEATS = {
    "skin_bare": ("retouched", "make_up"),
    "brows_bare": ("retouched", "make_up"),
    "skin_drawn": ("retouched", "make_up"),
    "skin_blotched": ("mixed_light", "make_up"),
    "hair_combed": ("hair_done",),
}


def _facts(told: Measurement) -> Mapping[str, float]:
    """What the finding's sentence needs: shares of detail that is kept, times that warmth varies, directed shares."""
    subject, reference = _sides(told)
    if told.key in (STRANDS, STROKES):
        return {"subject": subject, "reference": reference}
    return {"times": 2.0**told.value} if told.key == WARMTH else {"kept": 2.0**told.value}


def _comparable(pair: Pair) -> Matched:
    """Both faces at the scale of measurement."""
    pair.require(pose_difference=MOST_POSE_DIFFERENCE, iris_distance=LEAST_IRIS_DISTANCE)
    if not pair.matched.agrees:
        raise NotApplicable("quality_differs")
    return pair.matched.coarse


def _surface(portrait: Portrait, side: Side) -> Surface:
    found = Surface.of(side.pixels, side.skin, portrait.person_in(side.view), side.mesh, side.iris_distance)
    if found is None:
        raise NotApplicable("too_little_skin")
    return found


Places = tuple[tuple[Region, ...], tuple[Region, ...]]  # on the subject, on the reference


def _figures(matched: Matched, surfaces: tuple[Surface, Surface]) -> Iterator[Measurement]:
    """What could be measured on both sides, each where it lies."""
    subject, reference = surfaces
    face, brows = _places(matched, FACE_OVAL), _places(matched, RIGHT_BROW, LEFT_BROW)
    yield _difference(RELIEF, Unit.OCTAVES, subject.skin, reference.skin, face)
    yield _difference(BROWS, Unit.OCTAVES, subject.brows, reference.brows, brows)
    yield _difference(STROKES, Unit.SHARE, subject.strokes, reference.strokes, face)
    if subject.warmth is not None and reference.warmth is not None:
        yield _difference(WARMTH, Unit.OCTAVES, subject.warmth, reference.warmth, face)
    if subject.strands is not None and reference.strands is not None:
        heads = _head(matched.subject, subject), _head(matched.reference, reference)
        yield _difference(STRANDS, Unit.SHARE, subject.strands, reference.strands, heads)


def _zones(matched: Matched, surfaces: tuple[Surface, Surface]) -> Iterator[Measurement]:
    """The middle of the relief in each zone of skin, to say where it is missing."""
    sides = matched.subject, matched.reference
    for name, points in ZONES.items():
        middles = []
        for side, surface in zip(sides, surfaces, strict=True):
            octaves = surface.relief[zones.zone(side.view.shape, side.mesh, points)]
            octaves = octaves[np.isfinite(octaves)]
            if len(octaves) >= LEAST_OF_A_ZONE:
                middles.append(float(np.median(octaves)))
        if len(middles) == len(sides):
            yield _difference(f"{RELIEF}.{name}", Unit.OCTAVES, middles[0], middles[1], _places(matched, points))


def _difference(key: str, unit: Unit, subject: float, reference: float, places: Places) -> Measurement:
    return Measurement(
        key=key,
        value=subject - reference,
        unit=unit,
        subject=subject,
        reference=reference,
        subject_regions=places[0],
        reference_regions=places[1],
    )


def _places(matched: Matched, *outlines: Sequence[int]) -> Places:
    """The parts of both faces that lie inside outlines of mesh points."""
    subject, reference = (
        tuple(side.view.region(side.mesh[list(points)]) for points in outlines)
        for side in (matched.subject, matched.reference)
    )
    return subject, reference


def _head(side: Side, surface: Surface) -> tuple[Region, ...]:
    """The hair, as one outline."""
    outline = hair.outline(surface.hair)
    return () if outline is None else (side.view.region(outline),)


def _of_zones(measured: Measured) -> list[Measurement]:
    return [item for item in measured.measurements if item.key.startswith(f"{RELIEF}.")]


def _sides(measurement: Measurement) -> tuple[float, float]:
    """Subject and reference of a figure that has both."""
    if measurement.subject is None or measurement.reference is None:
        raise ValueError(f"{measurement.key} is the figure of one side only")
    return measurement.subject, measurement.reference


def _heat(side: Side, missing: Floats, *, on_reference: bool = False) -> HeatMap:
    """Octaves of relief that this picture lacks beside the other, averaged over SMOOTHED: single pores say nothing."""
    told = np.isfinite(missing)
    sigma = SMOOTHED * side.iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    weight = blurred(told.astype(np.float32), sigma)
    mean = blurred(np.where(told, missing, np.float32(0)), sigma) / np.maximum(weight, np.float32(1e-6))
    return HeatMap(
        values=np.where(told, mean, np.float32(np.nan)),
        region=side.view.extent,
        unit=Unit.OCTAVES,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
        on_reference=on_reference,
    )


def _confidence(iris_distance: float) -> Confidence:
    """By how finely the smaller face was drawn."""
    if iris_distance >= SURE_IRIS_DISTANCE:
        return Confidence.HIGH
    return Confidence.FAIR if iris_distance >= FAIR_IRIS_DISTANCE else Confidence.LOW


ANALYZER = PairAnalyzer(id="skin_surface", version=2, dimension=Dimension.SKIN, measure=measure, judge=judge)
