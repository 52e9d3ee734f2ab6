"""What was done to the skin of this very photograph?

Method: one exposure beside what was made of it (see registration and overlaid), both at one scale, compression and
sharpness, displacements put back. Four figures over bare skin: fine detail (octaves of local contrast, less what
lashes lost), colour (CIEDE2000 over areas of 1.6 mm), highlights (lightness added in places, beyond what was added to
all skin) and marks (dark spots of 1 to 4 mm that are gone: differences of Gaussians, Lindeberg 1998).

Wrong where a photograph was compressed until its own skin was gone. It is told as what it is: an edit of one
photograph, whoever made it; a studio's retouching is one too.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from analysis import editing
from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.editing import Floors
from analysis.errors import NotApplicable
from analysis.laid import Laid, reduced
from analysis.nulls import Nulls, Tail
from analysis.pair import Pair
from analysis.types import Dimension, Finding, Region, Unit
from analysis.vision import bands, colour, zones
from analysis.vision.bands import MILLIMETRES_PER_IRIS_DISTANCE, Floats
from analysis.vision.contours import regions
from analysis.vision.zones import Mask

DETAIL, TONE, HIGHLIGHTS, MARKS = (
    "edited.skin.detail",
    "edited.skin.tone",
    "edited.skin.highlights",
    "edited.skin.marks",
)
# A third less contrast is seen side by side (as in skin_texture), two fifths less at a glance. CIEDE2000 3 is seen at a
# glance, half of it by whoever looks; highlights and marks are steps of L*, which CIEDE2000 halves at most.
FLOORS = {
    DETAIL: Floors(0.5, 0.75),
    TONE: Floors(1.5, 3.0),
    HIGHLIGHTS: Floors(2.0, 4.0),
    MARKS: Floors(1.0, 2.0),
}
FINEST, OCTAVES = 0.25, 3.0  # millimetres of the finest structure, and how many times coarser the coarsest
LEAST_PIXELS = 0.8  # standard deviation of the finest Gaussian on the grid
AREA = 2.0  # millimetres, over which detail is averaged
LOST_OF_SKIN = 25  # percentile: the quarter of the skin that lost most
BRIGHTEST = 98  # percentile of lightness added beyond the median
COLOUR_IRIS_DISTANCE = 90.0  # pixels; colour needs no more
MARK_SIZES = (0.4, 0.7, 1.1)  # millimetres, standard deviations
FAINTER = 0.5  # of a mark's contrast that may be left of one that is gone
OUTER_EDGE = 0.1  # iris distances along the border of the skin that are left out: hair, folds, nostrils
MARK_EDGE = 0.2  # of the strongest difference, where a mark's place ends
MARK_ROOM = 0.5  # millimetres around what is seen of a mark that were painted over with it
RIM_OF_MARK = 0.06  # iris distances
LARGEST_MARK, MOST_OBLONG = 7.0, 2.5  # millimetres across; its longer side over its shorter
LEAST_SKIN = 400  # pixels
HEAT_OF_DETAIL, HEAT_OF_COLOUR = (0.5, 2.5), (1.5, 15.0)  # floor and ceiling: octaves lost, CIEDE2000


@dataclass(frozen=True, slots=True)
class _Changed:
    value: float
    places: tuple[Region, ...]
    unit: Unit


def measure(pair: Pair) -> Measured:
    """Raises NotApplicable where the two are different photographs, or hardly any skin is seen."""
    laid = editing.surfaces(pair)
    skin = zones.skin(laid.reference, laid.mesh, laid.iris_distance) & laid.seen
    if skin.sum() < LEAST_SKIN:
        raise NotApplicable("too_little_skin")
    small = reduced(laid, COLOUR_IRIS_DISTANCE)
    changed = small.delta_e()
    tone, highlights = _colours(pair, small, changed)
    detail, lost = _detail(laid, skin)
    recoloured = max(abs(tone.value) / FLOORS[TONE].plain, highlights.value / FLOORS[HIGHLIGHTS].plain)
    # What is drawn is told first: its name is that of the leading figure.
    leading = {DETAIL: detail} if -detail.value / FLOORS[DETAIL].plain > recoloured else {TONE: tone}
    found = leading | {TONE: tone, DETAIL: detail, HIGHLIGHTS: highlights, MARKS: _marks(laid)}
    return Measured(
        measurements=tuple(editing.figure(pair, key, it.value, it.unit, it.places) for key, it in found.items()),
        heatmaps=(_lost_map(laid, lost) if DETAIL in leading else _colour_map(small, changed),),
    )


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """Each change by itself, the plainest first."""
    lighter = measured[TONE].value > 0
    asked: tuple[tuple[str, str, Tail], ...] = (
        (DETAIL, "edited_skin_smoothed", "below"),
        (TONE, "edited_skin_lighter" if lighter else "edited_skin_darker", "either"),
        (HIGHLIGHTS, "edited_skin_highlights", "above"),
        (MARKS, "edited_skin_marks", "above"),
    )
    return editing.plainest_first(_judged(measured, key, code, tail, nulls) for key, code, tail in asked)


def _judged(measured: Measured, key: str, code: str, tail: Tail, nulls: Nulls) -> Finding | None:
    figure = measured[key]
    severity = editing.severity(figure, tail, FLOORS[key], nulls)
    if severity is None:
        return None
    value, kept = abs(figure.value), 2.0**figure.value
    return editing.finding(code, Dimension.SKIN, figure, severity, value=value, kept=kept)


def _lost_map(laid: Laid, lost: Floats) -> HeatMap:
    floor, ceiling = HEAT_OF_DETAIL
    return HeatMap(values=lost, region=laid.subject.extent, unit=Unit.OCTAVES, floor=floor, ceiling=ceiling)


def _colour_map(laid: Laid, changed: Floats) -> HeatMap:
    floor, ceiling = HEAT_OF_COLOUR
    return HeatMap(values=changed, region=laid.subject.extent, unit=Unit.DELTA_E, floor=floor, ceiling=ceiling)


def _detail(laid: Laid, skin: Mask) -> tuple[_Changed, Floats]:
    """Octaves of fine contrast on the skin, subject over photograph, less what lashes and brows lost; the same of each
    place as a loss, NaN off the skin."""
    per_mm = laid.iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    finest = max(FINEST * per_mm, LEAST_PIXELS)
    ours, theirs = (_band(colour.log_luminance(it), finest) for it in (laid.subject.pixels, laid.reference))
    ring = zones.feature_ring(laid.shape, laid.mesh, laid.iris_distance) & laid.seen
    lashes = bands.contrast(ours, ring) - bands.contrast(theirs, ring) if ring.any() else 0.0
    sigma = AREA * per_mm
    weight = skin.astype(np.float32)
    power, own, other = (
        bands.blurred(one * two * weight, sigma) for one, two in ((ours, theirs), (ours, ours), (theirs, theirs))
    )
    other = np.maximum(other, 1e-9)
    # Contrast that went and contrast that is no longer the photograph's own: the milder of the two, since compression
    # spoils the second and noise laid over a smoothed face the first.
    kept = np.maximum(np.log2(np.maximum(own / other, 1e-3)) / 2, np.log2(np.maximum(power / other, 1e-2)))
    kept = np.clip(kept - np.float32(lashes), -5, 2)
    value = float(np.percentile(kept[skin], LOST_OF_SKIN))
    lost = skin & (kept < max(value / 3, -1.0)) if value < -FLOORS[DETAIL].seen else np.zeros_like(skin)
    return _Changed(value, _places(lost, laid), Unit.OCTAVES), np.where(skin, -kept, np.float32(np.nan))


def _band(light: Floats, finest: float) -> Floats:
    return bands.blurred(light, finest) - bands.blurred(light, OCTAVES * finest)


def _colours(pair: Pair, laid: Laid, changed: Floats) -> tuple[_Changed, _Changed]:
    """How far the skin's colour moved as a whole, signed by lightness; and lightness that was added in places."""
    skin = zones.skin(laid.reference, laid.mesh, laid.iris_distance) & laid.seen
    ours, theirs = laid.lab()
    lighter = ours[..., 0] - theirs[..., 0]
    middle = float(np.median(lighter[skin]))
    moved = float(np.median(changed[skin]))
    added = lighter - np.float32(middle)
    most = float(np.percentile(added[skin], BRIGHTEST))
    lit = skin & (added >= max(FLOORS[HIGHLIGHTS].seen, most / 5))
    tone = _Changed(float(np.copysign(moved, middle)), _recoloured(pair, moved), Unit.DELTA_E)
    return tone, _Changed(most, _places(lit, laid) if most >= FLOORS[HIGHLIGHTS].seen else (), Unit.LAB)


