"""Everything Catchlight says in words about a picture, keyed by the codes that the analyzers return.

One file per dimension; this one puts them together. The texts are templates for `str.format` over a finding's facts.
They are marked for translation here and translated by whoever shows them.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.types import Finding
from analysis.words import (
    alone,
    background,
    batch,
    body,
    edited,
    expression,
    light,
    likeness,
    provenance,
    skin,
    source,
)
from analysis.words.common import AMPLIFIED, BANDS, COMMON_REASONS, CONFIDENCES, DIMENSIONS, UNITS
from analysis.words.entry import ENGLISH, Language, Reason, Words
from analysis.words.questions import MAPS, QUESTIONS

FINDINGS: Mapping[str, Words] = {
    **skin.FINDINGS,
    **background.FINDINGS,
    **expression.FINDINGS,
    **likeness.FINDINGS,
    **light.FINDINGS,
    **body.FINDINGS,
    **provenance.FINDINGS,
    **alone.FINDINGS,
    **source.FINDINGS,
    **batch.FINDINGS,
    **edited.FINDINGS,
}


def words_of(finding: Finding, catalogue: Mapping[str, Words] = FINDINGS) -> Words:
    """What is said of a finding; some say another thing in another band, under `code.band`."""
    return catalogue.get(f"{finding.code}.{finding.severity.value}") or catalogue[finding.code]


REASONS: Mapping[str, Reason] = {
    **COMMON_REASONS,
    **skin.REASONS,
    **background.REASONS,
    **expression.REASONS,
    **likeness.REASONS,
    **light.REASONS,
    **body.REASONS,
    **provenance.REASONS,
    **alone.REASONS,
    **source.REASONS,
    **batch.REASONS,
    **edited.REASONS,
}

# What a measurement is called in the table of figures; one without a name is not shown there.
MEASUREMENTS: Mapping[str, str] = {
    **skin.MEASUREMENTS,
    **background.MEASUREMENTS,
    **expression.MEASUREMENTS,
    **likeness.MEASUREMENTS,
    **light.MEASUREMENTS,
    **body.MEASUREMENTS,
    **provenance.MEASUREMENTS,
    **alone.MEASUREMENTS,
    **source.MEASUREMENTS,
    **batch.MEASUREMENTS,
    **edited.MEASUREMENTS,
}

# What a text found in a file is called beside it.
NOTES: Mapping[str, str] = provenance.NOTES

__all__ = [
    "AMPLIFIED",
    "BANDS",
    "CONFIDENCES",
    "DIMENSIONS",
    "ENGLISH",
    "FINDINGS",
    "MAPS",
    "MEASUREMENTS",
    "NOTES",
    "QUESTIONS",
    "REASONS",
    "UNITS",
    "Language",
    "Reason",
    "Words",
    "words_of",
]
