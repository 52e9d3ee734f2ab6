"""What a person may ask for of several pictures: with consent, of two at least, and again when others came."""

from __future__ import annotations

import pytest

from headshots.accounts.models import User
from headshots.comparisons import actions, sweeping
from headshots.comparisons import series as sets
from headshots.comparisons.models import Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import State
from tests.headshots import factories, sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def gallery() -> Gallery:
    return factories.gallery()


@pytest.fixture
def owner(gallery: Gallery) -> User:
    return factories.owner(gallery.studio)


def test_nothing_is_looked_at_without_consent() -> None:
    unasked = factories.gallery(consented=False)
    sheets.photos(unasked, Role.AI, 2)
    with pytest.raises(actions.CannotCompare, match="consent"):
        actions.look_together(unasked, Role.AI, started_by=factories.owner(unasked.studio))
    assert not Series.objects.exists()


def test_one_picture_is_no_series(gallery: Gallery, owner: User) -> None:
    sheets.photos(gallery, Role.AI, 1)
    sheets.photos(gallery, Role.REAL, 3)
    with pytest.raises(actions.CannotCompare, match="Two pictures"):
        actions.look_together(gallery, Role.AI, started_by=owner)


def test_a_picture_that_cannot_be_read_does_not_count(gallery: Gallery, owner: User) -> None:
    broken, _whole = sheets.photos(gallery, Role.AI, 2)
    Photo.objects.filter(pk=broken.pk).update(state=State.FAILED, failure="It is damaged.")
    with pytest.raises(actions.CannotCompare):
        actions.look_together(gallery, Role.AI, started_by=owner)


def test_asking_twice_is_asking_once(gallery: Gallery, owner: User) -> None:
    sheets.photos(gallery, Role.AI, 2)
    first = actions.look_together(gallery, Role.AI, started_by=owner)
    assert actions.look_together(gallery, Role.AI, started_by=owner) == first
    assert Series.objects.get().state == State.QUEUED


def test_what_is_done_stays_done_until_a_picture_comes(gallery: Gallery, owner: User) -> None:
    done = sheets.done(gallery, Role.AI, [sheets.member(photo) for photo in sheets.photos(gallery, Role.AI, 2)])
    actions.look_together(gallery, Role.AI, started_by=owner)
    done.refresh_from_db()
    assert done.state == State.DONE
    sheets.photos(gallery, Role.REAL, 1)
    assert sets.added_since(done, sets.pictures(gallery, Role.AI)) == 0
    sheets.photos(gallery, Role.AI, 2)
    assert sets.added_since(done, sets.pictures(gallery, Role.AI)) == 2
    actions.look_together(gallery, Role.AI, started_by=owner)
    done.refresh_from_db()
    assert done.state == State.QUEUED


def test_what_failed_is_tried_again(gallery: Gallery, owner: User) -> None:
    sheets.photos(gallery, Role.AI, 2)
    series = actions.look_together(gallery, Role.AI, started_by=owner)
    Series.objects.filter(pk=series.pk).update(state=State.FAILED, failure="A net is missing.")
    actions.look_together(gallery, Role.AI, started_by=owner)
    series.refresh_from_db()
    assert (series.state, series.failure) == (State.QUEUED, "")


def test_each_role_has_its_own(gallery: Gallery, owner: User) -> None:
    for role in Role:
        sheets.photos(gallery, role, 2)
        actions.look_together(gallery, role, started_by=owner)
    assert set(Series.objects.values_list("role", flat=True)) == {"ai", "real"}


def test_more_than_one_sheet_holds_are_the_newest(gallery: Gallery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "MOST", 3)
    photos = sheets.photos(gallery, Role.AI, 5)
    assert sets.pictures(gallery, Role.AI) == photos[2:]


def test_the_sweeper_gives_up_a_series_whose_workers_died(gallery: Gallery, owner: User) -> None:
    sheets.photos(gallery, Role.AI, 2)
    series = actions.look_together(gallery, Role.AI, started_by=owner)
    Series.objects.filter(pk=series.pk).update(attempt=3)
    sweeping.sweep()
    series.refresh_from_db()
    assert series.state == State.FAILED
