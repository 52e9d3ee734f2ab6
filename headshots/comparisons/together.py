"""Turns what the worker saved of a series into its contact sheet. Light: no pixel, no net, no array library."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from analysis.series.report import Member, SeriesReport
from analysis.types import Finding, Point, Result, Status, from_json
from headshots.comparisons import series as sets
from headshots.comparisons import wording
from headshots.comparisons.evidence import Abstention, Band
from headshots.comparisons.models import Series
from headshots.comparisons.sheet import EYES, IRIS_DISTANCE, Count, Face, OfAll, Said, Sheet, Tile
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Rendition, Role, Variant
from headshots.queue import State

SET: Final = "set"
GOOD: Final = "source.good"  # the figure of how many photographs are good enough
GOOD_ENOUGH: Final = (Band.NONE, Band.NOTE, Band.SLIGHT)
ONE_PERSON: Final = 1.0  # of `Member.distance`: where real pictures of one person end

# How a real photograph serves whoever makes a picture from it: by the weightiest of what stands against it.
_SERVES: Final[Mapping[Band, Promise]] = {
    Band.NONE: gettext_lazy("Good source"),
    Band.NOTE: gettext_lazy("Good source"),
    Band.SLIGHT: gettext_lazy("Fair source"),
    Band.MODERATE: gettext_lazy("Weak source"),
    Band.STRONG: gettext_lazy("Poor source"),
}


def of(gallery: Gallery, role: Role) -> Sheet:
    """The gallery's pictures of one role; a fixed number of queries."""
    photos = sets.pictures(gallery, role)
    series = gallery.series.filter(role=role).first()
    if series is None or series.state != State.DONE:
        return _bare(photos, role, series)
    return _looked_at(series, from_json(SeriesReport, series.report), photos)


def _bare(photos: list[Photo], role: Role, series: Series | None) -> Sheet:
    """Not looked at yet, or being looked at, or failed."""
    failure = series.failure if series else ""
    headline, text = _before(role, photos) if series is None else (_("Looking closely at each of them."), "")
    if failure:
        headline, text = _("These pictures could not be looked at together."), failure
    return Sheet(
        role=role.value,
        headline=headline,
        text=text,
        waiting=series is not None and not series.is_settled,
        started=series is not None,
        failure=failure,
        seen=series.seen if series else 0,
        added=0,
        findings=(),
        agreement="",
        untold=(),
        readings=(),
        tally=(),
        tiles=tuple(_tile(number, photo, None, role) for number, photo in enumerate(photos, start=1)),
    )


def _before(role: Role, photos: list[Photo]) -> tuple[str, str]:
    """What is going to be looked at, in a headline and a sentence."""
    if len(photos) < sets.FEWEST:
        return _("This takes more than one picture."), ""
    if role == Role.AI:
        return (
            _("All of these are meant to be you."),
            _("Laid side by side at one scale, they show whether they are one person’s."),
        )
    return (
        _("Whatever is made from these can know no more than they show."),
        _("Each photograph is looked at for what it would let an AI know, and the set for what it lacks."),
    )


def _looked_at(series: Series, report: SeriesReport, now: list[Photo]) -> Sheet:
    role = Role(series.role)
    by_name = {photo.uuid.hex: photo for photo in sets.looked_at(series)}
    members = sorted((member for member in report.members if member.name in by_name), key=_place)
    tiles = tuple(_tile(number, by_name[it.name], it, role) for number, it in enumerate(members, start=1))
    findings = tuple(_of_all(finding) for finding in _findings(report.results))
    asked = [(SET, result) for result in report.results]
    untold = wording.abstentions(asked)
    return Sheet(
        role=role.value,
        headline=_headline(role, tiles, findings, _good(report.results, tiles)),
        text=_text(role, tiles, untold),
        waiting=False,
        started=True,
        failure="",
        seen=0,
        added=sets.added_since(series, now),
        findings=findings,
        agreement=wording.agreement(asked),
        untold=() if _tells_nothing(tiles) else untold,
        readings=tuple(
            item
            for result in report.results
            for measured in result.measurements
            if (item := wording.single_reading(measured.key, measured, None)).label
        ),
        tally=_tally(tiles),
        tiles=tiles,
    )


def _place(member: Member) -> tuple[bool, bool, float, int]:
    """The ones in the midst first, those that stand out last, and behind them those of which nothing can be told."""
    return (
        member.picture is None,
        member.odd,
        math.inf if member.distance is None else member.distance,
        max((finding.severity.rank for finding in _findings(member.results)), default=-1),
    )


def _findings(results: Iterable[Result]) -> list[Finding]:
    """The weightiest first."""
    found = [finding for result in results for finding in result.findings]
    return sorted(found, key=lambda finding: -finding.severity.rank)


def _tile(number: int, photo: Photo, member: Member | None, role: Role) -> Tile:
    whole = next((item for item in photo.renditions.all() if item.variant == Variant.SCREEN), None)
    picture = member.picture if member else None
    band = _band(member, role) if member else Band.WAITING
    return Tile(
        number=number,
        photo=photo,
        whole=whole,
        face=face(picture.left_iris, picture.right_iris, whole) if picture and whole and role == Role.AI else None,
        band=band,
        word=_word(band, member, role) if member else "",
        odd=member.odd if member else False,
        refused=member.refused if member else "",
        said=tuple(_said(finding) for finding in _findings(member.results)) if member else (),
        untold=wording.abstentions([(SET, result) for result in member.results]) if member else (),
    )


