"""A worker's way with a comparison, on a real face: reuse, fences, sentences, pictures."""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from PIL import Image

from analysis import engine
from analysis.errors import ModelUnavailable
from analysis.portrait import Portrait
from analysis.registry import PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import ComparisonReport, PhotoReport, from_json
from headshots import files
from headshots.comparisons import actions, developing, erasure, exhibits, judging
from headshots.comparisons.models import Comparison, Inspection, Kind, Side
from headshots.photos.models import Photo, Role
from headshots.queue import ATTEMPTS, State
from tests.headshots import factories
from tests.headshots.factories import faces
from tests.headshots.pictures import astronaut, encoded

pytestmark = pytest.mark.django_db


def judged(comparison: Comparison) -> Comparison:
    judging.compare(comparison.pk)
    comparison.refresh_from_db()
    return comparison


def test_from_queued_to_report_and_pictures() -> None:
    comparison = judged(faces())
    assert (comparison.state, comparison.failure) == (State.DONE, "")
    assert comparison.engine == engine.ENGINE
    assert comparison.progress == {}
    report = from_json(ComparisonReport, comparison.report)
    assert [result.analyzer for result in report.results] == [analyzer.id for analyzer in PAIR_ANALYZERS]
    for photo in report.photos:
        assert [result.analyzer for result in photo.results] == [analyzer.id for analyzer in PHOTO_ANALYZERS]
    for side in (Side.SUBJECT, Side.REFERENCE):
        stage = comparison.artefacts.get(kind=Kind.STAGE, side=side)
        with Image.open(io.BytesIO(files.read(stage.key))) as picture:
            assert picture.size == (stage.width, stage.height)
            assert picture.size == (report.alignment.stage_width, report.alignment.stage_height)
            assert not picture.getexif()


def test_each_result_is_saved_as_it_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    write = type(Comparison.objects.all()).write

    def spy(rows: Any, job: Any, **fields: Any) -> None:
        if fields.get("progress"):
            seen.append(len(fields["progress"]["results"]))
        write(rows, job, **fields)

    monkeypatch.setattr(type(Comparison.objects.all()), "write", spy)
    judged(faces())
    assert seen == list(range(2 * len(PHOTO_ANALYZERS) + len(PAIR_ANALYZERS) + 1))


def test_a_photo_is_never_measured_twice_by_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    first = judged(faces())
    measured: list[Portrait] = []
    inspect = engine.inspect

    def spy(portrait: Portrait, **options: Any) -> engine.PhotoOutcome:
        measured.append(portrait)
        return inspect(portrait, **options)

    monkeypatch.setattr(judging, "inspect", spy)
    another = actions.start(
        first.gallery,
        subject=factories.photo(first.gallery, Role.AI, astronaut(size=500)),
        reference=first.photos[Side.REFERENCE],
        started_by=factories.owner(first.gallery.studio),
    )
    second = judged(another)
    assert len(measured) == 1, "the reference was measured before"
    assert Inspection.objects.filter(photo=first.reference).count() == 1
    assert from_json(ComparisonReport, second.report).reference == from_json(ComparisonReport, first.report).reference


def test_another_engine_measures_again_from_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = judged(faces())
    given: list[PhotoReport | None] = []
    inspect = engine.inspect

    def spy(portrait: Any, *, earlier: PhotoReport | None, on_result: Callable[..., None]) -> engine.PhotoOutcome:
        given.append(earlier)
        return inspect(portrait, earlier=earlier, on_result=on_result)

    monkeypatch.setattr(judging, "inspect", spy)
    monkeypatch.setattr(judging, "ENGINE", "the next engine")
    assert actions.measure_again(comparison)
    again = judged(comparison)
    assert (again.state, again.engine, again.attempt) == (State.DONE, "the next engine", 2)
    before = from_json(ComparisonReport, again.report)
    assert given == [before.subject, before.reference]


