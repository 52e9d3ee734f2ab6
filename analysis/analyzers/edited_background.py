"""What was done to the background of this very photograph, and along the sitter's outline?

Method: one exposure beside what was made of it (see registration and overlaid), registered on what surrounds the head.
Behind the sitter: colour (CIEDE2000 over areas of 1.6 mm), focus (octaves of fine contrast that were lost beyond what
the sitter lost), grain (levels of noise that were added) and whether the structure is still that of the photograph.
Along the outline: the colour difference of the tenth of it that changed most, less that of the sitter.

Wrong where a background has nothing to be seen: then only its colour and its grain can change.
"""

from __future__ import annotations

import cv2
import numpy as np

from analysis import editing
from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.editing import Floors
from analysis.errors import NotApplicable
from analysis.laid import Laid
from analysis.nulls import Nulls, Tail
from analysis.overlaid import Overlaid
from analysis.pair import Pair
from analysis.types import Dimension, Finding, Region, Unit
from analysis.vision import bands, ciede2000, colour
from analysis.vision.colour import Floats
from analysis.vision.contours import regions
from analysis.vision.crops import Rgb
from analysis.vision.zones import Mask

COLOUR, FOCUS, GRAIN = "edited.background.colour", "edited.background.focus", "edited.background.grain"
STRUCTURE, OUTLINE = "edited.background.structure", "edited.background.outline"
# CIEDE2000 3 is seen at a glance, half of it by whoever looks; a third less contrast is seen side by side (as in
# background_focus). Grain in levels of 255 on a picture of 60 pixels between the irises. An outline is a narrow band,
# where twice the difference of an area is needed to be seen.
FLOORS = {
    COLOUR: Floors(1.5, 3.0),
    FOCUS: Floors(0.5, 1.0),
    GRAIN: Floors(0.6, 1.2),
    OUTLINE: Floors(3.0, 6.0),
}
ASKED: tuple[tuple[str, str, Tail], ...] = (
    (COLOUR, "edited_background_relit", "above"),
    (FOCUS, "edited_background_blurred", "below"),
    (GRAIN, "edited_background_grain", "above"),
    (OUTLINE, "edited_outline", "above"),
)
ANOTHER = 0.3  # correlation of structure below which a background is another one
LEAST_BEHIND = 0.02  # of the picture
CLEAR, WITHIN = 0.2, 0.1  # iris distances from the outline where the background is surely such, and the sitter
BAND = 0.15  # iris distances on either side of the outline
FINER, COARSER = 0.7, 2.0  # pixels of the Gaussians between which focus is told
CONTRAST = 0.02  # of ln-luminance, the least from which focus can be told
LEAST_PIXELS = 80
MOST_LOST = 5.0  # octaves; a background that lost more is all gone
FINEST, CALM = 1.0, 3.0  # pixels: what is finer than this Gaussian is grain; over which a place is busy or calm
CALMEST = 20  # percentile of the places of each
EDGE = 1.0  # pixels over which colours along the outline are averaged
CHANGED_MOST = 90  # percentile along the outline
PLACE, ROOM = 0.15, 0.2  # of that, where its place ends; iris distances from the outline within which it lies
EXPLAINS = 1.0  # octaves of lost focus that spill over the outline by themselves
SPREAD = 1.4826  # median absolute deviation to standard deviation
HEAT_FLOOR, HEAT_CEILING = 1.5, 20.0  # CIEDE2000


def measure(pair: Pair) -> Measured:
    """Raises NotApplicable where the two are different photographs, or no background is seen."""
    overlaid = editing.comparable(pair)
    laid = overlaid.around
    away = _from_outline(overlaid.behind, laid.iris_distance)
    behind, sitter = (away > CLEAR) & laid.seen, (away < -WITHIN) & laid.seen
    if behind.mean() < LEAST_BEHIND:
        raise NotApplicable("no_background")
    outline, where = _outline(laid, away)
    changed = laid.delta_e()
    whole = regions(overlaid.behind, laid.subject, least=laid.iris_distance**2 / 4)
    told: tuple[tuple[str, float | None, Unit, tuple[Region, ...]], ...] = (
        (COLOUR, float(np.median(changed[behind])), Unit.DELTA_E, whole),
        (GRAIN, None if overlaid.compressed else _grain(laid, behind, sitter), Unit.LEVELS, whole),
        (OUTLINE, outline, Unit.DELTA_E, where),
        (FOCUS, _focus(laid, behind, sitter), Unit.OCTAVES, whole),
        (STRUCTURE, _structure(overlaid, behind), Unit.RATIO, whole),
    )
    figures = (editing.figure(pair, key, value, unit, places) for key, value, unit, places in told if value is not None)
    heat = HeatMap(
        values=changed,
        region=laid.subject.extent,
        unit=Unit.DELTA_E,
        floor=HEAT_FLOOR,
        ceiling=HEAT_CEILING,
    )
    return Measured(measurements=tuple(figures), heatmaps=(heat,))


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Another background says all; else each change by itself, the plainest first."""
    return editing.plainest_first(_judged(measured, key, code, tail, nulls) for key, code, tail in ASKED)


def _judged(measured: Measured, key: str, code: str, tail: Tail, nulls: Nulls) -> Finding | None:
    figure = measured.get(key)
    if figure is None or _explained(measured, key):
        return None
    severity = editing.severity(figure, tail, FLOORS[key], nulls)
    if severity is None:
        return None
    said = "edited_background_replaced" if key == COLOUR and _is_another(measured) else code
    value, kept = abs(figure.value), 2.0**figure.value
    return editing.finding(said, Dimension.BACKGROUND, figure, severity, value=value, kept=kept)


def _is_another(measured: Measured) -> bool:
    """Whether there is structure behind the sitter, and it is not the photograph's."""
    structure = measured.get(STRUCTURE)
    return structure is not None and structure.value < ANOTHER and measured[COLOUR].value >= FLOORS[COLOUR].plain


