"""The arithmetic of a figure's worth: areas under curves, and intervals that draw people and not couples."""

from __future__ import annotations

import numpy as np
import pytest

from bench.power import Weighed, auc, interval


def test_the_area_is_the_share_of_couples_in_order() -> None:
    assert auc(np.array([0.0, 1.0]), np.array([2.0, 3.0])) == 1.0
    assert auc(np.array([0.0, 2.0]), np.array([1.0, 3.0])) == pytest.approx(0.75)
    assert auc(np.array([1.0]), np.array([1.0])) == 0.5


def test_many_couples_of_few_people_are_not_many_people() -> None:
    values = [number % 3 / 2 for number in range(30)]
    real = [Weighed(str(number), value, ()) for number, value in enumerate(np.linspace(0, 1, 30))]
    many = interval(real, [Weighed(str(number), value, ()) for number, value in enumerate(values)])
    three = interval(real, [Weighed(str(number % 3), value, ()) for number, value in enumerate(values)])
    assert three[1] - three[0] > 1.5 * (many[1] - many[0])