def _band(member: Member, role: Role) -> Band:
    found = _findings(member.results)
    if found:
        return Band(found[0].severity.value)
    if role == Role.REAL:
        return Band.NONE if any(result.status is Status.OK for result in member.results) else Band.UNKNOWN
    if member.distance is None:
        return Band.UNKNOWN
    return Band.NONE if member.distance <= ONE_PERSON else Band.SLIGHT


def _word(band: Band, member: Member, role: Role) -> str:
    if band is Band.UNKNOWN:
        return _("Can’t tell")
    if role == Role.REAL:
        return str(_SERVES[band])
    if member.odd:
        return _("Stands apart")
    # Where most of a set stands apart, there are no others to stand with: it is the set that drifts.
    return _("With the others") if band is Band.NONE else _("Drifts")


def _said(finding: Finding) -> Said:
    texts = wording.finding_texts(finding)
    return Said(headline=texts["headline"], what_we_see=texts["what_we_see"])


def face(left: Point, right: Point, rendition: Rendition) -> Face:
    """The rendition turned, scaled and moved so that both irises (0–1 of it) come to their places in a tile."""
    (left_x, left_y), (right_x, right_y) = ((x * rendition.width, y * rendition.height) for x, y in (left, right))
    scale = IRIS_DISTANCE / max(math.hypot(right_x - left_x, right_y - left_y), 1.0)
    angle = -math.atan2(right_y - left_y, right_x - left_x)
    across, down = scale * math.cos(angle), scale * math.sin(angle)
    x, y = (left_x + right_x) / 2, (left_y + right_y) / 2
    matrix = (across, down, -down, across, EYES[0] - across * x + down * y, EYES[1] - down * x - across * y)
    return Face(
        width=rendition.width,
        height=rendition.height,
        transform=f"matrix({' '.join(f'{value:.6g}' for value in matrix)})",
    )


def _of_all(finding: Finding) -> OfAll:
    return OfAll(
        band=Band(finding.severity.value),
        confidence=wording.confidence(finding),
        caveats=wording.caveats(finding),
        **wording.finding_texts(finding),
    )


def _headline(role: Role, tiles: tuple[Tile, ...], findings: tuple[OfAll, ...], good: int) -> str:
    """What the sheet comes to; it claims no more than the lines and labels under it."""
    if _tells_nothing(tiles):
        return _("These pictures do not let us tell.")
    lacking = [finding.headline for finding in findings if finding.band is not Band.NOTE]
    if role == Role.REAL:
        return _of_photographs(good, len(tiles), lacks_something=bool(lacking))
    if odd := sum(tile.odd for tile in tiles):
        sentence = ngettext(
            "One of these {count} pictures stands apart from the others.",
            "{odd} of these {count} pictures stand apart from the others.",
            odd,
        )
        return sentence.format(odd=odd, count=len(tiles))
    if lacking:
        return f"{lacking[0]}."
    return _("In what could be measured, these {count} pictures keep together.").format(count=len(tiles))


def _of_photographs(good: int, count: int, *, lacks_something: bool) -> str:
    if good < count:
        sentence = ngettext(
            "{good} of these {count} photographs is good enough to work from.",
            "{good} of these {count} photographs are good enough to work from.",
            good,
        )
        return sentence.format(good=good or _("None"), count=count)
    if lacks_something:
        return _("Each is good enough to work from; as a set they lack something.")
    return _("In what could be measured, these {count} photographs lack nothing.").format(count=count)


def _text(role: Role, tiles: tuple[Tile, ...], untold: tuple[Abstention, ...]) -> str:
    if _tells_nothing(tiles):
        return " ".join(text for item in untold for text in (item.sentence, item.advice) if text)
    said = []
    if role == Role.AI:
        said.append(_("Every face is shown at one scale, the one nearest to the others first."))
    else:
        said.append(_("What an AI is not shown, it makes up. The best source is first."))
    if len(tiles) == sets.MOST:
        said.append(_("The newest {count} are looked at.").format(count=sets.MOST))
    return " ".join(said)


def _tells_nothing(tiles: tuple[Tile, ...]) -> bool:
    return all(tile.band is Band.UNKNOWN for tile in tiles)


def _good(results: Iterable[Result], tiles: tuple[Tile, ...]) -> int:
    """Photographs that are good enough: as the set was counted, copies left out; else by their labels."""
    counted = [it.value for result in results for it in result.measurements if it.key == GOOD]
    return int(counted[0]) if counted else sum(tile.band in GOOD_ENOUGH for tile in tiles)


def _tally(tiles: tuple[Tile, ...]) -> tuple[Count, ...]:
    """How many pictures carry each word, in the order of the sheet."""
    counts = Counter(tile.word for tile in tiles)
    bands = {tile.word: tile.band for tile in reversed(tiles)}
    return tuple(Count(band=bands[word], word=word, count=count) for word, count in counts.items())
