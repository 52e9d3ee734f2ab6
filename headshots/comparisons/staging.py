"""The stage of a page: both pictures, their overlays, outlines and numbers, arranged from the evidence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from headshots.comparisons.evidence import Evidence, FindingView, Image, Layer, Mark
from headshots.comparisons.models import Comparison, Side
from headshots.photos.models import Photo, Rendition, Variant
from headshots.queue import State

# Numbers stand in the picture's margins and never on the face. A disc is 21 CSS pixels; on a phone a picture is about
# 190 wide and 240 high, so this keeps two of them apart and inside.
MARGIN: Final = 7.0  # percent of the stage's width
APART: Final = 10.5  # percent of the stage's height
TOP, BOTTOM = 6.0, 94.0

# What the demo's altered picture is called. Its plate says so on every page, also where file names are not shown.
SIMULATED: Final = "simulated AI headshot.png"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands, in percent of the stage."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One finding on one picture: its outlines, and its number in the margin with a line to the leading outline."""

    key: str
    number: int
    headline: str
    marks: tuple[Mark, ...]
    at: Spot
    to: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateLayer:
    """An overlay on one picture; `id` names the switch that shows it."""

    id: str
    image: Image | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One of the pictures."""

    side: str
    title: str
    name: str
    image: Image | None  # aligned with the other
    whole: Rendition | None  # as it is; shown as long as, or because, it is not aligned
    unreadable: bool  # there will be no picture
    layers: tuple[PlateLayer, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlays:
    """What can be laid over the pictures of one dimension."""

    name: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    plates: tuple[Plate, ...]
    overlays: tuple[Overlays, ...]

    @property
    def is_aligned(self) -> bool:
        return all(plate.image for plate in self.plates)


def arrange(comparison: Comparison, evidence: Evidence, *, with_names: bool) -> Stage:
    """Needs a comparison of `Comparison.objects.for_pages()`. File names are the photographer's, not the client's."""
    layers = tuple(layer for dimension in evidence.dimensions for layer in dimension.layers)

    def plate(side: Side, title: str, photo: Photo) -> Plate:
        on_subject = side == Side.SUBJECT
        image = evidence.stage.subject if on_subject else evidence.stage.reference
        return Plate(
            side=side.value,
            title=title,
            name=photo.original_name if with_names else "",
            image=image,
            whole=next((item for item in photo.renditions.all() if item.variant == Variant.SCREEN), None),
            unreadable=photo.state == State.FAILED,
            layers=tuple(
                PlateLayer(id=layer.analyzer, image=layer.pair.subject if on_subject else layer.pair.reference)
                for layer in layers
            ),
            places=tuple(_places(evidence.findings, on_subject=on_subject)),
        )

    titles = {Side.SUBJECT: _subject_title(comparison.subject), Side.REFERENCE: _("Photograph")}
    return Stage(
        plates=tuple(plate(side, titles[side], photo) for side, photo in comparison.photos.items()),
        overlays=tuple(
            Overlays(name=dimension.name, layers=dimension.layers)
            for dimension in evidence.dimensions
            if dimension.layers
        ),
    )


def _subject_title(photo: Photo) -> str:
    return _("AI headshot (simulated)") if photo.original_name == SIMULATED else _("AI headshot")


def _places(findings: tuple[FindingView, ...], *, on_subject: bool) -> Iterator[Place]:
    spots = _spots({finding.key: mark for finding in findings if (mark := _largest(finding))})
    for finding in findings:
        if mark := _leading(finding, on_subject=on_subject):
            at = spots[finding.key]
            yield Place(
                key=finding.key,
                number=finding.number,
                headline=finding.headline,
                marks=finding.subject_marks if on_subject else finding.reference_marks,
                at=at,
                to=min(_corners(mark), key=lambda corner: _apart(corner, at)),
            )


def _largest(finding: FindingView) -> Mark | None:
    """The AI picture's largest mark, which says for both pictures where the number stands; or the photograph's."""
    marks = finding.subject_marks or finding.reference_marks
    return max(marks, key=lambda mark: mark.width * mark.height, default=None)


def _leading(finding: FindingView, *, on_subject: bool) -> Mark | None:
    """The mark that the number's line leads to: the largest, and what is nearest to it on the other picture."""
    largest = _largest(finding)
    marks = finding.subject_marks if on_subject else finding.reference_marks
    if largest is None or not marks:
        return None
    return min(marks, key=lambda mark: _apart(_middle(mark), _middle(largest)))


def _spots(leading: dict[str, Mark]) -> dict[str, Spot]:
    """Where each number stands in both pictures: in the margin nearer to its mark, at its height if that is free."""
    middles = {key: _middle(mark) for key, mark in leading.items()}
    spots: dict[str, Spot] = {}
    for x, keys in (
        (MARGIN, [key for key, middle in middles.items() if middle.x < 50]),
        (100 - MARGIN, [key for key, middle in middles.items() if middle.x >= 50]),
    ):
        keys.sort(key=lambda key: middles[key].y)
        for key, y in zip(keys, spread([middles[key].y for key in keys]), strict=True):
            spots[key] = Spot(x, round(y, 2))
    return spots


def _middle(mark: Mark) -> Spot:
    return Spot(round(mark.left + mark.width / 2, 2), round(mark.top + mark.height / 2, 2))


def _corners(mark: Mark) -> list[Spot]:
    """Of its outline, or of its box where it has none."""
    right, bottom = mark.left + mark.width, mark.top + mark.height
    box = [Spot(x, y) for x in (mark.left, right) for y in (mark.top, bottom)]
    return [Spot(float(x), float(y)) for x, y in (point.split(",") for point in mark.points.split())] or box


def _apart(one: Spot, other: Spot) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def spread(heights: list[float]) -> list[float]:
    """Ascending heights moved as little as needed to stand APART, between TOP and BOTTOM as far as they fit."""
    apart = min(APART, (BOTTOM - TOP) / max(len(heights) - 1, 1))
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, TOP, placed[-1] + apart if placed else TOP))
    ceiling = BOTTOM
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - apart
    return placed
