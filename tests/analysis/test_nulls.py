"""What real photographs measure: how a figure is put against them, and when there is nothing to put it against."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.nulls import LEADING, LEAST_ROWS, MODERATE, QUALITY_PREFIX, SLIGHT, STRONG, WIDER, Nulls, Standing
from analysis.types import Severity
from tests.analysis.made_nulls import QUALITY, made_nulls

KEY = "made.up"


@pytest.fixture(scope="module")
def tables() -> Nulls:
    return made_nulls(KEY, spread=0.2, centre=0.1, rows=300)


def _standing(tables: Nulls, value: float, quality: dict[str, float] | None = None) -> Standing:
    standing = tables.pair(KEY, value, quality or QUALITY)
    assert standing is not None
    return standing


def test_the_usual_difference_stands_in_the_middle(tables: Nulls) -> None:
    standing = _standing(tables, 0.1)
    assert standing.deviation == pytest.approx(0, abs=0.35)
    assert standing.below == pytest.approx(0.5, abs=0.15)
    assert standing.below + standing.above == pytest.approx(1)


def test_deviations_are_in_standard_deviations_of_real_pairs(tables: Nulls) -> None:
    assert _standing(tables, 0.1 + 3 * 0.2).deviation == pytest.approx(3, abs=0.8)
    assert _standing(tables, 0.1 - 3 * 0.2).deviation == pytest.approx(-3, abs=0.8)


@given(st.floats(-3, 3), st.floats(0, 2))
def test_farther_out_is_never_more_usual(value: float, more: float) -> None:
    near, far = (_standing(_TABLES, item) for item in (value, value + more))
    assert far.above <= near.above + 1e-12
    assert far.below >= near.below - 1e-12
    assert far.deviation >= near.deviation - 1e-9


_TABLES = made_nulls(KEY, spread=0.2, centre=0.1, rows=120)


def test_the_same_figure_means_less_where_real_pairs_of_its_quality_differ_more() -> None:
    random = np.random.default_rng(1)
    rows = [
        {
            "source": "a",
            "person": str(number),
            "session": "different",
            f"{QUALITY_PREFIX}log_iris_distance": f"{size:.3f}",
            KEY: f"{random.normal(0, 1.0 if size < 6.5 else 0.1):.5f}",
        }
        for number, size in enumerate(random.uniform(5, 8, 400))
    ]
    tables = Nulls(tuple(rows), ())
    small, large = (_standing(tables, 1.0, {"log_iris_distance": size}) for size in (5.5, 7.5))
    assert small.deviation < 2
    assert large.deviation > 5
    assert large.above < small.above


@pytest.mark.parametrize("rows", [0, LEAST_ROWS - 1])
def test_too_few_real_pairs_say_nothing(rows: int) -> None:
    assert made_nulls(KEY, spread=0.2, rows=rows).pair(KEY, 0.5, QUALITY) is None


def test_rows_without_the_figure_do_not_count() -> None:
    few = made_nulls(KEY, spread=0.2, rows=LEAST_ROWS - 1).pairs
    others = made_nulls("another", spread=0.2, rows=500).pairs
    assert Nulls((*few, *others), ()).pair(KEY, 0.5, QUALITY) is None


def test_a_source_left_out_leaves_the_others(tables: Nulls) -> None:
    without = tables.without("source 3")
    assert {row["source"] for row in without.pairs} == {f"source {number}" for number in (0, 1, 2, 4)}
    assert {row["source"] for row in without.photos} == {f"source {number}" for number in (0, 1, 2, 4)}
    assert len(tables.pairs) == 300  # the tables themselves are not touched


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (STRONG / 2, Severity.STRONG),
        (MODERATE / 2, Severity.MODERATE),
        (SLIGHT / 2, Severity.SLIGHT),
        (2 * SLIGHT, None),
    ],
)
def test_severity_follows_the_tail(share: float, expected: Severity | None) -> None:
    standing = Standing(deviation=-3.0, below=share, above=1 - share, rows=200)
    assert standing.severity("below", effect=1.0, visible=0.5) is expected
    assert standing.severity("above", effect=1.0, visible=0.5) is None


@pytest.mark.parametrize(
    ("times", "expected"), [(1.0, Severity.STRONG), (WIDER[0], Severity.MODERATE), (WIDER[1], Severity.SLIGHT)]
)
def test_a_question_with_a_wide_share_has_all_bands(times: float, expected: Severity) -> None:
    standings = [
        Standing(deviation=3.0, below=1 - share, above=share, rows=200)
        for share in (times * LEADING * 0.999, times * LEADING * 1.001)
    ]
    bands = [item.severity("above", effect=1.0, visible=0.5, strong=LEADING) for item in standings]
    assert bands[0] is expected
    assert bands[1] is not expected


def test_two_populations_count_half_each_and_the_nearer_says_how_far_it_stands_out() -> None:
    own = Standing(deviation=4.0, below=0.999, above=0.001, rows=126)
    anybodys = Standing(deviation=1.5, below=0.91, above=0.09, rows=213)
    together = own.among_both(anybodys)
    assert together == anybodys.among_both(own)
    assert together == Standing(deviation=1.5, below=0.9545, above=0.0455, rows=339)


def test_what_nobody_can_see_is_no_finding_however_rare() -> None:
    standing = Standing(deviation=9.0, below=1.0, above=1e-9, rows=200)
    assert standing.severity("above", effect=0.49, visible=0.5) is None
    assert standing.severity("above", effect=0.5, visible=0.5) is Severity.STRONG


def test_asking_about_both_sides_costs_twice() -> None:
    standing = Standing(deviation=2.0, below=0.98, above=0.02, rows=200)
    assert standing.tail("either") == pytest.approx(0.04)
    assert Standing(deviation=0.0, below=0.6, above=0.4, rows=200).tail("either") == pytest.approx(0.8)
    assert Standing(deviation=0.0, below=0.5, above=0.5, rows=200).tail("either") == 1.0


def test_few_rows_do_not_pretend_to_know_one_in_a_thousand() -> None:
    """Beyond the farthest of 60 real pairs the tail falls slowly, as Student's does and the normal's does not."""
    tables = made_nulls(KEY, spread=1.0, rows=60)
    assert _standing(tables, 4.0).above > 1e-4


def test_the_committed_tables_hold_real_pairs_only() -> None:
    tables = Nulls.load()
    for rows in (tables.pairs, tables.photos):
        assert rows
        assert all(row["source"] for row in rows)
        assert not any(name in rows[0] for name in ("file", "name", "path"))