def _explained(measured: Measured, key: str) -> bool:
    """Whether a change follows from another that says more: another background changes all, blur spills over edges."""
    if key == COLOUR:
        return False
    focus = measured.get(FOCUS)
    return _is_another(measured) or (key == OUTLINE and focus is not None and focus.value <= -EXPLAINS)


def _from_outline(behind: Mask, iris_distance: float) -> Floats:
    """Iris distances to the outline, positive behind the sitter."""
    inside = behind.astype(np.uint8)
    away = cv2.distanceTransform(inside, cv2.DIST_L2, 5) - cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)
    return (away / np.float32(iris_distance)).astype(np.float32)


def _focus(laid: Laid, behind: Mask, sitter: Mask) -> float | None:
    """Octaves of the photograph's own fine contrast that are left behind the sitter, less what the sitter lost."""
    ours, theirs = (
        bands.blurred(light, FINER) - bands.blurred(light, COARSER)
        for light in map(colour.log_luminance, (laid.subject.pixels, laid.reference))
    )
    left = []
    for place in (behind, sitter):
        told = place & (np.abs(theirs) > CONTRAST)
        if told.sum() < LEAST_PIXELS:
            return None
        kept = float((ours * theirs)[told].sum() / (theirs * theirs)[told].sum())
        left.append(np.log2(max(kept, 2.0**-MOST_LOST)))
    return float(left[0] - left[1])


def _grain(laid: Laid, behind: Mask, sitter: Mask) -> float:
    """Levels of 255, standard deviation, of what is fine and new, behind the sitter beyond the sitter.

    Told from the calmest fifth of either: compression and sharpening lie on both alike. Negative where there is less.
    """
    ours, theirs = (_finest(rgb) for rgb in (laid.subject.pixels, laid.reference))
    busy = bands.blurred(np.abs(theirs), CALM)
    powers = []
    for place in (behind, sitter):
        calm = place & (busy <= np.percentile(busy[place], CALMEST)) if place.any() else place
        powers.append((SPREAD * float(np.median(np.abs((ours - theirs)[calm])))) ** 2 if calm.any() else 0.0)
    grown = powers[0] - powers[1]
    return float(np.copysign(np.sqrt(abs(grown)), grown))


def _finest(rgb: Rgb) -> Floats:
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return grey - bands.blurred(grey, FINEST)


def _structure(overlaid: Overlaid, behind: Mask) -> float | None:
    """Median correlation of structure behind the sitter; None where there is none in both."""
    told = overlaid.in_place[behind]
    told = told[np.isfinite(told)]
    return float(np.median(told)) if told.size >= LEAST_PIXELS else None


def _outline(laid: Laid, away: Floats) -> tuple[float, tuple[Region, ...]]:
    """CIEDE2000 of the tenth of the outline that changed most, beyond that of the sitter; and where it changed."""
    band, inside = (np.abs(away) < BAND) & laid.seen, (away < -ROOM) & laid.seen
    if not band.any() or not inside.any():
        return 0.0, ()
    ours, theirs = (bands.blurred(colour.lab(rgb), EDGE) for rgb in (laid.subject.pixels, laid.reference))
    changed = ciede2000.difference(ours, theirs)
    most, usual = (float(np.percentile(changed[place], CHANGED_MOST)) for place in (band, inside))
    most = max(0.0, most - usual)
    if most < FLOORS[OUTLINE].seen:
        return most, ()
    near = (np.abs(away) < ROOM) & laid.seen
    return most, regions(near & (changed >= PLACE * most), laid.subject, least=0.01 * laid.iris_distance**2)


ANALYZER = PairAnalyzer(id="edited_background", version=1, dimension=Dimension.BACKGROUND, measure=measure, judge=judge)
