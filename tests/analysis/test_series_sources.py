"""What photographs would let an AI know: thresholds on made profiles, and what the set is told to add."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.series import sources
from analysis.series.profile import Clipping, Profile, Refused
from analysis.series.report import SeriesReport
from analysis.types import Result, Severity, from_json, to_json
from analysis.vision.shading import Shading
from analysis.words import FINDINGS
from tests.analysis.made_profiles import made_couples, made_profile

TABLES = made_couples()


def report(*profiles: Profile) -> SeriesReport:
    return sources.report(profiles, tables=TABLES)


def said(results: tuple[Result, ...]) -> dict[str, Severity]:
    return {finding.code: finding.severity for result in results for finding in result.findings}


def varied(count: int) -> list[Profile]:
    """Good photographs that differ as those of different days do."""
    return [
        made_profile(
            str(number),
            embedding=0.3 * number,
            yaw=9.0 * (number % 3 - 1),
            expression=(number % 4) / 3,
            light=Shading(1.2 * (number % 3), 0.3, 0.8),
            taken=f"2024:0{number + 1}:03 10:00:00",
        )
        for number in range(count)
    ]


def test_enough_good_and_varied_photographs_lack_nothing() -> None:
    told = report(*varied(8))
    assert said(told.results) == {}
    assert all(said(member.results) == {} for member in told.members)


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"iris_distance": 139.0}, "source_face_small", Severity.SLIGHT),
        ({"iris_distance": 99.0}, "source_face_small", Severity.MODERATE),
        ({"sharpness": -2.05}, "source_soft", Severity.SLIGHT),
        ({"sharpness": -2.4}, "source_soft", Severity.MODERATE),
        ({"jpeg_quality": 60.0}, "source_compressed", Severity.SLIGHT),
        ({"jpeg_quality": 40.0}, "source_compressed", Severity.MODERATE),
        ({"clipping": Clipping(bright=0.05, dark=0.0)}, "source_too_bright", Severity.SLIGHT),
        ({"clipping": Clipping(bright=0.3, dark=0.0)}, "source_too_bright", Severity.MODERATE),
        ({"clipping": Clipping(bright=0.0, dark=0.05)}, "source_too_dark", Severity.SLIGHT),
        ({"yaw": -30.0}, "source_turned", Severity.NOTE),
        ({"faces": 2}, "source_other_faces", Severity.NOTE),
    ],
)
def test_what_a_photograph_lacks_is_named(change: dict[str, object], code: str, severity: Severity) -> None:
    (member,) = report(made_profile(**change)).members  # type: ignore[arg-type]  # the cases are of several types
    assert said(member.results) == {code: severity}


def test_blur_is_not_looked_for_in_a_small_face() -> None:
    (member,) = report(made_profile(iris_distance=120.0, sharpness=-5.0)).members
    (result,) = [result for result in member.results if result.analyzer == "source_sharpness"]
    assert result.reason == "face_too_small"
    assert "source_soft" not in said(member.results)


@given(st.floats(-6, 0), st.floats(0, 2))
def test_softer_is_never_told_as_sharper(sharpness: float, less: float) -> None:
    ranks = [
        max(
            (severity.rank for severity in said(report(made_profile(sharpness=value)).members[0].results).values()),
            default=-1,
        )
        for value in (sharpness, sharpness - less)
    ]
    assert ranks[1] >= ranks[0]


def test_of_photographs_that_are_nearly_one_the_first_counts() -> None:
    first = varied(3)
    told = report(*first, replace(first[1], name="again"))
    assert ["source_copy" in said(member.results) for member in told.members] == [False, False, False, True]
    (count,) = [result for result in told.results if result.analyzer == "source_count"]
    assert count.measurements[0].value == 3


def test_a_smile_makes_another_photograph_of_the_same_moment() -> None:
    told = report(made_profile("still"), made_profile("smiling", expression=0.6))
    assert not any("source_copy" in said(member.results) for member in told.members)


def test_photographs_of_one_moment_are_told_to_vary() -> None:
    same = [made_profile(str(number), expression=0.02 * number) for number in range(4)]
    assert {"source_one_angle", "source_one_light", "source_one_expression"} <= said(report(*same).results).keys()


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        (["2024:05:01 10:00:01"] * 5 + ["2024:05:02 10:00:00", "", ""], "source_one_minute"),
        (["2024:05:01 10:00:01", "2024:05:01 12:00:00", "", ""], "source_one_day"),
        (["2024:05:01 10:00:01", "2024:05:03 12:00:00"], None),
    ],
)
def test_days_and_minutes_are_counted(dates: list[str], code: str | None) -> None:
    told = report(*(replace(made_profile(str(number)), taken=date) for number, date in enumerate(dates)))
    (days,) = [result for result in told.results if result.analyzer == "source_days"]
    assert [finding.code for finding in days.findings] == ([code] if code else [])
    if code == "source_one_minute":
        words = FINDINGS[code].what_we_see.format(**days.findings[0].facts)
        assert words.startswith("5 of 8 photographs were taken in the same minute")


def test_files_without_a_date_say_so() -> None:
    told = report(made_profile("a"), replace(made_profile("b"), taken="2024:05:01 10:00:01"))
    (days,) = [result for result in told.results if result.analyzer == "source_days"]
    assert days.reason == "source_no_dates"


def test_one_photograph_is_judged_alone_and_a_refused_one_keeps_its_place() -> None:
    told = sources.report([Refused("x", "No face."), made_profile("y")], tables=TABLES)
    assert [(member.name, member.refused) for member in told.members] == [("x", "No face."), ("y", "")]
    reasons = {result.analyzer: result.reason for result in told.results}
    assert reasons["source_angles"] == "source_one_picture"
    assert said(told.results) == {"source_few": Severity.SLIGHT}


def test_advice_is_never_strong_and_every_code_has_words() -> None:
    bad = made_profile(
        iris_distance=60.0, jpeg_quality=20.0, yaw=50.0, clipping=Clipping(bright=0.9, dark=0.0), sharpness=-9.0
    )
    told = report(bad, replace(bad, name="again"))
    every = said((*told.results, *(result for member in told.members for result in member.results)))
    assert max(every.values(), key=lambda severity: severity.rank) is Severity.MODERATE
    assert every.keys() <= FINDINGS.keys()


def test_a_report_comes_back_from_json_as_it_was() -> None:
    told = report(*varied(3))
    assert from_json(SeriesReport, json.loads(json.dumps(to_json(told)))) == told
