"""What is refused, and that each refusal is a sentence that helps."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest

from analysis.errors import Undecodable
from analysis.photo import MAX_BYTES, open_photo, read_header, refusals
from analysis.photo.container import Format, sniff
from tests.analysis.photo_samples import EVERY_FORMAT, encoded, gradient


def png_claiming(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    data = encoded(gradient())
    return data[:8] + chunk + data[33:]


def jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(encoded(gradient(), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def tiff_claiming(width: int, height: int) -> bytes:
    return (
        encoded(gradient(), "TIFF", tiffinfo={})
        .replace(struct.pack("<HHII", 256, 4, 1, 48), struct.pack("<HHII", 256, 4, 1, width))
        .replace(struct.pack("<HHII", 257, 4, 1, 32), struct.pack("<HHII", 257, 4, 1, height))
    )


def webp_claiming(width: int, height: int) -> bytes:
    data = encoded(np.dstack([gradient(), gradient()[..., :1]]), "WEBP", lossless=False, quality=50)
    assert data[12:16] == b"VP8X"
    canvas = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return data[:24] + canvas + data[30:]


@pytest.mark.parametrize(
    ("claiming", "width", "height"),
    [
        (png_claiming, 10_001, 10_000),
        (png_claiming, 2_147_483_647, 2_147_483_647),
        (jpeg_claiming, 65_500, 65_500),
        (tiff_claiming, 60_000, 60_000),
        (webp_claiming, 16_383, 16_383),
    ],
)
def test_more_than_a_hundred_megapixels_are_refused_before_decoding(
    claiming: Callable[[int, int], bytes], width: int, height: int
) -> None:
    with pytest.raises(Undecodable, match="100 megapixels"):
        open_photo(claiming(width, height))


def test_a_hundred_megapixels_are_not_too_many() -> None:
    assert read_header(png_claiming(10_000, 10_000)).width == 10_000


def test_a_strip_is_too_long_for_a_portrait() -> None:
    with pytest.raises(Undecodable, match="32,767"):
        open_photo(tiff_claiming(1_572_864, 32))


def test_a_size_of_nothing_is_damage() -> None:
    with pytest.raises(Undecodable, match="damaged"):
        open_photo(jpeg_claiming(0, 0))


def test_too_many_bytes_are_refused_unread() -> None:
    with pytest.raises(Undecodable, match="50 MB"):
        open_photo(b"\xff\xd8\xff" + bytes(MAX_BYTES))


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_a_file_cut_in_half_is_refused(kind: str) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (200, 300, 3), dtype=np.uint8)
    data = encoded(noise, kind)
    with pytest.raises(Undecodable, match="damaged or incomplete"):
        open_photo(data[: len(data) // 2]).frame()


@pytest.mark.parametrize(
    "data",
    [
        b"II*\0\x10\0\0\0CR\x02\0",  # Canon CR2
        b"\0\0\0\x18ftypcrx \0\0\0\x01",  # Canon CR3
        b"FUJIFILMCCD-RAW 0201",
        b"IIU\0\x18\0\0\0",  # Panasonic RW2
        encoded(gradient(), "TIFF", tiffinfo={50706: b"\x01\x04\x00\x00"}),  # Adobe DNG
        encoded(gradient(), "TIFF", tiffinfo={254: 1}),  # Nikon NEF, Sony ARW: a thumbnail comes first
    ],
)
def test_raw_files_are_named_as_such(data: bytes) -> None:
    with pytest.raises(Undecodable, match="camera raw"):
        open_photo(data)


@pytest.mark.parametrize("dtype", [np.float32, np.int32])
def test_more_than_sixteen_bits_are_refused(dtype: type[np.generic]) -> None:
    with pytest.raises(Undecodable, match="16 bits"):
        open_photo(encoded(gradient()[..., 0].astype(dtype), "TIFF"))


@pytest.mark.parametrize(
    "data",
    [b"GIF89a\1\0\1\0", b"<svg xmlns='x'/>", b"%PDF-1.7", b"\xff\x0a", b"8BPS\0\1", b"RIFF\0\0\0\0WAVE", b"\0" * 99],
)
def test_other_files_are_told_what_to_be(data: bytes) -> None:
    with pytest.raises(Undecodable, match="Choose a JPEG, PNG, WebP, HEIC, AVIF or TIFF"):
        read_header(data)


def test_an_empty_file() -> None:
    with pytest.raises(Undecodable, match="empty"):
        read_header(b"")


@pytest.mark.parametrize(
    ("brands", "kind"),
    [
        ((b"heic",), Format.HEIF),
        ((b"mif1", b"heic"), Format.HEIF),
        ((b"avif",), Format.AVIF),
        ((b"mif1", b"miaf", b"avif"), Format.AVIF),
        ((b"heic", b"avif"), Format.HEIF),
    ],
)
def test_the_brand_tells_heif_from_avif(brands: tuple[bytes, ...], kind: Format) -> None:
    box = brands[0] + bytes(4) + b"".join(brands)
    assert sniff(struct.pack(">I", len(box) + 8) + b"ftyp" + box) is kind


def test_every_refusal_is_a_calm_sentence_that_says_what_to_do() -> None:
    sentences = [text for name, text in vars(refusals).items() if name.isupper()]
    assert len(sentences) == 8
    for sentence in sentences:
        assert re.fullmatch(r"[A-Z][^!]+\. ?(Choose|Export|Download) [^!]+\.", sentence)
        assert len(sentence) < 120
