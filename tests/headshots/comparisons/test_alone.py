"""An AI headshot without a photograph beside it: started, measured by a worker, shown, and shared."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from analysis import engine
from analysis.alignment import place
from analysis.pair import Alone
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.registry import ALONE_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import ComparisonReport, Confidence, Dimension, Finding, Region, Severity, from_json
from headshots import files
from headshots.comparisons import actions, erasure, exhibits, judging, page, presenting
from headshots.comparisons.evidence import Band
from headshots.comparisons.models import Comparison, Inspection, Kind, Side
from headshots.photos.models import Role
from headshots.queue import State
from headshots.sharing import actions as sharing
from tests.headshots import factories, reports
from tests.headshots.pictures import astronaut

pytestmark = pytest.mark.django_db
STAGE_AND_MORE = {Kind.STAGE, Kind.ANNOTATED, Kind.CLOSEUP}


def started(content: bytes | None = None) -> Comparison:
    gallery = factories.gallery()
    subject = factories.photo(gallery, Role.AI, content)
    return actions.start(gallery, subject=subject, reference=None, started_by=factories.owner(gallery.studio))


def judged(comparison: Comparison) -> Comparison:
    judging.compare(comparison.pk)
    comparison.refresh_from_db()
    return comparison


def measured() -> ComparisonReport:
    """A report with a slight finding on the skin and one of provenance, on one picture."""
    both = reports.report()
    skin = replace(both.results[0], analyzer="surface_alone", findings=(_slight(),))
    return replace(both, reference=None, alignment=replace(both.alignment, reference_to_stage=None), results=(skin,))


def _slight() -> Finding:
    return Finding(
        code="loss",
        dimension=Dimension.SKIN,
        severity=Severity.SLIGHT,
        confidence=Confidence.LOW,
        facts={"share": 0.4},
        evidence=("texture",),
        subject_regions=(reports.WHOLE,),
    )


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Comparison:
    reports.use_own_words(monkeypatch)
    comparison = reports.done(started(), measured())
    comparison.artefacts.exclude(side=Side.SUBJECT).delete()
    return comparison


def test_a_picture_is_looked_at_alone_once() -> None:
    comparison = started()
    assert (comparison.reference, list(comparison.photos)) == (None, [Side.SUBJECT])
    again = actions.start(
        comparison.gallery,
        subject=comparison.subject,
        reference=None,
        started_by=factories.owner(comparison.gallery.studio),
    )
    assert again == comparison
    with pytest.raises(IntegrityError), transaction.atomic():
        Comparison.objects.create(
            gallery=comparison.gallery, consent=comparison.consent, subject=comparison.subject, reference=None
        )


def test_beside_a_photograph_it_is_another_comparison() -> None:
    alone = started()
    home = alone.gallery
    pair = actions.start(
        home, subject=alone.subject, reference=factories.photo(home, Role.REAL), started_by=factories.owner(home.studio)
    )
    assert home.comparisons.count() == 2
    assert pair.reference is not None


def test_a_photograph_is_no_ai_headshot_and_nothing_is_measured_without_consent() -> None:
    home = factories.gallery()
    real, owner = factories.photo(home, Role.REAL), factories.owner(home.studio)
    with pytest.raises(actions.CannotCompare, match="Choose one AI headshot"):
        actions.start(home, subject=real, reference=None, started_by=owner)
    with pytest.raises(actions.CannotCompare, match="belong to this gallery"):
        actions.start(factories.gallery(), subject=real, reference=None, started_by=owner)
    unasked = factories.gallery(consented=False)
    with pytest.raises(actions.CannotCompare, match="consent"):
        actions.start(unasked, subject=factories.photo(unasked), reference=None, started_by=owner)


def test_a_worker_looks_at_it_and_draws_it() -> None:
    comparison = judged(started(astronaut(size=480, quality=80)))
    assert (comparison.state, comparison.failure, comparison.engine) == (State.DONE, "", engine.ENGINE)
    report = from_json(ComparisonReport, comparison.report)
    assert report.reference is None
    assert [result.analyzer for result in report.results] == [analyzer.id for analyzer in ALONE_ANALYZERS]
    assert [result.analyzer for result in report.subject.results] == [analyzer.id for analyzer in PHOTO_ANALYZERS]
    assert {artefact.side for artefact in comparison.artefacts.exclude(kind=Kind.ANNOTATED)} == {Side.SUBJECT}
    stage = comparison.artefacts.get(kind=Kind.STAGE)
    with Image.open(io.BytesIO(files.read(stage.key))) as picture:
        assert picture.size == (report.alignment.stage_width, report.alignment.stage_height)


def test_each_result_is_saved_as_it_comes_and_none_is_above_slight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those of the photo, which an inspection may have told more strongly."""
    reports.use_own_words(monkeypatch)
    loud = replace(_slight(), severity=Severity.STRONG)
    inspect = engine.inspect

    def louder(*of: Portrait, **options: Any) -> engine.PhotoOutcome:
        outcome = inspect(*of, **options)
        results = tuple(replace(result, measurements=(), findings=(loud,)) for result in outcome.report.results)
        return replace(outcome, report=replace(outcome.report, results=results))

    monkeypatch.setattr(judging, "inspect", louder)
    seen: list[str] = []
    write = type(Comparison.objects.all()).write

    def spy(rows: Any, job: Any, **fields: Any) -> None:
        for item in fields.get("progress", {}).get("results", ()):
            seen.extend(finding["severity"] for finding in item["result"]["findings"])
        write(rows, job, **fields)

    monkeypatch.setattr(type(Comparison.objects.all()), "write", spy)
    report = from_json(ComparisonReport, judged(started(astronaut())).report)
    assert set(seen) == {"slight"}
    assert {finding.severity for result in report.subject.results for finding in result.findings} == {Severity.SLIGHT}


