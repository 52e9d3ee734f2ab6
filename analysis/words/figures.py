"""Measured values as a person reads them. Exact ones are in the report.

Octaves (doublings) become shares and times of the photograph: nobody but an engineer reads a logarithm. Only
differences carry a sign, and what the two figures beside a difference do not come to says that it was corrected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analysis.types import Measurement, Unit
from analysis.words.common import UNITS
from analysis.words.entry import ENGLISH, N_, Language

TIMES, MANY_TIMES, SHARE = N_("{value:.1f} times"), N_("{value:.0f} times"), N_("{value:.0%}")
CHANGE, POINTS = N_("{value:+.0%}"), N_("{value:+.0f} points")
CORRECTED = N_("{difference}, corrected")
FROM_TIMES, FROM_MANY = 1.5, 10.0  # ratios from which on times are told rather than shares, and no tenths of them


@dataclass(frozen=True, slots=True)
class Figures:
    """One measurement, as texts; empty where there is nothing to show."""

    subject: str
    reference: str
    difference: str


def figures(measurement: Measurement, language: Language = ENGLISH) -> Figures:
    """Of a pair: both pictures and the difference, or the one value that both have together."""
    subject, reference, unit = measurement.subject, measurement.reference, measurement.unit
    if subject is None or reference is None:
        return Figures("", "", figure(measurement.value, unit, language))
    ratio = 2.0**measurement.value if unit is Unit.OCTAVES else None
    if ratio is not None and measurement.sides is None:  # logarithms on both sides: the photograph is the measure
        return Figures(_share(ratio, language), _share(1.0, language), _change(ratio, language))
    return Figures(
        figure(subject, measurement.sides or unit, language),
        figure(reference, measurement.sides or unit, language),
        _difference(measurement.value, subject, reference, unit, language)
        if ratio is None
        else _change(ratio, language),
    )


def figure(value: float, unit: Unit, language: Language = ENGLISH) -> str:
    """A value by itself: without a plus, which would make a difference of it."""
    if unit is Unit.OCTAVES:
        return _times(2.0**value, language)
    return _say(UNITS[unit], value, language)


def _difference(value: float, subject: float, reference: float, unit: Unit, language: Language) -> str:
    digits = _digits(UNITS[unit])
    last = 10.0**-digits
    corrected = abs(value - (subject - reference)) > last / 2
    # Rounded like the figures beside it, so that whoever subtracts them arrives here.
    shown = value if corrected else round(subject, digits) - round(reference, digits)
    if unit is Unit.SHARE:
        text = _say(POINTS, shown * 100, language)
    else:
        text = _say(language.gettext(UNITS[unit]).replace("{value:", "{value:+"), shown)
    return language.gettext(CORRECTED).format(difference=text) if corrected else text


def _share(ratio: float, language: Language) -> str:
    return _times(ratio, language) if ratio >= FROM_TIMES else _say(SHARE, ratio, language)


def _change(ratio: float, language: Language) -> str:
    return _times(ratio, language) if ratio >= FROM_TIMES else _say(CHANGE, ratio - 1, language)


def _times(ratio: float, language: Language) -> str:
    return _say(MANY_TIMES if ratio >= FROM_MANY else TIMES, ratio, language)


def _digits(template: str) -> int:
    """Decimals of the value itself that a unit's template shows."""
    found = _PRECISION.search(template)
    return int(found[1]) + (2 if found[2] == "%" else 0) if found else 0


def _say(template: str, value: float, language: Language = ENGLISH) -> str:
    """With a true minus; what is rounded to nothing has no sign."""
    text = language.gettext(template).format(value=value)
    if not any(digit in text for digit in "123456789"):
        text = _SIGN.sub("", text)
    return text.replace("-", "−")


_PRECISION: Final = re.compile(r"\{value:\.(\d)([f%])\}")
_SIGN: Final = re.compile(r"[+-](?=\d)")
