"""What a page shows of a report: words, places, bands, and what is kept from the client."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string

from analysis import words
from analysis.registry import PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import Dimension, Result, Severity, Status, to_json
from headshots.comparisons import actions, page, presenting, reading, wording
from headshots.comparisons.evidence import Band, DimensionView, Evidence, FindingView, Mark
from headshots.comparisons.models import Comparison, Kind
from tests.headshots import factories, reports
from tests.headshots.reports import LOSS, OWN, TONE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real catalogue is proved in tests/analysis; these tests must not change with it."""
    monkeypatch.setattr(wording, "FINDINGS", reports.CATALOGUE)
    monkeypatch.setattr(wording, "REASONS", reports.REASONS)
    monkeypatch.setattr(wording, "MEASUREMENTS", reports.MEASUREMENTS)


@pytest.fixture
def comparison() -> Comparison:
    return reports.done(factories.comparison())


def row(evidence: Evidence, name: str) -> DimensionView:
    return next(dimension for dimension in evidence.dimensions if dimension.id == name)


def finding(evidence: Evidence, key: str) -> FindingView:
    return next(item for item in evidence.findings if item.key == key)


def test_rows_are_in_the_order_of_the_questions(comparison: Comparison) -> None:
    evidence = presenting.for_studio(comparison)
    assert [dimension.id for dimension in evidence.dimensions] == ["skin", "background", "expression"]
    assert (evidence.measuring, evidence.failure, evidence.refused) == (False, "", "")


def test_a_row_says_how_long_it_took_to_measure(comparison: Comparison) -> None:
    assert row(presenting.for_studio(comparison), "skin").seconds == 0.75


def test_a_row_reads_as_its_strongest_difference(comparison: Comparison) -> None:
    assert row(presenting.for_studio(comparison), "skin").band is Band.STRONG


def test_a_finding_on_the_photograph_alone_is_shown_but_is_no_difference(comparison: Comparison) -> None:
    background = row(presenting.for_studio(comparison), "background")
    assert [item.key for item in background.findings] == [OWN]
    assert background.band is Band.NONE


def test_what_could_not_be_told_says_why(comparison: Comparison) -> None:
    expression = row(presenting.for_studio(comparison), "expression")
    assert expression.band is Band.UNKNOWN
    assert [(reason.about, reason.sentence) for reason in expression.abstentions] == [
        ("Expression", "The face is 43 pixels wide.")
    ]


def test_findings_are_numbered_by_question_and_strength(comparison: Comparison) -> None:
    evidence = presenting.for_studio(comparison)
    assert [(item.number, item.key) for item in evidence.findings] == [(1, TONE), (2, LOSS), (3, OWN)]


def test_a_finding_brings_the_heat_map_that_shows_it_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = reports.done(factories.comparison())
    assert finding(presenting.for_studio(comparison), LOSS).overlay == "skin_texture"
    monkeypatch.setattr(reading, "OFF_THE_MAP", {"loss"})
    assert finding(presenting.for_studio(comparison), LOSS).overlay == ""
    monkeypatch.undo()
    assert words.FINDINGS.keys() >= reading.OFF_THE_MAP


def test_a_finding_has_its_words_its_figures_and_its_caveats(comparison: Comparison) -> None:
    shown = finding(presenting.for_studio(comparison), LOSS)
    assert shown.headline == "loss headline"
    assert shown.what_we_see == "40% of the detail"
    assert shown.caveats == ("A near camera does this too.",)
    assert [(item.label, item.subject, item.reference, item.difference) for item in shown.readings] == [
        ("Fine detail", "41%", "100%", "−59%")
    ]


def test_both_photographs_figures_stand_side_by_side(comparison: Comparison) -> None:
    (reading,) = row(presenting.for_studio(comparison), "background").readings
    assert (reading.label, reading.subject, reading.reference, reading.difference) == ("Fringe", "3 px", "5 px", "")


def test_what_the_files_say_of_themselves_stands_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "NOTES", {"software": "Program"})
    report = reports.report()
    (edge,) = report.subject.results
    spoken = replace(report.subject, results=(replace(edge, notes={"software": "<b>Shop</b>", "unnamed": "x"}),))
    comparison = reports.done(factories.comparison(), replace(report, subject=spoken))
    _, note = row(presenting.for_studio(comparison), "background").readings
    assert (note.label, note.subject, note.reference) == ("Program", "<b>Shop</b>", "")


