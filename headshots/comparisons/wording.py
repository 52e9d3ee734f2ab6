"""Findings, reasons and figures in the reader's words, from the catalogue in `analysis.words`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from analysis.types import Alignment, Dimension, Finding, Measurement, Result, Status, Unit
from analysis.words import (
    AMPLIFIED,
    CONFIDENCES,
    DIMENSIONS,
    FINDINGS,
    MAPS,
    MEASUREMENTS,
    NOTES,
    REASONS,
    Reason,
    answers,
    figures,
    words_of,
)
from analysis.words.answers import Asked
from analysis.words.likeness import DISTANCES, USUAL_DISTANCES
from headshots.comparisons.evidence import Abstention, Reading


def dimension_name(dimension: Dimension) -> str:
    return _(DIMENSIONS[dimension])


def confidence(finding: Finding) -> str:
    return _(CONFIDENCES[finding.confidence])


def finding_texts(finding: Finding) -> dict[str, str]:
    """The five texts of a finding, by the names that FindingView gives them."""
    words = words_of(finding, FINDINGS)
    return {
        name: _say(getattr(words, name), finding.facts)
        for name in ("headline", "what_we_see", "why_it_matters", "what_else", "photographer")
    }


def amplified(factor: float) -> str:
    """Written on a picture that exaggerates, and said beside it."""
    return _(AMPLIFIED).format(factor=factor)


def caveats(finding: Finding) -> tuple[str, ...]:
    return tuple(_say(REASONS[key].sentence, finding.facts) for key in finding.caveats)


def abstentions(asked: Iterable[Asked]) -> tuple[Abstention, ...]:
    """What could not be told, equal reasons together."""
    found = answers.untold(asked, _reason, translation)
    return tuple(Abstention(about=item.about, sentence=item.sentence, advice=item.advice) for item in found)


def agreement(asked: Sequence[Asked]) -> str:
    """In which answers of one dimension nothing differs; may be empty."""
    return answers.agreement(asked, translation)


def refusal(alignment: Alignment) -> str:
    """Why the two faces cannot be laid over each other; empty when they can."""
    if not alignment.refused:
        return ""
    return _say(REASONS[alignment.refused].sentence, {"degrees": alignment.pose_difference})


def pair_reading(measurement: Measurement) -> Reading:
    told = figures.figures(measurement, translation)
    return Reading(
        key=measurement.key,
        label=_(MEASUREMENTS.get(measurement.key, "")),
        subject=told.subject,
        reference=told.reference,
        difference=told.difference,
    )


def distances() -> str:
    """What the figures beside further photographs are."""
    low, high = USUAL_DISTANCES
    return _(DISTANCES).format(low=low, high=high)


def untold(result: Result) -> str:
    """Why one further photograph tells nothing; empty where it does."""
    return "" if result.status is Status.OK else _reason(result).sentence


def single_reading(key: str, subject: Measurement | None, reference: Measurement | None) -> Reading:
    """What was measured on each photograph alone."""
    return Reading(
        key=key,
        label=_(MEASUREMENTS.get(key, "")),
        subject=_figure(subject.value, subject.unit) if subject else "",
        reference=_figure(reference.value, reference.unit) if reference else "",
        difference="",
    )


def note_reading(name: str, subject: str, reference: str) -> Reading:
    """What either file says of itself, verbatim; somebody else wrote it."""
    return Reading(
        key=f"note.{name}", label=_(NOTES.get(name, "")), subject=subject, reference=reference, difference=""
    )


def quantity(result: Result) -> str:
    """What an analyzer's overlay shows: its own name, that of its leading measurement, or of its dimension."""
    if result.analyzer in MAPS:
        return _(MAPS[result.analyzer])
    leading = next((measurement.key for measurement in result.measurements), "")
    return _(MEASUREMENTS.get(leading) or DIMENSIONS[result.dimension])


def scale_ends(scale: Mapping[str, Any] | None) -> tuple[str, str]:
    """What a heat map's colours begin and end with; empty where there is no one scale."""
    if scale is None:
        return "", ""
    unit = Unit(scale["unit"])
    return _figure(scale["floor"], unit), _figure(scale["ceiling"], unit)


def headline(finding: Finding) -> str:
    return _say(words_of(finding, FINDINGS).headline, finding.facts)


def _reason(result: Result) -> Reason:
    reason = REASONS[result.reason]
    return Reason(sentence=_say(reason.sentence, result.facts), advice=_say(reason.advice, result.facts))


def _figure(value: float, unit: Unit) -> str:
    return figures.figure(value, unit, translation)


def _say(template: str, facts: Mapping[str, float]) -> str:
    return _(template).format(**facts) if template else ""