def _recoloured(pair: Pair, moved: float) -> tuple[Region, ...]:
    """Face, ears and neck, as far as they changed with the face."""
    if moved < FLOORS[TONE].seen:
        return ()
    overlaid = pair.overlaid
    laid = overlaid.toned
    changed = (np.nan_to_num(laid.delta_e()) >= moved / 2) & ~overlaid.behind
    side = 2 * round(0.04 * laid.iris_distance) + 1
    window = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    closed = cv2.morphologyEx(changed.astype(np.uint8), cv2.MORPH_CLOSE, window)
    _, parts = cv2.connectedComponents(closed)
    on_face = parts[zones.bare(laid.shape, laid.mesh, laid.iris_distance) & (closed > 0)]
    return _places(parts == np.bincount(on_face).argmax(), laid) if on_face.size else ()


def _marks(laid: Laid) -> _Changed:
    """Steps of L* by which the strongest spot that vanished stood out, beyond the strongest that appeared; the places.

    Compression and sharpening make as many spots as they take; who removes marks adds none.
    """
    bare = zones.shrunk(
        zones.bare(laid.shape, laid.mesh, laid.iris_distance) & laid.seen, laid.iris_distance, OUTER_EDGE
    )
    per_mm = laid.iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    ours, theirs = (colour.lab(rgb)[..., 0] for rgb in (laid.subject.pixels, laid.reference))
    gone, new = np.zeros(laid.shape, np.float32), np.zeros(laid.shape, np.float32)
    for millimetres in MARK_SIZES:
        sigma = max(millimetres * per_mm, LEAST_PIXELS)
        left, there = (bands.blurred(it, 1.6 * sigma) - bands.blurred(it, sigma) for it in (ours, theirs))
        gone = np.maximum(gone, np.where(bare & (left < FAINTER * there), there - left, np.float32(0)))
        new = np.maximum(new, np.where(bare & (there < FAINTER * left), left - there, np.float32(0)))
    # What was painted over a mark leaves a rim of its own, which is no new spot.
    room = np.ones((2 * round(RIM_OF_MARK * laid.iris_distance) + 1,) * 2, np.uint8)
    usual = float(new[cv2.dilate(gone, room) < FLOORS[MARKS].seen].max(initial=0.0))
    spots = _spots(laid, gone, ours - theirs, max(FLOORS[MARKS].seen, usual))
    strongest = float(gone[spots].max()) if spots.any() else usual
    return _Changed(max(0.0, strongest - usual), _places(spots, laid), Unit.LAB)


