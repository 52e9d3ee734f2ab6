"""Is the background softer than in the photograph?

Method: B4 of docs/METHOD.md. Softness of the background as its coarse over its fine contrast, in octaves, at one face
scale; the figure is the median over what has contrast enough, the sitter's surroundings of 0.2 iris distances left out.
Generators paint backgrounds softer than the lens of most photographs does, and evenly so.

Whether blur grows with depth, and whether it starts at the outline, was tried and left out: beside real photographs
with distant backgrounds neither told anything (AUC 0.45–0.6). A wide aperture, a long lens and a phone's portrait mode
soften a background as well, so that nothing stronger than moderate is said, and the words name the lens.
"""

from __future__ import annotations

import numpy as np

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import MODERATE_AT_MOST, Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Unit
from analysis.vision import parts
from analysis.vision.cutout import Cutout
from analysis.vision.softness import REDUCED, Softness, softness

SOFTNESS = "background.focus.softness"
AREA = "background.focus.area"  # squares of one iris distance in which it could be told
IRIS_DISTANCE = 100.0  # pixels, at most
LEAST_IRIS_DISTANCE = 50.0  # pixels: below, the fine band is smaller than two thirds of a pixel
LEAST_TOLD, SURE_TOLD = 0.4, 4.0  # such squares
VISIBLE = 1.0  # octaves: twice the half octave of contrast that is seen side by side (METHOD.md), as textures differ
HEAT_FLOOR, HEAT_CEILING = 1.0, 5.0  # octaves


def measure(pair: Pair) -> Measured:
    """Softness of both backgrounds. Raises NotApplicable for small faces and for plain or hidden backgrounds."""
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance, IRIS_DISTANCE)
    if distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": distance, "needed": LEAST_IRIS_DISTANCE})
    (cutout, ours), (other, theirs) = (_softness(side, distance) for side in (pair.subject, pair.reference))
    figures = [float(np.nanmedian(side.octaves)) for side in (ours, theirs)]
    measurement = Measurement(
        key=SOFTNESS,
        value=figures[0] - figures[1],
        unit=Unit.OCTAVES,
        subject=figures[0],
        reference=figures[1],
        subject_regions=parts.regions(cutout.view, ours.background),
        reference_regions=parts.regions(other.view, theirs.background),
    )
    told = Measurement(key=AREA, value=min(_area(cutout, ours), _area(other, theirs)), unit=Unit.COUNT)
    heatmaps = _heat(cutout, ours), _heat(other, theirs, on_reference=True)
    return Measured(measurements=(measurement, told), quality=pair.quality, heatmaps=heatmaps)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """A background softer than the photograph's is moderate at most: a lens can do that."""
    figure = measured[SOFTNESS]
    standing = nulls.pair(SOFTNESS, figure.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    severity = standing.severity("above", effect=figure.value, visible=VISIBLE, strong=MODERATE_AT_MOST)
    if severity is None:
        return ()
    enough = measured[AREA].value >= SURE_TOLD
    return (
        Finding(
            code="background_softer",
            dimension=Dimension.BACKGROUND,
            severity=severity,
            confidence=Confidence.FAIR if enough else Confidence.LOW,
            facts={"kept": 2.0**-figure.value, "octaves": figure.value},
            evidence=(SOFTNESS,),
            deviation=standing.deviation,
            caveats=("wide_aperture",),
            subject_regions=figure.subject_regions,
            reference_regions=figure.reference_regions,
        ),
    )


def _softness(portrait: Portrait, distance: float) -> tuple[Cutout, Softness]:
    cutout = portrait.cutout(distance)
    found = softness(cutout)
    if _area(cutout, found) < LEAST_TOLD:
        raise NotApplicable("plain_background")
    return cutout, found


def _area(cutout: Cutout, found: Softness) -> float:
    """Of what has contrast, in iris distances squared."""
    return float(found.told.sum()) * (REDUCED / cutout.iris_distance) ** 2


def _heat(cutout: Cutout, found: Softness, *, on_reference: bool = False) -> HeatMap:
    return HeatMap(
        values=found.octaves,
        region=cutout.view.extent,
        unit=Unit.OCTAVES,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
        on_reference=on_reference,
    )


ANALYZER = PairAnalyzer(id="background_focus", version=2, dimension=Dimension.BACKGROUND, measure=measure, judge=judge)
