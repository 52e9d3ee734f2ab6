"""What a JPEG file tells of how it was compressed: pure parsing and arithmetic, no pixels.

The quantisation tables say how coarsely each spatial frequency was rounded. The libjpeg scale of 1–100 is the yardstick
that everyone knows; tables of cameras and of Photoshop are not on it, so they get the nearest quality and say so.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# ITU-T T.81 (1992), tables K.1 and K.2, in rows and columns of frequency.
LUMINANCE = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61],
        [12, 12, 14, 19, 26, 58, 60, 55],
        [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62],
        [18, 22, 37, 56, 68, 109, 103, 77],
        [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101],
        [72, 92, 95, 98, 112, 100, 103, 99],
    ]
)

_ZIGZAG = np.array(
    sorted(range(64), key=lambda i: (i // 8 + i % 8, i // 8 if (i // 8 + i % 8) % 2 else i % 8)), dtype=np.intp
)

_MOST_MARKERS = 10_000  # before the first scan; 50 MB of metadata need 800
_START_OF_SCAN, _QUANTISATION = 0xDA, 0xDB
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SEQUENTIAL = frozenset({0xC0, 0xC1})
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Segment:
    """One marker segment before the first scan; `payload` starts behind its length, at `offset` in the file."""

    marker: int
    payload: bytes
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compression:
    """How a JPEG was compressed.

    `quality` is on libjpeg's scale, 1–100: exact when `on_libjpeg_scale`, otherwise the nearest in the mean logarithm
    of the luminance table's steps. `luminance` is that table, int (8, 8), rows and columns of frequency.
    `subsampling` is how many luminance samples share one of colour, across and down: (2, 2) is 4:2:0.
    """

    quality: float
    on_libjpeg_scale: bool
    luminance: tuple[tuple[int, ...], ...]
    subsampling: tuple[int, int]
    progressive: bool


def segments(data: bytes) -> Iterator[Segment]:
    """The marker segments of a JPEG up to its first scan; ends quietly where the file stops making sense."""
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    for _ in range(_MOST_MARKERS):
        at = data.find(b"\xff", at)
        if at < 0 or at + 4 > len(data):
            return
        marker = data[at + 1]
        if marker in (0x00, 0xFF) or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker == _START_OF_SCAN or length < 2:
            return
        yield Segment(marker, data[at + 4 : at + 2 + length], at + 4)
        at += 2 + length


def compression(data: bytes) -> Compression | None:
    """How the JPEG in `data` was compressed, or None if it does not say (damaged, lossless, or no JPEG at all)."""
    tables: dict[int, NDArray[np.int64]] = {}
    frame: tuple[int, list[tuple[int, int, int]]] | None = None
    for segment in segments(data):
        if segment.marker == _QUANTISATION:
            tables |= _tables(segment.payload)
        elif segment.marker in _FRAMES and frame is None:
            frame = segment.marker, _components(segment.payload)
    if frame is None or not frame[1] or (luminance := tables.get(frame[1][0][2])) is None:
        return None
    marker, components = frame
    quality, exact = nearest_quality(luminance)
    across, down = components[0][:2]
    colour = components[1] if len(components) > 1 else components[0]
    return Compression(
        quality=quality,
        on_libjpeg_scale=exact,
        luminance=tuple(tuple(int(step) for step in row) for row in luminance),
        subsampling=(max(across // max(colour[0], 1), 1), max(down // max(colour[1], 1), 1)),
        progressive=marker in _PROGRESSIVE,
    )


def cut_below(data: bytes, rows: int) -> bytes:
    """The same JPEG said to end after `rows` pixels, which spares decoding the rest; only a baseline one can be."""
    for segment in segments(data):
        if segment.marker in _SEQUENTIAL and len(segment.payload) > 5:
            (height,) = struct.unpack_from(">H", segment.payload, 1)
            if height <= rows:
                return data
            at = segment.offset + 1
            return data[:at] + struct.pack(">H", rows) + data[at + 2 :]
    return data


def libjpeg_table(quality: int) -> NDArray[np.int64]:
    """The luminance steps that libjpeg uses at `quality` (1–100), int64 (8, 8) (jcparam.c: jpeg_quality_scaling)."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.asarray(np.clip((LUMINANCE * scale + 50) // 100, 1, 255), dtype=np.int64)


def nearest_quality(luminance: NDArray[np.int64]) -> tuple[float, bool]:
    """The libjpeg quality, 1–100, whose steps are nearest to int (8, 8) `luminance`, and whether they are the same.

    Nearest in the mean absolute logarithm of the ratio of steps, so that fine and coarse frequencies count alike.
    """
    steps = np.log(np.maximum(luminance, 1))
    distances = np.abs(_LOG_TABLES - steps).mean(axis=(1, 2))
    best = int(distances.argmin())
    return float(best + 1), bool(distances[best] == 0.0)


def _tables(payload: bytes) -> dict[int, NDArray[np.int64]]:
    tables, at = {}, 0
    while at < len(payload):
        kind, number = ">u2" if payload[at] >> 4 else "u1", payload[at] & 15
        size = 64 * np.dtype(kind).itemsize
        if len(payload) < at + 1 + size:
            break
        table = np.zeros(64, dtype=np.int64)
        table[_ZIGZAG] = np.frombuffer(payload, dtype=kind, count=64, offset=at + 1)
        tables[number] = table.reshape(8, 8)
        at += 1 + size
    return tables


def _components(payload: bytes) -> list[tuple[int, int, int]]:
    """Of a frame header: per component its samples across and down, and the number of its quantisation table."""
    count = payload[5] if len(payload) > 5 else 0
    body = payload[6 : 6 + 3 * count]
    return [(body[i + 1] >> 4, body[i + 1] & 15, body[i + 2]) for i in range(0, len(body) - 2, 3)]


_LOG_TABLES = np.log(np.stack([libjpeg_table(quality) for quality in range(1, 101)]))
