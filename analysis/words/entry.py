"""The kinds of entry in the catalogue, the mark that `makemessages` looks for, and who translates."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from typing import Final, Protocol


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Marks a text for translation and returns it unchanged."""
    return text


class Language(Protocol):
    """Who translates: `django.utils.translation` as it is, or one of gettext's own translations."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, singular: str, plural: str, number: int, /) -> str: ...


ENGLISH: Final[Language] = gettext.NullTranslations()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What one analyzer asks. `agrees` claims no more than it measured, and only where it found nothing."""

    name: str
    agrees: str = ""
    rests_on: str = ""  # key of the figure without which an answer tells nothing