def _spots(laid: Laid, gone: Floats, lighter: Floats, least: float) -> Mask:
    """The round places of at most LARGEST_MARK whose strongest point reaches `least`."""
    soft = bands.blurred(lighter, LEAST_PIXELS)
    room = np.ones((2 * round(0.04 * laid.iris_distance) + 1,) * 2, np.uint8)
    near = cv2.dilate(np.where(gone >= least, soft, 0).astype(np.float32), room)
    places = (near > 0) & (soft >= MARK_EDGE * near)
    kept = np.zeros(laid.shape, bool)
    _, parts, boxes, _ = cv2.connectedComponentsWithStats(places.astype(np.uint8))
    largest = LARGEST_MARK * laid.iris_distance / MILLIMETRES_PER_IRIS_DISTANCE
    for part in np.unique(parts[(gone >= least) & places]):
        sides = boxes[part, cv2.CC_STAT_WIDTH], boxes[part, cv2.CC_STAT_HEIGHT]
        if part > 0 and max(sides) <= min(largest, MOST_OBLONG * min(sides)):
            kept |= parts == part
    return zones.grown(kept, laid.iris_distance, 2 * MARK_ROOM / MILLIMETRES_PER_IRIS_DISTANCE)


def _places(mask: Mask, laid: Laid) -> tuple[Region, ...]:
    """As polygons; what is smaller than a square millimetre is a speck."""
    return regions(mask, laid.subject, least=(laid.iris_distance / MILLIMETRES_PER_IRIS_DISTANCE) ** 2)


ANALYZER = PairAnalyzer(id="edited_skin", version=1, dimension=Dimension.SKIN, measure=measure, judge=judge)
