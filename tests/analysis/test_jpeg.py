"""What a JPEG's own tables and coefficients tell of how it was compressed."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from analysis.photo import open_photo
from analysis.vision.jpeg import compression, cut_below, libjpeg_table, nearest_quality, segments
from analysis.vision.recompression import recompression
from tests.analysis.photo_samples import encoded, gradient


def texture(side: int = 400, seed: int = 5) -> NDArray[np.uint8]:
    """uint8 (side, side, 3): noise whose power falls with frequency as in photographs."""
    rng = np.random.default_rng(seed)
    across, down = np.fft.rfftfreq(side), np.fft.fftfreq(side)
    radius = np.maximum(np.hypot(down[:, None], across[None]), 1 / side)
    spectrum = (rng.normal(size=radius.shape) + 1j * rng.normal(size=radius.shape)) / radius
    noise = np.fft.irfft2(spectrum, s=(side, side))
    grey = np.clip(128 + 40 * noise / noise.std(), 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def saved(picture: NDArray[np.uint8], *qualities: int) -> bytes:
    """The picture as a JPEG, saved once per quality, one after the other."""
    data = encoded(picture, "JPEG", quality=qualities[0])
    for quality in qualities[1:]:
        data = encoded(np.asarray(Image.open(io.BytesIO(data))), "JPEG", quality=quality)
    return data


def gain(data: bytes) -> float:
    photo = open_photo(data)
    luma = photo.luma_on_grid(400)
    assert luma is not None
    assert photo.jpeg is not None
    found = recompression(luma, np.array(photo.jpeg.luminance))
    assert found is not None
    return found.gain


@pytest.mark.parametrize("quality", [1, 10, 30, 49, 50, 51, 75, 85, 90, 95, 99, 100])
def test_the_quality_of_libjpeg_is_read_exactly(quality: int) -> None:
    found = compression(encoded(gradient(), "JPEG", quality=quality))
    assert found is not None
    assert found.on_libjpeg_scale
    assert found.quality == quality


def test_every_quality_has_steps_of_its_own() -> None:
    assert [nearest_quality(libjpeg_table(quality))[0] for quality in range(1, 101)] == list(range(1, 101))


def test_other_tables_get_the_nearest_quality_and_say_so() -> None:
    flat = [[9] * 64, [9] * 64]
    found = compression(encoded(gradient(), "JPEG", qtables=flat))
    assert found is not None
    assert not found.on_libjpeg_scale
    assert 80 <= found.quality <= 92
    assert found.luminance == ((9,) * 8,) * 8


def test_steps_are_put_where_their_frequency_is() -> None:
    found = compression(encoded(gradient(), "JPEG", quality=50))
    assert found is not None
    assert found.luminance[0] == (16, 11, 10, 16, 24, 40, 51, 61)
    assert [row[0] for row in found.luminance] == [16, 12, 14, 14, 18, 24, 49, 72]


@pytest.mark.parametrize(
    ("options", "subsampling", "progressive"),
    [
        ({"subsampling": 0}, (1, 1), False),
        ({"subsampling": 1}, (2, 1), False),
        ({"subsampling": 2, "progressive": True}, (2, 2), True),
    ],
)
def test_subsampling_and_scan_order(options: dict[str, Any], subsampling: tuple[int, int], progressive: bool) -> None:
    found = compression(encoded(gradient(), "JPEG", **options))
    assert found is not None
    assert (found.subsampling, found.progressive) == (subsampling, progressive)


def test_a_grey_jpeg_has_no_subsampling() -> None:
    found = compression(encoded(gradient()[..., 0], "JPEG"))
    assert found is not None
    assert found.subsampling == (1, 1)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xdb\0\x05\x09\1", encoded(gradient())])
def test_what_does_not_say_has_no_compression(data: bytes) -> None:
    assert compression(data) is None


def test_padding_between_markers_is_passed_over() -> None:
    data = encoded(gradient(), "JPEG", quality=66)
    padded = data[:2] + b"\xff\xff\xff" + data[2:]
    found = compression(padded)
    assert found is not None
    assert found.quality == 66


def test_a_segment_knows_where_it_lies() -> None:
    data = encoded(gradient(), "JPEG", comment=b"here")
    comment = next(item for item in segments(data) if item.marker == 0xFE)
    assert data[comment.offset :].startswith(b"here")


def test_a_cut_jpeg_decodes_to_the_same_rows() -> None:
    data = encoded(texture(160), "JPEG", quality=90)
    whole = open_photo(data).frame().reduced(160)
    top = open_photo(cut_below(data, 64)).frame().reduced(160)
    assert np.array_equal(top[:56], whole[:56])
    assert top.shape[0] == 64
    assert cut_below(data, 500) is data
    progressive = encoded(texture(160), "JPEG", progressive=True)
    assert cut_below(progressive, 64) is progressive


def test_luma_lies_on_the_files_own_grid() -> None:
    picture = texture(200)
    luma = open_photo(encoded(picture, "JPEG", quality=100)).luma_on_grid(100)
    assert luma is not None
    assert luma.shape == (100, 100)
    assert np.abs(luma - picture[48:148, 48:148, 0]).mean() < 1


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_luma_of_other_jpegs(mode: str) -> None:
    luma = open_photo(encoded(Image.new(mode, (64, 64), 77 if mode == "L" else (1, 2, 3, 4)), "JPEG")).luma_on_grid(64)
    assert (luma is None) == (mode == "CMYK")
    assert open_photo(encoded(gradient())).luma_on_grid(64) is None


@pytest.mark.parametrize("quality", [60, 75, 85, 92, 98])
def test_one_compression_leaves_no_trace_of_two(quality: int) -> None:
    assert gain(saved(texture(), quality)) < 0.05


@pytest.mark.parametrize(("first", "second"), [(50, 75), (60, 85), (70, 90), (80, 90), (75, 95)])
def test_two_compressions_show(first: int, second: int) -> None:
    assert gain(saved(texture(), first, second)) > 0.35


def test_the_earlier_quality_is_found() -> None:
    data = saved(texture(), 70, 90)
    luma, jpeg = open_photo(data).luma_on_grid(400), open_photo(data).jpeg
    assert luma is not None
    assert jpeg is not None
    found = recompression(luma, np.array(jpeg.luminance))
    assert found is not None
    assert abs(found.earlier_quality - 70) <= 2


def test_resizing_in_between_takes_the_trace_away() -> None:
    once = Image.open(io.BytesIO(saved(texture(500), 60))).resize((400, 400))
    assert gain(encoded(np.asarray(once), "JPEG", quality=90)) < 0.15


@pytest.mark.parametrize("picture", [np.full((400, 400), 128, np.float32), np.zeros((16, 16), np.float32)])
def test_flat_and_tiny_pictures_cannot_tell(picture: NDArray[np.float32]) -> None:
    assert recompression(picture, libjpeg_table(90)) is None
