"""A photo that is deleted at the very moment at which a worker writes down what rests on it.

On SQLite one of the two waits for the other from its first statement. With `--production` they interleave.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_delete

from analysis.series.report import SeriesReport
from headshots import files
from headshots.comparisons import actions, erasure, extras, judging, looking
from headshots.comparisons.exhibits import Exhibit
from headshots.comparisons.models import Artefact, Comparison, ExtraReference, Kind, Series, Side
from headshots.photos.models import Photo, Role
from headshots.queue import HeldElsewhere
from tests.headshots import factories, sheets

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = 0.5  # seconds: a worker that has to wait is still waiting by then


class Worker:
    """Does its work in another connection once it is called, and is not waited for where it has to wait itself."""

    def __init__(self, work: Callable[[], None]) -> None:
        self.work = work
        self.pool = ThreadPoolExecutor(1)
        self.done: Future[None] | None = None

    def __call__(self, *_given: Any, **_named: Any) -> None:
        with suppress(TimeoutError):
            self.start().result(MOMENT)

    def start(self) -> Future[None]:
        self.done = self.pool.submit(self._in_a_thread)
        return self.done

    def _in_a_thread(self) -> None:
        try:
            self.work()
        finally:
            connection.close()

    def wait(self) -> None:
        self.pool.shutdown()
        assert self.done
        self.done.result()


def test_no_report_of_a_set_outlives_a_picture_that_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = factories.gallery()
    gone, kept = sheets.photos(gallery, Role.AI, 2)
    asked = actions.look_together(gallery, Role.AI, started_by=factories.owner(gallery.studio))
    series = Series.objects.claim(asked.pk)
    assert series is not None
    report = SeriesReport(engine="e", members=(sheets.member(gone), sheets.member(kept)), results=())

    def finish() -> None:
        with suppress(HeldElsewhere):
            looking._finish(series, report, [gone, kept])

    worker = Worker(finish)
    monkeypatch.setattr(erasure, "_when_committed", worker)  # between the series and the photo
    erasure.delete_photo(gone)
    worker.wait()
    assert list(gallery.photos.all()) == [kept]
    assert not Series.objects.filter(report__isnull=False).exists()


def test_a_photo_goes_while_a_worker_writes_what_was_measured_beside_it() -> None:
    comparison = factories.comparison()
    other = factories.photo(comparison.gallery, Role.REAL)

    def replace() -> None:
        with transaction.atomic():
            extras.replace(comparison, [ExtraReference(comparison=comparison, photo=other, result={})])

    worker = Worker(replace)
    post_delete.connect(worker, sender=Photo)  # its rows are gone, and nobody else sees that yet
    try:
        erasure.delete_photo(other)
    finally:
        post_delete.disconnect(worker, sender=Photo)
    worker.wait()
    assert not Photo.objects.filter(pk=other.pk).exists()
    assert not ExtraReference.objects.exists()


def test_a_photo_goes_when_a_worker_has_written_what_was_measured_beside_it() -> None:
    comparison = factories.comparison()
    other = factories.photo(comparison.gallery, Role.REAL)
    written = Event()

    def replace() -> None:
        with transaction.atomic():
            extras.replace(comparison, [ExtraReference(comparison=comparison, photo=other, result={})])
            written.set()
            sleep(MOMENT)

    worker = Worker(replace)
    worker.start()
    assert written.wait(10)
    erasure.delete_photo(other)
    worker.wait()
    assert not Photo.objects.filter(pk=other.pk).exists()
    assert not ExtraReference.objects.exists()


ERASURES: dict[str, Callable[[Comparison], None]] = {
    "comparison": erasure.delete_comparison,
    "photo": lambda comparison: erasure.delete_photo(comparison.subject),
    "gallery": lambda comparison: erasure.delete_gallery(comparison.gallery),
}


@pytest.mark.parametrize("erase", ERASURES.values(), ids=ERASURES)
def test_a_comparison_goes_at_the_moment_at_which_it_is_finished(
    erase: Callable[[Comparison], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = factories.comparison()
    comparison = Comparison.objects.claim(waiting.pk)
    assert comparison is not None
    picture = Exhibit(kind=Kind.STAGE, side=Side.SUBJECT, about="", data=b"a picture", suffix="jpg", width=1, height=1)
    written = Event()

    def last_step(*_given: Any) -> None:
        written.set()
        sleep(MOMENT)

    monkeypatch.setattr(extras, "replace", last_step)
    worker = Worker(lambda: judging._finish(comparison, {}, [picture], []))
    worker.start()
    assert written.wait(10)
    erase(waiting)
    worker.wait()
    assert not Artefact.objects.exists()
    assert files.names(waiting.folder) == []


def test_a_gallery_goes_at_the_moment_at_which_a_set_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = factories.gallery()
    photos = sheets.photos(gallery, Role.AI, 2)
    series = Series.objects.claim(
        actions.look_together(gallery, Role.AI, started_by=factories.owner(gallery.studio)).pk
    )
    assert series is not None
    report = SeriesReport(engine="e", members=tuple(map(sheets.member, photos)), results=())
    written = Event()

    def finish() -> None:
        with transaction.atomic():
            looking._finish(series, report, photos)
            written.set()
            sleep(MOMENT)

    worker = Worker(finish)
    worker.start()
    assert written.wait(10)
    erasure.delete_gallery(gallery)
    worker.wait()
    assert not Series.objects.exists()
