"""Content Credentials (C2PA 2.x): who signed a statement about this file, what it says, and whether it still holds.

Read offline: no manifest is fetched and no revocation asked. *Intact* means that the file is as it was signed; it says
nothing of the signer, whom anyone may claim to be. *Trusted* means that the signer's certificate also leads to a list
of signers that we were given (`TRUST_LIST`, absent unless the operator puts it there).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import c2pa

from analysis.photo.container import Format
from analysis.provenance.text import clean
from analysis.provenance.xmp import source_code

TRUST_LIST = Path(__file__).with_name("trust_list.pem")

_MEDIA_TYPES = {
    Format.JPEG: "image/jpeg",
    Format.PNG: "image/png",
    Format.WEBP: "image/webp",
    Format.HEIF: "image/heic",
    Format.AVIF: "image/avif",
    Format.TIFF: "image/tiff",
}
_MOST_DECLARATIONS = 50
_MOST_MANIFESTS = 50


class Standing(StrEnum):
    """What became of the credential; the order is from less to more that it lends to what it says."""

    NONE = "none"
    UNREADABLE = "unreadable"  # made by a draft of the standard that can no longer be checked
    BROKEN = "broken"  # the file or the statement was changed after signing
    INTACT = "intact"
    TRUSTED = "trusted"


class Role(StrEnum):
    """Whose source a declaration speaks of."""

    ITSELF = "itself"  # the picture as first made
    STEP = "step"  # something done to it
    PARENT = "parent"  # the picture that it was made from
    PART = "part"  # a picture that was placed in it


@dataclass(frozen=True, slots=True)
class Declaration:
    """One IPTC digital source type in the credential, and the program that declares it."""

    code: str
    by: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """The credential of one file; all texts cleaned."""

    standing: Standing = Standing.NONE
    signer: str = ""
    made_with: str = ""
    signed_at: str = ""  # ISO 8601
    manifests: int = 0
    broken_parts: int = 0  # earlier pictures whose own credential no longer held when this one was signed, or does now
    declarations: tuple[Declaration, ...] = ()


def read(data: bytes, kind: Format, anchors: str | None = None) -> Credential:
    """The credential in a file. `anchors` are the trusted certificates (PEM); by default those of TRUST_LIST."""
    context = _context(_trust_list() if anchors is None else anchors)
    try:
        reader = c2pa.Reader.try_create(_MEDIA_TYPES[kind], io.BytesIO(data), context=context)
        if reader is None:
            return Credential()
        with reader:
            store = json.loads(reader.json())
    except (c2pa.C2paError, ValueError) as error:
        return _without_store(data, error)
    return _credential(store)


@cache
def _trust_list() -> str:
    return TRUST_LIST.read_text(encoding="ascii") if TRUST_LIST.exists() else ""


@cache
def _context(anchors: str) -> Any:
    settings: dict[str, Any] = {
        "version": 1,
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    }
    if anchors:  # an empty list would make every read fail
        settings["trust"] = {"trust_anchors": anchors}
    return c2pa.Context.from_dict(settings)


def _without_store(data: bytes, error: Exception) -> Credential:
    """The reader gave up. That says something only where there is a manifest to give up on."""
    if b"jumb" not in data or b"c2pa" not in data:
        return Credential()
    return Credential(standing=Standing.UNREADABLE if "prerelease" in str(error) else Standing.BROKEN)


def _credential(store: Mapping[str, Any]) -> Credential:
    manifests = _dict(store.get("manifests"))
    active = _dict(manifests.get(str(store.get("active_manifest"))))
    signature = _dict(active.get("signature_info"))
    found = tuple(_declarations(manifests, active))[:_MOST_DECLARATIONS]
    return Credential(
        standing=_standing(store),
        signer=clean(signature.get("issuer")) or clean(signature.get("common_name")),
        made_with=_program(active),
        signed_at=clean(signature.get("time"), 40),
        manifests=len(manifests),
        broken_parts=_broken_parts(store, manifests),
        declarations=tuple(dict.fromkeys(found)),
    )


def _standing(store: Mapping[str, Any]) -> Standing:
    """Judged by the failures themselves: the reader also says Invalid when only an identity could not be looked up."""
    results = _dict(_dict(store.get("validation_results")).get("activeManifest"))
    failures = set(_codes(results.get("failure")))
    if any(_breaks(code) for code in failures):
        return Standing.BROKEN
    trusted = "signingCredential.trusted" in _codes(results.get("success"))
    return Standing.TRUSTED if trusted and "signingCredential.untrusted" not in failures else Standing.INTACT


def _breaks(code: str) -> bool:
    """Whether a failure speaks against the statement, not only of who made it (CAWG identities need the network)."""
    return code != "signingCredential.untrusted" and not code.startswith("cawg.")


def _broken_parts(store: Mapping[str, Any], manifests: Mapping[str, Any]) -> int:
    """Ingredients with a failure that breaks: as recorded by whoever signed, or as found now, whichever are more."""
    parts = [part for manifest in manifests.values() for part in _list(_dict(manifest).get("ingredients"))]
    deltas = _list(_dict(store.get("validation_results")).get("ingredientDeltas"))
    recorded = sum(any(map(_breaks, _recorded_failures(_dict(part)))) for part in parts)
    found = sum(any(map(_breaks, _codes(_dict(_dict(item).get("validationDeltas")).get("failure")))) for item in deltas)
    return max(recorded, found)


def _recorded_failures(part: Mapping[str, Any]) -> list[str]:
    """Of an ingredient, in the form of the standard's second version and in that of the first."""
    results = _dict(_dict(part.get("validation_results")).get("activeManifest"))
    return _codes(results.get("failure")) + _codes(part.get("validation_status"))


