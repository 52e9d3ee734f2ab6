"""What is kept of a picture once its pixels are let go: numbers by which it can be set beside the others of its series.

Nothing here is measured in a new way: each number is the one that an analyzer or a piece of shared evidence gives for
this picture alone. The identity embedding stays in memory, and no report holds it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from analysis import provenance
from analysis.analyzers import skin_tone
from analysis.errors import ModelUnavailable, NoFace, NotApplicable, Undecodable
from analysis.extras.face import Face
from analysis.matching import COARSE, Lashes, Side, side_of
from analysis.portrait import Portrait
from analysis.types import Picture
from analysis.vision import zones
from analysis.vision.landmarks import ZONES
from analysis.vision.monochrome import is_monochrome
from analysis.vision.shading import Shading

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]
SHARP_IRIS_DISTANCE = 140.0  # pixels: what a source picture should have (metrics Q1), and where blur is looked for
BRIGHTEST, DARKEST = 254, 1  # of 255; nothing can be told apart beyond
_NO_EXPRESSION = ("eyeLook", "_neutral")  # where the eyes look, and what is left over
_FAILED = "Something went wrong while this picture was measured. The others are not touched by it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """Shares (0–1) of cheeks, forehead and the skin under the eyes where one colour is at its brightest, or all are at
    their darkest: there the file holds no more detail."""

    bright: float
    dark: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """One picture with a face; `face` is what likeness is measured from, its identity embedding included.

    `colour` is CIELAB of the skin, None without colour or enough bare skin; `sharpness` octaves, of lashes and brows,
    None where they are not in the picture; `expression` the net's coefficients but for gaze, 0–1; `taken` the camera's
    date as EXIF writes it, or nothing; `faces` how many the picture shows.
    """

    name: str
    picture: Picture
    face: Face = field(repr=False)
    colour: tuple[float, float, float] | None
    monochrome: bool
    sharpness: float | None
    clipping: Clipping | None
    light: Shading | None
    expression: Floats = field(repr=False)
    taken: str
    faces: int

    @classmethod
    def of(cls, portrait: Portrait, name: str) -> Self:
        """Measures the portrait, which may be let go afterwards. Raises Undecodable and ModelUnavailable."""
        photo, expression = portrait.photo, portrait.mesh.expression
        side = side_of(portrait, COARSE)
        camera = provenance.read(photo.data, photo.format, photo.width, photo.height).camera
        shading = portrait.shading
        return cls(
            name=name,
            picture=portrait.picture,
            face=Face.of(portrait),
            colour=_colour(side),
            monochrome=is_monochrome(side.lab),
            sharpness=_sharpness(portrait),
            clipping=_clipping(portrait),
            light=shading if shading is not None and shading.clear else None,
            expression=np.array([value for name, value in expression.items() if not name.startswith(_NO_EXPRESSION)]),
            taken=camera.taken if camera else "",
            faces=portrait.faces_found,
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """A picture that could not be measured, and why, as a sentence."""

    name: str
    sentence: str


def profile(name: str, opened: Callable[[], Portrait]) -> Profile | Refused:
    """The profile of a picture, or why there is none: one bad picture does not take its series with it.

    Raises ModelUnavailable, without which no picture can be measured.
    """
    try:
        return Profile.of(opened(), name)
    except (Undecodable, NoFace) as refused:
        return Refused(name, str(refused))
    except ModelUnavailable:
        raise
    except Exception:  # one picture's mistake must not take the others with it
        log.exception("a picture of a series failed")
        return Refused(name, _FAILED)


def _colour(side: Side) -> tuple[float, float, float] | None:
    seen = side.skin & skin_tone.places(side)
    if is_monochrome(side.lab) or seen.sum() < skin_tone.LEAST_PIXELS:
        return None
    lightness, a, b = np.median(side.lab[seen], 0).astype(float)
    return float(lightness), float(a), float(b)


def _sharpness(portrait: Portrait) -> float | None:
    side = side_of(portrait, SHARP_IRIS_DISTANCE)
    try:
        return Lashes.of(side).sharpness(side.pixels)
    except NotApplicable:
        return None


def _clipping(portrait: Portrait) -> Clipping | None:
    """Bare skin would not do: what is clipped is no skin colour any more, and is left out of it."""
    view = portrait.plate
    mesh = view.from_file(portrait.mesh.xy)
    places = np.zeros(view.shape, bool)
    for points in ZONES.values():
        places |= zones.zone(view.shape, mesh, points)
    if not places.any():
        return None
    pixels = view.pixels[places]
    return Clipping(bright=float((pixels.max(1) >= BRIGHTEST).mean()), dark=float((pixels.max(1) <= DARKEST).mean()))
