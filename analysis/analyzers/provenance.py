"""What does the file itself say about where it comes from?

Method: D9 of docs/METHOD.md. Content Credentials (C2PA, checked offline), the IPTC digital source type, the habits of
image generators, camera data and whether it holds together, programs and edit history, the embedded preview, and
traces of an earlier JPEG compression. No figure here is judged against other photographs, and no pixel of the sitter
is looked at.

Facts only. Every field but a credential's can be written, copied or removed by anyone; networks and messengers remove
nearly all of them. So absence proves nothing, presence is a statement and not a proof, and only a file that declares a
generated picture itself gets more than a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from analysis import provenance
from analysis.analyzer import Measured, PhotoAnalyzer
from analysis.nulls import Nulls
from analysis.photo import Photo
from analysis.portrait import Portrait
from analysis.provenance import Credential, Declaration, Provenance, Role, Standing
from analysis.types import Confidence, Dimension, Finding, Measurement, Severity, Unit
from analysis.vision.recompression import recompression

GENERATED = frozenset({"trainedAlgorithmicMedia"})
PARTLY_GENERATED = frozenset({"compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"})
CAPTURED = frozenset({"digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print"})

# Where one compression explains the file (348 real portraits saved once at six qualities) the gain stays below 0.04;
# of those saved twice, 95 % at a later quality of 85 or more show above 0.35 once the earlier was ten below.
CLEAR_GAIN = 0.15
LUMA_SIDE = 768  # pixels: 9 000 blocks; a portrait's middle is rarely flat

# 90 files of real photographs with a preview: 0.00–0.02 where it shows the same picture, above 0.6 where it does not.
OTHER_PICTURE = 0.1

_KEY = "provenance."
PREVIEW, GAIN = f"{_KEY}preview_difference", f"{_KEY}recompression_gain"


class _Rule(NamedTuple):
    """The finding that a count above nothing makes; within a `group` only the first that applies is said."""

    fact: str
    severity: Severity = Severity.NOTE
    confidence: Confidence = Confidence.HIGH
    group: str = ""
    caveats: tuple[str, ...] = ()


_UNSIGNED = ("provenance_anyone_can_write",)
_SIGNED = ("provenance_signer_unknown",)  # unless the signer is on the list
_RULES = (
    _Rule("generated_trusted", Severity.STRONG, Confidence.HIGH, "generated"),
    _Rule("generated_signed", Severity.STRONG, Confidence.FAIR, "generated", _SIGNED),
    _Rule("generated", Severity.MODERATE, Confidence.FAIR, "generated", _UNSIGNED),
    _Rule("generator", Severity.MODERATE, Confidence.FAIR, "generated", _UNSIGNED),
    _Rule("partly_generated_signed", Severity.MODERATE, Confidence.FAIR, "generated", _SIGNED),
    _Rule("partly_generated", Severity.SLIGHT, Confidence.FAIR, "generated", _UNSIGNED),
    _Rule("captured_signed", caveats=_SIGNED),
    _Rule("credential_trusted"),
    _Rule("credential_intact", caveats=_SIGNED),
    _Rule("credential_broken"),
    _Rule("credential_unreadable"),
    _Rule("credential_elsewhere", caveats=_UNSIGNED),
    _Rule("credential_part_broken"),
    _Rule("camera_odd", confidence=Confidence.LOW, group="camera", caveats=_UNSIGNED),
    _Rule("camera", confidence=Confidence.FAIR, group="camera", caveats=_UNSIGNED),
    _Rule("edited", confidence=Confidence.FAIR, caveats=_UNSIGNED),
    _Rule("nothing"),
)


def measure(portrait: Portrait) -> Measured:
    """Counts of what was found, 0 where it was not; the texts that say so are in the notes, cleaned and short."""
    photo = portrait.photo
    told = provenance.read(photo.data, photo.format, photo.width, photo.height)
    counts = _declared(told) | _recorded(told)
    figures = [Measurement(key=_KEY + fact, value=float(count), unit=Unit.COUNT) for fact, count in counts.items()]
    difference = provenance.preview_difference(told.thumbnail, portrait.frame.pixels, photo.orientation)
    for key, value in ((PREVIEW, difference), (GAIN, _gain(photo))):
        if value is not None:
            figures.append(Measurement(key=key, value=value, unit=Unit.SHARE))
    return Measured(measurements=tuple(figures), notes=_notes(told, photo))


def judge(measured: Measured, _: Nulls) -> tuple[Finding, ...]:
    """One finding per fact; what the file declares of its making comes first."""
    return tuple(_by_rule(measured)) + tuple(_by_figure(measured))


def _by_rule(measured: Measured) -> Iterator[Finding]:
    said: set[str] = set()
    trusted = measured[_KEY + "credential_trusted"].value > 0
    for rule in _RULES:
        figure = measured[_KEY + rule.fact]
        if figure.value <= 0 or rule.group in said:
            continue
        said |= {rule.group} - {""}
        caveats = () if trusted and rule.caveats == _SIGNED else rule.caveats
        yield _finding(rule.fact, figure, rule.severity, rule.confidence, caveats)


def _by_figure(measured: Measured) -> Iterator[Finding]:
    for fact, key, clear in (("preview_differs", PREVIEW, OTHER_PICTURE), ("saved_again", GAIN, CLEAR_GAIN)):
        figure = measured.get(key)
        if figure is not None and figure.value > clear:
            yield _finding(fact, figure, Severity.NOTE, Confidence.FAIR)


def _finding(
    fact: str, figure: Measurement, severity: Severity, confidence: Confidence, caveats: tuple[str, ...] = ()
) -> Finding:
    return Finding(
        code=f"provenance_{fact}",
        dimension=Dimension.PROVENANCE,
        severity=severity,
        confidence=confidence,
        facts={"count": figure.value},
        evidence=(figure.key,),
        caveats=caveats,
    )


def _declared(told: Provenance) -> dict[str, int]:
    """What the file says of its making: signed where the credential holds, else on the word of whoever wrote it."""
    trusted = told.credential.standing is Standing.TRUSTED
    sure = [item for item in told.credential.declarations if _holds(item, told.credential)]
    unsure = [item for item in told.credential.declarations if not _holds(item, told.credential)]
    whole, trace = sum(map(_whole, sure)), told.trace
    edited_by_generator = trace is not None and not trace.whole
    return {
        "generated_trusted": whole if trusted else 0,
        "generated_signed": 0 if trusted else whole,
        "generated": (told.source_type in GENERATED) + sum(map(_whole, unsure)),
        "generator": int(trace is not None and trace.whole),
        "partly_generated_signed": sum(map(_partly, sure)),
        "partly_generated": (told.source_type in PARTLY_GENERATED) + edited_by_generator + sum(map(_partly, unsure)),
        "captured_signed": sum(item.code in CAPTURED and item.role in (Role.ITSELF, Role.PARENT) for item in sure),
    }


def _holds(item: Declaration, credential: Credential) -> bool:
    """Whether a declaration is still as it was signed; an earlier picture's only if no earlier credential broke."""
    itself = item.role in (Role.ITSELF, Role.STEP)
    return credential.standing in (Standing.INTACT, Standing.TRUSTED) and (itself or not credential.broken_parts)


