"""What a row says where nothing differs, and where both files say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from analysis.types import Dimension, Severity
from headshots.comparisons import actions, presenting
from headshots.comparisons.evidence import Band, DimensionView, Evidence
from headshots.comparisons.models import Comparison
from tests.headshots import factories, reports
from tests.headshots.reports import OWN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)


def row(evidence: Evidence, name: str) -> DimensionView:
    return next(dimension for dimension in evidence.dimensions if dimension.id == name)


def test_a_row_without_a_difference_says_what_agrees_and_what_is_open() -> None:
    _, tone, gaze = reports.report().results
    blind = replace(gaze, analyzer="skin_texture", dimension=Dimension.SKIN)
    plain = replace(reports.report(), results=(blind, replace(tone, findings=())))
    comparison = reports.done(factories.comparison(), plain)
    skin = row(presenting.for_studio(comparison), "skin")
    assert skin.band is Band.NONE
    assert skin.agreement == "Tone as between two photographs of you"
    shown = render_to_string("components/dimension.html", {"dimension": skin})
    closed = shown[: shown.index("</summary>")]
    assert skin.agreement in closed
    assert "Fine texture: can’t tell. The face is 43 pixels wide." in closed
    assert "agrees with the photograph" not in shown


def test_a_hidden_fault_of_the_photograph_is_not_turned_into_praise() -> None:
    comparison = reports.done(factories.comparison())
    actions.hide_finding(comparison, OWN, hidden=True)
    background = row(presenting.for_client(comparison), "background")
    assert (background.band, background.findings, background.agreement) == (Band.NONE, (), "")


def silent_files() -> Comparison:
    """Of both files the same is said of their origin."""
    report = reports.report()
    (edge,) = report.side(on_reference=True).results
    finding = replace(edge.findings[0], dimension=Dimension.PROVENANCE, severity=Severity.NOTE)
    origin = replace(edge, analyzer="provenance", dimension=Dimension.PROVENANCE, findings=(finding,))
    subject, reference = (replace(photo, results=(origin,)) for photo in report.photos)
    return reports.done(factories.comparison(), replace(report, subject=subject, reference=reference))


def test_what_both_files_say_alike_is_said_once() -> None:
    (said,) = row(presenting.for_studio(silent_files()), "provenance").findings
    assert (said.key, said.side) == ("subject.provenance.halo", "both")
    assert "Of both files:" in render_to_string("components/finding.html", {"finding": said})


def test_what_is_said_of_both_files_is_hidden_for_both() -> None:
    comparison = silent_files()
    actions.hide_finding(comparison, "subject.provenance.halo", hidden=True)
    assert "provenance" not in [item.id for item in presenting.for_client(comparison).dimensions]


def test_one_that_was_hidden_by_itself_is_not_told_again_of_both() -> None:
    comparison = silent_files()
    actions.hide_finding(comparison, "reference.provenance.halo", hidden=True)
    (said,) = row(presenting.for_client(comparison), "provenance").findings
    assert said.side == "subject"
