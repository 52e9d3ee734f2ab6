"""Whatever way a picture is stored, its pixels come out upright and in sRGB."""

from __future__ import annotations

import io
import warnings

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from analysis.photo import open_photo, read_header
from tests.analysis.photo_samples import EVERY_FORMAT, LOSSLESS, encoded, gradient, with_exif

GREY = 128


def whole(data: bytes) -> NDArray[np.uint8]:
    return open_photo(data).frame().reduced(10_000)


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean absolute difference in levels."""
    return float(np.abs(one.astype(np.int16) - other).mean())


def srgb_with_red_and_green_swapped() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    assert swapped != profile
    return swapped


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_every_format_gives_the_same_picture(kind: str) -> None:
    photo = open_photo(encoded(gradient(), kind, **({} if kind in LOSSLESS else {"quality": 95})))
    assert photo.format.value.upper() == kind
    assert (photo.width, photo.height) == (48, 32)
    pixels = photo.frame().reduced(48)
    assert pixels.dtype == np.uint8
    assert difference(pixels, gradient()) <= (0 if kind in LOSSLESS else 3)


@pytest.mark.parametrize("tag", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_orientation_is_turned_upright(kind: str, tag: int) -> None:
    data = encoded(gradient(), kind, exif=with_exif({274: tag}))
    photo = open_photo(data)
    upright = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    assert (photo.height, photo.width) == upright.shape[:2] == ((48, 32) if tag > 4 else (32, 48))
    assert np.array_equal(photo.frame().reduced(48), upright)
    assert np.array_equal(photo.decode(), upright)


@pytest.mark.parametrize("tag", range(1, 9))
def test_a_crop_is_told_in_pixels_of_the_upright_picture(tag: int) -> None:
    frame = open_photo(encoded(gradient(), exif=with_exif({274: tag}))).frame()
    upright = frame.reduced(48)
    assert np.array_equal(frame.crop((3, 5, 20, 31)), upright[5:31, 3:20])


@pytest.mark.parametrize("exif", [b"", b"Exif\0\0II*\0\xff\xff\xff\x7f", b"Exif\0\0nonsense"])
def test_exif_that_cannot_be_read_means_upright(exif: bytes) -> None:
    assert whole(encoded(gradient(), "JPEG", exif=exif)).shape == (32, 48, 3)


@pytest.mark.parametrize("tag", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_means_upright(tag: int) -> None:
    assert np.array_equal(whole(encoded(gradient(), exif=with_exif({274: tag}))), gradient())


def test_orientation_is_found_behind_the_pixels_of_a_png() -> None:
    data = encoded(gradient(), exif=with_exif({274: 6}))
    start = data.index(b"eXIf") - 4
    end = start + 12 + int.from_bytes(data[start : start + 4], "big")
    moved = data[:start] + data[end:-12] + data[start:end] + data[-12:]
    assert (open_photo(moved).width, open_photo(moved).height) == (32, 48)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "JPEG"])
def test_colours_of_the_file_become_srgb(kind: str) -> None:
    red = np.zeros((16, 16, 3), np.uint8) + np.array([200, 60, 40], np.uint8)
    pixels = whole(encoded(red, kind, icc_profile=srgb_with_red_and_green_swapped()))
    assert np.abs(pixels.mean(axis=(0, 1)) - [60, 200, 40]).max() < 4


@pytest.mark.parametrize("profile", [b"nonsense", b"\0" * 128])
def test_a_profile_that_cannot_be_read_is_taken_for_srgb(profile: bytes) -> None:
    photo = open_photo(encoded(gradient(), icc_profile=profile))
    assert photo.has_icc
    assert np.array_equal(photo.frame().reduced(48), gradient())


def test_a_profile_for_other_pixels_is_passed_over() -> None:
    grey = Image.fromarray(gradient()[..., 0])
    pixels = whole(encoded(grey, icc_profile=srgb_with_red_and_green_swapped()))
    assert np.array_equal(pixels, np.repeat(gradient()[..., :1], 3, axis=2))


def test_an_srgb_profile_changes_no_pixel() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert np.array_equal(whole(encoded(gradient(), icc_profile=profile)), gradient())


@pytest.mark.parametrize("kind", LOSSLESS)
def test_transparency_is_laid_on_neutral_grey(kind: str) -> None:
    alpha = np.zeros((32, 48, 1), np.uint8)
    alpha[:, 24:] = 255
    pixels = whole(encoded(np.concatenate([gradient(), alpha], axis=2), kind))
    assert (pixels[:, :24] == GREY).all()
    assert np.array_equal(pixels[:, 24:], gradient()[:, 24:])


def test_a_palette_with_a_transparent_colour() -> None:
    image = Image.new("P", (4, 2), 0)
    image.putpalette([10, 20, 30, 200, 100, 50])
    image.putpixel((1, 0), 1)
    pixels = whole(encoded(image, transparency=0))
    assert pixels[0, 1].tolist() == [200, 100, 50]
    assert pixels[0, 0].tolist() == [GREY, GREY, GREY]


def test_sixteen_bits_are_rounded_to_eight() -> None:
    levels = np.array([[0, 128, 129, 257, 32_896, 65_535]], np.uint16)
    assert whole(encoded(levels))[0, :, 0].tolist() == [0, 0, 1, 1, 128, 255]
    assert whole(encoded(levels, "TIFF"))[0, :, 0].tolist() == [0, 0, 1, 1, 128, 255]


@pytest.mark.parametrize(("mode", "value", "expected"), [("L", 77, 77), ("1", 1, 255), ("LA", (77, 255), 77)])
def test_greys_get_three_channels(mode: str, value: int | tuple[int, int], expected: int) -> None:
    assert (whole(encoded(Image.new(mode, (5, 4), value))) == expected).all()


@pytest.mark.parametrize("mode", ["CMYK", "LAB", "YCbCr"])
def test_printers_colours_are_understood(mode: str) -> None:
    red = Image.new("RGB", (8, 8), (200, 30, 30))
    if mode == "LAB":
        way = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
        stored = way.apply(red)
    else:
        stored = red.convert(mode)
    assert difference(whole(encoded(stored, "TIFF")), np.asarray(red)) < 3


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "TIFF"])
def test_only_the_first_of_several_frames_counts(kind: str) -> None:
    second = Image.new("RGB", (48, 32), (255, 0, 0))
    data = encoded(gradient(), kind, save_all=True, append_images=[second])
    assert np.array_equal(whole(data), gradient())


def test_the_main_picture_of_an_mpo() -> None:
    second = Image.new("RGB", (48, 32), (255, 0, 0))
    data = encoded(gradient(), "MPO", save_all=True, append_images=[second], quality=95)
    assert open_photo(data).format.value == "JPEG"
    assert difference(whole(data), gradient()) < 3


def test_reducing_averages_areas_and_never_enlarges() -> None:
    chequers = (np.indices((40, 60)).sum(axis=0) % 2 * 255).astype(np.uint8)
    frame = open_photo(encoded(np.repeat(chequers[..., None], 3, axis=2))).frame()
    assert frame.reduced(600).shape == (40, 60, 3)
    half = frame.reduced(30)
    assert half.shape == (20, 30, 3)
    assert np.abs(half.astype(int) - 127.5).max() <= 1


def test_blocks_averaged_first_give_the_same_area_average() -> None:
    stored = np.random.default_rng(3).integers(90, 160, (2050, 2100, 3), dtype=np.uint8)  # the worst case: noise
    in_two_steps = open_photo(encoded(stored, "TIFF")).frame().reduced(300)
    directly = cv2.resize(stored, (300, 293), interpolation=cv2.INTER_AREA)
    assert difference(in_two_steps, np.asarray(directly)) < 1


@pytest.mark.parametrize("box", [(-1, 0, 5, 5), (0, 0, 49, 5), (5, 5, 5, 9), (0, 9, 9, 2)])
def test_a_crop_outside_the_picture_is_a_mistake(box: tuple[int, int, int, int]) -> None:
    frame = open_photo(encoded(gradient())).frame()
    with pytest.raises(ValueError, match="no part of"):
        frame.crop(box)


@pytest.mark.parametrize("longest", [7, 24, 48, 500])
def test_a_quick_copy_of_a_jpeg_is_close_to_the_measured_one(longest: int) -> None:
    photo = open_photo(encoded(gradient(480, 320), "JPEG", quality=95, exif=with_exif({274: 8})))
    quick, measured = photo.decode(longest), photo.frame().reduced(longest)
    assert quick.shape == measured.shape
    assert max(quick.shape) == min(longest, 480)
    assert difference(quick, measured) < 4


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_the_header_is_read_without_decoding(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = encoded(gradient(), kind)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("a pixel was decoded"))
    file = io.BytesIO(data)
    file.seek(17)
    for header in (read_header(data), read_header(file)):
        assert (header.format.value.upper(), header.width, header.height) == (kind, 48, 32)
    assert file.tell() == 0


def test_the_bytes_stay_as_they_came() -> None:
    data = encoded(gradient(), "JPEG", exif=with_exif({271: "Canon"})) + b"behind the end"
    photo = open_photo(data)
    assert photo.data is data
    assert photo.has_exif
    assert not photo.has_icc
    assert len(photo.sha256) == 64


def test_warning_filters_are_left_as_they_were() -> None:
    before = list(warnings.filters)
    whole(encoded(gradient(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f"))
    assert list(warnings.filters) == before
