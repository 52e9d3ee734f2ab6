"""The values that travel between the layers: validated when made, exact through JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.types import (
    Alignment,
    ComparisonReport,
    Confidence,
    Dimension,
    Finding,
    Measurement,
    PhotoReport,
    Picture,
    Region,
    Result,
    Severity,
    Status,
    Unit,
    from_json,
    to_json,
)

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=64)
FRACTIONS = st.floats(0, 1)
WORDS = st.text("abcdefghij_.", min_size=1, max_size=12)
FACTS = st.dictionaries(WORDS, NUMBERS, max_size=3)


@st.composite
def regions(draw: st.DrawFn) -> Region:
    left, right = sorted(draw(st.lists(FRACTIONS, min_size=2, max_size=2, unique=True)))
    top, bottom = sorted(draw(st.lists(FRACTIONS, min_size=2, max_size=2, unique=True)))
    inside = st.tuples(st.floats(left, right), st.floats(top, bottom))
    corners = draw(st.one_of(st.just([]), st.lists(inside, min_size=3, max_size=6)))
    return Region(left, top, right, bottom, tuple(corners))


REGIONS = st.lists(regions(), max_size=2).map(tuple)
MEASUREMENTS = st.builds(
    Measurement,
    key=WORDS,
    value=NUMBERS,
    unit=st.sampled_from(Unit),
    uncertainty=st.none() | NUMBERS,
    subject=st.none() | NUMBERS,
    reference=st.none() | NUMBERS,
    subject_regions=REGIONS,
    reference_regions=REGIONS,
)
FINDINGS = st.builds(
    Finding,
    code=WORDS,
    dimension=st.sampled_from(Dimension),
    severity=st.sampled_from(Severity),
    confidence=st.sampled_from(Confidence),
    facts=FACTS,
    evidence=st.lists(WORDS, max_size=2).map(tuple),
    deviation=st.none() | NUMBERS,
    caveats=st.lists(WORDS, max_size=2).map(tuple),
    subject_regions=REGIONS,
    reference_regions=REGIONS,
)
RESULTS = st.builds(
    Result,
    analyzer=WORDS,
    version=st.integers(1, 99),
    dimension=st.sampled_from(Dimension),
    status=st.sampled_from(Status),
    measurements=st.lists(MEASUREMENTS, max_size=2).map(tuple),
    findings=st.lists(FINDINGS, max_size=2).map(tuple),
    reason=WORDS,
    facts=FACTS,
    quality=FACTS,
    notes=st.dictionaries(WORDS, st.text(max_size=8), max_size=2),
    seconds=st.floats(0, 100),
)
PICTURE = Picture(
    width=4000,
    height=6000,
    iris_distance=310.5,
    subject_box=Region(0.2, 0.1, 0.7, 0.6),
    left_iris=(0.4, 0.3),
    right_iris=(0.55, 0.3),
    yaw=-2.5,
    pitch=1.0,
    roll=0.25,
    jpeg_quality=None,
)
ALIGNMENT = Alignment(
    stage_width=700,
    stage_height=900,
    subject_to_stage=(1.0, 0.0, 3.0, -0.0, 1.0, 4.0),
    reference_to_stage=(0.5, 0.1, 3.0, -0.1, 0.5, 4.0),
    stage_iris_distance=120.0,
    residual=0.01,
    pose_difference=3.0,
)


def _through_text(value: object) -> Any:
    return json.loads(json.dumps(to_json(value), allow_nan=False))


@given(st.lists(RESULTS, max_size=2).map(tuple), st.sampled_from(["", "pose_differs"]))
def test_a_report_is_exact_through_json(results: tuple[Result, ...], refused: str) -> None:
    alone = PhotoReport(engine="0123456789abcdef", picture=PICTURE, results=results)
    report = ComparisonReport(
        engine="0123456789abcdef",
        subject=alone,
        reference=replace(alone, picture=replace(PICTURE, jpeg_quality=87.5)),
        alignment=replace(ALIGNMENT, refused=refused),
        results=results,
    )
    assert from_json(ComparisonReport, _through_text(report)) == report


def test_a_whole_number_in_json_is_read_as_the_float_it_was() -> None:
    measurement = Measurement(key="a", value=3.0, unit=Unit.COUNT)
    read = from_json(Measurement, {**_through_text(measurement), "value": 3})
    assert read == measurement
    assert isinstance(read.value, float)


@pytest.mark.parametrize(
    "change",
    [{"unit": "furlongs"}, {"surprise": 1}, {"subject_regions": [{"left": 2, "top": 0, "right": 3, "bottom": 1}]}],
)
def test_json_that_nobody_wrote_is_refused(change: dict[str, Any]) -> None:
    written = _through_text(Measurement(key="a", value=1.0, unit=Unit.SHARE))
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(Measurement, written | change)


@pytest.mark.parametrize(
    "edges",
    [(-0.1, 0, 1, 1), (0, 0, 1.1, 1), (0.5, 0, 0.5, 1), (0.6, 0, 0.5, 1), (0, 0.9, 1, 0.1), (float("nan"), 0, 1, 1)],
)
def test_a_region_outside_the_picture_or_without_area_is_refused(edges: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="region"):
        Region(*edges)


def test_a_polygon_of_two_corners_is_refused() -> None:
    with pytest.raises(ValueError, match="three"):
        Region(0, 0, 1, 1, ((0.0, 0.0), (1.0, 1.0)))


@given(st.lists(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), min_size=3, max_size=8))
def test_a_region_around_points_holds_those_inside_the_picture(points: list[tuple[float, float]]) -> None:
    try:
        region = Region.around(tuple(points))
    except ValueError:  # all beyond one edge, or on one line with it
        xs, ys = zip(*((min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)) for x, y in points), strict=True)
        assert min(xs) == max(xs) or min(ys) == max(ys)
        return
    for x, y in points:
        if 0 <= x <= 1 and 0 <= y <= 1:
            assert region.left <= x <= region.right
            assert region.top <= y <= region.bottom
    assert len(region.polygon) == len(points)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_measurement_is_a_number(value: float) -> None:
    with pytest.raises(ValueError, match="abstains"):
        Measurement(key="a", value=value, unit=Unit.SHARE)


def test_severities_are_ordered() -> None:
    ranks = [severity.rank for severity in (Severity.NOTE, Severity.SLIGHT, Severity.MODERATE, Severity.STRONG)]
    assert ranks == sorted(set(ranks))
