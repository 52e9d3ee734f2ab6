"""The catalogue's texts filled in, as plain English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.types import Finding, Result
from analysis.words import REASONS, Reason, words_of


def headline(finding: Finding) -> str:
    return words_of(finding).headline.format(**finding.facts)


def what_we_see(finding: Finding) -> str:
    return words_of(finding).what_we_see.format(**finding.facts)


def what_else(finding: Finding) -> str:
    return words_of(finding).what_else.format(**finding.facts)


def refusal(key: str, facts: Mapping[str, float]) -> str:
    """Why two faces cannot be laid over each other, and what would mend that."""
    words = REASONS[key]
    return f"{words.sentence} {words.advice}".strip().format(**facts)


def reason(result: Result) -> Reason:
    """Why something cannot be told; a failure is told in the same way."""
    words = REASONS[result.reason]
    return Reason(sentence=words.sentence.format(**result.facts), advice=words.advice.format(**result.facts))
