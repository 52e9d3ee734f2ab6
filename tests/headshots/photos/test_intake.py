from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from analysis.errors import Undecodable
from analysis.photo import container
from analysis.photo.photo import read_header as decoders_view
from headshots.photos import intake, uploads
from headshots.photos.intake import UploadRejected, accept
from tests.analysis.shared import SHARED, manifest
from tests.headshots.pictures import ENCODERS, encoded, upload

HOSTILE = sorted(manifest("hostile"))


@pytest.mark.parametrize("suffix", ENCODERS)
def test_every_type_on_the_list_is_accepted(suffix: str) -> None:
    accepted = accept(upload(encoded(suffix), f"portrait.{suffix}"))
    assert (accepted.format, accepted.width, accepted.height) == (suffix, 96, 64)
    assert accepted.data == encoded(suffix)


def test_the_name_proves_nothing() -> None:
    assert accept(upload(encoded("png"), "portrait.jpg")).format == "png"
    with pytest.raises(UploadRejected, match="not a photograph that we can read"):
        accept(upload(b"<html><script>alert(1)</script>", "portrait.jpg"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\me.jpg", "me.jpg"),
        ("a\x00b\u202egpj.exe", "abgpj.exe"),
        ("", "unnamed"),
        ("x" * 400, "x" * 255),
    ],
)
def test_a_name_is_only_for_show(name: str, shown: str) -> None:
    assert intake.display_name(name) == shown


def test_an_empty_file_says_so() -> None:
    with pytest.raises(UploadRejected, match="empty"):
        accept(upload(b""))


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BYTE_CAP", 1000)
    with pytest.raises(UploadRejected, match="larger than 50 MB"):
        accept(upload(encoded(size=(400, 400)) + bytes(1000)))


def test_too_many_pixels_are_refused_by_the_header_alone() -> None:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 20_000, 20_000, 8, 2, 0, 0, 0)
    with pytest.raises(UploadRejected, match="more than 100 megapixels"):
        accept(upload(head + struct.pack(">I", zlib.crc32(head[12:]))))


def test_a_picture_without_room_for_a_face_is_refused() -> None:
    with pytest.raises(UploadRejected, match="too small"):
        accept(upload(encoded(size=(20_000, 3))))


def test_the_limits_are_those_of_the_decoder() -> None:
    """Two packages that may not import each other, one promise to the photographer."""
    assert (uploads.BYTE_CAP, intake.PIXEL_CAP) == (container.MAX_BYTES, container.MAX_PIXELS)


@pytest.mark.skipif(not HOSTILE, reason="../shared/hostile is not here")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_accepted_or_refused_with_a_sentence(name: str) -> None:
    """Nothing else may happen, and what the decoder would take is not refused here but for its size."""
    content = (SHARED / "hostile" / name).read_bytes()
    try:
        accepted = accept(SimpleUploadedFile(name, content))
    except UploadRejected as refusal:
        sentence = str(refusal)
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        if "too small" not in sentence:
            with pytest.raises(Undecodable):
                decoders_view(content)
    else:
        assert accepted.data == content


@pytest.mark.skipif(not HOSTILE, reason="../shared/hostile is not here")
def test_size_agrees_with_the_decoder_where_both_can_tell() -> None:
    sizes = {}
    for name in HOSTILE:
        content = (SHARED / "hostile" / name).read_bytes()
        with suppress(UploadRejected, Undecodable):
            accepted, decoder = accept(SimpleUploadedFile(name, content)), decoders_view(content)
            sizes[name] = sorted((accepted.width, accepted.height)), sorted((decoder.width, decoder.height))
    assert len(sizes) > 40
    assert {name: pair for name, pair in sizes.items() if pair[0] != pair[1]} == {}


def test_a_polyglot_is_kept_whole_but_never_served() -> None:
    """The original stays untouched for provenance; that only renditions are shown is held by the serving tests."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64)).save(buffer, "JPEG")
    content = buffer.getvalue() + b"PK\x03\x04<script>"
    assert accept(upload(content)).data == content
