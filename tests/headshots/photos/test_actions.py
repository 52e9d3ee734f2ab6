from __future__ import annotations

from contextlib import closing

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.test import RequestFactory, override_settings

from headshots import files
from headshots.photos import actions, uploads
from headshots.photos.intake import UploadRejected
from headshots.photos.models import Photo, Role
from tests.headshots import factories
from tests.headshots.pictures import encoded, upload

pytestmark = pytest.mark.django_db


def test_the_original_is_kept_untouched_under_a_key_that_tells_nothing() -> None:
    gallery = factories.gallery()
    content = encoded()
    photo = actions.add(gallery, role=Role.AI, upload=upload(content, "Dana Reyes.jpg"))
    assert files.read(photo.original) == content
    assert photo.original_name == "Dana Reyes.jpg"
    assert photo.original.startswith(f"{gallery.uuid.hex}/{photo.uuid.hex}/")
    assert "Dana" not in photo.original
    assert photo.sha256 not in photo.original
    assert len(photo.original.rpartition("/")[2]) >= 32 + len(".jpg")


def test_the_same_file_again_is_the_same_photo() -> None:
    gallery = factories.gallery()
    first = actions.add(gallery, role=Role.AI, upload=upload(encoded(), "one.jpg"))
    assert actions.add(gallery, role=Role.AI, upload=upload(encoded(), "two.jpg")) == first
    assert files.names(first.folder) == [first.original.rpartition("/")[2]]


def test_one_file_cannot_be_both_sides() -> None:
    gallery = factories.gallery()
    actions.add(gallery, role=Role.AI, upload=upload(encoded()))
    with pytest.raises(UploadRejected, match="already in this gallery as the AI headshot"):
        actions.add(gallery, role=Role.REAL, upload=upload(encoded()))


def test_another_gallery_may_have_the_same_file() -> None:
    one, other = (actions.add(factories.gallery(), role=Role.AI, upload=upload(encoded())) for _ in range(2))
    assert one != other
    assert one.original != other.original


def test_two_uploads_of_one_file_at_once_leave_one_row_and_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = factories.gallery()
    save = files.save

    def meanwhile(*given: object, **options: object) -> str:
        monkeypatch.setattr(files, "save", save)
        actions.add(gallery, role=Role.AI, upload=upload(encoded()))
        return save(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "save", meanwhile)
    photo = actions.add(gallery, role=Role.AI, upload=upload(encoded()))
    assert list(Photo.objects.all()) == [photo]
    assert files.folders(gallery.uuid.hex) == [photo.uuid.hex]


def test_a_refused_file_leaves_nothing() -> None:
    gallery = factories.gallery()
    with pytest.raises(UploadRejected):
        actions.add(gallery, role=Role.AI, upload=upload(b"not a picture"))
    assert not gallery.photos.exists()
    assert files.folders() == []


@override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=1000)
@pytest.mark.parametrize("cap", [50_000, 500], ids=["on disk", "in memory"])
def test_a_file_over_the_cap_is_not_stored_and_the_others_arrive(cap: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The handler swallows the rest of one file; the form sees one byte too many and every other file whole."""
    monkeypatch.setattr(uploads, "BYTE_CAP", cap)
    content = {"a": upload(b"x" * 200_000, "big.jpg"), "b": upload(b"y" * 300, "small.jpg")}
    with closing(RequestFactory().post("/", content)) as request:
        arrived = {name: file.read() for name, file in request.FILES.items() if isinstance(file, UploadedFile)}
    assert arrived == {"a": b"x" * (cap + 1), "b": b"y" * 300}