def test_what_was_measured_of_the_photo_serves_a_later_pair() -> None:
    comparison = judged(started(astronaut(size=480)))
    home = comparison.gallery
    pair = actions.start(
        home,
        subject=comparison.subject,
        reference=factories.photo(home, Role.REAL, astronaut()),
        started_by=factories.owner(home.studio),
    )
    assert judged(pair).state == State.DONE
    assert Inspection.objects.filter(photo=comparison.subject).count() == 1


def test_a_picture_without_a_face_fails_with_a_sentence_and_can_be_measured_again() -> None:
    comparison = judged(started())
    assert comparison.state == State.FAILED
    assert comparison.failure.startswith("AI headshot: ")
    assert actions.measure_again(comparison)
    assert judged(comparison).attempt == 2


def test_it_goes_with_its_photo() -> None:
    comparison = judged(started(astronaut()))
    erasure.delete_photo(comparison.subject)
    assert not Comparison.objects.exists()


def test_a_finding_is_drawn_on_one_face(monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)
    alone = Alone(Portrait.of(open_photo(astronaut())))
    photo = replace(engine.inspect(alone.subject).report, results=())
    cheek = replace(_slight(), subject_regions=(Region(0.42, 0.3, 0.48, 0.36),))
    report = replace(measured(), subject=photo, alignment=place(alone.subject))
    report = replace(report, results=(replace(report.results[0], findings=(cheek,)),))
    made = exhibits.make(alone, report, {}, caption="caption")
    assert {item.kind for item in made} == STAGE_AND_MORE
    assert [item.kind for item in made if item.side is Side.REFERENCE] == []
    closeup = next(item for item in made if item.kind is Kind.CLOSEUP)
    assert closeup.width == closeup.height >= 480


def test_its_rows_tell_of_one_picture_and_of_nothing_to_differ_from(shown: Comparison) -> None:
    evidence = presenting.for_studio(shown)
    assert evidence.alone
    assert evidence.is_apart
    skin, background = evidence.dimensions
    assert (skin.band, background.band) == (Band.SLIGHT, Band.USUAL)
    (finding,) = skin.findings
    assert finding.side == Side.SUBJECT
    assert finding.subject_marks
    assert finding.reference_marks == ()
    assert finding.closeup.reference is None
    assert {item.reference for row in evidence.dimensions for item in row.readings} == {""}


def test_the_rows_that_wait_are_those_that_will_be_asked() -> None:
    waiting = presenting.for_studio(started())
    assert {row.band for row in waiting.dimensions} == {Band.WAITING}
    asked = {analyzer.dimension.value for analyzer in (*ALONE_ANALYZERS, *PHOTO_ANALYZERS)}
    assert {row.id for row in waiting.dimensions} == asked


def test_the_stage_has_one_plate(shown: Comparison) -> None:
    made = page.for_studio(Comparison.objects.for_pages().get(pk=shown.pk))
    assert [plate.side for plate in made.stage.plates] == [Side.SUBJECT]
    assert made.stage.is_aligned


@pytest.fixture
def said(shown: Comparison, client: Client) -> str:
    client.force_login(factories.owner(shown.gallery.studio))
    return client.get(reverse("studio:comparison", args=[shown.gallery.uuid, shown.uuid])).content.decode()


def test_the_page_says_how_little_it_is_and_leads_to_a_photograph(said: str, shown: Comparison) -> None:
    assert "at most a slight finding" in said
    to_gallery = reverse("studio:gallery", args=[shown.gallery.uuid])
    assert re.search(rf'href="{to_gallery}#upload">Add a photograph<', said)
    assert "plate--subject" in said
    assert not re.search(r'plate--reference|name="mode"|compare-slider class|<th scope="col">Photograph', said)


def test_the_client_is_told_the_same_and_not_sent_to_the_studio(shown: Comparison, client: Client) -> None:
    link = sharing.share_comparison(shown, created_by=factories.owner(shown.gallery.studio))
    said = client.get(reverse("client:share", args=[link.token])).content.decode()
    assert "at most a slight finding" in said
    assert "here is your AI headshot, looked at by itself" in said
    assert "Add a photograph" not in said
    assert "two portraits" not in said.lower()


def test_a_link_to_the_gallery_promises_no_photograph_that_is_not_there(shown: Comparison, client: Client) -> None:
    link = sharing.share_gallery(shown.gallery, created_by=factories.owner(shown.gallery.studio))
    said = client.get(reverse("client:share", args=[link.token])).content.decode()
    assert "(the AI headshot alone)" in said
    assert "beside a photograph of you where there is one" in said
    assert "measured both" not in said


def test_there_is_no_picture_of_a_side_that_is_not_there(shown: Comparison, client: Client) -> None:
    client.force_login(factories.owner(shown.gallery.studio))
    address = reverse("studio:comparison-photo", args=[shown.gallery.uuid, shown.uuid, "reference"])
    assert client.get(address).status_code == 404


def test_lists_name_it_and_show_one_picture(shown: Comparison, client: Client) -> None:
    client.force_login(factories.owner(shown.gallery.studio))
    gallery = client.get(reverse("studio:gallery", args=[shown.gallery.uuid])).content.decode()
    assert "alone, without a photograph" in gallery
    pictures = re.search(r'class="entry__pictures.*?</div>', gallery, re.S)
    assert pictures is not None
    assert pictures[0].count("<span></span>") + pictures[0].count("<img") == 1
