"""The catalogue's texts filled in, as plain English."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.types import Finding, Measurement, Result, Unit
from analysis.words import REASONS, UNITS, Reason, words_of

MINUS = "−"


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


def difference(measurement: Measurement) -> str:
    """Of lengths a share is told, though their logarithm is judged."""
    if measurement.sides is not None and measurement.unit is Unit.OCTAVES:
        return f"{2.0**measurement.value - 1:+.0%}".replace("-", MINUS)
    return figure(measurement.value, measurement.unit)


def figure(value: float, unit: Unit) -> str:
    """A value with its unit; what is rounded to nothing has no sign."""
    text = UNITS[unit].format(value=value)
    if not any(digit in text for digit in "123456789"):
        text = text.replace("+", "").replace("-", "")
    return text.replace("-", MINUS)