def _declarations(manifests: Mapping[str, Any], active: Mapping[str, Any]) -> Iterator[Declaration]:
    """What the active manifest declares, then what the manifests of its ingredients do, each visited once."""
    yield from _own(active, Role.ITSELF)
    waiting = [(part, Role.PARENT) for part in _list(active.get("ingredients"))]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST_MANIFESTS:
        part, role = waiting.pop(0)
        label = str(_dict(part).get("active_manifest"))
        if label in seen or label not in manifests:
            continue
        seen.add(label)
        role = role if _dict(part).get("relationship") == "parentOf" else Role.PART
        manifest = _dict(manifests[label])
        yield from _own(manifest, role)
        waiting += [(inner, role) for inner in _list(manifest.get("ingredients"))]


def _own(manifest: Mapping[str, Any], role: Role) -> Iterator[Declaration]:
    by = _program(manifest)
    for assertion in map(_dict, _list(manifest.get("assertions"))):
        content = _dict(assertion.get("data"))
        for action in map(_dict, _list(content.get("actions"))):
            if code := source_code(action.get("digitalSourceType")):
                created = action.get("action") in ("c2pa.created", "c2pa.opened")
                step = Role.STEP if role is Role.ITSELF and not created else role
                yield Declaration(code, _agent(action) or by, step)
        if code := source_code(content.get("Iptc4xmpExt:DigitalSourceType")):
            yield Declaration(code, by, role)


def _agent(action: Mapping[str, Any]) -> str:
    agent = action.get("softwareAgent")
    return clean(agent) or clean(" ".join(str(_dict(agent).get(key, "")) for key in ("name", "version")))


def _program(manifest: Mapping[str, Any]) -> str:
    """Name and version of the program that made a claim, in either form that the standard has had."""
    first = next(map(_dict, _list(manifest.get("claim_generator_info"))), {})
    name = " ".join(clean(first.get(key)) for key in ("name", "version")).strip()
    older = clean(manifest.get("claim_generator")).split(" ")[0]
    return name or older.replace("_", " ").replace("/", " ")


def _codes(statuses: object) -> list[str]:
    return [str(_dict(status).get("code")) for status in _list(statuses)]


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
