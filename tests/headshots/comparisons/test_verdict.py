"""The sentence above the list: likeness first, never beyond the answers, never about how a picture was made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from headshots.comparisons import verdict
from headshots.comparisons.evidence import Band, DimensionView, Evidence, Pair


def evidence(**bands: Band) -> Evidence:
    nothing: dict[str, Any] = {"findings": (), "readings": (), "abstentions": (), "failed": False, "layers": ()}
    rows = tuple(DimensionView(id=name, name=name.capitalize(), band=band, **nothing) for name, band in bands.items())
    return Evidence(
        measuring=False,
        failure="",
        alone=False,
        refused="",
        stage_width=5,
        stage_height=4,
        stage=Pair(),
        dimensions=rows,
    )


@pytest.mark.parametrize(
    ("bands", "headline"),
    [
        ({"likeness": Band.STRONG}, "The face here is far from the one in your photograph."),
        ({"skin": Band.STRONG, "likeness": Band.MODERATE}, "Close, but it is not quite you."),
        ({"skin": Band.STRONG, "likeness": Band.SLIGHT}, "Beside your photograph, the difference shows in the skin."),
        (
            {"skin": Band.STRONG, "background": Band.STRONG, "light": Band.STRONG, "body": Band.SLIGHT},
            "Beside your photograph, the difference shows in the skin, background and light.",
        ),
        ({"skin": Band.MODERATE, "light": Band.SLIGHT}, "Near to your photograph, with a difference in the skin."),
        ({"light": Band.SLIGHT}, "Very near to your photograph, with a small difference in the light."),
        ({"skin": Band.NONE, "light": Band.UNKNOWN}, "In what could be measured, we found no difference."),
        ({"provenance": Band.NOTE}, "In what could be measured, we found no difference."),
        ({"skin": Band.UNKNOWN}, "These two pictures do not let us tell."),
    ],
)
def test_the_headline_says_what_the_list_shows(bands: dict[str, Band], headline: str) -> None:
    assert verdict.of(evidence(**bands)).headline == headline


def test_the_text_counts_answers_and_questions_left_open() -> None:
    said = verdict.of(evidence(skin=Band.STRONG, background=Band.NONE, light=Band.UNKNOWN, body=Band.UNKNOWN)).text
    assert "There is a difference in 1 of 2 answers." in said
    assert "2 questions cannot be answered from these pictures." in said
    assert said.endswith("If it was made with AI, say so where you use it.")


def test_where_the_face_is_far_off_the_page_asks_whether_it_is_one_person() -> None:
    asked = "Are these two pictures of the same person?"
    assert verdict.of(evidence(likeness=Band.STRONG)).text.startswith(asked)
    assert asked not in verdict.of(evidence(likeness=Band.MODERATE)).text


def test_where_nothing_differs_disclosure_is_not_urged() -> None:
    assert verdict.of(evidence(skin=Band.NONE, light=Band.NONE)).text == "None of the 2 answers shows a difference."


def test_a_failure_is_said_in_its_own_words() -> None:
    failed = replace(evidence(skin=Band.UNKNOWN), failure="No face was found.")
    assert verdict.of(failed).text == "No face was found."


def test_a_picture_alone_says_how_little_that_is_before_and_after() -> None:
    alone = replace(evidence(skin=Band.SLIGHT, light=Band.USUAL, expression=Band.UNKNOWN), alone=True)
    said = verdict.of(alone)
    assert said.headline == "By itself, a little stands out in the skin."
    assert "in 1 of 2 answers" in said.text
    assert "at most a slight finding" in said.banner
    assert verdict.of(replace(alone, failure="No face was found.")).text == "No face was found."
    assert verdict.of(replace(alone, measuring=True)).banner == said.banner
    assert verdict.of(evidence(skin=Band.SLIGHT)).banner == ""


@pytest.mark.parametrize("band", list(Band))
def test_no_verdict_speaks_of_fakes(band: Band) -> None:
    spoken = verdict.of(evidence(skin=band, likeness=band))
    said = f"{spoken.headline} {spoken.text}".lower()
    assert not any(word in said for word in ("fake", "this is ai", "generated", "!"))
