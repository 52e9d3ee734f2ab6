"""The one sentence above the list, and what it rests on.

Likeness comes first, because that is what a portrait is for. It claims nothing that the list does not show, and never
how a picture was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headshots.comparisons.evidence import Band, DimensionView, Evidence

LIKENESS = "likeness"
_DIFFERS = (Band.STRONG, Band.MODERATE, Band.SLIGHT)


@dataclass(frozen=True, slots=True)
class Verdict:
    headline: str
    text: str


def of(evidence: Evidence) -> Verdict:
    """What the list comes to, in two sentences to the person in the pictures."""
    if evidence.failure:
        return Verdict(_("This pair could not be measured."), evidence.failure)
    if evidence.measuring:
        return Verdict(_("Looking closely at both."), _("Each answer appears as soon as it is measured."))
    return Verdict(_headline(evidence.dimensions), _text(evidence.dimensions))


def _headline(dimensions: Sequence[DimensionView]) -> str:
    bands = {dimension.id: dimension.band for dimension in dimensions}
    if bands.get(LIKENESS) in (Band.STRONG, Band.MODERATE):
        return _("Close, but it is not quite you.")
    for band, sentence in (
        (Band.STRONG, _("Beside your photograph, the difference shows in the %(where)s.")),
        (Band.MODERATE, _("Near to your photograph, with a difference in the %(where)s.")),
        (Band.SLIGHT, _("Very near to your photograph, with a small difference in the %(where)s.")),
    ):
        where = [dimension.name for dimension in dimensions if dimension.band is band]
        if where:
            return sentence % {"where": _listed(where)}
    if any(dimension.band in (Band.NONE, Band.NOTE) for dimension in dimensions):
        return _("In what could be measured, the two agree.")
    return _("These two pictures do not let us tell.")


def _text(dimensions: Sequence[DimensionView]) -> str:
    answered = [dimension for dimension in dimensions if dimension.band is not Band.UNKNOWN]
    differ = sum(dimension.band in _DIFFERS for dimension in answered)
    open_questions = len(dimensions) - len(answered)
    if not answered:
        return _("Each line below says why, and what would help.")
    said = [
        ngettext(
            "%(differ)d of the %(count)d question that could be answered shows a difference.",
            "%(differ)d of the %(count)d questions that could be answered show a difference.",
            len(answered),
        )
        % {"count": len(answered), "differ": differ}
        if differ
        else ngettext(
            "The one question that could be answered shows no difference.",
            "The %(count)d questions that could be answered show no difference.",
            len(answered),
        )
        % {"count": len(answered)}
    ]
    if open_questions:
        said.append(
            ngettext(
                "One cannot be told from these pictures.",
                "%(count)d cannot be told from these pictures.",
                open_questions,
            )
            % {"count": open_questions}
        )
    if differ:
        said.append(_("If you use this picture, tell people that it was made with AI."))
    return " ".join(said)


def _listed(names: Sequence[str]) -> str:
    """“skin”, “skin and light”, “skin, background and light”, as in the middle of a sentence."""
    lower = [name[:1].lower() + name[1:] for name in names]
    if len(lower) == 1:
        return lower[0]
    return _("%(most)s and %(last)s") % {"most": ", ".join(lower[:-1]), "last": lower[-1]}
