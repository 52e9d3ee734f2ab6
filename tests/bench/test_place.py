"""What the bench makes of injected artefacts: overlaps, series that rise, and a spread of portraits."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.analyzer import HeatMap
from analysis.registry import PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.simulate import Kind
from analysis.types import Region, Unit
from analysis.words import FINDINGS, MEASUREMENTS
from bench.corpus import Entry
from bench.place import ASKED, STRENGTHS, Answer, filled, hot, overlap, spread, summary


def entry(file: str, repo: str, person: str = "") -> Entry:
    return Entry(
        file=file, label="real", generator="", repo=repo, pair="", person=person, pixels="native", jpeg_step=None
    )


def series(*values: float | None, found: bool = True) -> list[Answer]:
    return [
        Answer(Kind.HALO, strength, value, found and value is not None, False, 0.5, None)
        for strength, value in zip(STRENGTHS, values, strict=False)
    ]


def test_every_question_names_an_analyzer_a_figure_and_findings_that_there_are() -> None:
    ids = {analyzer.id for analyzer in PAIR_ANALYZERS} | {analyzer.id for analyzer in PHOTO_ANALYZERS}
    for _, question in ASKED:
        assert question.analyzer in ids
        assert question.figure in MEASUREMENTS
        assert set(question.codes) <= set(FINDINGS)


def test_a_box_and_a_polygon_are_filled_where_they_are() -> None:
    box = filled((Region(0.5, 0.0, 1.0, 0.5),), (100, 200))
    assert box[:49, 102:].all()
    assert not box[:, :99].any()
    triangle = filled((Region(0.0, 0.0, 1.0, 1.0, ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))),), (100, 100))
    assert triangle.mean() == pytest.approx(0.5, abs=0.03)


def test_a_map_is_hot_from_its_floor_on_and_only_where_something_was_measured() -> None:
    values = np.array([[np.nan, 1.0], [2.0, 5.0]], np.float32)
    heat = HeatMap(values=values, region=Region(0.0, 0.0, 0.5, 1.0), unit=Unit.OCTAVES, floor=2.0, ceiling=4.0)
    shown = hot(heat, (100, 200))
    assert not shown[:50].any()
    assert shown[50:, :100].all()
    assert not shown[:, 100:].any()


def test_overlap_is_intersection_over_union() -> None:
    one, two = np.zeros((4, 4), bool), np.zeros((4, 4), bool)
    assert overlap(one, two) == 0
    one[:2], two[1:3] = True, True
    assert overlap(one, two) == pytest.approx(1 / 3)


def test_a_summary_counts_abstentions_and_never_mixes_two_portraits() -> None:
    told = summary([series(0.1, 0.2, 0.3, 0.4, 0.5), series(0.1, 0.3, 0.2, 0.4, 0.5), series(0.1, None), []])
    assert (told["rises"]["hits"], told["rises"]["total"]) == (1, 2)
    assert (told["abstained"]["hits"], told["abstained"]["total"]) == (1, 12)
    assert told["found"]["20%"]["total"] == 3
    assert told["marked_overlap"] == 0.5
    assert told["coloured_overlap"] is None


def test_portraits_are_taken_in_turn_from_the_sources_and_once_per_person() -> None:
    entries = [entry("a1", "a", "anna"), entry("a2", "a", "anna"), entry("a3", "a"), entry("b1", "b", "ben")]
    assert [item.file for item in spread(entries)] == ["a1", "b1", "a3"]
