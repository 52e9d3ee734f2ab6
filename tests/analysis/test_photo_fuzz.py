"""Bytes changed at random anywhere in a sound file: either a picture of the promised size or a refusal."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import Undecodable
from analysis.photo import open_photo
from analysis.vision.jpeg import compression
from tests.analysis.photo_samples import EVERY_FORMAT, encoded, gradient, with_exif

SOUND = {
    kind: encoded(gradient(24, 16), kind, **({"exif": with_exif({274: 6})} if kind in ("JPEG", "PNG", "TIFF") else {}))
    for kind in EVERY_FORMAT
}
HEADER = 200  # bytes in which most of the structure lies


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = bytearray(SOUND[draw(st.sampled_from(EVERY_FORMAT))])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, min(HEADER, len(data) - 1)) | st.integers(0, len(data) - 1))
        data[at : at + draw(st.integers(0, 4))] = draw(st.binary(min_size=0, max_size=4))
        if not data:
            break
    return bytes(data[: draw(st.integers(0, len(data)) | st.just(len(data)))])


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_damage_is_survived(data: bytes) -> None:
    try:
        photo = open_photo(data)
        pixels = photo.frame().reduced(16)
    except Undecodable as refusal:
        assert str(refusal).endswith(".")
        return
    assert pixels.dtype == np.uint8
    assert pixels.ndim == 3
    assert max(pixels.shape[:2]) <= 16
    assert photo.width * photo.height <= 100_000_000


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=120))
def test_what_follows_a_jpeg_marker_is_survived(tail: bytes) -> None:
    found = compression(b"\xff\xd8" + tail)
    assert found is None or 1 <= found.quality <= 100
