"""What a camera, a phone or a program wrote into EXIF (CIPA DC-008): the few tags that speak of origin.

A reader of our own, because it must take any bytes at all: every offset is checked, nothing is followed twice, and a
broken entry is passed over.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analysis.provenance.text import decoded

DESCRIPTION, MAKE, MODEL, SOFTWARE, SAVED, ARTIST = 0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B
EXPOSURE, APERTURE, ISO, TAKEN, FOCAL_LENGTH, COMMENT = 0x829A, 0x829D, 0x8827, 0x9003, 0x920A, 0x9286
WIDTH, HEIGHT, LENS = 0xA002, 0xA003, 0xA434

_WANTED = frozenset({DESCRIPTION, MAKE, MODEL, SOFTWARE, SAVED, ARTIST, EXPOSURE, APERTURE, ISO, TAKEN})
_WANTED |= {FOCAL_LENGTH, COMMENT, WIDTH, HEIGHT, LENS}
_EXIF_DIRECTORY, _THUMBNAIL, _THUMBNAIL_SIZE = 0x8769, 0x0201, 0x0202
_ASCII, _UNDEFINED, _UTF8 = 2, 7, 129
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 129: 1}
_NUMBERS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i"}
_MOST_ENTRIES = 512
_LONGEST_VALUE = 1_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Exif:
    """The wanted tags of the main picture and of its EXIF directory, and the preview, a JPEG, if there is one."""

    texts: Mapping[int, str] = field(default_factory=dict)
    numbers: Mapping[int, float] = field(default_factory=dict)
    thumbnail: bytes = b""

    def text(self, tag: int) -> str:
        return self.texts.get(tag, "")


@dataclass(frozen=True, slots=True)
class _Entry:
    tag: int
    kind: int
    raw: bytes


def read(stream: bytes) -> Exif:
    """The EXIF in a TIFF stream. Never raises; what cannot be read is not there."""
    order = {b"II": "<", b"MM": ">"}.get(stream[:2])
    if order is None or len(stream) < 8:
        return Exif()
    (first,) = struct.unpack_from(order + "I", stream, 4)
    main, after = _directory(stream, order, first)
    detail, _ = _directory(stream, order, _number(main.get(_EXIF_DIRECTORY), order))
    preview, _ = _directory(stream, order, after)
    texts: dict[int, str] = {}
    numbers: dict[int, float] = {}
    for entry in (*main.values(), *detail.values()):
        if entry.tag not in _WANTED:
            continue
        if entry.kind in (_ASCII, _UTF8, _UNDEFINED):
            texts[entry.tag] = _comment(entry.raw, order) if entry.tag == COMMENT else decoded(entry.raw)
        elif (value := _value(entry, order)) is not None:
            numbers[entry.tag] = value
    return Exif(texts, numbers, _thumbnail(stream, preview, order))


def _directory(stream: bytes, order: str, at: int) -> tuple[dict[int, _Entry], int]:
    """The entries of the directory at an offset, and the offset of the next; nothing where there is none."""
    if not 8 <= at <= len(stream) - 2:
        return {}, 0
    (count,) = struct.unpack_from(order + "H", stream, at)
    entries = {entry.tag: entry for entry in _entries(stream, order, at + 2, min(count, _MOST_ENTRIES))}
    end = at + 2 + 12 * count
    following = struct.unpack_from(order + "I", stream, end)[0] if end + 4 <= len(stream) else 0
    return entries, following


def _entries(stream: bytes, order: str, at: int, count: int) -> Iterator[_Entry]:
    for start in range(at, at + 12 * count, 12):
        if start + 12 > len(stream):
            return
        tag, kind, length = struct.unpack_from(order + "HHI", stream, start)
        size = _SIZES.get(kind, 0) * length
        if not 0 < size <= _LONGEST_VALUE:
            continue
        where = start + 8 if size <= 4 else struct.unpack_from(order + "I", stream, start + 8)[0]
        if where + size <= len(stream):
            yield _Entry(tag, kind, stream[where : where + size])


def _value(entry: _Entry, order: str) -> float | None:
    if entry.kind in (5, 10):
        above, below = struct.unpack_from(order + ("II" if entry.kind == 5 else "ii"), entry.raw)
        return above / below if below else None
    code = _NUMBERS.get(entry.kind)
    return float(struct.unpack_from(order + code, entry.raw)[0]) if code else None


def _number(entry: _Entry | None, order: str) -> int:
    value = _value(entry, order) if entry else None
    return int(value) if value is not None else 0


def _comment(raw: bytes, order: str) -> str:
    """UserComment starts with eight bytes that name its encoding; many programs write UTF-16 in the other order."""
    code, body = raw[:8], raw[8:]
    if code != b"UNICODE\0":
        return decoded(body if code in (b"ASCII\0\0\0", b"\0" * 8) else raw)
    orders = ("utf-16-be", "utf-16-le") if order == ">" else ("utf-16-le", "utf-16-be")
    readings = [body.decode(name, "ignore").split("\0", 1)[0] for name in orders]
    return max(readings, key=lambda text: sum(char.isascii() for char in text) / max(len(text), 1))


def _thumbnail(stream: bytes, preview: dict[int, _Entry], order: str) -> bytes:
    start, size = _number(preview.get(_THUMBNAIL), order), _number(preview.get(_THUMBNAIL_SIZE), order)
    found = stream[start : start + size] if 0 < start < len(stream) and 0 < size <= _LONGEST_VALUE else b""
    return found if found.startswith(b"\xff\xd8") else b""
