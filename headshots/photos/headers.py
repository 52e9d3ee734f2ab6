"""Type and size of a picture, read from its first bytes in plain Python.

No image library runs in the web process: these bytes are nobody's promise. What the libraries make of them is found
out by the worker, in a child process within limits. Field layouts: ITU T.81 B.2.2 (JPEG), W3C PNG 3rd ed. 11.2.2,
RFC 9649 (WebP), TIFF 6.0 section 2, ISO/IEC 23008-12 6.5.3 (`ispe` of HEIF and AVIF).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from headshots.photos.models import Format

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_TIFF: Final = {b"II*\0": "<", b"MM\0*": ">"}
_BIGTIFF: Final = {b"II+\0": "<", b"MM\0+": ">"}
_RAW: Final = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FOVb", b"\0MRM")
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
_ANY_IMAGE_BRANDS: Final = frozenset({b"mif1", b"msf1"})
_CONTAINERS: Final = frozenset({b"meta", b"iprp", b"ipco"})
MOST_FIELDS: Final = 1_000  # segments or boxes before the size; real files have some dozens
_FILL: Final = re.compile(rb"\xff+")
_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257
_TIFF_WHOLE: Final = {3: "H", 4: "I"}  # field types of whole numbers


class Unreadable(Exception):
    """The header is missing or makes no sense."""


class Raw(Exception):
    """A camera's raw file."""


class Unknown(Exception):
    """No type on the list."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes say; width and height as stored, before any orientation."""

    format: Format
    width: int
    height: int


def read_header(data: bytes) -> Header:
    """Raises Unknown, Raw or Unreadable. Works through MOST_FIELDS fields at most, whatever the bytes say."""
    kind = _sniff(data)
    try:
        width, height = _SIZES[kind](data)
    except (struct.error, IndexError, KeyError, OverflowError, ValueError):
        raise Unreadable from None
    if width < 1 or height < 1:
        raise Unreadable
    return Header(kind, width, height)


def _sniff(data: bytes) -> Format:
    if data.startswith(_RAW) or (data[:4] in _TIFF and data[8:10] == b"CR") or data[4:12] == b"ftypcrx ":
        raise Raw
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if data.startswith(_PNG):
        return Format.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    if data[:4] in _TIFF or data[:4] in _BIGTIFF:
        return Format.TIFF
    if data[4:8] == b"ftyp" and (brand := _iso_brand(data)):
        return brand
    raise Unknown


def _iso_brand(data: bytes) -> Format | None:
    """By the major brand, or by the compatible ones where that says only "an image"."""
    box = data[8 : min(int.from_bytes(data[:4]), 256)]
    brands = {box[:4], *(box[at : at + 4] for at in range(8, len(box) - 3, 4))}
    if brands & _AVIF_BRANDS and box[:4] not in _HEIC_BRANDS:
        return Format.AVIF
    return Format.HEIC if brands & (_HEIC_BRANDS | _ANY_IMAGE_BRANDS) else None


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    for _ in range(MOST_FIELDS):
        at = data.index(b"\xff", at)  # stray bytes between segments are skipped, as decoders do
        at += len(_FILL.match(data, at)[0])  # type: ignore[index]  # there is one: index() found it
        marker, at = data[at], at + 1
        if marker in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 3)
            return width, height
        if marker in (0xDA, 0xD9):  # the scan or the end, and no frame before it
            raise Unreadable
        if marker == 0x00 or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            continue
        at += max(struct.unpack_from(">H", data, at)[0], 2)
    raise Unreadable


def _png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR":
        raise Unreadable
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _webp(data: bytes) -> tuple[int, int]:
    chunk, body = data[12:16], 20
    if chunk == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if chunk == b"VP8L" and data[body] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, body + 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and data[body + 3 : body + 6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, body + 6)
        return width & 0x3FFF, height & 0x3FFF
    raise Unreadable


def _tiff(data: bytes) -> tuple[int, int]:
    """Of the first directory; BigTIFF has wider fields."""
    big = data[:4] in _BIGTIFF
    order = (_BIGTIFF if big else _TIFF)[data[:4]]
    start = struct.unpack_from(order + ("Q" if big else "I"), data, 8 if big else 4)[0]
    count = struct.unpack_from(order + ("Q" if big else "H"), data, start)[0]
    first, step = (start + 8, 20) if big else (start + 2, 12)
    sizes: dict[int, int] = {}
    for at in range(first, first + step * min(count, 512), step):
        tag, kind = struct.unpack_from(order + "HH", data, at)
        if tag in (_TIFF_WIDTH, _TIFF_HEIGHT) and kind in _TIFF_WHOLE:
            value = struct.unpack_from(order + _TIFF_WHOLE[kind], data, at + (12 if big else 8))[0]
            sizes.setdefault(tag, value)  # of a tag given twice, decoders take the first
    return sizes[_TIFF_WIDTH], sizes[_TIFF_HEIGHT]


def _iso(data: bytes) -> tuple[int, int]:
    """The largest image that the file declares: the whole of a tiled picture, not one tile nor a thumbnail."""
    boxes = islice(_boxes(data, 0, len(data)), MOST_FIELDS)
    sizes = [struct.unpack_from(">II", data, at + 4) for kind, at in boxes if kind == b"ispe"]
    if not sizes:
        raise Unreadable
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return width, height


def _boxes(data: bytes, at: int, end: int, depth: int = 0) -> Iterator[tuple[bytes, int]]:
    """(type, where its content begins) of the boxes that lead to the image properties."""
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", data, at + 8)[0], at + 16
        stop = end if size == 0 else min(at + size, end)
        if stop <= body:
            return
        yield kind, body
        if kind in _CONTAINERS and depth < 4:
            yield from _boxes(data, body + 4 if kind == b"meta" else body, stop, depth + 1)
        at = stop


_SIZES: Final = {
    Format.JPEG: _jpeg,
    Format.PNG: _png,
    Format.WEBP: _webp,
    Format.HEIC: _iso,
    Format.AVIF: _iso,
    Format.TIFF: _tiff,
}
