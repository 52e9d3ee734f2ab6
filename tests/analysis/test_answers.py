"""What is said where nothing differs, and of what could not be told: never more than was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.registry import ALONE_ANALYZERS, EXTRA_ANALYZERS, PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.series import batch, sources
from analysis.types import Confidence, Dimension, Finding, Measurement, Result, Severity, Status, Unit
from analysis.words import QUESTIONS, REASONS, Reason, answers
from analysis.words.questions import AGREES

REGISTERED = {
    **{analyzer.id: analyzer.dimension for analyzer in PAIR_ANALYZERS},
    **{analyzer.id: analyzer.dimension for analyzer in PHOTO_ANALYZERS},
    **{analyzer.id: analyzer.dimension for analyzer in ALONE_ANALYZERS},
    **{analyzer.id: analyzer.dimension for analyzer in EXTRA_ANALYZERS},
    **{question.id: question.dimension for question in (*sources.QUESTIONS, *batch.QUESTIONS)},
}
SMALL, DARK = "face_too_small", "no_catchlights"


def explain(result: Result) -> Reason:
    return REASONS[result.reason]


def result(analyzer: str, *, reason: str = "", figure: str = "", found: bool = False) -> Result:
    dimension = REGISTERED.get(analyzer, Dimension.SKIN)
    finding = Finding(code="c", dimension=dimension, severity=Severity.SLIGHT, confidence=Confidence.FAIR)
    return Result(
        analyzer=analyzer,
        version=1,
        dimension=dimension,
        status=Status.NOT_APPLICABLE if reason else Status.OK,
        reason=reason,
        findings=(finding,) if found else (),
        measurements=(Measurement(key=figure, value=0.0, unit=Unit.COUNT),) if figure else (),
    )


def test_every_analyzer_has_a_question_and_no_question_is_left_over() -> None:
    assert QUESTIONS.keys() == REGISTERED.keys()
    for together in AGREES:
        assert together <= REGISTERED.keys()
        assert len({REGISTERED[analyzer] for analyzer in together}) == 1


def test_only_the_origin_of_a_file_has_nothing_to_agree_in() -> None:
    assert [name for name, question in QUESTIONS.items() if not question.agrees] == ["provenance"]


def test_no_sentence_says_that_two_pictures_agree_as_such() -> None:
    said = [question.agrees for question in QUESTIONS.values()] + list(AGREES.values())
    assert not any("agree" in sentence for sentence in said)


def test_a_whole_answer_has_one_sentence() -> None:
    results = [("pair", result(name)) for name in ("background_edge", "background_focus", "background_grain")]
    assert answers.agreement(results) == "Outline, blur and grain as natural as in your photograph"


def test_what_was_not_told_is_not_claimed() -> None:
    results = [("pair", result("background_edge")), ("pair", result("background_focus", reason=SMALL))]
    assert answers.agreement(results) == "The outline ends as it does in your photograph"


def test_what_differs_is_not_claimed_either_on_whichever_side() -> None:
    results = [("subject", result("expression_eyes")), ("reference", result("expression_eyes", found=True))]
    assert answers.agreement(results) == ""


@pytest.mark.parametrize(("figure", "told"), [("light.side", False), ("light.catchlight_side", True)])
def test_an_answer_without_the_figure_it_rests_on_tells_nothing(figure: str, told: bool) -> None:
    light = result("light_direction", figure=figure)
    assert answers.tells(light) is told
    assert bool(answers.agreement([("subject", light)])) is told


def test_equal_reasons_are_told_once_with_the_names_of_their_questions() -> None:
    results = [("pair", result("skin_texture", reason=SMALL)), ("pair", result("skin_tone", reason=SMALL))]
    (untold,) = answers.untold(results, explain)
    assert untold.about == "Fine texture; Skin tone"


def test_questions_that_need_more_and_less_of_one_thing_are_told_together_with_what_does_for_all() -> None:
    results = [
        ("pair", replace(result(analyzer, reason=SMALL), facts={"pixels": 43.0, "needed": needed}))
        for analyzer, needed in (("expression_smile", 60.0), ("expression_irises", 75.0))
    ]
    (untold,) = answers.untold(results, lambda item: Reason(sentence=f"{item.facts['needed']:.0f}"))
    assert (untold.about, untold.sentence) == ("Smile; Irises", "75")


def test_a_reason_of_one_picture_says_which() -> None:
    results = [("subject", result("expression_eyes")), ("reference", result("expression_eyes", reason=DARK))]
    (untold,) = answers.untold(results, explain)
    assert untold.about == "Catchlights, in your photograph"


def test_a_reason_of_both_pictures_names_neither() -> None:
    results = [(side, result("expression_eyes", reason=DARK)) for side in ("subject", "reference")]
    (untold,) = answers.untold(results, explain)
    assert untold.about == "Catchlights"


def test_an_analyzer_that_is_no_more_is_named_by_its_dimension() -> None:
    (untold,) = answers.untold([("pair", result("skin_strokes", reason=SMALL))], explain)
    assert untold.about == "Skin"
    assert answers.agreement([("pair", result("skin_strokes"))]) == ""


def test_glasses_are_not_stated_as_a_fact_and_their_picture_is_named_where_it_is_known() -> None:
    results = [("subject", result("expression_eyes", reason="glasses")), ("reference", result("expression_eyes"))]
    (untold,) = answers.untold(results, explain)
    assert untold.about == "Catchlights, in the AI headshot"
    assert untold.sentence.startswith("Something like the bridge of glasses")
