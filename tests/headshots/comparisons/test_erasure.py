"""Deleting a client's pictures deletes them: rows, originals, renditions, reports, overlays, links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction
from django.db.models import Model, RestrictedError

from headshots import files
from headshots.comparisons import actions, developing, erasure, judging
from headshots.comparisons.models import (
    Artefact,
    Comparison,
    ExtraReference,
    Inspection,
    Kind,
    Series,
    Side,
)
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import State
from headshots.sharing import actions as sharing
from tests.headshots import factories
from tests.headshots.pictures import astronaut

Committing = Callable[..., Any]
pytestmark = pytest.mark.django_db
OWNED = ("galleries", "photos", "comparisons", "sharing")


@pytest.fixture
def full() -> Gallery:
    """A gallery with a row in every table and a file of every kind, without the time that measuring takes."""
    gallery = factories.gallery()
    owner = factories.owner(gallery.studio)
    comparison = factories.comparison(gallery)
    for photo in gallery.photos.all():
        developing.develop(photo.pk)
        maps = files.save(b"maps", within=photo.folder, suffix="npz")
        Inspection.objects.create(photo=photo, engine="an engine", state=State.DONE, report={}, heatmaps=maps)
    key = files.save(b"stage", within=comparison.folder, suffix="jpg")
    Artefact.objects.create(comparison=comparison, kind=Kind.STAGE, side=Side.SUBJECT, key=key, width=1, height=1)
    actions.note_finding(comparison, "pair.skin.loss", note="Ask about the light.")
    ExtraReference.objects.create(comparison=comparison, photo=gallery.photos.real().get(), result={})
    series = Series.objects.create(gallery=gallery, consent=comparison.consent, role=Role.REAL)
    series.photos.set(gallery.photos.filter(role=Role.REAL))
    sharing.record_visit(sharing.share_comparison(comparison, created_by=owner).link, user_agent="Mozilla/5.0 (X11)")
    sharing.share_gallery(gallery, created_by=owner)
    return gallery


def owned() -> list[type[Model]]:
    return [model for label in OWNED for model in apps.get_app_config(label).get_models()]


def rows() -> dict[str, int]:
    """How many rows each table of ours holds, those of studios and people left out."""
    return {model._meta.label: count for model in owned() if (count := model._default_manager.count())}


def stored() -> list[str]:
    return [f"{top}/{owner}/{name}" for top in files.folders() for owner in files.folders(top)
            for name in files.names(f"{top}/{owner}")]  # fmt: skip


def test_nothing_is_left_of_a_gallery(full: Gallery, django_capture_on_commit_callbacks: Committing) -> None:
    assert set(rows()) == {model._meta.label for model in owned()}, "or this test does not look at every table"
    assert len(stored()) == 9
    with django_capture_on_commit_callbacks(execute=True):
        erasure.delete_gallery(full)
    assert rows() == {}
    assert files.folders() == []


def test_nothing_is_left_of_what_a_worker_makes(django_capture_on_commit_callbacks: Committing) -> None:
    gallery = factories.gallery()
    subject = factories.photo(gallery, Role.AI, astronaut(size=480))
    reference = factories.photo(gallery, Role.REAL, astronaut())
    owner = factories.owner(gallery.studio)
    judging.compare(actions.start(gallery, subject=subject, reference=reference, started_by=owner).pk)
    assert len(stored()) >= 10, "originals, renditions, heat maps and both stages"
    with django_capture_on_commit_callbacks(execute=True):
        erasure.delete_gallery(gallery)
    if isinstance(default_storage._wrapped, FileSystemStorage):  # type: ignore[attr-defined]
        assert [str(path) for path in (settings.VAR_DIR / "media").rglob("*")] == []
    assert files.folders() == []


def test_a_neighbour_keeps_everything(full: Gallery, django_capture_on_commit_callbacks: Committing) -> None:
    neighbour = factories.photo(factories.gallery(full.studio))
    developing.develop(neighbour.pk)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.delete_gallery(full)
    assert len(stored()) == 3
    assert neighbour.renditions.count() == 2


def test_deleting_a_photo_takes_its_comparisons(full: Gallery, django_capture_on_commit_callbacks: Committing) -> None:
    subject, reference = full.photos.ai().get(), full.photos.real().get()
    with django_capture_on_commit_callbacks(execute=True):
        erasure.delete_photo(subject)
    assert not Comparison.objects.exists()
    assert list(Photo.objects.all()) == [reference]
    assert files.folders(full.uuid.hex) == [reference.uuid.hex]


def test_deleting_a_photo_takes_the_report_of_every_set_that_it_is_in(full: Gallery) -> None:
    series = Series.objects.get()
    erasure.delete_photo(full.photos.ai().get())
    assert Series.objects.get() == series, "the other role's"
    erasure.delete_photo(full.photos.real().get())
    assert not Series.objects.exists()


def test_deleting_a_comparison_keeps_the_photos(full: Gallery, django_capture_on_commit_callbacks: Committing) -> None:
    comparison = Comparison.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        erasure.delete_comparison(comparison)
    assert Photo.objects.count() == 2
    assert set(files.folders(full.uuid.hex)) == {photo.uuid.hex for photo in Photo.objects.all()}


def test_files_outlive_a_deletion_that_is_rolled_back(
    full: Gallery, django_capture_on_commit_callbacks: Committing
) -> None:
    before = stored()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        erasure.delete_gallery(full)
        raise RuntimeError
    assert stored() == before
    assert Gallery.objects.filter(uuid=full.uuid).exists()


def test_a_file_that_a_killed_worker_never_recorded_goes_too(
    full: Gallery, django_capture_on_commit_callbacks: Committing
) -> None:
    files.save(b"half done", within=Comparison.objects.get().folder, suffix="png")
    with django_capture_on_commit_callbacks(execute=True):
        erasure.delete_gallery(full)
    assert stored() == []


@pytest.mark.parametrize("late", [1, 100])
def test_a_worker_that_goes_on_writing_does_not_save_the_photo(
    full: Gallery,
    late: int,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Committing,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It saves a picture just after the folder was listed, `late` times, so that the folder is not empty."""
    subject, comparison = full.photos.ai().get(), Comparison.objects.get()
    folders, written = files.folders, list[str]()

    def busy(path: str = "") -> list[str]:
        if path == comparison.folder and len(written) < late:
            written.append(files.save(b"late", within=path, suffix="jpg"))
        return folders(path)

    with monkeypatch.context() as meanwhile, django_capture_on_commit_callbacks(execute=True):
        meanwhile.setattr(files, "folders", busy)
        erasure.delete_photo(subject)
    assert written
    assert files.names(subject.folder) == []
    assert ("still being written to" in caplog.text) == bool(files.names(comparison.folder))
    assert "Error calling" not in caplog.text
    erasure.delete_orphans(older_than=timedelta(seconds=-5))
    assert files.folders(full.uuid.hex) == [full.photos.real().get().uuid.hex]


