"""Everything that the page of one comparison is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from headshots.comparisons import presenting, staging, verdict
from headshots.comparisons.evidence import Band, DimensionView, Evidence, Pair
from headshots.comparisons.models import Artefact, Comparison
from headshots.comparisons.staging import Plate, Stage
from headshots.comparisons.studies import Cited, cited
from headshots.comparisons.verdict import Verdict
from headshots.photos.models import Photo


@dataclass(frozen=True, slots=True)
class Page:
    evidence: Evidence
    stage: Stage
    verdict: Verdict

    @property
    def studies(self) -> tuple[Cited, ...]:
        return cited()

    @property
    def have(self) -> str:
        """Which parts are there already, for the poll to say what it has: see `News`."""
        return ",".join([plate.side for plate in self.plates_there] + [row.id for row in self.rows_there])

    @property
    def plates_there(self) -> list[Plate]:
        return [plate for plate in self.stage.plates if plate.image or plate.whole or plate.unreadable]

    @property
    def rows_there(self) -> list[DimensionView]:
        return [row for row in self.evidence.dimensions if row.band is not Band.WAITING]


@dataclass(frozen=True, slots=True)
class News:
    """The parts of a page that came since somebody last looked."""

    plates: tuple[Plate, ...]
    rows: tuple[DimensionView, ...]

    def __bool__(self) -> bool:
        return bool(self.plates or self.rows)


def for_studio(comparison: Comparison) -> Page:
    return _page(comparison, presenting.for_studio(comparison), with_names=True)


def for_client(comparison: Comparison) -> Page:
    return _page(comparison, presenting.for_client(comparison), with_names=False)


def news(page: Page, *, had: str) -> News:
    """What `page` shows beyond the parts named in `had`, which is the `have` of an earlier look."""
    known = set(had.split(","))
    return News(
        plates=tuple(plate for plate in page.plates_there if plate.side not in known),
        rows=tuple(row for row in page.rows_there if row.id not in known),
    )


def shown_to_client(comparison: Comparison) -> QuerySet[Artefact]:
    """The pictures on the client's page and no others: what the photographer hid has no picture either."""
    return comparison.artefacts.filter(uuid__in=_images(presenting.for_client(comparison)))


def _images(evidence: Evidence) -> Iterator[UUID]:
    pairs: list[Pair] = [evidence.stage]
    for dimension in evidence.dimensions:
        pairs += [Pair(subject=layer.annotated) for layer in dimension.layers]
        pairs += [layer.pair for layer in dimension.layers]
        pairs += [Pair(subject=finding.annotated) for finding in dimension.findings]
        pairs += [finding.closeup for finding in dimension.findings]
        pairs += [finding.amplified.pair for finding in dimension.findings if finding.amplified]
    for pair in pairs:
        yield from (image.uuid for image in (pair.subject, pair.reference) if image)


def photo_of(comparison: Comparison, side: str) -> Photo | None:
    """The photo on a side; None for a word that is no side."""
    return {name.value: photo for name, photo in comparison.photos.items()}.get(side)


def download_name(picture: Artefact) -> str:
    """What a downloaded picture is called, for instance `catchlight-skin-subject.jpg`."""
    about = picture.about if picture.about.isidentifier() else picture.kind
    return f"catchlight-{about}-{picture.side}.{picture.key.rpartition('.')[2]}"


def _page(comparison: Comparison, evidence: Evidence, *, with_names: bool) -> Page:
    return Page(evidence, staging.arrange(comparison, evidence, with_names=with_names), verdict.of(evidence))
