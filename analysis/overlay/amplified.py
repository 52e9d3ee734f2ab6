"""Pairs that exaggerate one measured difference on both sides by one factor, so that a lay eye sees what was measured.

Never how a picture looks, which each of them says in its own pixels. The factor belongs to the kind of difference and
never to a picture, and both sides go through the same steps: two equal pictures stay equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import cv2
import numpy as np

from analysis.matching import Matched, Side
from analysis.overlay.closeup import cut, labelled, paired
from analysis.overlay.shape import exaggerated
from analysis.overlay.stage import to_stage
from analysis.overlay.window import LEAST_SIDE, Window
from analysis.pair import Pair
from analysis.portrait import MILLIMETRES
from analysis.vision import colour, zones
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.crops import Points, Rgb
from analysis.vision.landmarks import CHIN, FACE_OVAL, FOREHEAD_TOP, NOSE_ROOT
from analysis.vision.view import View


class Amplified(StrEnum):
    """What is exaggerated."""

    SKIN = "skin"  # light and dark of pores and fine lines
    BROWS = "brows"  # of single hairs
    HAIR = "hair"  # of strands
    SPOTS = "spots"  # colour that changes from spot to spot
    TONE = "tone"  # how far the two colours of skin lie apart
    SHAPE = "shape"  # how far the two faces differ in form


# Large enough to be seen at arm's length where a difference is told at all, small enough that a face stays a face.
FACTORS: Mapping[Amplified, float] = {
    Amplified.SKIN: 4.0,
    Amplified.BROWS: 3.0,
    Amplified.HAIR: 3.0,
    Amplified.SPOTS: 2.5,
    Amplified.TONE: 2.0,
    Amplified.SHAPE: 3.0,
}
KINDS: Mapping[str, Amplified] = {
    **dict.fromkeys(("skin_smoother", "skin_rougher", "skin_bare", "skin_drawn"), Amplified.SKIN),
    "brows_bare": Amplified.BROWS,
    "hair_combed": Amplified.HAIR,
    **dict.fromkeys(("skin_tone_even", "skin_blotched"), Amplified.SPOTS),
    "skin_colour_shifted": Amplified.TONE,  # lighter and darker skin is seen as it is, and would only be clipped
    **{
        f"likeness_{length}_{way}": Amplified.SHAPE
        for length in ("face_width", "jaw_width", "chin_width", "lower_face", "eye_spacing", "nose_length")
        for way in ("larger", "smaller")
    },
}
FINE = 1.5  # millimetres, standard deviation: light and dark coarser than this is left as it is
SPOTS = (0.5, 6.0)  # millimetres, between which colour is exaggerated: below lies the noise of cameras and files
_SOFT = 0.06  # iris distances over which the exaggeration sets in
_FOREHEAD = 0.45  # iris distances
_BEYOND = 0.12  # iris distances by which brows and face are grown


def amplified(pair: Pair, code: str, window: Window, *, label: str) -> tuple[Rgb, Rgb]:
    """The place of a finding on both faces with what it speaks of exaggerated: two uint8 sRGB squares of LEAST_SIDE.

    `code` is one of KINDS. Skin and hair are taken after both pictures were brought to one scale, compression and
    sharpness (`Pair.matched`), so that what is exaggerated is the face and not the file. `label` is written on both.
    """
    kind = KINDS[code]
    if kind is Amplified.SHAPE:
        drawn = exaggerated(pair, window, paired(pair, window, LEAST_SIDE), factor=FACTORS[kind])
    else:
        sides = (pair.matched.subject, False), (pair.matched.reference, True)
        first, second = (
            cut(
                _louder(side, pair.matched, kind),
                to_stage(pair.alignment, on_reference=there),
                pair,
                window,
                LEAST_SIDE,
            )
            for side, there in sides
        )
        drawn = first, second
    return labelled(drawn[0], label), labelled(drawn[1], label)


def _louder(side: Side, matched: Matched, kind: Amplified) -> View:
    """The view of one side, exaggerated."""
    if kind is Amplified.TONE:
        pixels = _tone(side, matched)
    else:
        pixels = _spots(side, kind) if kind is Amplified.SPOTS else _relief(side, kind)
    view = side.view
    return View(pixels, view.scale, view.left, view.top, view.whole)


def _relief(side: Side, kind: Amplified) -> Rgb:
    """Light and dark finer than FINE, as a ratio: dark skin is exaggerated as much as light skin."""
    shade = colour.log_luminance(side.pixels)
    fine = shade - blurred(shade, FINE * side.iris_distance / MILLIMETRES)
    gain = (FACTORS[kind] - 1) * _where(side, kind) * fine
    return colour.encode(colour.linear(side.pixels) * np.exp(gain)[..., None])


def _spots(side: Side, kind: Amplified) -> Rgb:
    """a* and b* between the widths of SPOTS."""
    per_mm = side.iris_distance / MILLIMETRES
    tint = np.ascontiguousarray(side.lab[..., 1:])
    fine, coarse = (blurred(tint, width * per_mm) for width in SPOTS)
    lab = side.lab.copy()
    lab[..., 1:] += (FACTORS[kind] - 1) * _where(side, kind)[..., None] * (fine - coarse)
    return _to_rgb(lab)


def _tone(side: Side, matched: Matched) -> Rgb:
    """The picture moved away from the colour that lies in the middle between both skins."""
    ours, theirs = (np.median(one.lab[one.skin], 0) for one in (matched.subject, matched.reference))
    own = ours if side is matched.subject else theirs
    away = (FACTORS[Amplified.TONE] - 1) * (own - (ours + theirs) / 2)
    return _to_rgb(side.lab + away.astype(np.float32))


def _where(side: Side, kind: Amplified) -> Floats:
    """How much of the exaggeration each pixel gets, 0–1: by the mesh alone, so that no mark of the skin is left out."""
    shape, mesh, distance = side.view.shape, side.mesh, side.iris_distance
    if kind is Amplified.BROWS:
        mask = zones.grown(zones.brows(shape, mesh), distance, _BEYOND)
    elif kind is Amplified.HAIR:
        mask = ~zones.grown(zones.polygon(shape, mesh[list(FACE_OVAL)]), distance, _BEYOND)
    else:
        mask = zones.polygon(shape, _to_the_hair(mesh, distance)) & ~zones.features(shape, mesh, distance)
    return blurred(mask.astype(np.float32), _SOFT * distance)


def _to_the_hair(mesh: Points, distance: float) -> Points:
    """The oval of the face, which ends in the middle of many foreheads, drawn up to where the hair may begin."""
    oval, up = mesh[list(FACE_OVAL)], mesh[FOREHEAD_TOP] - mesh[CHIN]
    up = up / np.linalg.norm(up)
    height = np.clip((oval - mesh[NOSE_ROOT]) @ up / distance, 0, 1)
    higher: Points = oval + _FOREHEAD * distance * height[:, None] * up
    return higher


def _to_rgb(lab: Floats) -> Rgb:
    light = cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)
    rgb: Rgb = np.clip(light * 255 + 0.5, 0, 255).astype(np.uint8)
    return rgb