def test_measuring_again_replaces_the_pictures_and_leaves_no_file(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    comparison = judged(faces())
    before = set(comparison.artefacts.values_list("key", flat=True))
    assert actions.measure_again(comparison)
    with django_capture_on_commit_callbacks(execute=True):
        judged(comparison)
    after = set(comparison.artefacts.values_list("key", flat=True))
    assert not before & after
    assert set(files.names(comparison.folder)) == {key.rpartition("/")[2] for key in after}


def test_a_picture_without_a_face_says_which_and_what_to_do() -> None:
    gallery = factories.gallery()
    subject = factories.photo(gallery, Role.AI, astronaut())
    reference = factories.photo(gallery, Role.REAL, encoded("png", size=(900, 900)))
    owner = factories.owner(gallery.studio)
    comparison = judged(actions.start(gallery, subject=subject, reference=reference, started_by=owner))
    assert comparison.state == State.FAILED
    assert comparison.failure.startswith("Photograph: We could not find a face")


def test_a_photo_that_could_not_be_developed_fails_its_comparison() -> None:
    gallery = factories.gallery()
    subject = factories.photo(gallery, Role.AI, encoded("jpg", size=(600, 400))[:900])
    reference = factories.photo(gallery, Role.REAL, astronaut())
    owner = factories.owner(gallery.studio)
    comparison = judged(actions.start(gallery, subject=subject, reference=reference, started_by=owner))
    assert comparison.failure == (
        "AI headshot: The file is damaged or incomplete. Download or export it again and choose the new one."
    )


def test_without_its_nets_nothing_is_judged_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise ModelUnavailable("The face landmarker is missing.")

    monkeypatch.setattr(Portrait, "of", missing)
    comparison = judged(faces())
    assert (comparison.state, comparison.failure) == (State.FAILED, "The face landmarker is missing.")


def test_a_worker_that_lost_its_lease_stops_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = faces()
    make = exhibits.make

    def slow(*given: Any, **options: Any) -> Any:
        pictures = make(*given, **options)
        Comparison.objects.filter(pk=comparison.pk).update(attempt=2)  # the lease ran out; another worker has it
        return pictures

    monkeypatch.setattr(exhibits, "make", slow)
    judged(comparison)
    assert (comparison.state, comparison.report, comparison.attempt) == (State.RUNNING, None, 2)
    assert not comparison.artefacts.exists()
    assert files.names(comparison.folder) == []


@pytest.mark.parametrize("end", [OSError("storage is away"), SystemExit()], ids=repr)
def test_pictures_that_could_not_all_be_saved_are_none(monkeypatch: pytest.MonkeyPatch, end: BaseException) -> None:
    comparison = Comparison.objects.claim(factories.comparison().pk)
    assert comparison is not None
    save, saved = files.save, list[str]()

    def flaky(data: bytes, *, within: str, suffix: str) -> str:
        if len(saved) == 2:
            raise end
        saved.append(save(data, within=within, suffix=suffix))
        return saved[-1]

    monkeypatch.setattr(files, "save", flaky)
    pictures = [
        exhibits.Exhibit(kind=Kind.CLOSEUP, side=Side.SUBJECT, about=about, data=b"x", suffix="jpg", width=1, height=1)
        for about in "abc"
    ]
    with pytest.raises(type(end)):
        judging._finish(comparison, {}, pictures, [])
    assert len(saved) == 2
    assert files.names(comparison.folder) == []


def test_heat_maps_of_an_inspection_that_could_not_be_recorded_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **fields: object) -> None:
        assert len(files.names(comparison.subject.folder)) == len(originals) + 1, "they are saved before"
        raise OperationalError("the connection is lost")

    comparison = faces()
    developing.develop(comparison.subject_id)
    originals = files.names(comparison.subject.folder)
    monkeypatch.setattr(type(Inspection.objects.all()), "finish", refuse)
    assert judged(comparison).state == State.QUEUED
    assert files.names(comparison.subject.folder) == originals


