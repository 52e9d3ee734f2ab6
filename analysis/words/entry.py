"""The two kinds of entry in the catalogue, and the mark that `makemessages` looks for."""

from __future__ import annotations

from dataclasses import dataclass


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Marks a text for translation and returns it unchanged."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One finding. `headline` has eight words at most; each text may hold `{fact}` fields of the finding."""

    headline: str
    what_we_see: str
    why_it_matters: str  # to whoever looks at the portrait
    what_else: str  # what else could cause it
    photographer: str  # what a photographer does instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something cannot be told from a picture, and what would mend that."""

    sentence: str
    advice: str = ""
