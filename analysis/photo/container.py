"""Which kind of file these bytes are, judged by their first bytes alone; a file's name proves nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import StrEnum

from analysis.errors import Undecodable
from analysis.photo import refusals

MAX_BYTES = 50_000_000
MAX_PIXELS = 100_000_000
MAX_SIDE = 32_767  # beyond it OpenCV cannot warp, and a strip that long takes seconds to average

_MOST_CHUNKS = 100_000  # 50 MB in the usual chunks of 8 KB are 6 000; millions of empty ones would only cost time
_PNG = b"\x89PNG\r\n\x1a\n"
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_RAW = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FOVb", b"\0MRM")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})

# What decoding needs. Text is read by `provenance` with its own limits: a text bomb must not keep anyone from a sound
# picture, and without animation chunks every reader agrees on which frame is meant.
_PNG_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"IDAT", b"IEND"})


class Format(StrEnum):
    """The containers that are opened."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    HEIF = "HEIF"
    AVIF = "AVIF"
    TIFF = "TIFF"


def sniff(data: bytes) -> Format:
    """The container of `data`; raises Undecodable with what to do about any other."""
    if not data:
        raise Undecodable(refusals.EMPTY)
    if len(data) > MAX_BYTES:
        raise Undecodable(refusals.TOO_MANY_BYTES)
    if data.startswith(_RAW) or (data.startswith(_TIFF) and data[8:10] == b"CR") or data[4:12] == b"ftypcrx ":
        raise Undecodable(refusals.RAW)
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if data.startswith(_PNG):
        return Format.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    if data.startswith(_TIFF):
        return Format.TIFF
    if data[4:8] == b"ftyp" and (brand := _iso_format(data)):
        return brand
    raise Undecodable(refusals.NOT_A_PHOTOGRAPH)


def _iso_format(data: bytes) -> Format | None:
    """HEIF or AVIF by the major brand, or by the compatible ones where that says only "an image" (mif1)."""
    (size,) = struct.unpack_from(">I", data)
    box = data[8 : min(size, 256)]
    brands = {box[:4], *(box[at : at + 4] for at in range(8, len(box) - 3, 4))}
    if brands & _AVIF_BRANDS and box[:4] not in _HEIF_BRANDS - {b"mif1", b"msf1"}:
        return Format.AVIF
    return Format.HEIF if brands & _HEIF_BRANDS else None


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Of each chunk of a PNG, up to and with IEND: its kind, and where it starts and ends, length and checksum in."""
    at = len(_PNG)
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(data):
            return
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, at, at + 12 + length
        if kind == b"IEND":
            return
        at += 12 + length


def essential_png(data: bytes) -> bytes:
    """A PNG reduced to the chunks that decoding needs; damage is passed on as it is.

    EXIF moves to the front, so that how the picture lies is known before its pixels are.
    """
    parts: list[bytes] = []
    exif = b""
    for kind, start, end in png_chunks(data):
        if kind == b"eXIf":
            exif = exif or data[start:end]
        elif kind in _PNG_NEEDED:
            parts.append(data[start:end])
    return b"".join([_PNG, *parts[:1], exif, *parts[1:]])
