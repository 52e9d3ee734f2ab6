"""What the contact sheet shows of what was measured: order, words, sentences, and faces at one scale."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.types import Measurement, Severity, Unit
from headshots.comparisons import series, sheet, together
from headshots.comparisons.evidence import Band
from headshots.comparisons.models import Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Rendition, Role
from tests.headshots import factories, reports, sheets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)


@pytest.fixture
def gallery() -> Gallery:
    return factories.gallery()


def test_before_anybody_asked_there_are_bare_pictures(gallery: Gallery) -> None:
    photos = sheets.photos(gallery, Role.AI, 2)
    shown = together.of(gallery, Role.AI)
    assert not (shown.started or shown.waiting or shown.is_done)
    assert [(tile.photo, tile.word, tile.face) for tile in shown.tiles] == [(photo, "", None) for photo in photos]


def test_the_nearest_to_the_others_comes_first_and_the_odd_one_after_them(gallery: Gallery) -> None:
    a, b, c, d, e = sheets.photos(gallery, Role.AI, 5)
    odd = sheets.finding(Severity.MODERATE)
    members = [
        sheets.refused(a),
        sheets.member(b, odd, distance=1.4, odd=True),
        sheets.member(c, distance=0.6),
        sheets.member(d),
        sheets.member(e, distance=0.2),
    ]
    sheets.done(gallery, Role.AI, members)
    shown = together.of(gallery, Role.AI)
    assert [tile.photo for tile in shown.tiles] == [e, c, d, b, a]
    assert [tile.band for tile in shown.tiles] == [
        Band.NONE, Band.NONE, Band.UNKNOWN, Band.MODERATE, Band.UNKNOWN,
    ]  # fmt: skip
    assert [tile.odd for tile in shown.tiles] == [False, False, False, True, False]
    assert shown.headline == "One of these 5 pictures stands apart from the others."
    assert shown.tiles[3].said[0].headline == "loss headline"
    assert shown.tiles[4].refused == "We could not find a face."
    assert [(item.word, item.count) for item in shown.tally] == [
        ("With the others", 2),
        ("Can’t tell", 2),
        ("Stands apart", 1),
    ]


def test_a_photograph_is_graded_by_the_weightiest_thing_against_it(gallery: Gallery) -> None:
    good, weak, poor = sheets.photos(gallery, Role.REAL, 3)
    members = [
        sheets.member(poor, sheets.finding(Severity.SLIGHT, "lighter"), sheets.finding(Severity.STRONG)),
        sheets.member(weak, sheets.finding(Severity.MODERATE)),
        sheets.member(good),
    ]
    sheets.done(gallery, Role.REAL, members)
    shown = together.of(gallery, Role.REAL)
    assert [(tile.photo, tile.word) for tile in shown.tiles] == [
        (good, "Good source"), (weak, "Weak source"), (poor, "Poor source"),
    ]  # fmt: skip
    assert [said.headline for said in shown.tiles[2].said] == ["loss headline", "lighter headline"]
    assert all(tile.face is None for tile in shown.tiles), "a photograph is shown whole, with the size of its face"


def test_what_the_set_lacks_is_said_first(gallery: Gallery) -> None:
    members = [sheets.member(photo) for photo in sheets.photos(gallery, Role.REAL, 2)]
    said = sheets.result(sheets.finding(Severity.SLIGHT, "lighter"), sheets.finding(Severity.MODERATE))
    sheets.done(gallery, Role.REAL, members, said)
    shown = together.of(gallery, Role.REAL)
    assert [item.headline for item in shown.findings] == ["loss headline", "lighter headline"]
    assert shown.headline == "Each is good enough to work from; as a set they lack something."
    assert shown.findings[0].what_we_see == "40% of the detail"


def test_silence_claims_no_more_than_was_measured(gallery: Gallery) -> None:
    members = [sheets.member(photo, distance=0.1) for photo in sheets.photos(gallery, Role.AI, 2)]
    sheets.done(gallery, Role.AI, members, sheets.result())
    assert together.of(gallery, Role.AI).headline == "In what could be measured, these 2 pictures keep together."


def test_where_nothing_can_be_told_it_says_why(gallery: Gallery) -> None:
    members = [sheets.member(photo) for photo in sheets.photos(gallery, Role.AI, 2)]
    sheets.done(gallery, Role.AI, members, sheets.abstained())
    shown = together.of(gallery, Role.AI)
    assert shown.headline == "These pictures do not let us tell."
    assert shown.text == "The face is 43 pixels wide. Use a larger picture."
    assert (shown.tells_nothing, shown.untold) == (True, ())


def test_pictures_that_came_since_are_counted_and_not_shown(gallery: Gallery) -> None:
    seen = sheets.photos(gallery, Role.AI, 2)
    sheets.done(gallery, Role.AI, [sheets.member(photo, distance=0.1) for photo in seen])
    sheets.photos(gallery, Role.AI, 3)
    shown = together.of(gallery, Role.AI)
    assert shown.added == 3
    assert [tile.photo for tile in shown.tiles] == seen


def test_what_was_looked_at_stays_on_the_sheet_however_many_came_since(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = sheets.photos(gallery, Role.AI, 2)
    sheets.done(gallery, Role.AI, [sheets.member(photo, distance=0.1) for photo in seen])
    monkeypatch.setattr(series, "MOST", 3)
    sheets.photos(gallery, Role.AI, 4)
    shown = together.of(gallery, Role.AI)
    assert [tile.photo for tile in shown.tiles] == seen
    assert shown.headline == "In what could be measured, these 2 pictures keep together."
    assert shown.added == 3, "as many as would be looked at"


def test_a_failure_is_a_sentence_over_bare_pictures(gallery: Gallery) -> None:
    series = sheets.done(gallery, Role.AI, [sheets.member(photo) for photo in sheets.photos(gallery, Role.AI, 2)])
    Series.objects.filter(pk=series.pk).update(state="failed", failure="A net is missing.")
    shown = together.of(gallery, Role.AI)
    assert (shown.failure, shown.text, shown.waiting) == ("A net is missing.", "A net is missing.", False)
    assert {tile.word for tile in shown.tiles} == {""}


@pytest.mark.parametrize(("left", "right"), [((0.3, 0.4), (0.5, 0.4)), ((0.2, 0.7), (0.6, 0.5))])
def test_every_face_stands_level_at_one_place_and_scale(left: tuple[float, float], right: tuple[float, float]) -> None:
    placed = together.face(left, right, Rendition(width=400, height=500))
    a, b, c, d, e, f = (float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", placed.transform))
    one, other = ((a * x * 400 + c * y * 500 + e, b * x * 400 + d * y * 500 + f) for x, y in (left, right))
    half = sheet.IRIS_DISTANCE / 2
    assert one == pytest.approx((sheet.EYES[0] - half, sheet.EYES[1]), abs=0.01)
    assert other == pytest.approx((sheet.EYES[0] + half, sheet.EYES[1]), abs=0.01)


@pytest.mark.parametrize(("count", "across"), [(1, 2), (2, 2), (6, 6), (7, 4), (8, 4), (9, 5), (12, 6)])
def test_the_last_row_is_as_full_as_it_can_be(gallery: Gallery, count: int, across: int) -> None:
    sheets.photos(gallery, Role.REAL, count)
    assert together.of(gallery, Role.REAL).across == across


@pytest.mark.parametrize(
    ("good", "headline"),
    [
        (0, "None of these 3 photographs are good enough to work from."),
        (1, "1 of these 3 photographs is good enough to work from."),
        (3, "In what could be measured, these 3 photographs lack nothing."),
    ],
)
def test_photographs_are_counted_as_the_set_was(gallery: Gallery, good: int, headline: str) -> None:
    """A copy of a good one is good by itself and no further source: only the set knows."""
    members = [sheets.member(photo) for photo in sheets.photos(gallery, Role.REAL, 3)]
    counted = Measurement(key="source.good", value=float(good), unit=Unit.COUNT)
    sheets.done(gallery, Role.REAL, members, replace(sheets.result(), measurements=(counted,)))
    assert together.of(gallery, Role.REAL).headline == headline


def test_a_set_that_drifts_has_no_others_to_stand_with(gallery: Gallery) -> None:
    members = [sheets.member(photo, distance=1.3) for photo in sheets.photos(gallery, Role.AI, 3)]
    sheets.done(gallery, Role.AI, members, sheets.result(sheets.finding(Severity.MODERATE)))
    shown = together.of(gallery, Role.AI)
    assert [(tile.word, tile.band) for tile in shown.tiles] == [("Drifts", Band.SLIGHT)] * 3
    assert shown.headline == "loss headline."
