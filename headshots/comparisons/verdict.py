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
    unanswered = len(dimensions) - len(answered)
    if not answered:
        return _("Each line below says why, and what would help.")
    counted = {"count": len(answered), "differ": differ}
    if differ:
        said = [_("There is a difference in %(differ)d of %(count)d answers.") % counted]
    else:
        none = ngettext(
            "The one answer shows no difference.", "None of the %(count)d answers shows a difference.", len(answered)
        )
        said = [none % counted]
    if unanswered:
        said.append(
            ngettext(
                "One question cannot be answered from these pictures.",
                "%(count)d questions cannot be answered from these pictures.",
                unanswered,
            )
            % {"count": unanswered}
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