def test_a_place_lies_on_the_stage_in_percent(comparison: Comparison) -> None:
    """250–750 of 1000 file pixels, halved, on a stage of 500 × 400; the reference stands 100 to the right."""
    shown = finding(presenting.for_studio(comparison), LOSS)
    (subject,), (reference,) = shown.subject_marks, shown.reference_marks
    assert (subject.left, subject.top, subject.width, subject.height) == (25, 25, 50, 50)
    assert (reference.left, reference.width) == (45, 50)
    assert subject.points == "25.00,25.00 75.00,25.00 75.00,75.00 25.00,75.00"
    # Both marks together are nearly the whole stage, so the zoom goes to the larger one.
    assert shown.focus == Mark(left=12.5, top=12.5, width=75, height=75)


def test_of_marks_all_over_the_stage_the_zoom_shows_what_the_close_up_shows(comparison: Comparison) -> None:
    """The stage is 500 × 400 and sixty pixels to the iris distance."""
    comparison.artefacts.filter(kind=Kind.CLOSEUP).update(scale={"left": 2.0, "top": 1.0, "across": 1.5})
    assert finding(presenting.for_studio(comparison), LOSS).focus == Mark(
        left=16.12, top=9.38, width=33.75, height=33.75
    )


def test_a_finding_of_the_photograph_alone_is_marked_on_the_photograph(comparison: Comparison) -> None:
    shown = finding(presenting.for_studio(comparison), OWN)
    assert shown.subject_marks == ()
    assert len(shown.reference_marks) == 1


def test_what_is_amplified_says_so_with_the_factor_that_it_was_drawn_with(comparison: Comparison) -> None:
    comparison.artefacts.filter(kind=Kind.AMPLIFIED).update(scale={"factor": 2.5})
    amplified = finding(presenting.for_studio(comparison), LOSS).amplified
    assert amplified is not None
    assert amplified.pair.subject and amplified.pair.reference
    assert amplified.says == "Amplified 2.5 ×. Not how the picture looks."
    html = render_to_string("components/closeup.html", {"pair": amplified.pair, "amplified": amplified})
    assert html.count(f'. {amplified.says}"') == 2  # in the words that stand for either picture
    assert finding(presenting.for_studio(comparison), TONE).amplified is None


def test_an_overlay_has_its_name_and_its_scale(comparison: Comparison) -> None:
    (layer,) = row(presenting.for_studio(comparison), "skin").layers
    assert (layer.name, layer.low, layer.high) == ("Loss of fine detail", "ΔE 3.0", "ΔE 15.0")
    assert layer.pair.subject is not None
    assert layer.pair.reference is None


def test_faces_that_do_not_fit_are_not_laid_over_each_other() -> None:
    comparison = reports.done(factories.comparison(), reports.report(refused="pose_differs"))
    assert presenting.for_studio(comparison).refused == "31° apart."


def test_the_same_finding_twice_has_two_keys() -> None:
    report = reports.report()
    twice = replace(report.results[0], findings=report.results[0].findings * 2)
    comparison = reports.done(factories.comparison(), replace(report, results=(twice,)))
    keys = [item.key for item in presenting.for_studio(comparison).findings if item.side == "pair"]
    assert keys == [LOSS, f"{LOSS}.2"]


def test_what_is_hidden_is_gone_for_the_client_with_every_picture_of_it(comparison: Comparison) -> None:
    actions.hide_finding(comparison, LOSS, hidden=True)
    actions.note_finding(comparison, TONE, note="She is proud of her tan.")
    studio, client = presenting.for_studio(comparison), presenting.for_client(comparison)
    assert finding(studio, LOSS).hidden
    assert finding(studio, TONE).private_note == "She is proud of her tan."
    assert [(item.number, item.key) for item in client.findings] == [(1, TONE), (2, OWN)]
    assert "proud" not in repr(client)
    assert row(studio, "skin").readings, "TONE rests on the same figure, so it stays"
    assert row(client, "skin").layers == ()
    shown = set(page.shown_to_client(comparison).values_list("kind", "about"))
    assert shown == {(Kind.STAGE, ""), (Kind.ANNOTATED, "skin_tone")}
    actions.hide_finding(comparison, LOSS, hidden=False)
    assert page.shown_to_client(comparison).count() == comparison.artefacts.count()


def test_a_row_whose_every_difference_is_hidden_is_gone(comparison: Comparison) -> None:
    """Without it the row would tell the client that the pictures agree, which is not what was measured."""
    for key in (LOSS, TONE):
        actions.hide_finding(comparison, key, hidden=True)
    assert [item.id for item in presenting.for_client(comparison).dimensions] == ["background", "expression"]
    assert row(presenting.for_studio(comparison), "skin").band is Band.STRONG


