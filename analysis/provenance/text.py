"""Texts found in a file come from a stranger: made harmless and short before anyone sees them."""

from __future__ import annotations

import unicodedata

LONGEST = 120  # characters; a maker, a model or a signer's name is shorter, a prompt is not meant to be shown


def clean(value: object, longest: int = LONGEST) -> str:
    """One line of visible characters, at most `longest`; "" for anything that is not text.

    Control, formatting (bidirectional overrides, zero-width), surrogate, private and unassigned characters go.
    Markup is left as it is: escaping belongs to the page.
    """
    if not isinstance(value, str):
        return ""
    spaced = "".join(" " if char.isspace() else char for char in value[: 20 * longest])
    visible = "".join(char for char in spaced if char == " " or unicodedata.category(char)[0] != "C")
    line = " ".join(visible.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def decoded(raw: bytes) -> str:
    """Bytes of a metadata field as text: UTF-8 where it is that, else Latin-1, which every byte is."""
    raw = raw.split(b"\0", 1)[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
