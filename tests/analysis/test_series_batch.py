"""Which AI picture of one person stands apart from the others: judged on made profiles."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import engine
from analysis.nulls import Nulls
from analysis.series import apart, batch
from analysis.series.profile import Profile, Refused
from analysis.series.question import fingerprint
from analysis.series.report import SeriesReport
from analysis.types import Result, Severity, Status, from_json, to_json
from analysis.vision.shading import Shading
from analysis.words import FINDINGS, REASONS
from tests.analysis.made_profiles import USUAL, made_couples, made_profile

TABLES = made_couples()
SPOTS = st.lists(st.floats(-0.1, 0.1), min_size=3, max_size=8)


def report(profiles: list[Profile]) -> SeriesReport:
    return batch.report(profiles, tables=TABLES)


def codes(results: tuple[Result, ...]) -> set[str]:
    return {finding.code for result in results for finding in result.findings}


def a_set(count: int = 5) -> list[Profile]:
    """Pictures of one person that differ as real ones do."""
    numbers = np.random.default_rng(3)
    return [
        made_profile(
            f"picture {number}",
            embedding=numbers.normal(0, 0.35 / 16, 128),
            length=float(numbers.normal(0, 0.03)),
            expression=float(number % 3) / 2,
            yaw=6.0 * number - 10,
            colour=(65.0 + number, 15.0, 18.0),
            light=Shading(0.3 * number, 0.2, 0.8),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [3, 4, 9])
def test_in_a_set_of_one_picture_none_is_odd_and_none_is_away_from_the_others(count: int) -> None:
    told = report([made_profile(str(number)) for number in range(count)])
    assert [(member.odd, member.distance) for member in told.members] == [(False, 0.0)] * count
    assert codes(told.results) == {"batch_one_expression", "batch_one_template"}


def test_a_set_like_real_pictures_has_nothing_said_of_it() -> None:
    told = report(a_set())
    assert not any(member.odd for member in told.members)
    assert codes(told.results) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"embedding": 1.0}, "batch_another_face"),
        ({"length": 0.3}, "batch_other_proportions"),
        ({"colour": (35.0, 15.0, 18.0)}, "batch_other_tone"),
    ],
)
def test_the_foreign_picture_is_marked_and_what_sets_it_apart_is_named(change: dict[str, float], code: str) -> None:
    told = report([*(made_profile(str(number)) for number in range(3)), made_profile("foreign", **change)])
    assert [member.name for member in told.members if member.odd] == ["foreign"]
    assert codes(told.members[3].results) == {code}
    assert not any(codes(member.results) for member in told.members[:3])


@given(SPOTS, st.floats(0.2, 2), st.floats(0, 2))
@settings(max_examples=40, deadline=None)
def test_further_out_is_never_nearer_and_never_less_odd(spots: list[float], away: float, more: float) -> None:
    others = [made_profile(str(number), embedding=spot) for number, spot in enumerate(spots)]
    near, far = (report([*others, made_profile("last", embedding=place)]).members[-1] for place in (away, away + more))
    assert near.distance is not None
    assert far.distance is not None
    assert far.distance >= near.distance - 1e-9
    assert far.odd or not near.odd


@given(st.lists(st.floats(0, 2), min_size=3, max_size=7), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_pictures_changes_nothing(spots: list[float], shuffle: random.Random) -> None:
    profiles = [made_profile(str(number), embedding=spot) for number, spot in enumerate(spots)]
    shuffled = shuffle.sample(profiles, len(profiles))
    told, again = report(profiles), report(shuffled)
    by_name = {member.name: member for member in again.members}
    assert [member.name for member in again.members] == [profile.name for profile in shuffled]
    assert all(by_name[member.name] == member for member in told.members)
    assert told.results == again.results


def test_where_every_picture_is_far_from_every_other_the_set_drifts_and_none_is_odd() -> None:
    apart_from_all = [made_profile(str(number), embedding=np.eye(128)[number]) for number in range(4)]
    told = report(apart_from_all)
    assert not any(member.odd or codes(member.results) for member in told.members)
    assert all(member.distance is not None and member.distance > 1 for member in told.members)
    (finding,) = [finding for result in told.results for finding in result.findings if "differ" in finding.code]
    assert finding.code == "batch_faces_differ"
    assert finding.severity is Severity.MODERATE


def test_what_stands_apart_does_not_make_the_rest_drift() -> None:
    told = report([*a_set(4), replace(made_profile("foreign", embedding=2.0), taken="")])
    assert told.members[-1].odd
    assert "batch_faces_differ" not in codes(told.results)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_pictures_say_so(count: int) -> None:
    told = report([made_profile(str(number)) for number in range(count)])
    assert {result.reason for result in told.results} == {"batch_too_few"}
    assert all(member.distance is None and not member.odd for member in told.members)


def test_black_and_white_says_nothing_of_skin() -> None:
    told = report([replace(profile, colour=None, monochrome=True) for profile in a_set(4)])
    tone = [result for member in told.members for result in member.results if result.analyzer == "batch_tone"]
    assert {(result.status, result.reason) for result in tone} == {(Status.NOT_APPLICABLE, "black_and_white")}
    assert all(member.distance is not None for member in told.members)


def test_skin_is_not_compared_under_another_light() -> None:
    lit = [replace(made_profile(str(number)), light=Shading(2.0 * number, 0.0, 0.8)) for number in range(4)]
    assert apart.tone(lit[0], lit[1]) is None
    told = report(lit)
    of_pictures = {result.reason for it in told.members for result in it.results if result.analyzer == "batch_tone"}
    assert of_pictures == {"batch_light_differs"}
    assert [result.reason for result in told.results if result.analyzer == "batch_tone"] == ["batch_no_two_lights"]


def test_a_refused_picture_keeps_its_place_and_takes_no_other_with_it() -> None:
    told = batch.report(
        [made_profile("a"), Refused("b", "No face."), made_profile("c"), made_profile("d")], tables=TABLES
    )
    assert [(member.name, member.refused) for member in told.members] == [
        ("a", ""), ("b", "No face."), ("c", ""), ("d", "")
    ]  # fmt: skip
    assert told.members[1].picture is None
    assert told.members[2].distance == 0.0


def test_a_mistake_in_one_question_leaves_the_others_answered() -> None:
    broken = replace(made_profile("broken"), colour=(math.nan, 0.0, 0.0))
    told = report([broken, *(made_profile(str(number)) for number in range(3))])
    by_name = {result.analyzer: result.status for result in told.members[0].results}
    assert by_name == {"batch_likeness": Status.OK, "batch_proportions": Status.OK, "batch_tone": Status.FAILED}


def test_a_report_comes_back_from_json_as_it_was_and_holds_no_embedding() -> None:
    told = report([*a_set(4), made_profile("foreign", embedding=0.123456789)])
    text = json.dumps(to_json(told))
    assert from_json(SeriesReport, json.loads(text)) == told
    assert "embedding" not in text
    assert "0.123456789" not in text


def test_another_version_of_a_question_is_another_engine() -> None:
    first, *others = batch.QUESTIONS
    assert fingerprint(batch.QUESTIONS) == batch.ENGINE
    assert fingerprint((replace(first, version=first.version + 1), *others)) != batch.ENGINE


def test_everything_that_can_be_said_has_its_words() -> None:
    named = {trait.odd for trait in batch.TRAITS} | {trait.drifts for trait in batch.TRAITS}
    assert named | {"batch_one_expression", "batch_one_template"} <= FINDINGS.keys()
    assert {trait.alone for trait in batch.TRAITS} | {trait.in_set for trait in batch.TRAITS} <= REASONS.keys()
    assert {"batch_too_few", "black_and_white"} <= REASONS.keys()


def test_a_limit_lies_beyond_every_real_couple_as_its_words_say() -> None:
    tables = engine.nulls()
    for trait in batch.TRAITS:
        limit = tables.couple_limit(trait.figure, trait.share)
        assert limit is not None
        assert limit > max(float(row[trait.figure]) for row in tables.couples if row[trait.figure])


def test_tables_that_never_saw_enough_real_couples_say_so() -> None:
    told = batch.report(a_set(4), tables=Nulls((), ()))
    assert {result.reason for member in told.members for result in member.results} == {"not_calibrated"}
    assert USUAL.keys() == apart.FIGURES.keys()
