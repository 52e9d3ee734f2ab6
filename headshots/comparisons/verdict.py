"""The one sentence above the list, and what it rests on: the words are those of `analysis.words.verdict`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from analysis.types import Dimension, Severity
from analysis.words import alone, edited, verdict
from analysis.words.verdict import Row
from headshots.comparisons.evidence import Band, DimensionView, Evidence


@dataclass(frozen=True, slots=True)
class Verdict:
    headline: str
    text: str
    banner: str = ""  # what holds of a picture that stands alone, said before anything else


def of(evidence: Evidence) -> Verdict:
    """What the list comes to, in a few sentences to the person in the pictures."""
    if evidence.alone:
        return _alone(evidence)
    if evidence.failure:
        return Verdict(_("This pair could not be measured."), evidence.failure)
    if evidence.measuring:
        return Verdict(_("Looking closely at both."), _("Each answer appears as soon as it is measured."))
    rows = [_row(dimension) for dimension in evidence.dimensions]
    return Verdict(verdict.headline(rows, translation), verdict.text(rows, translation))


def _alone(evidence: Evidence) -> Verdict:
    banner = _(alone.BANNER)
    if evidence.failure:
        return Verdict(_("This picture could not be measured."), evidence.failure, banner)
    if evidence.measuring:
        return Verdict(_("Looking closely."), _("Each answer appears as soon as it is measured."), banner)
    rows = [_row(dimension) for dimension in evidence.dimensions]
    return Verdict(alone.headline(rows, translation), alone.text(rows, translation), banner)


def _row(view: DimensionView) -> Row:
    found = view.band not in (Band.NONE, Band.USUAL, Band.UNKNOWN, Band.WAITING)
    return Row(
        Dimension(view.id),
        band=Severity(view.band.value) if found else None,
        answered=view.band not in (Band.UNKNOWN, Band.WAITING),
        edited=any(finding.analyzer in edited.ANALYZERS for finding in view.findings),
    )
