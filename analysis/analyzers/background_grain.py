"""Does the background carry a grain that the sitter does not?

Method: B3 of docs/METHOD.md. Grain of even places in the background less grain of even places on the sitter, in steps
of lightness, at one face scale, and how that differs from the photograph's. Only a background that is grainier, visibly
so, is a finding: compression and noise filters leave real backgrounds with less than the sitter, so that the opposite
says nothing.

Tells composites. Generators put grain neither in one place only nor take it from one place only (AUC 0.50). Wrong where
the background is a fine even texture: plaster, felt, canvas.
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
from analysis.vision.grain import TILE, Grain, grain

EXCESS = "background.grain"
IRIS_DISTANCE = 100.0  # pixels, at most
LEAST_IRIS_DISTANCE = 50.0
VISIBLE = 0.45  # of lightness 0–100: 2 % contrast on mid grey, where fine noise begins to be seen
HEAT_FLOOR, HEAT_CEILING = 0.4, 4.0  # of lightness 0–100


def measure(pair: Pair) -> Measured:
    """Grain of both pictures. Raises NotApplicable for small faces and where too little is even."""
    distance = min(pair.subject.iris_distance, pair.reference.iris_distance, IRIS_DISTANCE)
    if distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": distance, "needed": LEAST_IRIS_DISTANCE})
    (cutout, ours), (other, theirs) = (_grain(side, distance) for side in (pair.subject, pair.reference))
    excess = Measurement(
        key=EXCESS,
        value=ours.excess - theirs.excess,
        unit=Unit.LAB,
        subject=ours.excess,
        reference=theirs.excess,
        subject_regions=parts.regions(cutout.view, cutout.matte < 0.1),
        reference_regions=parts.regions(other.view, other.matte < 0.1),
    )
    heatmaps = _heat(cutout, ours), _heat(other, theirs, on_reference=True)
    return Measured(measurements=(excess,), quality=pair.quality, heatmaps=heatmaps)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Only a background that is grainier than its sitter, and visibly; real ones are so more often than renderings."""
    excess = measured[EXCESS]
    standing = nulls.pair(EXCESS, excess.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    seen = min(excess.value, excess.subject or 0.0)
    severity = standing.severity("above", effect=seen, visible=VISIBLE, strong=MODERATE_AT_MOST)
    if severity is None:
        return ()
    return (
        Finding(
            code="background_grainier",
            dimension=Dimension.BACKGROUND,
            severity=severity,
            confidence=Confidence.FAIR,
            facts={"steps": excess.subject or 0.0},
            evidence=(EXCESS,),
            deviation=standing.deviation,
            subject_regions=excess.subject_regions,
            reference_regions=excess.reference_regions,
        ),
    )


def _grain(portrait: Portrait, distance: float) -> tuple[Cutout, Grain]:
    cutout = portrait.cutout(distance)
    found = grain(cutout)
    if found is None:
        raise NotApplicable("no_even_background")
    return cutout, found


def _heat(cutout: Cutout, found: Grain, *, on_reference: bool = False) -> HeatMap:
    height, width = found.tiles.shape
    return HeatMap(
        values=found.tiles,
        region=cutout.view.region(np.array([[0.0, 0.0], [width * TILE, height * TILE]])),
        unit=Unit.LAB,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
        on_reference=on_reference,
    )


ANALYZER = PairAnalyzer(id="background_grain", version=2, dimension=Dimension.BACKGROUND, measure=measure, judge=judge)
