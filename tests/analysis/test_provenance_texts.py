"""EXIF, XMP, IPTC and PNG texts: found wherever a file keeps them, harmless whatever they hold."""

from __future__ import annotations

import struct
import unicodedata
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from analysis.photo.container import Format
from analysis.provenance import exif, iptc, xmp
from analysis.provenance.blocks import LONGEST_TEXT, MOST_TEXTS, blocks
from analysis.provenance.camera import Oddity, camera
from analysis.provenance.text import clean, decoded
from tests.analysis.photo_samples import encoded, gradient, with_exif

PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
 xmp:CreatorTool="A tool">{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def packet(inside: str = "") -> bytes:
    return PACKET.replace("{inside}", inside).encode()


def png(*texts: tuple[str, str], compressed: bool = False) -> bytes:
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts:
        info.add_itxt(keyword, text, zip=compressed)
    return encoded(gradient(), "PNG", pnginfo=info)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.mark.parametrize("kind", [Format.JPEG, Format.PNG, Format.WEBP, Format.TIFF, Format.HEIF, Format.AVIF])
def test_exif_is_found_in_every_container(kind: Format) -> None:
    data = encoded(gradient(), kind.value.upper(), exif=with_exif({exif.MAKE: "Nikon", exif.SOFTWARE: "Ver. 1"}))
    found = exif.read(blocks(data, kind).exif)
    assert (found.text(exif.MAKE), found.text(exif.SOFTWARE)) == ("Nikon", "Ver. 1")


@pytest.mark.parametrize("kind", [Format.JPEG, Format.WEBP, Format.HEIF, Format.AVIF, Format.TIFF])
def test_xmp_is_found_in_every_container(kind: Format) -> None:
    options = {"tiffinfo": {700: packet()}} if kind is Format.TIFF else {"xmp": packet()}
    data = encoded(gradient(), kind.value.upper(), **options)
    assert xmp.read(blocks(data, kind).xmp).creator_tool == "A tool"


def test_xmp_is_found_in_png() -> None:
    data = png(("XML:com.adobe.xmp", packet().decode()))
    found = blocks(data, Format.PNG)
    assert xmp.read(found.xmp).creator_tool == "A tool"
    assert not found.texts


@pytest.mark.parametrize("compressed", [False, True])
def test_png_texts_are_read_by_their_keyword(compressed: bool) -> None:
    data = png(("parameters", "Zoë, Steps: 20"), ("Software", "x"), compressed=compressed)
    assert blocks(data, Format.PNG).texts == {"parameters": "Zoë, Steps: 20", "Software": "x"}


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt"])
def test_a_text_bomb_is_inflated_to_the_limit_only(kind: bytes) -> None:
    bomb = zlib.compress(b"a" * (20 * LONGEST_TEXT))
    body = b"parameters\0" + (b"\0" if kind == b"zTXt" else b"\1\0\0\0") + bomb
    data = encoded(gradient())
    found = blocks(data[:33] + png_chunk(kind, body) + data[33:], Format.PNG)
    assert found.texts["parameters"] == "a" * LONGEST_TEXT


def test_texts_are_counted() -> None:
    chunks = b"".join(png_chunk(b"tEXt", b"key%d\0x" % number) for number in range(10 * MOST_TEXTS))
    data = encoded(gradient())
    assert len(blocks(data[:33] + chunks + data[33:], Format.PNG).texts) == MOST_TEXTS


def test_photoshop_is_told_from_those_who_only_write_iptc() -> None:
    def resource(number: int, body: bytes) -> bytes:
        return (
            b"8BIM"
            + struct.pack(">H", number)
            + b"\0\0"
            + struct.pack(">I", len(body))
            + body
            + b"\0" * (len(body) % 2)
        )

    credit = b"\x1c\x02\x6e\0\x05A. B."
    for extra, expected in ((b"", False), (resource(0x0406, b"\0\1"), True)):
        body = b"Photoshop 3.0\0" + resource(0x0404, credit) + extra
        data = encoded(gradient(), "JPEG")
        data = data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:]
        found = blocks(data, Format.JPEG)
        assert iptc.read(found.iptc).credit == "A. B."
        assert found.photoshop is expected


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_comment_is_read_in_either_byte_order(order: str, encoding: str) -> None:
    comment = b"UNICODE\0" + "Steps: 20, Sampler: Euler".encode(encoding)
    entry = struct.pack(order + "HHII", exif.COMMENT, 7, len(comment), 26)
    stream = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, 1) + entry
    assert exif.read(stream + struct.pack(order + "I", 0) + comment).text(exif.COMMENT) == "Steps: 20, Sampler: Euler"


def test_utf8_in_exif_is_no_mojibake() -> None:
    assert decoded("Zoë\0rest".encode()) == "Zoë"
    assert decoded(b"Zo\xeb") == "Zoë"


@pytest.mark.parametrize("form", ["attribute", "element", "resource"])
def test_a_source_type_is_read_in_every_form(form: str) -> None:
    value = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    body = {
        "attribute": f'<rdf:Description Iptc4xmpExt:DigitalSourceType="{value}"/>',
        "element": f"<Iptc4xmpExt:DigitalSourceType> {value}/ </Iptc4xmpExt:DigitalSourceType>",
        "resource": f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{value}"/>',
    }[form]
    assert xmp.read(packet(body)).source_type == "trainedAlgorithmicMedia"