def test_old_pictures_that_cannot_be_deleted_do_not_take_the_new_ones(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    comparison = judged(faces())
    assert actions.measure_again(comparison)

    def refuse(key: str) -> None:
        raise PermissionError(f"{key} is locked")

    with monkeypatch.context() as locked, django_capture_on_commit_callbacks(execute=True):
        locked.setattr(files, "delete", refuse)
        judged(comparison)
    assert comparison.state == State.DONE
    assert all(files.read(artefact.key) for artefact in comparison.artefacts.all())


def test_a_comparison_deleted_under_way_leaves_no_file(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    comparison = faces()
    gallery = comparison.gallery
    make = exhibits.make

    def meanwhile(*given: Any, **options: Any) -> Any:
        pictures = make(*given, **options)
        with django_capture_on_commit_callbacks(execute=True):
            erasure.delete_gallery(gallery)
        return pictures

    monkeypatch.setattr(exhibits, "make", meanwhile)
    judging.compare(comparison.pk)
    assert files.folders() == [] or files.names(comparison.folder) == []


def test_a_slow_machine_gets_another_attempt(settings: Any) -> None:
    settings.TASK_SOFT_LIMIT -= settings.TASK_SOFT_LIMIT
    comparison = judged(faces())
    if PHOTO_ANALYZERS or PAIR_ANALYZERS:
        assert (comparison.state, comparison.attempt) == (State.QUEUED, 1)


def test_a_photo_that_another_worker_holds_costs_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """That worker may have died: its lease lasts longer than three attempts of ours."""
    comparison = factories.comparison()
    assert Photo.objects.claim(comparison.subject_id)
    with monkeypatch.context() as impatient:
        impatient.setattr(developing, "TIME_LIMIT", timedelta())
        for _ in range(ATTEMPTS + 1):
            assert judged(comparison).state == State.QUEUED
    Photo.objects.filter(pk=comparison.subject_id).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert judged(comparison).failure.startswith("AI headshot: We could not find a face")


def test_a_photo_whose_worker_dies_while_we_wait_is_developed_here() -> None:
    comparison = factories.comparison()
    held_by_another = Photo.objects.claim(comparison.subject_id)
    assert held_by_another is not None
    Photo.objects.filter(pk=held_by_another.pk).update(lease_until=timezone.now() + timedelta(seconds=1))
    assert developing.developed(comparison.subject).state == State.DONE


def test_an_inspection_that_another_worker_holds_costs_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = faces()
    row = Inspection.objects.create(photo=comparison.subject, engine=engine.ENGINE)
    assert Inspection.objects.claim(row.pk)
    with monkeypatch.context() as impatient:
        impatient.setattr(judging, "OTHERS_INSPECTION", timedelta())
        for _ in range(ATTEMPTS + 1):
            assert judged(comparison).state == State.QUEUED
    Inspection.objects.filter(pk=row.pk).update(lease_until=timezone.now() + timedelta(seconds=1))
    assert judged(comparison).state == State.DONE, "the lease ran out while it waited"


@pytest.fixture
def unlimited() -> Iterator[None]:
    """No limit on this process's memory, whatever an earlier test's comparison has set, and as it was afterwards."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels limit no data segment")
def test_a_comparison_that_swells_fails_with_a_sentence_and_takes_nothing_along(
    unlimited: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    swollen: list[bytearray] = []

    def swell(_: Comparison) -> None:
        swollen.append(bytearray(600_000_000))  # never touched, so no memory is used where nothing forbids it

    status = Path("/proc/self/status").read_text()
    used = int(status.partition("VmData:")[2].split()[0]) * 1024
    settings.TASK_MEMORY_BYTES = used + 300_000_000
    monkeypatch.setattr(judging, "_judge", swell)
    comparison = judged(factories.comparison())
    assert not swollen
    assert (comparison.state, comparison.failure) == (State.FAILED, str(developing.TOO_MUCH))


def test_nothing_is_measured_without_consent() -> None:
    gallery = factories.gallery(consented=False)
    subject, reference = factories.photo(gallery, Role.AI), factories.photo(gallery, Role.REAL)
    with pytest.raises(actions.CannotCompare, match="consent"):
        actions.start(gallery, subject=subject, reference=reference, started_by=factories.owner(gallery.studio))
    assert not Comparison.objects.exists()
