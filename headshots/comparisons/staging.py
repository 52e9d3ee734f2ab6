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

# A number's disc is 21 CSS pixels; on a phone a picture is about 190 wide and 240 high, so this keeps two apart.
APART_ACROSS: Final = 13.0  # percent of the stage
APART_DOWN: Final = 10.5
EDGE: Final = 7.0
STEPS_AROUND: Final = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands, in percent of the stage."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One finding on one picture: its outlines and its number."""

    key: str
    number: int
    headline: str
    marks: tuple[Mark, ...]
    at: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateLayer:
    """An overlay on one picture; `id` names the switch that shows it."""

    id: str
    image: Image | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One of the two pictures."""

    side: str
    title: str
    name: str
    image: Image | None  # aligned with the other
    whole: Rendition | None  # as it is; shown as long as, or because, it is not aligned
    layers: tuple[PlateLayer, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    plates: tuple[Plate, Plate]
    layers: tuple[Layer, ...]

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
            layers=tuple(
                PlateLayer(id=layer.analyzer, image=layer.pair.subject if on_subject else layer.pair.reference)
                for layer in layers
            ),
            places=tuple(_places(evidence.findings, on_subject=on_subject)),
        )

    return Stage(
        plates=(
            plate(Side.SUBJECT, _("AI headshot"), comparison.subject),
            plate(Side.REFERENCE, _("Photograph"), comparison.reference),
        ),
        layers=layers,
    )


def _places(findings: tuple[FindingView, ...], *, on_subject: bool) -> Iterator[Place]:
    taken: list[Spot] = []
    for finding in findings:
        marks = finding.subject_marks if on_subject else finding.reference_marks
        if not marks:
            continue
        spot = _free_spot(max(marks, key=lambda mark: mark.width * mark.height), taken)
        taken.append(spot)
        yield Place(key=finding.key, number=finding.number, headline=finding.headline, marks=marks, at=spot)


def _free_spot(mark: Mark, taken: list[Spot]) -> Spot:
    """The middle of the mark, or the nearest place to it where no other number stands."""
    middle = mark.left + mark.width / 2, mark.top + mark.height / 2
    for ring in range(STEPS_AROUND):
        for step in range(max(1, 6 * ring)):
            angle = 2 * math.pi * step / max(1, 6 * ring)
            spot = Spot(
                round(min(max(middle[0] + ring * APART_ACROSS * math.cos(angle), EDGE), 100 - EDGE), 2),
                round(min(max(middle[1] + ring * APART_DOWN * math.sin(angle), EDGE), 100 - EDGE), 2),
            )
            if all(_apart(spot, other) for other in taken):
                return spot
    return Spot(round(middle[0], 2), round(middle[1], 2))


def _apart(one: Spot, other: Spot) -> bool:
    return math.hypot((one.x - other.x) / APART_ACROSS, (one.y - other.y) / APART_DOWN) >= 0.999
