"""What studies say, in the reader's language: for the foot of a page, never as proof about a picture on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from analysis.words.claims import CLAIMS, Claim, Study


@dataclass(frozen=True, slots=True)
class Cited:
    """One claim as it is shown."""

    statement: str
    sample: str
    not_shown: str
    study: Study


def cited() -> tuple[Cited, ...]:
    """All of them, in the order of the catalogue."""
    return tuple(_cited(claim) for claim in CLAIMS)


def _cited(claim: Claim) -> Cited:
    return Cited(_(claim.statement), _(claim.sample), _(claim.not_shown), claim.study)
