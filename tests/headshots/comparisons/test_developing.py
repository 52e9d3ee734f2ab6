"""Uploads meet a decoder here for the first time, in a child process that may die."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from headshots import files
from headshots.comparisons import developing
from headshots.photos.intake import UploadRejected, accept
from headshots.photos.models import Photo, Role, Variant
from headshots.queue import State
from tests.analysis.shared import SHARED, manifest
from tests.headshots import factories
from tests.headshots.pictures import encoded

# One of each kind; tests/analysis decodes every one of them.
KINDS = {
    "Pillow__crash-4f085cc12ece8cde18758d42608bed6a2a2cfb1c.tif",
    "facechain_truncated_phone_39fe03.jpg",
    "image-rs__panic.webp",
    "libvips__avif-orientation-6.avif",
    "syn_16bit.png",
    "syn_animated.webp",
    "syn_bad_icc.jpg",
    "syn_cmyk.jpg",
    "syn_html_comment.jpg",
    "syn_palette_alpha.png",
    "syn_php_tail.png",
    "syn_scan_garbage.jpg",
    "syn_ztxt_bomb.png",
}
HOSTILE = sorted(KINDS & set(manifest("hostile")))


def with_metadata() -> bytes:
    """A JPEG stored on its side, with a place, a serial number and a comment that is no business of a viewer's."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x8825] = {1: "N", 2: (48.0, 8.0, 0.0)}
    exif[0xA431] = "SERIAL-1234"
    picture = Image.new("RGB", (800, 600), "#3060a0")
    picture.paste("#e0e0e0", (0, 0, 800, 60))  # the top edge as stored, the right edge when upright
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif, comment=b"<script>SERIAL-1234</script>", quality=95)
    return buffer.getvalue()


@pytest.mark.django_db
def test_a_photo_gets_its_renditions() -> None:
    photo = factories.photo(factories.gallery(), Role.REAL, encoded("png", size=(2400, 3000)))
    developing.develop(photo.pk)
    photo.refresh_from_db()
    assert photo.state == State.DONE
    sizes = {item.variant: (item.width, item.height) for item in photo.renditions.all()}
    assert sizes == {Variant.SCREEN: (1280, 1600), Variant.THUMB: (384, 480)}


@pytest.mark.django_db
def test_renditions_are_upright_and_say_nothing_of_the_file() -> None:
    photo = factories.photo(factories.gallery(), Role.REAL, with_metadata())
    developing.develop(photo.pk)
    for rendition in photo.renditions.all():
        content = files.read(rendition.key)
        assert b"SERIAL" not in content
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.format == "WEBP"
            assert picture.size == (rendition.width, rendition.height)
            assert picture.height > picture.width
            assert not picture.getexif()
            assert not {"icc_profile", "xmp", "exif"} & set(picture.info)
            grey = np.asarray(picture.convert("L"))
        assert grey[:, -3].mean() > 180 > grey[:, 9].mean()


