"""Where each container keeps its metadata: EXIF, XMP, IPTC and free texts, lifted out as they are.

JPEG, PNG and WebP are walked here, so that a text bomb meets our limits and not a library's; HEIF, AVIF and TIFF are
asked through the decoder.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analysis.photo.container import Format, png_chunks
from analysis.photo.decoder import embedded
from analysis.provenance.text import decoded
from analysis.vision.jpeg import Segment, segments

LONGEST_TEXT = 1_000_000  # bytes of one text, once inflated
MOST_TEXTS = 64

_MOST_CHUNKS = 10_000
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_XMP_KEY = "XML:com.adobe.xmp"
_APP1, _APP13, _COMMENT = 0xE1, 0xED, 0xFE
_IPTC = 0x0404
_OTHERS_WRITE = frozenset({_IPTC, 0x0425})  # IPTC and its digest: the two resources that any program writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """A file's metadata, unread. `exif` is a TIFF stream, `iptc` an IIM stream, `texts` PNG texts by their keyword."""

    exif: bytes = b""
    xmp: bytes = b""
    iptc: bytes = b""
    comment: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    photoshop: bool = False  # resources are there that only Photoshop writes


def blocks(data: bytes, kind: Format) -> Blocks:
    """The metadata of a file that `open_photo` accepted. Never raises for what is in it."""
    match kind:
        case Format.JPEG:
            return _of_jpeg(list(segments(data)))
        case Format.PNG:
            return _of_png(data)
        case Format.WEBP:
            chunks = dict(_riff_chunks(data))
            return Blocks(exif=chunks.get(b"EXIF", b"").removeprefix(_EXIF), xmp=chunks.get(b"XMP ", b""))
        case Format.HEIF | Format.AVIF:
            found = embedded(data, kind)
            return Blocks(exif=found.exif.removeprefix(_EXIF), xmp=found.xmp)
        case Format.TIFF:
            found = embedded(data, kind)
            resources = dict(_resources(found.photoshop))
            written = bool(resources.keys() - _OTHERS_WRITE)
            return Blocks(exif=data, xmp=found.xmp, iptc=found.iptc or resources.get(_IPTC, b""), photoshop=written)


def _of_jpeg(found: list[Segment]) -> Blocks:
    resources = dict(_resources(b"".join(_bodies(found, _APP13, _PHOTOSHOP))))
    return Blocks(
        exif=next(_bodies(found, _APP1, _EXIF), b""),
        xmp=next(_bodies(found, _APP1, _XMP), b""),
        iptc=resources.get(_IPTC, b""),
        comment=decoded(next(_bodies(found, _COMMENT, b""), b"")[:LONGEST_TEXT]),
        photoshop=bool(resources.keys() - _OTHERS_WRITE),
    )


def _bodies(found: list[Segment], marker: int, name: bytes) -> Iterator[bytes]:
    return (item.payload[len(name) :] for item in found if item.marker == marker and item.payload.startswith(name))


def _resources(block: bytes) -> Iterator[tuple[int, bytes]]:
    """Photoshop's image resources: "8BIM", number, Pascal name, length and data, each padded to even length."""
    at = 0
    while block[at : at + 4] == b"8BIM" and at + 7 <= len(block):
        number = int.from_bytes(block[at + 4 : at + 6], "big")
        size_at = at + 6 + (block[at + 6] + 2) // 2 * 2
        size = int.from_bytes(block[size_at : size_at + 4], "big")
        yield number, block[size_at + 4 : size_at + 4 + size]
        at = size_at + 4 + size + size % 2


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(data):
            return
        kind, size = struct.unpack_from("<4sI", data, at)
        if kind in (b"EXIF", b"XMP "):
            yield kind, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _of_png(data: bytes) -> Blocks:
    exif, texts = b"", dict[str, str]()
    for kind, start, end in png_chunks(data):
        if kind == b"eXIf":
            exif = exif or data[start + 8 : end - 4].removeprefix(_EXIF)
        elif kind in (b"tEXt", b"zTXt", b"iTXt") and len(texts) < MOST_TEXTS:
            keyword, _, rest = data[start + 8 : end - 4].partition(b"\0")
            texts.setdefault(keyword.decode("latin-1"), _png_text(kind, rest))
    xmp = texts.pop(_XMP_KEY, "")
    return Blocks(exif=exif, xmp=xmp.encode(), texts=texts)


def _png_text(kind: bytes, rest: bytes) -> str:
    """What stands behind the keyword of a text chunk; compressed text is inflated to the limit and no further."""
    if kind == b"tEXt":
        return decoded(rest[:LONGEST_TEXT])
    if kind == b"zTXt":
        return decoded(_inflated(rest[1:]))
    compressed, body = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
    return decoded(_inflated(body) if compressed else body[:LONGEST_TEXT])


def _inflated(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, LONGEST_TEXT)
    except zlib.error:
        return b""
