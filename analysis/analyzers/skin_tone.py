"""Is it the sitter's own skin colour, and is it as alive, or laid on evenly?

Method: S3 and S4 of docs/METHOD.md. Tone is the CIEDE2000 difference between the median colours of the cheeks and
forehead, on skin that is bare in both pictures. Evenness is how much redness (a*) varies over 0.5–3 mm, where veins,
flush and blemishes live; in octaves, −1 is half of the photograph's.

Wrong where light and white balance differ: no single picture tells them from the skin's own colour. The null is made of
real photographs of one person in different light, and the words say so. Black-and-white pictures abstain.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import NotApplicable
from analysis.matching import Matched, Side
from analysis.nulls import Nulls, Standing
from analysis.pair import Pair
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Unit
from analysis.vision import ciede2000, zones
from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, Floats, blurred
from analysis.vision.colour import individual_typology_angle
from analysis.vision.landmarks import ZONES
from analysis.vision.monochrome import is_monochrome
from analysis.vision.zones import Mask

TONE, LIGHTNESS, REDNESS, YELLOWNESS, TYPOLOGY = (
    f"skin.tone{part}" for part in ("", ".lightness", ".redness", ".yellowness", ".ita")
)
MOTTLE = "skin.mottle"
PLACES = ("cheek_right", "cheek_left", "forehead")
LEAST_PIXELS = 300
LEAST_IRIS_DISTANCE = 40.0  # pixels: what medians over a cheek need; blotches need more
LEAST_IRIS_DISTANCE_FOR_MOTTLE = 70.0
MOST_POSE_DIFFERENCE = 20.0  # degrees: beyond, the two pictures show different sides of the cheeks
BLOTCH = (0.5, 3.0)  # millimetres, standard deviations of the Gaussians between which redness is looked at
VISIBLE_TONE = 3.0  # ΔE00 that is seen at a glance (METHOD.md, S4)
VISIBLE_MOTTLE = 0.5  # octaves
LIGHTER = 0.7  # share of the difference that must be lightness for it to be called lighter or darker
HEAT_FLOOR, HEAT_CEILING = VISIBLE_TONE, 15.0  # ΔE00
HEAT_SIDE = 160  # pixels, longest side of the heat map: colour is told over whole areas


def measure(pair: Pair) -> Measured:
    """Tone in CIELAB and ΔE00, evenness in octaves. Raises NotApplicable for small, turned or colourless faces."""
    pair.require(pose_difference=MOST_POSE_DIFFERENCE, iris_distance=LEAST_IRIS_DISTANCE)
    matched = pair.matched
    subject, reference = matched.subject, matched.reference
    if is_monochrome(subject.lab) or is_monochrome(reference.lab):
        raise NotApplicable("black_and_white")
    theirs = matched.on_reference.fetch(_on_skin(reference))
    both = subject.skin & np.isfinite(theirs[..., 0])
    seen = both & places(subject)
    if seen.sum() < LEAST_PIXELS:
        raise NotApplicable("too_little_skin")
    colours = np.median(subject.lab[seen], 0).astype(float), np.median(theirs[seen], 0).astype(float)
    return Measured(
        measurements=(*_tone(colours[0], colours[1], subject, reference), *_mottle(matched, both)),
        quality=pair.quality,
        heatmaps=(
            _heat(subject, theirs),
            _heat(reference, matched.on_subject.fetch(_on_skin(subject)), on_reference=True),
        ),
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Tone further off than light makes it between real pictures; redness more even than between real pictures."""
    tone = measured[TONE]
    standing = nulls.pair(TONE, tone.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    mottle = measured.get(MOTTLE)
    even = mottle and nulls.pair(MOTTLE, mottle.value, measured.quality)
    return (
        *_tone_finding(measured, tone, standing),
        *(_even_finding(measured, mottle, even) if mottle and even else ()),
    )


def _on_skin(side: Side) -> Floats:
    """CIELAB, NaN off the skin."""
    return np.where(side.skin[..., None], side.lab, np.float32(np.nan))


def places(side: Side) -> Mask:
    """Where skin tone is told, bool (h, w): cheeks and forehead, with whatever covers them."""
    mask = np.zeros(side.view.shape, bool)
    for place in PLACES:
        mask |= zones.zone(side.view.shape, side.mesh, ZONES[place])
    return mask


def _regions(side: Side) -> tuple[Region, ...]:
    return tuple(side.view.region(side.mesh[list(ZONES[place])]) for place in PLACES)


def _tone(ours: Floats, theirs: Floats, subject: Side, reference: Side) -> tuple[Measurement, ...]:
    """`ours` and `theirs` are median CIELAB colours (3,)."""
    regions = _regions(subject), _regions(reference)

    def figure(key: str, unit: Unit, value: float, sides: tuple[float, float] | None) -> Measurement:
        a, b = sides or (None, None)
        return Measurement(
            key=key,
            value=value,
            unit=unit,
            subject=a,
            reference=b,
            subject_regions=regions[0],
            reference_regions=regions[1],
        )

    coordinates = [(float(a), float(b)) for a, b in zip(ours, theirs, strict=True)]
    angles = tuple(individual_typology_angle(float(side[0]), float(side[2])) for side in (ours, theirs))
    return (
        figure(TONE, Unit.DELTA_E, float(ciede2000.difference(ours, theirs)), None),
        *(
            figure(key, Unit.LAB, a - b, (a, b))
            for key, (a, b) in zip((LIGHTNESS, REDNESS, YELLOWNESS), coordinates, strict=True)
        ),
        figure(TYPOLOGY, Unit.DEGREES, angles[0] - angles[1], (angles[0], angles[1])),
    )


def _mottle(matched: Matched, both: Mask) -> tuple[Measurement, ...]:
    """How much redness varies on skin bare in both pictures; nothing where the face is too small to tell."""
    if matched.iris_distance < LEAST_IRIS_DISTANCE_FOR_MOTTLE:
        return ()
    subject, reference = matched.subject, matched.reference
    ours, theirs = _blotches(subject), matched.on_reference.fetch(_blotches(reference))
    both = both & np.isfinite(theirs)
    a, b = (math.log2(float(np.sqrt(np.mean(band[both] ** 2))) + 1e-3) for band in (ours, theirs))
    figure = Measurement(
        key=MOTTLE,
        value=a - b,
        unit=Unit.OCTAVES,
        subject=a,
        reference=b,
        subject_regions=_regions(subject),
        reference_regions=_regions(reference),
    )
    return (figure,)


def _blotches(side: Side) -> Floats:
    """a* between the two widths of BLOTCH, in CIELAB units."""
    per_mm = side.iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    redness = np.ascontiguousarray(side.lab[..., 1])
    fine, coarse = (blurred(redness, width * per_mm) for width in BLOTCH)
    return fine - coarse


def _tone_finding(measured: Measured, tone: Measurement, standing: Standing) -> tuple[Finding, ...]:
    severity = standing.severity("above", effect=tone.value, visible=VISIBLE_TONE)
    if severity is None:
        return ()
    lightness = measured[LIGHTNESS].value
    mostly_light = abs(lightness) >= LIGHTER * math.hypot(*(measured[key].value for key in (REDNESS, YELLOWNESS)))
    code = ("skin_lighter" if lightness > 0 else "skin_darker") if mostly_light else "skin_colour_shifted"
    return (
        Finding(
            code=code,
            dimension=Dimension.SKIN,
            severity=severity,
            confidence=Confidence.FAIR,  # one picture never tells the light from the skin
            facts={
                "delta_e": tone.value,
                "lightness": abs(lightness),
                "redness": measured[REDNESS].value,
                "yellowness": measured[YELLOWNESS].value,
                "ita": abs(measured[TYPOLOGY].value),
            },
            evidence=(TONE, LIGHTNESS, REDNESS, YELLOWNESS, TYPOLOGY),
            deviation=standing.deviation,
            caveats=("light", "white_balance"),
            subject_regions=tone.subject_regions,
            reference_regions=tone.reference_regions,
        ),
    )


def _even_finding(measured: Measured, mottle: Measurement, standing: Standing) -> tuple[Finding, ...]:
    severity = standing.severity("below", effect=-mottle.value, visible=VISIBLE_MOTTLE)
    if severity is None:
        return ()
    return (
        Finding(
            code="skin_tone_even",
            dimension=Dimension.SKIN,
            severity=severity,
            confidence=Confidence.FAIR,
            facts={"kept": 2.0**mottle.value, "octaves": -mottle.value},
            evidence=(MOTTLE,),
            deviation=standing.deviation,
            caveats=("make_up", "retouched"),
            subject_regions=mottle.subject_regions,
            reference_regions=mottle.reference_regions,
        ),
    )


def _heat(side: Side, other: Floats, *, on_reference: bool = False) -> HeatMap:
    """ΔE00 between the two faces, place by place. `other` is the other face's CIELAB laid on this one."""
    both = side.skin & np.isfinite(other[..., 0])
    height, width = both.shape
    shrink = min(1.0, HEAT_SIDE / max(height, width))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    weight = cv2.resize(both.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    colours = (
        cv2.resize(np.where(both[..., None], lab, np.float32(0)), size, interpolation=cv2.INTER_AREA)
        / np.maximum(weight, np.float32(1e-6))[..., None]
        for lab in (side.lab, other)
    )
    away = np.where(weight > 0.5, ciede2000.difference(*colours), np.nan).astype(np.float32)
    return HeatMap(
        values=away,
        region=side.view.extent,
        unit=Unit.DELTA_E,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
        on_reference=on_reference,
    )


ANALYZER = PairAnalyzer(id="skin_tone", version=1, dimension=Dimension.SKIN, measure=measure, judge=judge)