@pytest.mark.parametrize("value", ["digsrctype:digitalCapture", " http://x/digitalCapture", "digitalCapture"])
def test_a_source_code_is_the_end_of_its_name(value: str) -> None:
    assert xmp.source_code(value) == "digitalCapture"


def test_an_edit_history_is_counted_and_its_programs_named_once() -> None:
    steps = "".join(
        f'<rdf:li stEvt:action="saved" stEvt:softwareAgent="{agent}"/>'
        for agent in ("Lightroom", "Photoshop", "Photoshop")
    )
    nested = '<rdf:li><rdf:Description stEvt:action="derived"/></rdf:li>'
    found = xmp.read(packet(f"<xmpMM:History><rdf:Seq>{steps}{nested}</rdf:Seq></xmpMM:History>"))
    assert found.history == ("Lightroom", "Photoshop")
    assert found.steps == 4


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<",
        b"<a>" * 100_000,
        b"<x>" + b"<y/>" * 10,
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b"<a>" + b" " * 3_000_000 + b"</a>",
        b"\xff\xfe<\0a\0>\0",
    ],
)
def test_xmp_that_is_broken_or_dangerous_says_nothing(body: bytes) -> None:
    assert xmp.read(body) == xmp.Xmp()


def test_a_deep_packet_is_survived() -> None:
    assert xmp.read(b"<a>" * 50_000 + b"</a>" * 50_000) == xmp.Xmp()


def shot(**numbers: float) -> exif.Exif:
    taken = {exif.EXPOSURE: 1 / 250, exif.APERTURE: 2.8, exif.ISO: 400.0, exif.FOCAL_LENGTH: 85.0}
    named = {exif.MAKE: "Canon", exif.MODEL: "Canon EOS R6", exif.TAKEN: "2022:04:15 18:51:12"}
    sizes = {exif.WIDTH: numbers.get("width", 6000.0), exif.HEIGHT: numbers.get("height", 4000.0)}
    return exif.Exif(named, taken | sizes)


def test_a_camera_is_told_as_photographers_tell_it() -> None:
    found = camera(shot(), 6000, 4000)
    assert found is not None
    assert found.name == "Canon EOS R6"
    assert found.settings == "1/250 s, f/2.8, ISO 400, 85 mm"
    assert found.oddities == ()


@pytest.mark.parametrize(("width", "height"), [(6000, 4000), (4000, 6000), (600, 400), (1000, 667)])
def test_turning_and_resizing_are_not_odd(width: int, height: int) -> None:
    found = camera(shot(), width, height)
    assert found is not None
    assert found.oddities == ()


def test_what_does_not_fit_is_odd() -> None:
    cropped = camera(shot(), 4000, 4000)
    bare = camera(exif.Exif({exif.MAKE: "Canon"}), 10, 10)
    saved_before = exif.Exif(dict(shot().texts) | {exif.SAVED: "2021:01:01 00:00:00"}, shot().numbers)
    early = camera(saved_before, 6000, 4000)
    assert cropped is not None
    assert bare is not None
    assert early is not None
    assert cropped.oddities == (Oddity.OTHER_SHAPE,)
    assert bare.oddities == (Oddity.NO_EXPOSURE,)
    assert early.oddities == (Oddity.SAVED_BEFORE_TAKEN,)


def test_without_maker_and_model_there_is_no_camera() -> None:
    assert camera(exif.Exif({exif.SOFTWARE: "GIMP"}, {exif.ISO: 100.0}), 10, 10) is None


@given(st.text(), st.integers(2, 200))
def test_cleaned_text_is_short_visible_and_one_line(text: str, longest: int) -> None:
    line = clean(text, longest)
    assert len(line) <= longest
    assert all(char == " " or unicodedata.category(char)[0] != "C" for char in line)
    assert line == line.strip()


def test_disguises_are_taken_off() -> None:
    assert clean("a\u202egnp\u200b.exe\x00\x1b[31m\r\n b") == "agnp.exe[31m b"
    assert clean(b"bytes") == clean(None) == ""
    assert clean("<script>") == "<script>"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"\x1c\x02"]))
def test_any_bytes_are_survived(body: bytes, start: bytes) -> None:
    exif.read(start + body)
    iptc.read(start + body)
    xmp.read(start + body)
    for kind, magic in (
        (Format.JPEG, b"\xff\xd8"),
        (Format.PNG, b"\x89PNG\r\n\x1a\n"),
        (Format.WEBP, b"RIFF\0\0\0\0WEBP"),
    ):
        blocks(magic + body, kind)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_exif_with_any_bytes_overwritten_is_survived(at: int, patch: bytes) -> None:
    tags = {exif.MAKE: "Canon", exif.MODEL: "R6", 0x8769: {exif.EXPOSURE: 0.004, exif.TAKEN: "2022:04:15 18:51:12"}}
    stream = bytearray(Image.Exif.tobytes(with_exif(tags)).removeprefix(b"Exif\0\0"))
    stream[at % len(stream) : at % len(stream) + len(patch)] = patch
    exif.read(bytes(stream))
