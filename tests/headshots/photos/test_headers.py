from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from headshots.photos.headers import Header, Raw, Unknown, Unreadable, read_header
from headshots.photos.models import Format
from tests.headshots.pictures import encoded

KINDS = {
    "jpg": Format.JPEG,
    "png": Format.PNG,
    "webp": Format.WEBP,
    "heic": Format.HEIC,
    "avif": Format.AVIF,
    "tif": Format.TIFF,
}


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("size", [(96, 64), (64, 640), (1026, 334)])
def test_type_and_size_are_read_from_the_first_bytes(suffix: str, size: tuple[int, int]) -> None:
    assert read_header(encoded(suffix, size=size)) == Header(KINDS[suffix], *size)


@pytest.mark.parametrize(
    "options",
    [
        {"format": "JPEG", "progressive": True},
        {"format": "WEBP", "lossless": True},
        {"format": "WEBP", "exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"},
        {"format": "TIFF", "big_tiff": True},
    ],
    ids=["progressive JPEG", "lossless WebP", "extended WebP", "BigTIFF"],
)
def test_the_other_layouts_of_a_type(options: dict[str, Any]) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (321, 123), "#336699").save(buffer, **options)
    header = read_header(buffer.getvalue())
    assert (header.width, header.height) == (321, 123)


def test_a_tiled_heic_has_the_size_of_the_whole() -> None:
    """Phones store HEIC as 512-pixel tiles; the tiles' size is not the picture's."""
    assert read_header(encoded("heic", size=(1600, 1200))) == Header(Format.HEIC, 1600, 1200)


@pytest.mark.parametrize("head", [b"II*\0\x10\0\0\0CR\x02\0", b"FUJIFILMCCD-RAW ", b"\0\0\0\x18ftypcrx \0\0\0\x01"])
def test_camera_raw_is_told_apart(head: bytes) -> None:
    with pytest.raises(Raw):
        read_header(head + bytes(64))


@pytest.mark.parametrize("head", [b"GIF89a", b"<svg xmlns=", b"BM", b"%PDF-1.7", b"PK\x03\x04", b"\0\0\0\x18ftypmp42"])
def test_other_types_are_refused_by_their_first_bytes(head: bytes) -> None:
    with pytest.raises(Unknown):
        read_header(head + bytes(64))


@pytest.mark.parametrize("suffix", KINDS)
def test_a_header_that_is_cut_off_is_unreadable(suffix: str) -> None:
    with pytest.raises((Unreadable, Unknown)):
        read_header(encoded(suffix)[:14])


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_bytes_surprise_it(suffix: str, data: st.DataObject) -> None:
    """Any damage gives a header or one of the three refusals, never another error."""
    content = bytearray(encoded(suffix))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Raw, Unknown, Unreadable):
        read_header(bytes(content[: data.draw(st.integers(0, len(content)))]))
