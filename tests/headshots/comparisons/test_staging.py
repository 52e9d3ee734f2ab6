"""Where numbers stand: in the margins, alike on both pictures, apart from each other; and what a plate says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headshots.comparisons import page, presenting, staging
from headshots.comparisons.models import Comparison
from headshots.comparisons.staging import APART, BOTTOM, MARGIN, SIMULATED, TOP, Stage
from headshots.photos.models import Photo
from headshots.queue import State
from tests.headshots import factories, reports

heights = st.lists(st.floats(0, 100), max_size=8).map(sorted)


@given(heights)
def test_numbers_keep_apart_inside_the_picture_and_in_order(wanted: list[float]) -> None:
    placed = staging.spread(wanted)
    assert placed == sorted(placed)
    assert all(TOP - 1e-9 <= height <= BOTTOM + 1e-9 for height in placed)
    assert all(after - before >= APART - 1e-6 for before, after in pairwise(placed))


@given(st.floats(TOP, BOTTOM))
def test_a_number_alone_stands_at_the_height_of_its_mark(height: float) -> None:
    assert staging.spread([height]) == [height]


def test_more_numbers_than_fit_share_the_height() -> None:
    placed = staging.spread([50.0] * 20)
    assert [placed[0], placed[-1]] == pytest.approx([TOP, BOTTOM])
    gaps = {round(after - before, 6) for before, after in pairwise(placed)}
    assert len(gaps) == 1


def test_margins_leave_room_for_a_disc_on_a_phone() -> None:
    disc, phone = 10.5, 190  # CSS pixels: its radius, and the width of one picture
    assert MARGIN / 100 * phone >= disc


@pytest.fixture
def comparison(db: None, monkeypatch: pytest.MonkeyPatch) -> Comparison:
    """Its photograph's marks lie a fifth of the stage to the right of the AI picture's, past the middle."""
    reports.use_own_words(monkeypatch)
    return reports.done(factories.comparison())


def stage_of(comparison: Comparison) -> Stage:
    found = Comparison.objects.for_pages().get(pk=comparison.pk)
    return staging.arrange(found, presenting.for_studio(found), with_names=False)


def test_a_finding_has_its_number_in_the_same_place_of_both_pictures(comparison: Comparison) -> None:
    subject, reference = (
        {place.key: (place.at, place.marks) for place in plate.places} for plate in stage_of(comparison).plates
    )
    shared = subject.keys() & reference.keys()
    assert shared
    assert all(subject[key][0] == reference[key][0] for key in shared)
    assert all(subject[key][1] != reference[key][1] for key in shared), "the marks themselves stay where they are"


def test_a_picture_that_cannot_be_read_is_not_said_to_be_prepared(db: None) -> None:
    comparison = factories.comparison()
    Photo.objects.filter(pk=comparison.subject.pk).update(state=State.FAILED)
    found = Comparison.objects.for_pages().get(pk=comparison.pk)
    shown = page.for_studio(found)
    assert [plate.unreadable for plate in shown.stage.plates] == [True, False]
    assert [plate.side for plate in page.news(shown, had="").plates] == ["subject"]


@pytest.mark.parametrize(("name", "title"), [(SIMULATED, "AI headshot (simulated)"), ("a.png", "AI headshot")])
def test_the_demos_picture_says_to_everybody_that_it_is_simulated(db: None, name: str, title: str) -> None:
    comparison = factories.comparison()
    Photo.objects.filter(pk=comparison.subject.pk).update(original_name=name)
    found = Comparison.objects.for_pages().get(pk=comparison.pk)
    for shown in (page.for_studio(found), page.for_client(found)):
        assert shown.stage.plates[0].title == title
