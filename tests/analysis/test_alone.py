"""A picture that stands alone: less is said of it, on half the budget, and nothing is ever more than slight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import engine, nulls
from analysis.alignment import ABOVE_EYES, BELOW_EYES, place
from analysis.analyzer import Measured
from analysis.analyzers import expression_eyes, light_direction, provenance, surface_alone
from analysis.analyzers.surface_alone import PREFIX, UNITS, UNUSUAL
from analysis.errors import NotApplicable
from analysis.nulls import ALONE, ALONE_BUDGET, ALONE_LEADING, ALONE_QUESTIONS, SLIGHT, Nulls
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.registry import ALONE_ANALYZERS, PHOTO_ANALYZERS
from analysis.simulate import Kind, Scene, inject
from analysis.types import (
    ComparisonReport,
    Confidence,
    Dimension,
    Finding,
    Measurement,
    Result,
    Severity,
    Status,
    Unit,
    from_json,
    to_json,
)
from analysis.usual import RELIEF, USUAL
from analysis.words import FINDINGS, MEASUREMENTS, REASONS, alone
from analysis.words.verdict import Row
from tests.analysis.astronaut import astronaut, turned
from tests.analysis.made_nulls import QUALITY, made_nulls
from tests.analysis.shared import SHARED

FOLDER = SHARED / "portraits" / "real"
FIGURES = {
    expression_eyes.OFFSET: Unit.IRIS_RADII,
    light_direction.SIDE: Unit.STOPS,
    light_direction.CATCHLIGHT: Unit.IRIS_RADII,
    light_direction.CONTRADICTION: Unit.IRIS_RADII,
}
KEYS = [
    *FIGURES,
    *(PREFIX + key for key in USUAL),
    UNUSUAL,
    *(f"provenance.{rule.fact}" for rule in provenance._RULES),
]


def figure(key: str, away: float) -> Measurement:
    """One of the five, `away` standard deviations beyond real photographs."""
    usual = USUAL[key]
    plain = usual.middle + usual.sign * away * usual.spread
    value = 2.0**plain if key in surface_alone.LOGARITHMIC else plain
    return Measurement(key=PREFIX + key, value=value, unit=UNITS[key])


def judged(total: float, tables: Nulls | None = None, *, out: str = "", away: float = 0.0) -> tuple[Finding, ...]:
    """A sum, where one figure lies `away` from what is usual and all others do not."""
    figures = [figure(key, away if key == out else 0.0) for key in USUAL]
    summed = Measurement(key=UNUSUAL, value=total, unit=Unit.STANDARD_DEVIATIONS)
    return surface_alone.judge(
        Measured(measurements=(summed, *figures), quality=QUALITY), tables or made_nulls(UNUSUAL, spread=1.0)
    )


def test_everything_that_may_be_said_shares_half_the_budget_of_a_pair() -> None:
    assert nulls.REPORT_BUDGET / 2 == ALONE_BUDGET
    assert pytest.approx(ALONE_BUDGET) == ALONE_LEADING + ALONE_QUESTIONS * ALONE
    asked = {analyzer.id for analyzer in (*ALONE_ANALYZERS, *PHOTO_ANALYZERS)} - {"surface_alone", "provenance"}
    assert len(asked) == ALONE_QUESTIONS


@pytest.mark.parametrize("key", USUAL)
def test_the_figure_furthest_out_tells_it_and_has_words(key: str) -> None:
    (finding,) = judged(5.0, out=key, away=3.0)
    assert finding.code == PREFIX + USUAL[key].code
    assert (finding.severity, finding.confidence) == (Severity.SLIGHT, Confidence.LOW)
    for text in (FINDINGS[finding.code].headline, FINDINGS[finding.code].what_we_see):
        assert "{" not in text.format(**finding.facts)
    assert len(FINDINGS[finding.code].headline.split()) <= 8
    assert set(finding.evidence) <= set(MEASUREMENTS)
    assert set(finding.caveats) <= set(REASONS)


def test_a_usual_face_is_left_in_peace() -> None:
    assert judged(0.0) == judged(1.5, out=RELIEF, away=1.5) == judged(-6.0) == ()


def test_nothing_is_said_without_real_photographs_of_a_consult() -> None:
    table = made_nulls(UNUSUAL, spread=1.0)
    studio = replace(table, photos=tuple({**row, "session": nulls.ONE_SESSION} for row in table.photos))
    with pytest.raises(NotApplicable, match="not_calibrated"):
        judged(9.0, studio)


def test_catchlights_are_held_to_a_stricter_share() -> None:
    """Out where one real picture in forty is: said of a side of a pair, not of a picture that stands alone."""
    table = made_nulls(expression_eyes.OFFSET, spread=0.2)
    measured = Measured(
        measurements=(Measurement(key=expression_eyes.OFFSET, value=0.4, unit=Unit.IRIS_RADII),), quality=QUALITY
    )
    standing = table.photo(expression_eyes.OFFSET, 0.4, QUALITY)
    assert standing is not None
    assert ALONE < standing.above < SLIGHT
    assert expression_eyes.judge(measured, table)
    assert expression_eyes.judge(measured, table.for_alone()) == ()
    assert table.for_alone().without("source 1").times == SLIGHT / ALONE


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.sampled_from(KEYS), st.floats(1e-6, 99)),
    st.sampled_from([*ALONE_ANALYZERS, *PHOTO_ANALYZERS]),
)
def test_no_figure_whatever_makes_more_than_a_slight_finding(given_figures: dict[str, float], analyzer: object) -> None:
    """The judges as they are, on tables in which next to nothing is usual."""
    asked = next(item for item in (*ALONE_ANALYZERS, *PHOTO_ANALYZERS) if item is analyzer)
    units = {**FIGURES, **{PREFIX + key: unit for key, unit in UNITS.items()}}
    figures = tuple(
        Measurement(key=key, value=value, unit=units.get(key, Unit.COUNT)) for key, value in given_figures.items()
    )
    result = Result(
        analyzer=asked.id,
        version=asked.version,
        dimension=asked.dimension,
        status=Status.OK,
        measurements=figures,
        quality=QUALITY,
    )
    table = made_nulls(UNUSUAL, *FIGURES, spread=1e-3)
    try:
        told = engine.at_most_slight(engine.rejudge(result, table.for_alone()))
    except KeyError:  # the leading figure is not among them: no such result is ever measured
        return
    assert all(finding.severity.rank <= Severity.SLIGHT.rank for finding in told.findings)


def test_a_strong_finding_becomes_slight_and_a_note_stays_one() -> None:
    found = [
        Finding(code="c", dimension=Dimension.PROVENANCE, severity=severity, confidence=Confidence.HIGH)
        for severity in Severity
    ]
    result = Result(
        analyzer="provenance", version=1, dimension=Dimension.PROVENANCE, status=Status.OK, findings=tuple(found)
    )
    told = engine.at_most_slight(result).findings
    assert [finding.severity for finding in told] == [Severity.NOTE, *[Severity.SLIGHT] * 3]


def test_the_engine_looks_at_a_picture_alone() -> None:
    said: list[str] = []
    photo = engine.inspect(astronaut()).report
    report = engine.look_at_alone(astronaut(), photo, on_result=lambda result: said.append(result.analyzer)).report
    assert report.reference is None
    assert report.photos == (report.subject,)
    assert said == [analyzer.id for analyzer in (*ALONE_ANALYZERS, *PHOTO_ANALYZERS)]
    assert [result.analyzer for result in report.results] == [analyzer.id for analyzer in ALONE_ANALYZERS]
    assert from_json(ComparisonReport, to_json(report)) == report
    with pytest.raises(ValueError, match="alone"):
        report.side(on_reference=True)


def test_it_lies_on_a_stage_of_its_own_eyes_level() -> None:
    tilted = turned(degrees=18.0, scale=1.5)
    alignment = place(tilted)
    d, e, f = alignment.subject_to_stage[3:]
    irises = [tilted.mesh.xy[index] for index in (468, 473)]
    heights = [d * x + e * y + f for x, y in irises]
    assert heights[0] == pytest.approx(heights[1], abs=0.03 * alignment.stage_iris_distance)
    assert heights[0] == pytest.approx(
        ABOVE_EYES / (ABOVE_EYES + BELOW_EYES) * alignment.stage_height, abs=0.1 * alignment.stage_iris_distance
    )
    with pytest.raises(ValueError, match="alone"):
        alignment.to_stage(on_reference=True)


def test_small_faces_abstain() -> None:
    with pytest.raises(NotApplicable, match="face_too_small"):
        surface_alone.measure(astronaut())


@pytest.mark.portraits
def test_smoothing_a_real_portrait_moves_the_sum_outwards() -> None:
    path = next(iter(sorted(FOLDER.glob("*"))), None)
    if path is None:
        pytest.skip("the shared portraits are not here")
    scene = Scene(Portrait.of(open_photo(path.read_bytes())))
    sums = [
        surface_alone.measure(inject(scene, Kind.SKIN_SMOOTHING, strength=strength).portrait())[UNUSUAL].value
        for strength in (0.01, 0.5, 1.0)
    ]
    assert sums[0] < sums[1] < sums[2]


def test_the_words_claim_what_the_list_shows() -> None:
    skin, light = Dimension.SKIN, Dimension.LIGHT
    found = [Row(skin, Severity.SLIGHT, answered=True), Row(light, None, answered=True)]
    assert alone.headline(found) == "By itself, a little stands out in the skin."
    assert alone.text(found).startswith(
        "Something stands out from photographs in general in 1 of 2 answers. That is a hint and no proof."
    )
    assert alone.headline(found[1:]) == "By itself, nothing stands out in what could be measured."
    assert alone.headline([Row(skin, None, answered=False)]) == "This picture alone does not let us tell."
