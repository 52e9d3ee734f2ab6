"""The pictures that a comparison's page shows: both faces on the stage, overlays, annotated pictures, close-ups."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from analysis.alignment import on_stage
from analysis.analyzer import HeatMap
from analysis.engine import Outcome
from analysis.portrait import Portrait
from analysis.types import Affine, Alignment
from headshots.comparisons import presenting
from headshots.comparisons.evidence import Mark
from headshots.comparisons.models import Kind, Side

Pixels = NDArray[np.uint8]
HeatMaps = Mapping[str, tuple[HeatMap, ...]]
Portraits = Mapping[Side, Portrait]
CLOSEUP_SIDE: Final = 960  # pixels at most
JPEG_QUALITY: Final = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One encoded picture, and what it shows of what."""

    kind: Kind
    side: Side
    about: str
    data: bytes
    suffix: str
    width: int
    height: int


def make(outcome: Outcome, portraits: Portraits, alone: Mapping[Side, HeatMaps]) -> list[Exhibit]:
    """Every picture of a comparison; `alone` holds the heat maps of each photograph by itself."""
    alignment = outcome.report.alignment
    return [*_stages(portraits, alignment), *_closeups(outcome, portraits)]


def _stages(portraits: Portraits, alignment: Alignment) -> Iterator[Exhibit]:
    size = alignment.stage_width, alignment.stage_height
    for side, portrait in portraits.items():
        yield _jpeg(Kind.STAGE, side, "", on_stage(portrait.plate, _to_stage(side, alignment), size))


def _closeups(outcome: Outcome, portraits: Portraits) -> Iterator[Exhibit]:
    """Of each finding that has a place: the same place of both faces at the same face scale."""
    alignment = outcome.report.alignment
    for key, focus in presenting.places_of(outcome.report).items():
        zoom = _zoom(focus, portraits, alignment)
        for side, portrait in portraits.items():
            matrix, size = _cut(_to_stage(side, alignment), focus, alignment, zoom)
            yield _jpeg(Kind.CLOSEUP, side, key, on_stage(portrait.plate, matrix, size))


def _zoom(focus: Mark, portraits: Portraits, alignment: Alignment) -> float:
    """Close-up pixels per stage pixel: as fine as the sharper picture has them; nothing is blown up for show."""
    finest = max(
        portrait.plate.scale / math.hypot(*_to_stage(side, alignment)[:2]) for side, portrait in portraits.items()
    )
    longest = max(focus.width * alignment.stage_width, focus.height * alignment.stage_height) / 100
    return min(max(finest, 1.0), CLOSEUP_SIDE / longest)


def _cut(to_stage: Affine, focus: Mark, alignment: Alignment, zoom: float) -> tuple[Affine, tuple[int, int]]:
    """The map from file pixels to the close-up, and its size."""
    a, b, c, d, e, f = to_stage
    left, top = focus.left * alignment.stage_width / 100, focus.top * alignment.stage_height / 100
    size = (
        round(zoom * focus.width * alignment.stage_width / 100),
        round(zoom * focus.height * alignment.stage_height / 100),
    )
    return (a * zoom, b * zoom, (c - left) * zoom, d * zoom, e * zoom, (f - top) * zoom), size


def _to_stage(side: Side, alignment: Alignment) -> Affine:
    return alignment.subject_to_stage if side is Side.SUBJECT else alignment.reference_to_stage


def _jpeg(kind: Kind, side: Side, about: str, pixels: Pixels) -> Exhibit:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    height, width = pixels.shape[:2]
    return Exhibit(kind=kind, side=side, about=about, data=buffer.getvalue(), suffix="jpg", width=width, height=height)
