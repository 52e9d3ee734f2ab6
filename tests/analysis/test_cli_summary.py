"""The plain-text page: bands, numbers and words of a report, without a picture."""

from __future__ import annotations

from dataclasses import replace

from analysis.cli import summary
from analysis.cli.listing import Side, answers
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
)
from analysis.words import verdict
from analysis.words.verdict import Row

PICTURE = Picture(
    width=100,
    height=100,
    iris_distance=20.0,
    subject_box=Region(0.2, 0.2, 0.8, 0.8),
    left_iris=(0.4, 0.4),
    right_iris=(0.6, 0.4),
    yaw=0.0,
    pitch=0.0,
    roll=0.0,
)


def _result(
    dimension: Dimension, *severities: Severity, status: Status = Status.OK, reason: str = "", analyzer: str = ""
) -> Result:
    findings = tuple(
        Finding(
            code="skin_smoother",
            dimension=dimension,
            severity=severity,
            confidence=Confidence.HIGH,
            facts={"kept": 0.4},
            subject_regions=(Region(0.1, 0.1, 0.2, 0.2),),
        )
        for severity in severities
    )
    figure = Measurement(key="skin.grain", value=-1.3, unit=Unit.OCTAVES, subject=-3.1, reference=-1.8)
    return Result(
        analyzer=analyzer or f"{dimension}_{len(severities)}",
        version=1,
        dimension=dimension,
        status=status,
        findings=findings,
        measurements=(figure,) if status is Status.OK else (),
        reason=reason,
        facts={"pixels": 40.0, "needed": 70.0, "degrees": 31.0},
    )


def _report(
    *pair: Result, subject: tuple[Result, ...] = (), reference: tuple[Result, ...] = (), refused: str = ""
) -> ComparisonReport:
    identity = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    return ComparisonReport(
        engine="e",
        subject=PhotoReport(engine="e", picture=PICTURE, results=subject),
        reference=PhotoReport(engine="e", picture=PICTURE, results=reference),
        alignment=Alignment(
            stage_width=100,
            stage_height=100,
            subject_to_stage=identity,
            reference_to_stage=identity,
            stage_iris_distance=120.0,
            residual=0.0,
            pose_difference=31.0,
            refused=refused,
        ),
        results=pair,
    )


def _page(report: ComparisonReport) -> str:
    return summary.comparison(report, subject="a.jpg", reference="b.jpg")


def test_numbers_run_through_the_dimensions_strongest_first() -> None:
    report = _report(
        _result(Dimension.LIGHT, Severity.SLIGHT),
        _result(Dimension.SKIN, Severity.SLIGHT, Severity.STRONG),
    )
    skin, light = answers(report)
    assert [(item.number, item.finding.severity) for item in skin.findings] == [
        (1, Severity.STRONG),
        (2, Severity.SLIGHT),
    ]
    assert [item.number for item in light.findings] == [3]


def test_a_band_is_that_of_the_strongest_finding() -> None:
    page = _page(_report(_result(Dimension.SKIN, Severity.MODERATE, Severity.SLIGHT)))
    assert "◈ Skin: moderate" in page
    assert "1. ◈ Skin keeps 40% of your detail (moderate, high confidence)" in page
    assert "AI 41%, your photograph 100%, difference −59%" in page


def test_a_finding_on_the_photograph_alone_is_told_and_does_not_count_against_the_other() -> None:
    report = _report(_result(Dimension.SKIN), reference=(_result(Dimension.SKIN, Severity.STRONG),))
    (skin,) = answers(report)
    assert skin.band is None
    assert skin.findings[0].side is Side.REFERENCE
    assert skin.findings[0].on_subject == ()
    assert len(skin.findings[0].on_reference) == 1
    assert "– Skin: no difference" in _page(report)
    assert "Your photograph: Skin keeps 40%" in _page(report)


def test_a_photograph_that_was_measured_alone_answers_nothing() -> None:
    unseen = _result(Dimension.EXPRESSION, status=Status.NOT_APPLICABLE, reason="face_too_small")
    report = _report(unseen, reference=(_result(Dimension.EXPRESSION),))
    assert "? Expression: can’t tell" in _page(report)


def test_what_cannot_be_told_says_why_and_what_would_help() -> None:
    unseen = _result(Dimension.SKIN, status=Status.NOT_APPLICABLE, reason="face_too_small")
    page = _page(_report(unseen, unseen))
    assert "? Skin: can’t tell" in page
    assert page.count("The face is 40 pixels between the eyes; this needs 70.") == 1
    assert "Use the largest version" in " ".join(page.split())


def test_each_dimension_says_how_long_it_took() -> None:
    skin = replace(_result(Dimension.SKIN), seconds=0.25)
    page = _page(_report(skin, skin, replace(_result(Dimension.LIGHT), seconds=0.04)))
    assert "– Skin: no difference (0.50 s)" in page
    assert "– Light: no difference (0.04 s)" in page


def test_a_failure_leaves_the_other_answer_standing() -> None:
    broken = _result(Dimension.SKIN, status=Status.FAILED, reason="failed")
    page = _page(_report(broken, _result(Dimension.SKIN)))
    assert "– Skin: no difference" in page
    assert "Skin: can’t tell. Something went wrong" in page


def test_an_answer_that_is_partly_missing_says_what_agrees_and_which_question_is_open() -> None:
    unseen = _result(Dimension.SKIN, status=Status.NOT_APPLICABLE, reason="face_too_small", analyzer="skin_texture")
    page = _page(_report(unseen, _result(Dimension.SKIN, analyzer="skin_tone")))
    assert "– Skin: Tone as between two photographs of you" in page
    assert "Fine texture: can’t tell. The face is 40 pixels between the eyes; this needs 70." in page


def test_a_photograph_by_itself_is_no_side_of_a_pair() -> None:
    unseen = _result(
        Dimension.EXPRESSION, status=Status.NOT_APPLICABLE, reason="no_catchlights", analyzer="expression_eyes"
    )
    page = summary.photograph(PhotoReport(engine="e", picture=PICTURE, results=(unseen,)), name="a.jpg")
    assert "Catchlights: can’t tell. No clear reflection" in page


def test_the_page_begins_with_the_verdict_of_the_list() -> None:
    page = _page(_report(_result(Dimension.SKIN, Severity.STRONG), _result(Dimension.LIGHT)))
    rows = [Row(Dimension.SKIN, Severity.STRONG, True), Row(Dimension.LIGHT, None, True)]
    assert " ".join(page.split()).startswith(f"a.jpg beside b.jpg {verdict.headline(rows)} {verdict.text(rows)}")


def test_faces_that_cannot_be_laid_over_each_other_are_said_to_be_so() -> None:
    assert "31° apart" in _page(_report(_result(Dimension.SKIN), refused="pose_differs"))