def test_a_folder_that_cannot_be_deleted_keeps_no_other(
    full: Gallery,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Committing,
    caplog: pytest.LogCaptureFixture,
) -> None:
    subject, comparison = full.photos.ai().get(), Comparison.objects.get()
    names = files.names

    def stubborn(path: str) -> list[str]:
        if path == comparison.folder:
            raise PermissionError("storage is read-only")
        return names(path)

    with monkeypatch.context() as meanwhile, django_capture_on_commit_callbacks(execute=True):
        meanwhile.setattr(files, "names", stubborn)
        erasure.delete_photo(subject)
    assert files.names(subject.folder) == []
    assert "storage is read-only" in caplog.text


def test_orphans_are_found_and_fresh_files_left_alone(full: Gallery) -> None:
    before = stored()
    files.save(b"gallery gone", within=files.folder(uuid4(), uuid4()), suffix="jpg")
    files.save(b"photo gone", within=files.folder(full.uuid, uuid4()), suffix="jpg")
    assert erasure.delete_orphans() == 0, "a row may be about to follow"
    assert erasure.delete_orphans(older_than=timedelta(seconds=-5)) == 2
    assert stored() == before


def test_files_that_no_row_names_are_tidied_and_fresh_ones_left_alone(full: Gallery) -> None:
    before = stored()
    for folder in (Comparison.objects.get().folder, full.photos.ai().get().folder):
        files.save(b"never recorded", within=folder, suffix="jpg")
    assert erasure.delete_orphans() == 0, "a row may be about to follow"
    assert erasure.delete_orphans(older_than=timedelta(seconds=-5)) == 2
    assert stored() == before


@pytest.mark.parametrize("folder", ["backups", "{gallery}/notes", "a" * 32, f"{'a' * 32}/notes", "A" * 32])
def test_what_somebody_else_keeps_beside_our_pictures_is_left_alone(full: Gallery, folder: str) -> None:
    key = default_storage.save(f"{folder.format(gallery=full.uuid.hex)}/nightly.dump", ContentFile(b"precious"))
    assert erasure.delete_orphans(older_than=timedelta(seconds=-5)) == 0
    assert files.read(key) == b"precious"


def test_a_consent_cannot_be_taken_from_under_a_comparison(full: Gallery) -> None:
    with pytest.raises(RestrictedError):
        full.consents.get().delete()
