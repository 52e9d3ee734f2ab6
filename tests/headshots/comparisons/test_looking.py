"""A worker's way with a series, on a real face: sentences, fences, and what it may not keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from analysis.errors import ModelUnavailable
from analysis.portrait import Portrait
from analysis.series.report import SeriesReport
from analysis.types import from_json
from headshots.comparisons import actions, erasure, looking
from headshots.comparisons.models import Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import ATTEMPTS, State
from tests.headshots import factories
from tests.headshots.pictures import astronaut, encoded

pytestmark = pytest.mark.django_db
SIZES = (512, 480, 500)


def faces(role: Role, count: int = 2) -> Series:
    gallery = factories.gallery()
    for size in SIZES[:count]:
        factories.photo(gallery, role, astronaut(size=size))
    return start(gallery, role)


def start(gallery: Gallery, role: Role) -> Series:
    return actions.look_together(gallery, role, started_by=factories.owner(gallery.studio))


def looked_at(series: Series) -> Series:
    looking.look(series.pk)
    series.refresh_from_db()
    return series


@pytest.mark.parametrize("role", Role)
def test_from_queued_to_a_report_of_every_picture(role: Role) -> None:
    series = looked_at(faces(role, 3))
    assert (series.state, series.failure, series.seen) == (State.DONE, "", 0)
    report = from_json(SeriesReport, series.report)
    photos = list(series.gallery.photos.order_by("created_at"))
    assert [member.name for member in report.members] == [photo.uuid.hex for photo in photos]
    assert set(series.photos.all()) == set(photos)
    assert series.engine == report.engine
    assert all(member.picture and member.results for member in report.members)
    assert report.results


def numbers(value: object) -> list[float]:
    """The longest run of figures anywhere in a report."""
    if isinstance(value, dict):
        return max((numbers(item) for item in value.values()), key=len, default=[])
    if isinstance(value, list):
        own = [item for item in value if isinstance(item, float)]
        return max([own, *(numbers(item) for item in value)], key=len)
    return []


@pytest.mark.parametrize("role", Role)
def test_no_report_holds_an_identity_embedding(role: Role) -> None:
    assert len(numbers(looked_at(faces(role)).report)) < 16, "an embedding has 128"


def test_a_picture_without_a_face_stays_in_the_set_and_says_why() -> None:
    series = faces(Role.AI)
    empty = factories.photo(series.gallery, Role.AI, encoded("png", size=(900, 900)))
    report = from_json(SeriesReport, looked_at(series).report)
    (bare,) = (member for member in report.members if member.picture is None)
    assert bare.name == empty.uuid.hex
    assert bare.refused.startswith("We could not find a face")


def test_a_picture_that_cannot_be_developed_says_why_too() -> None:
    series = faces(Role.REAL)
    factories.photo(series.gallery, Role.REAL, encoded("jpg", size=(600, 400))[:900])
    report = from_json(SeriesReport, looked_at(series).report)
    assert [member.refused for member in report.members if member.refused] == [
        "The file is damaged or incomplete. Download or export it again and choose the new one."
    ]


def test_how_far_it_is_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    write = type(Series.objects.all()).write

    def spy(rows: Any, job: Any, **fields: Any) -> None:
        if "state" not in fields:
            seen.append(fields["seen"])
        write(rows, job, **fields)

    monkeypatch.setattr(type(Series.objects.all()), "write", spy)
    looked_at(faces(Role.AI))
    assert seen == [0, 1]


def test_a_picture_deleted_meanwhile_is_in_no_report(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    series = faces(Role.AI, 3)
    gone, *left = series.gallery.photos.order_by("created_at")
    finish = looking._finish

    def meanwhile(*given: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            erasure.delete_photo(gone)
        finish(*given)

    with monkeypatch.context() as once:
        once.setattr(looking, "_finish", meanwhile)
        assert looked_at(series).report is None
    assert series.state == State.QUEUED
    report = from_json(SeriesReport, looked_at(series).report)
    assert [member.name for member in report.members] == [photo.uuid.hex for photo in left]
    assert series.last_attempt == ATTEMPTS + 1, "and it cost no attempt"


def test_too_few_are_left() -> None:
    series = faces(Role.AI)
    erasure.delete_photo(series.gallery.photos.all()[0])
    assert looked_at(series).failure == "Fewer than two pictures are left."


def test_without_its_nets_nothing_is_looked_at_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise ModelUnavailable("The face landmarker is missing.")

    monkeypatch.setattr(Portrait, "of", missing)
    series = looked_at(faces(Role.AI))
    assert (series.state, series.failure) == (State.FAILED, "The face landmarker is missing.")


def test_a_worker_that_lost_its_lease_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    series = faces(Role.AI)
    finish = looking._finish

    def late(*given: Any) -> None:
        Series.objects.filter(pk=series.pk).update(attempt=2)  # the lease ran out; another worker has it
        finish(*given)

    monkeypatch.setattr(looking, "_finish", late)
    looked_at(series)
    assert (series.state, series.report, series.attempt) == (State.RUNNING, None, 2)
    assert not series.photos.exists()


def test_a_slow_machine_gets_another_attempt(settings: Any) -> None:
    settings.TASK_SOFT_LIMIT = timedelta()
    series = looked_at(faces(Role.AI))
    assert (series.state, series.attempt) == (State.QUEUED, 1)


def test_a_photo_that_another_worker_holds_costs_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    series = faces(Role.AI)
    assert Photo.objects.claim(series.gallery.photos.all()[0].pk)
    monkeypatch.setattr("headshots.comparisons.developing.TIME_LIMIT", timedelta())
    for _ in range(ATTEMPTS + 1):
        assert looked_at(series).state == State.QUEUED


def test_it_is_the_sheet_of_one_role_and_gallery() -> None:
    series = faces(Role.AI)
    factories.photo(series.gallery, Role.REAL, astronaut(size=460))
    faces(Role.AI)
    assert set(looked_at(series).photos.all()) == set(series.gallery.photos.filter(role=Role.AI))