def test_a_row_without_its_hidden_finding_does_not_tell_of_it(comparison: Comparison) -> None:
    actions.hide_finding(comparison, TONE, hidden=True)
    assert row(presenting.for_client(comparison), "skin").band is Band.MODERATE


def test_the_photographers_order_decides_the_numbers(comparison: Comparison) -> None:
    actions.order_findings(comparison, [OWN, LOSS])
    assert [item.key for item in presenting.for_client(comparison).findings] == [OWN, LOSS, TONE]
    actions.order_findings(comparison, [TONE])
    assert [item.key for item in presenting.for_client(comparison).findings] == [TONE, LOSS, OWN]


def measuring(*results: Result) -> Comparison:
    comparison = factories.comparison()
    job = Comparison.objects.claim(comparison.pk)
    assert job is not None
    plan = [["skin_texture", "skin"], ["skin_tone", "skin"], ["gaze", "expression"]]
    saved = [{"side": "pair", "result": to_json(result)} for result in results]
    Comparison.objects.write(job, progress={"plan": plan, "results": saved})
    job.refresh_from_db()
    return job


def test_before_a_worker_came_the_rows_wait() -> None:
    evidence = presenting.for_studio(factories.comparison())
    assert evidence.measuring
    assert {dimension.band for dimension in evidence.dimensions} == {Band.WAITING}


def test_the_rows_that_wait_are_those_that_will_be_measured() -> None:
    alone = {analyzer.dimension for analyzer in PHOTO_ANALYZERS}
    assert set(presenting.EXPECTED) == alone | {analyzer.dimension for analyzer in PAIR_ANALYZERS}


def test_a_row_turns_when_all_of_its_measurements_are_in() -> None:
    texture, tone, _ = reports.report().results
    assert row(presenting.for_studio(measuring()), "skin").band is Band.WAITING
    assert row(presenting.for_studio(measuring(texture)), "skin").band is Band.WAITING
    evidence = presenting.for_studio(measuring(texture, tone))
    assert row(evidence, "skin").band is Band.STRONG
    assert row(evidence, "expression").band is Band.WAITING


def test_a_measurement_that_broke_leaves_the_others() -> None:
    broken = Result(analyzer="skin_tone", version=1, dimension=Dimension.SKIN, status=Status.FAILED, reason="failed")
    skin = row(presenting.for_studio(measuring(reports.report().results[0], broken)), "skin")
    assert skin.failed
    assert skin.band is Band(Severity.MODERATE.value)


def test_a_failed_comparison_says_why() -> None:
    comparison = factories.comparison()
    job = Comparison.objects.claim(comparison.pk)
    assert job is not None
    Comparison.objects.fail(job, "Photograph: no face.")
    comparison.refresh_from_db()
    evidence = presenting.for_studio(comparison)
    assert (evidence.measuring, evidence.failure, evidence.dimensions) == (False, "Photograph: no face.", ())
    shown = render_to_string(
        "components/evidence.html", {"page": page.for_studio(comparison), "comparison": comparison}
    )
    (primary,) = [line for line in shown.splitlines() if "button--primary" in line]
    assert "Choose another picture" in primary, "another try finds no face either"
    assert "Measure again" in shown


def test_while_it_is_measured_again_the_photographer_sees_it_work_and_the_client_what_was_there(
    comparison: Comparison,
) -> None:
    before = presenting.for_client(comparison)
    assert actions.measure_again(comparison)
    comparison.refresh_from_db()
    assert presenting.for_studio(comparison).measuring
    assert presenting.for_client(comparison) == before
    job = Comparison.objects.claim(comparison.pk)
    assert job is not None
    Comparison.objects.fail(job, "Photograph: no face.")
    job.refresh_from_db()
    assert presenting.for_studio(job).failure == "Photograph: no face."
    assert presenting.for_client(job) == before


def test_a_page_costs_the_same_queries_however_much_was_found(
    comparison: Comparison, django_assert_num_queries: Any
) -> None:
    report = reports.report()
    more = replace(report, results=tuple(replace(item, findings=item.findings * 5) for item in report.results))
    crowded = reports.done(factories.comparison(), more)
    for one in (comparison, crowded):
        with django_assert_num_queries(3):
            presenting.for_studio(one)


def test_pages_load_no_net_and_no_image_library() -> None:
    """The web process stays light: everything that decodes or measures is the worker's."""
    heavy = "cv2 numpy scipy PIL dlib _dlib_pybind11 ai_edge_litert pillow_heif skimage c2pa"
    program = (
        "import sys, django; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import headshots.comparisons.page, headshots.photos.actions, headshots.sharing.access;"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
