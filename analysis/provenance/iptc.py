"""The older IPTC record (IIM 4.2): who is credited, and which program wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.provenance.text import clean, decoded

_APPLICATION_RECORD = 2
_INSTRUCTIONS, _PROGRAM, _CREDIT, _CAPTION = 40, 65, 110, 120
_MOST_FIELDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Iptc:
    """All texts cleaned but `caption`, which is only searched."""

    credit: str = ""
    program: str = ""
    instructions: str = ""
    caption: str = ""


def read(stream: bytes) -> Iptc:
    """The fields of an IIM stream. Never raises; reading ends where it stops making sense."""
    found: dict[int, str] = {}
    at = 0
    for _ in range(_MOST_FIELDS):
        if at + 5 > len(stream) or stream[at] != 0x1C:
            break
        record, number = stream[at + 1], stream[at + 2]
        size = int.from_bytes(stream[at + 3 : at + 5], "big")
        if size & 0x8000:  # an extended field, longer than any we look for
            break
        if record == _APPLICATION_RECORD:
            found.setdefault(number, decoded(stream[at + 5 : at + 5 + size]))
        at += 5 + size
    return Iptc(
        credit=clean(found.get(_CREDIT)),
        program=clean(found.get(_PROGRAM)),
        instructions=clean(found.get(_INSTRUCTIONS)),
        caption=found.get(_CAPTION, ""),
    )
