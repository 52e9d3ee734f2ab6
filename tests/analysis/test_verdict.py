"""One verdict for the page and the command line: likeness first, calm, never beyond the answers."""

from __future__ import annotations

import pytest

from analysis.types import Confidence, Dimension, Finding, Severity
from analysis.words import FINDINGS, verdict, words_of
from analysis.words.verdict import Row

SKIN, LIGHT, LIKENESS = Dimension.SKIN, Dimension.LIGHT, Dimension.LIKENESS


def rows(**bands: Severity | None) -> list[Row]:
    return [Row(Dimension(name), band, answered=True) for name, band in bands.items()]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (rows(skin=Severity.STRONG), "Beside your photograph, the difference shows in the skin."),
        (
            rows(skin=Severity.SLIGHT, light=Severity.SLIGHT),
            "Very near to your photograph, with a small difference in the skin and light.",
        ),
        (rows(skin=None), "In what could be measured, we found no difference."),
        ([Row(SKIN, None, answered=False)], "These two pictures do not let us tell."),
        (rows(skin=Severity.STRONG, likeness=Severity.MODERATE), "Close, but it is not quite you."),
        (
            rows(skin=Severity.STRONG, likeness=Severity.STRONG),
            "The face here is far from the one in your photograph.",
        ),
    ],
)
def test_it_claims_what_the_list_shows(given: list[Row], expected: str) -> None:
    assert verdict.headline(given) == expected


def test_an_edited_photograph_is_called_that_and_nobody_is_asked_who_it_shows() -> None:
    likeness = Row(LIKENESS, Severity.STRONG, answered=True, edited=True)
    given = [Row(SKIN, Severity.STRONG, answered=True), likeness]
    assert verdict.headline(given) == "Your own photograph, edited: it shows in the likeness."
    assert "same person" not in verdict.text(given)
    assert "same person" in verdict.text(rows(likeness=Severity.STRONG))


def test_what_is_only_worth_knowing_is_no_difference() -> None:
    assert verdict.text(rows(light=Severity.NOTE)) == "The one answer shows no difference."


def test_how_a_picture_was_made_is_left_open() -> None:
    assert "If it was made with AI" in verdict.text(rows(skin=Severity.STRONG))


class Loud:
    """A language in which everything is said in capitals; fields stay what they are."""

    def gettext(self, message: str, /) -> str:
        return (
            message.upper().replace("{WHERE}", "{where}").replace("{COUNT}", "{count}").replace("{DIFFER}", "{differ}")
        )

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        return self.gettext(singular if number == 1 else plural)


def test_every_sentence_is_translated() -> None:
    for band in (Severity.STRONG, None):
        for row in (Row(SKIN, band, answered=True), Row(SKIN, None, answered=False)):
            given = [row, Row(LIGHT, None, answered=False)]
            said = verdict.headline(given, Loud()) + verdict.text(given, Loud())
            assert said.replace("sKIN", "SKIN") == said.upper()


@pytest.mark.parametrize(("band", "asks"), [(Severity.MODERATE, False), (Severity.STRONG, True)])
def test_a_face_far_off_is_not_called_close(band: Severity, asks: bool) -> None:
    found = Finding(code="likeness_distance", dimension=LIKENESS, severity=band, confidence=Confidence.FAIR)
    words = words_of(found)
    assert ("same person?" in words.what_we_see) is asks
    assert words.headline.startswith("Close") is not asks


def test_words_of_a_band_belong_to_a_finding() -> None:
    for code in FINDINGS:
        finding, _, band = code.rpartition(".")
        if band in list(Severity):
            assert finding in FINDINGS