@pytest.mark.django_db
def test_a_file_that_lies_about_its_pixels_fails_with_a_sentence() -> None:
    photo = factories.photo(factories.gallery(), Role.AI, encoded("jpg", size=(600, 400))[:900])
    developing.develop(photo.pk)
    photo.refresh_from_db()
    assert photo.state == State.FAILED
    assert photo.failure == "The file is damaged or incomplete. Download or export it again and choose the new one."
    assert not photo.renditions.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("misdeed", "patience", "cause"),
    [
        ("import time; time.sleep(600)", timedelta(seconds=1), "decoding took longer than 0:00:01"),
        ("import os; os.abort()", developing.TIME_LIMIT, "SIGABRT"),
        ("raise MemoryError", developing.TIME_LIMIT, "MemoryError"),
        ("print('not json')", developing.TIME_LIMIT, "Expecting value"),
        (
            """print('{"pictures": [[9, 1, 1], [9, 1, 1]]}')""",
            developing.TIME_LIMIT,
            "9 bytes was announced and 0 came",
        ),
    ],
    ids=["hangs", "crashes", "swells", "babbles", "breaks off"],
)
def test_whatever_the_child_does_the_photo_fails_with_a_sentence(
    misdeed: str,
    patience: timedelta,
    cause: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The sentence is always the same; the log says that it was this misdeed, and no slow start, that ended it."""
    stand_in = tmp_path / "child.py"
    stand_in.write_text(misdeed)
    monkeypatch.setattr(developing, "CHILD", [sys.executable, str(stand_in)])
    monkeypatch.setattr(developing, "TIME_LIMIT", patience)
    photo = factories.photo(factories.gallery())
    developing.develop(photo.pk)
    photo.refresh_from_db()
    assert (photo.state, photo.failure) == (State.FAILED, str(developing.TOO_MUCH))
    assert cause in caplog.text


# The real child but for its decoder.
MISLED = """
import sys
sys.path.insert(0, {project!r})
from headshots.comparisons import darkroom
def decoder(original, sizes):
    {misdeed}
darkroom.develop = decoder
raise SystemExit(darkroom.main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels limit no data segment")
@pytest.mark.parametrize(
    ("misdeed", "cause"),
    [
        ("return [(bytes(bytearray(2_000_000_000)[:1]), 1, 1)] * 2", "MemoryError"),
        ("return [(bytes(30_000_000), 1, 1)] * 2", "File too large"),
        ("open(sys.argv[0] + '.more', 'wb').write(bytes(60_000_000))", "File too large"),
    ],
    ids=["2 GB of memory", "60 MB of pictures", "60 MB in a file of its own"],
)
def test_a_decoder_is_confined(
    misdeed: str, cause: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Without its limits the child would succeed at each of these."""
    stand_in = tmp_path / "child.py"
    stand_in.write_text(MISLED.format(project=str(settings.BASE_DIR), misdeed=misdeed))
    monkeypatch.setattr(developing, "CHILD", [sys.executable, str(stand_in)])
    with pytest.raises(developing.Refused):
        developing.decode(encoded())
    assert cause in caplog.text


@pytest.mark.django_db
def test_storage_that_is_away_costs_an_attempt_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = factories.photo(factories.gallery())
    with monkeypatch.context() as broken:
        broken.setattr(files, "read", _raise)
        developing.develop(photo.pk)
    photo.refresh_from_db()
    assert (photo.state, photo.attempt) == (State.QUEUED, 1)
    developing.develop(photo.pk)
    photo.refresh_from_db()
    assert (photo.state, photo.attempt) == (State.DONE, 2)


@pytest.mark.django_db
def test_a_lost_lease_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = factories.photo(factories.gallery())
    decode = developing.decode

    def slow(original: bytes) -> list[developing.Picture]:
        pictures = decode(original)
        Photo.objects.filter(pk=photo.pk).update(attempt=2)  # somebody else has it by now
        return pictures

    monkeypatch.setattr(developing, "decode", slow)
    developing.develop(photo.pk)
    photo.refresh_from_db()
    assert (photo.state, photo.renditions.count()) == (State.RUNNING, 0)
    assert files.names(photo.folder) == [photo.original.rpartition("/")[2]]


@pytest.mark.django_db
def test_storage_that_goes_away_half_way_keeps_no_half(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = factories.photo(factories.gallery())
    save, saved = files.save, list[str]()

    def flaky(data: bytes, *, within: str, suffix: str) -> str:
        if saved:
            raise OSError("storage is away")
        saved.append(save(data, within=within, suffix=suffix))
        return saved[0]

    monkeypatch.setattr(files, "save", flaky)
    developing.develop(photo.pk)
    photo.refresh_from_db()
    assert (photo.state, len(saved)) == (State.QUEUED, 1)
    assert files.names(photo.folder) == [photo.original.rpartition("/")[2]]


@pytest.mark.django_db
def test_the_child_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in = tmp_path / "child.py"
    stand_in.write_text("import json, os; print(json.dumps({'refused': ' '.join(os.environ)}))")
    monkeypatch.setattr(developing, "CHILD", [sys.executable, str(stand_in)])
    with pytest.raises(developing.Refused) as refusal:
        developing.decode(encoded())
    assert set(str(refusal.value).split()) <= {"PATH", "LC_CTYPE"}


WAITING = """
import pathlib, sys, time
pathlib.Path({started!r}).touch()
time.sleep(600)
"""
WORKER = """
import django
django.setup()
from headshots.comparisons import developing
developing.CHILD = [{python!r}, {child!r}]
developing.decode(b"a face" * 100_000)
"""


def test_a_worker_that_is_killed_leaves_no_picture_on_the_disk(tmp_path: Path) -> None:
    """kill -9 while the decoder works: nothing of ours runs after that, so there must be nothing to remove."""
    started, disk, child = tmp_path / "started", tmp_path / "disk", tmp_path / "child.py"
    disk.mkdir()
    child.write_text(WAITING.format(started=str(started)))
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER.format(python=sys.executable, child=str(child))],
        cwd=settings.BASE_DIR,
        env={**os.environ, "TMPDIR": str(disk), "DJANGO_SETTINGS_MODULE": "headshots.settings"},
        start_new_session=True,
    )
    try:
        end = time.monotonic() + 120
        while not started.exists():
            assert worker.poll() is None
            assert time.monotonic() < end, "it took too long"
            time.sleep(0.05)
        worker.kill()
        worker.wait()
        assert list(disk.rglob("*")) == []
    finally:
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@pytest.mark.skipif(not HOSTILE, reason="../shared/hostile is not here")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_shown_sanely_or_refused_with_a_sentence(name: str) -> None:
    try:
        accepted = accept(SimpleUploadedFile(name, (SHARED / "hostile" / name).read_bytes()))
        pictures = developing.decode(accepted.data)
    except (UploadRejected, developing.Refused) as refusal:
        assert str(refusal).endswith(".")
        return
    for picture in pictures:
        with Image.open(io.BytesIO(picture.data)) as shown:
            shown.load()
            assert shown.size == (picture.width, picture.height)
            assert max(shown.size) <= developing.LONGEST[picture.variant]
        assert b"<script" not in picture.data


def _raise(key: str) -> bytes:
    raise OSError("storage is away")
