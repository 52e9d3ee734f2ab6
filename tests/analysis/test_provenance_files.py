"""Every file of ../shared/provenance says what its row in manifest.tsv says, and says it in words we have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from analysis.analyzer import Measured
from analysis.analyzers.provenance import ANALYZER
from analysis.nulls import Nulls
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.types import Dimension, Finding, Severity
from analysis.words.provenance import FINDINGS, NOTES, REASONS
from tests.analysis.photo_samples import encoded, gradient, with_exif
from tests.analysis.shared import SHARED, manifest
from tests.analysis.test_provenance_credential import Authority, created
from tests.analysis.test_provenance_texts import packet, png

ROWS = manifest("provenance")
present = pytest.mark.skipif(not ROWS, reason="../shared/provenance is not here")


@dataclass(frozen=True)
class Account:
    """What the analyzer made of a file."""

    measured: Measured
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> list[str]:
        return [finding.code.removeprefix("provenance_") for finding in self.findings]

    @property
    def declares(self) -> str:
        return self.measured.notes.get("declares", "")


def account(data: bytes) -> Account:
    """A whole Portrait needs a face; this analyzer asks for its photo and its working copy only."""
    photo = open_photo(data)
    sitter = cast(Portrait, SimpleNamespace(photo=photo, frame=SimpleNamespace(pixels=photo.frame().reduced(512))))
    measured = ANALYZER.measure(sitter)
    return Account(measured, ANALYZER.judge(measured, Nulls(pairs=(), photos=())))


@cache
def of(name: str) -> Account:
    return account((SHARED / "provenance" / name).read_bytes())


@present
@pytest.mark.parametrize("name", ROWS)
def test_a_file_says_what_its_row_says(name: str) -> None:
    kind, note = ROWS[name]["kind"], ROWS[name]["note"]
    told = of(name)
    credentials = {code for code in told.codes if code.startswith("credential")}
    match kind:
        case "c2pa":
            expected = "credential_unreadable" if "prerelease" in name else "credential_intact"
            assert credentials == {expected}
        case "c2pa-invalid":
            expected = "credential_part_broken" if "ingredient" in note else "credential_broken"
            assert expected in credentials
            assert ("credential_intact" in credentials) == ("ingredient" in note)
        case "c2pa-remote-or-empty":
            assert credentials == {"credential_elsewhere"}
        case "c2pa-ai":
            assert {"partly_generated_signed", "credential_intact"} <= set(told.codes)
        case "none" | "orientation":
            assert told.codes == ["nothing"]
        case "exif-generator":
            assert told.codes == ["generator"]
            assert "camera" not in told.measured.notes
        case "camera-exif":
            assert "camera" in told.codes
            assert told.measured.notes["settings"]
        case "camera-exif+photoshop" | "xmp":  # of the first only GIMP's own tags are left
            assert told.codes == ["edited"]
        case _:
            pytest.fail(f"no expectation for {kind}")


@present
@pytest.mark.parametrize(
    ("name", "word"),
    [
        (name, word)
        for name, row in ROWS.items()
        for word in ("algorithmicMedia", "digitalCapture", "trainedAlgorithmicMedia", "compositeWithTrained")
        if word in row["note"]
    ],
)
def test_a_source_type_in_the_row_is_declared(name: str, word: str) -> None:
    assert word in of(name).declares


@present
def test_details_of_single_rows() -> None:
    several = of("c2pa-rs__ims_multiple_manifests.jpg")
    assert several.measured["provenance.manifests"].value == 2
    assert several.measured.notes["signer"] == "Adobe Inc."
    assert "captured_signed" in of("c2pa-rs__C_with_CAWG_data.jpg").codes
    assert of("djangocon__2023.djangocon.us__027e8783f4.jpg").measured.notes["camera"] == "Apple iPhone 11"
    assert of("exif-samples__Canon_40D.jpg").codes == ["camera", "edited"]
    assert of("exif-samples__no_exif.jpg").measured["provenance.edit_steps"].value == 49
    assert of("bytedance__UMO__f54acda247.png").measured.notes["generator"] == "flux-dev (exif:Model)"


def test_a_signed_declaration_is_strong_and_a_written_one_is_not() -> None:
    authority, bare = Authority(), encoded(gradient(), "JPEG")
    written = packet('<rdf:Description Iptc4xmpExt:DigitalSourceType="x/trainedAlgorithmicMedia"/>')
    signed = account(authority.sign(bare, created("trainedAlgorithmicMedia")))
    unsigned = account(encoded(gradient(), "JPEG", xmp=written))
    assert (signed.findings[0].code, signed.findings[0].severity) == ("provenance_generated_signed", Severity.STRONG)
    assert signed.findings[0].caveats == ("provenance_signer_unknown",)
    assert (unsigned.findings[0].code, unsigned.findings[0].severity) == ("provenance_generated", Severity.MODERATE)
    assert unsigned.declares == "trainedAlgorithmicMedia (IPTC)"


def test_a_broken_declaration_is_nobodys_word() -> None:
    signed = Authority().sign(encoded(gradient(), "JPEG"), created("trainedAlgorithmicMedia"))
    told = account(signed[:-20] + bytes([signed[-20] ^ 1]) + signed[-19:])
    assert told.codes[:2] == ["generated", "credential_broken"]
    assert told.findings[0].severity is Severity.MODERATE


def test_a_broken_part_vouches_for_nothing() -> None:
    authority, bare = Authority(), encoded(gradient(), "JPEG")
    generated = authority.sign(bare, created("trainedAlgorithmicMedia"))
    changed = generated[:-20] + bytes([generated[-20] ^ 1]) + generated[-19:]
    sound = account(authority.sign(bare, created("digitalCapture"), part=generated))
    broken = account(authority.sign(bare, created("digitalCapture"), part=changed))
    assert sound.codes == ["partly_generated_signed", "captured_signed", "credential_intact"]
    assert broken.codes == ["partly_generated", "captured_signed", "credential_intact", "credential_part_broken"]


def test_generation_is_said_once() -> None:
    written = packet('<rdf:Description Iptc4xmpExt:DigitalSourceType="x/trainedAlgorithmicMedia"/>').decode()
    told = account(png(("parameters", "x Steps: 20, Sampler: y"), ("XML:com.adobe.xmp", written)))
    assert [code for code in told.codes if "generat" in code] == ["generated"]
    assert told.measured.notes["generator"].startswith("AUTOMATIC1111")


@pytest.mark.parametrize(
    "data",
    [
        encoded(gradient(), "JPEG"),
        encoded(gradient(), "JPEG", exif=with_exif({271: "Canon", 272: "Canon EOS R6"})),
        encoded(gradient(), "JPEG", exif=with_exif({305: "Adobe Photoshop 24.1"})),
        encoded(gradient()),
        encoded(gradient(), "TIFF"),
    ],
)
def test_without_a_declaration_there_are_only_notes(data: bytes) -> None:
    findings = account(data).findings
    assert findings
    assert {finding.severity for finding in findings} == {Severity.NOTE}
    assert {finding.dimension for finding in findings} == {Dimension.PROVENANCE}


def test_an_embedded_preview_of_another_picture_is_noticed() -> None:
    picture = gradient(160, 120)
    turned = np.ascontiguousarray(picture[::-1, ::-1])
    for preview, differs in ((picture, False), (turned, True)):
        small = encoded(preview, "JPEG", quality=80)
        stream = bytearray(b"II*\0\x08\0\0\0\0\0\x0e\0\0\0\x02\0")
        stream += b"\x01\x02\x04\0\x01\0\0\0\x2c\0\0\0" + b"\x02\x02\x04\0\x01\0\0\0" + len(small).to_bytes(4, "little")
        stream += b"\0\0\0\0" + small
        told = account(encoded(picture, "JPEG", exif=b"Exif\0\0" + bytes(stream)))
        assert ("preview_differs" in told.codes) is differs
        assert told.measured["provenance.preview_difference"].value == pytest.approx(0 if not differs else 1, abs=0.05)


@pytest.mark.parametrize("name", ROWS or [""])
@present
def test_everything_said_has_words(name: str) -> None:
    told = of(name)
    for finding in told.findings:
        words = FINDINGS[finding.code]
        assert words.headline.format(**finding.facts)
        assert words.what_we_see.format(**finding.facts)
        assert all(caveat in REASONS for caveat in finding.caveats)
    assert set(told.measured.notes) <= set(NOTES)
    assert all(len(text) <= 400 for text in told.measured.notes.values())


def test_the_words_are_calm_and_short() -> None:
    for words in FINDINGS.values():
        assert len(words.headline.split()) <= 8
        texts = (words.headline, words.what_we_see, words.why_it_matters, words.what_else, words.photographer)
        assert not any(mark in text for text in texts for mark in ("!", "fake", "Fake"))
        assert all(text.endswith(".") for text in texts[1:])
