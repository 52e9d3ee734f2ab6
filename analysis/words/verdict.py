"""The one sentence above the list, and what it rests on, for the page and for the command line.

Likeness comes first, because that is what a portrait is for. It claims nothing that the list does not show, and never
how a picture was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.types import Dimension, Severity
from analysis.words.common import DIMENSIONS
from analysis.words.entry import ENGLISH, N_, Language


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. `band` is its strongest difference, None where there is none or nothing was answered.

    `edited` where both pictures are one photograph, and it was changed in this.
    """

    dimension: Dimension
    band: Severity | None
    answered: bool
    edited: bool = False

    @property
    def differs(self) -> bool:
        """What is only worth knowing is no difference."""
        return self.band is not None and self.band is not Severity.NOTE


_BY_BAND = (
    (Severity.STRONG, N_("Beside your photograph, the difference shows in the {where}.")),
    (Severity.MODERATE, N_("Near to your photograph, with a difference in the {where}.")),
    (Severity.SLIGHT, N_("Very near to your photograph, with a small difference in the {where}.")),
)


def headline(rows: Sequence[Row], language: Language = ENGLISH) -> str:
    """What the list comes to, to the person in the pictures."""
    edited = [row.dimension for row in rows if row.edited and row.differs]
    if edited:
        return language.gettext("Your own photograph, edited: it shows in the {where}.").format(
            where=listed(edited, language)
        )
    likeness = _likeness(rows)
    if likeness is Severity.STRONG:
        return language.gettext("The face here is far from the one in your photograph.")
    if likeness is Severity.MODERATE:
        return language.gettext("Close, but it is not quite you.")
    for band, sentence in _BY_BAND:
        where = [row.dimension for row in rows if row.band is band]
        if where:
            return language.gettext(sentence).format(where=listed(where, language))
    if any(row.answered for row in rows):
        return language.gettext("In what could be measured, we found no difference.")
    return language.gettext("These two pictures do not let us tell.")


def text(rows: Sequence[Row], language: Language = ENGLISH) -> str:
    """What the headline rests on, and what to do about it."""
    count = sum(row.answered for row in rows)
    differ = sum(row.differs for row in rows)
    if not count:
        return language.gettext("Each line below says why, and what would help.")
    said = []
    if _likeness(rows) is Severity.STRONG and not any(row.edited for row in rows):
        said.append(language.gettext("Are these two pictures of the same person?"))
    if differ:
        counted = language.gettext("There is a difference in {differ} of {count} answers.")
    else:
        counted = language.ngettext(
            "The one answer shows no difference.", "None of the {count} answers shows a difference.", count
        )
    said.append(counted.format(differ=differ, count=count))
    unanswered = len(rows) - count
    if unanswered:
        left = language.ngettext(
            "One question cannot be answered from these pictures.",
            "{count} questions cannot be answered from these pictures.",
            unanswered,
        )
        said.append(left.format(count=unanswered))
    if differ:
        said.append(language.gettext("If it was made with AI, say so where you use it."))
    return " ".join(said)


def _likeness(rows: Sequence[Row]) -> Severity | None:
    return next((row.band for row in rows if row.dimension is Dimension.LIKENESS), None)


def listed(dimensions: Sequence[Dimension], language: Language) -> str:
    """“skin”, “skin and light”, “skin, background and light”, as in the middle of a sentence."""
    names = [language.gettext(DIMENSIONS[dimension]) for dimension in dimensions]
    lower = [name[:1].lower() + name[1:] for name in names]
    if len(lower) == 1:
        return lower[0]
    return language.gettext("{most} and {last}").format(most=", ".join(lower[:-1]), last=lower[-1])
