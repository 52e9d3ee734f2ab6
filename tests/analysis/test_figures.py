"""Values that a person can read: signs on differences only, no logarithms, and sums that come out."""

from __future__ import annotations

import pytest

from analysis.types import Measurement, Unit
from analysis.words import UNITS
from analysis.words.figures import Figures, figure, figures


def pair(value: float, unit: Unit, subject: float, reference: float, sides: Unit | None = None) -> Figures:
    return figures(Measurement(key="k", value=value, unit=unit, subject=subject, reference=reference, sides=sides))


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (77.9, Unit.LAB, "77.9 steps"),
        (-0.04, Unit.STOPS, "0.0 stops"),
        (-1.26, Unit.STOPS, "−1.3 stops"),
        (0.41, Unit.SHARE, "41%"),
        (3.24, Unit.DELTA_E, "ΔE 3.2"),
        (0.5, Unit.OCTAVES, "1.4 times"),
        (5.0, Unit.OCTAVES, "32 times"),
    ],
)
def test_a_value_by_itself_has_no_plus(value: float, unit: Unit, expected: str) -> None:
    assert figure(value, unit) == expected


@pytest.mark.parametrize(
    ("octaves", "expected"),
    [
        (-1.25, Figures("42%", "100%", "−58%")),
        (0.0, Figures("100%", "100%", "0%")),
        (0.5, Figures("141%", "100%", "+41%")),
        (0.77, Figures("1.7 times", "100%", "1.7 times")),
        (4.0, Figures("16 times", "100%", "16 times")),
    ],
)
def test_octaves_are_told_beside_the_photograph(octaves: float, expected: Figures) -> None:
    assert pair(octaves, Unit.OCTAVES, octaves - 2, -2.0) == expected


def test_lengths_keep_their_figures_and_differ_by_a_share() -> None:
    assert pair(0.0875, Unit.OCTAVES, 13.6, 12.8, Unit.CENTIMETRES) == Figures("13.6 cm", "12.8 cm", "+6%")


def test_a_difference_has_its_sign() -> None:
    assert pair(3.1, Unit.LAB, 77.9, 74.8) == Figures("77.9 steps", "74.8 steps", "+3.1 steps")


def test_a_difference_of_shares_is_told_in_points() -> None:
    assert pair(0.1, Unit.SHARE, 0.82, 0.72) == Figures("82%", "72%", "+10 points")


def test_whoever_subtracts_the_figures_arrives_at_the_difference() -> None:
    """Rounded each by itself, 1.94 − 1.66 would read 1.9 − 1.7 = 0.3."""
    assert pair(0.28, Unit.STOPS, 1.94, 1.66) == Figures("1.9 stops", "1.7 stops", "+0.2 stops")


def test_a_difference_that_was_corrected_says_so() -> None:
    assert pair(0.9, Unit.STOPS, 1.5, 1.0).difference == "+0.9 stops, corrected"


def test_what_both_pictures_have_together_stands_alone() -> None:
    assert figures(Measurement(key="k", value=4.2, unit=Unit.DELTA_E)) == Figures("", "", "ΔE 4.2")


def test_every_unit_can_be_written() -> None:
    assert {unit for unit in Unit if unit is not Unit.OCTAVES} == UNITS.keys()
    for unit in Unit:
        assert "octave" not in figure(1.0, unit)