def _whole(item: Declaration) -> bool:
    """Whether a declaration makes the picture itself, or the one that it was made from, a generated one."""
    return item.code in GENERATED and item.role in (Role.ITSELF, Role.PARENT)


def _partly(item: Declaration) -> bool:
    return item.code in PARTLY_GENERATED or (item.code in GENERATED and not _whole(item))


def _recorded(told: Provenance) -> dict[str, int]:
    standing, camera = told.credential.standing, told.camera
    return {
        "manifests": told.credential.manifests,
        "credential_trusted": standing is Standing.TRUSTED,
        "credential_intact": standing is Standing.INTACT,
        "credential_broken": standing is Standing.BROKEN,
        "credential_unreadable": standing is Standing.UNREADABLE,
        "credential_elsewhere": bool(told.credential_elsewhere),
        "credential_part_broken": told.credential.broken_parts,
        "camera": camera is not None,
        "camera_odd": len(camera.oddities) if camera else 0,
        "edited": told.edited,
        "edit_steps": told.steps,
        "nothing": told.says_nothing,
    }


def _gain(photo: Photo) -> float | None:
    """How much better two compressions explain a JPEG than one; None for anything else, and where nothing can tell."""
    luma = photo.luma_on_grid(LUMA_SIDE) if photo.jpeg else None
    if luma is None or photo.jpeg is None:
        return None
    found = recompression(luma, np.array(photo.jpeg.luminance))
    return None if found is None else found.gain


def _notes(told: Provenance, photo: Photo) -> Mapping[str, str]:
    """The texts behind the counts, by the names of words/provenance.py; empty ones left out."""
    credential, camera = told.credential, told.camera
    notes = {
        "signer": credential.signer,
        "signed_at": credential.signed_at,
        "made_with": credential.made_with,
        "declares": _declarations(told),
        "generator": f"{told.trace.tool} ({told.trace.place})" if told.trace else "",
        "camera": camera.name if camera else "",
        "lens": camera.lens if camera else "",
        "settings": camera.settings if camera else "",
        "taken": camera.taken if camera else "",
        "software": ", ".join(told.software),
        "passed_through": told.passed_through,
        "saved_as": _saved_as(photo),
    }
    return {name: text for name, text in notes.items() if text}


def _declarations(told: Provenance) -> str:
    signed = [f"{item.code} ({item.by})" if item.by else item.code for item in told.credential.declarations]
    unsigned = [f"{told.source_type} (IPTC)"] if told.source_type else []
    return ", ".join(dict.fromkeys(signed + unsigned))


def _saved_as(photo: Photo) -> str:
    jpeg = photo.jpeg
    if jpeg is None:
        return str(photo.format)
    chroma = {(1, 1): "4:4:4", (2, 1): "4:2:2", (2, 2): "4:2:0"}.get(jpeg.subsampling, "")
    quality = f"q{'' if jpeg.on_libjpeg_scale else '≈'}{jpeg.quality:.0f}"
    return " ".join(part for part in ("JPEG", quality, chroma, "progressive" if jpeg.progressive else "") if part)


ANALYZER = PhotoAnalyzer(id="provenance", version=1, dimension=Dimension.PROVENANCE, measure=measure, judge=judge)
