"""What a page shows of further photographs: figures for all, pictures for the photographer, a verdict that follows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from analysis.extras import agreement, beside
from analysis.types import (
    Confidence,
    Dimension,
    Finding,
    Measurement,
    Result,
    Severity,
    Status,
    Unit,
    to_json,
)
from headshots.comparisons import actions, developing, erasure, page, presenting
from headshots.comparisons.evidence import Band, DimensionView, Evidence
from headshots.comparisons.models import Comparison
from headshots.comparisons.page import Page
from headshots.photos.models import Photo, Role
from headshots.sharing import actions as sharing
from tests.headshots import factories, reports

pytestmark = pytest.mark.django_db
JAW = "likeness_beside_jaw_width_smaller"
JAW_KEY = f"pair.{agreement.ID}.{JAW}"


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the report; what is said of likeness is in the real catalogue."""
    reports.use_own_words(monkeypatch, also=(JAW, "turned_away", "camera_distance"))


@pytest.fixture
def comparison() -> Comparison:
    return reports.done(factories.comparison())


def add(comparison: Comparison, result: Result) -> Photo:
    photo = factories.photo(comparison.gallery, Role.REAL)
    comparison.extras.create(photo=photo, result=to_json(result))
    return photo


def told(subject: float, reference: float, *, jaw: float = 0.0) -> Result:
    """Distances from a further photograph, and whether it finds the jaw smaller by a share."""
    finding = Finding(
        code=JAW, dimension=Dimension.LIKENESS, severity=Severity.SLIGHT, confidence=Confidence.LOW,
        facts={"share": jaw}, evidence=("likeness.beside.jaw_width",), caveats=("camera_distance",),
    )  # fmt: skip
    return Result(
        analyzer=agreement.ID, version=1, dimension=Dimension.LIKENESS, status=Status.OK,
        measurements=(
            Measurement(
                key=beside.DISTANCE, value=subject - reference, unit=Unit.DISTANCE, subject=subject, reference=reference
            ),
            Measurement(key="likeness.beside.jaw_width", value=-jaw, unit=Unit.OCTAVES, subject=-jaw, reference=0.0),
        ),
        findings=(finding,) if jaw else (),
    )  # fmt: skip


ABSTAINED = Result(
    analyzer=agreement.ID, version=1, dimension=Dimension.LIKENESS, status=Status.NOT_APPLICABLE, reason="turned_away",
    facts={"degrees": 41.0},
)  # fmt: skip


def likeness(evidence: Evidence) -> DimensionView:
    return next(dimension for dimension in evidence.dimensions if dimension.id == Dimension.LIKENESS)


def test_both_distances_stand_beside_each_photograph_the_newest_first(comparison: Comparison) -> None:
    add(comparison, told(0.41, 0.33))
    newer = add(comparison, ABSTAINED)
    extras = likeness(presenting.for_studio(comparison)).extras
    assert extras is not None
    first, second = extras.several
    assert (first.photo, first.untold) == (
        newer.uuid,
        "The head is turned 41° to the side; this needs a view from the front.",
    )
    assert (second.subject, second.reference, second.untold) == ("0.41", "0.33", "")
    assert "0.28 to 0.46" in extras.note


def test_without_further_photographs_nothing_is_said_of_them(comparison: Comparison) -> None:
    assert Dimension.LIKENESS not in {dimension.id for dimension in presenting.for_studio(comparison).dimensions}


def test_what_all_say_is_a_finding_and_raises_the_row_and_the_verdict(comparison: Comparison) -> None:
    before = page.for_studio(comparison)
    add(comparison, told(0.41, 0.33, jaw=0.05))
    add(comparison, told(0.43, 0.35, jaw=0.07))
    after = page.for_studio(comparison)
    row = likeness(after.evidence)
    assert row.band is Band.SLIGHT
    (finding,) = row.findings
    assert (finding.key, finding.headline) == (JAW_KEY, "Jaw 5% narrower than in 3 photographs")
    assert differing(after) == differing(before) + 1


def differing(shown: Page) -> int:
    found = re.search(r"difference in (\d+) of", shown.verdict.text)
    return int(found[1]) if found else 0


def test_the_numbers_in_the_pictures_do_not_move_when_they_come_or_go(comparison: Comparison) -> None:
    before = {item.key: item.number for item in presenting.for_studio(comparison).findings}
    add(comparison, told(0.41, 0.33, jaw=0.05))
    after = {item.key: item.number for item in presenting.for_studio(comparison).findings}
    assert after == {**before, JAW_KEY: len(before) + 1}


def test_verdict_and_row_follow_when_a_photograph_is_deleted(comparison: Comparison) -> None:
    one = add(comparison, told(0.41, 0.33, jaw=0.05))
    doubting = add(comparison, told(0.43, 0.35))
    assert likeness(presenting.for_studio(comparison)).band is Band.NONE
    erasure.delete_photo(doubting)
    assert likeness(presenting.for_studio(comparison)).band is Band.SLIGHT
    count = differing(page.for_studio(comparison))
    erasure.delete_photo(one)
    shown = page.for_studio(Comparison.objects.get(pk=comparison.pk))
    assert Dimension.LIKENESS not in {dimension.id for dimension in shown.evidence.dimensions}
    assert differing(shown) == count - 1


def test_a_finding_hidden_from_the_client_takes_the_figures_with_it(comparison: Comparison) -> None:
    add(comparison, told(0.41, 0.33, jaw=0.05))
    actions.hide_finding(comparison, JAW_KEY, hidden=True)
    assert "0.41" in str(presenting.for_studio(comparison))
    assert "0.41" not in str(presenting.for_client(comparison))


def test_any_finding_of_likeness_that_is_hidden_takes_the_figures_with_it() -> None:
    """They tell the same thing in other figures, and the row stays where another finding of it is shown."""
    slight, other = (_likeness(code) for code in ("loss", "lighter"))
    pair = replace(told(0.0, 0.0), analyzer="likeness_identity", measurements=(), findings=(slight, other))
    report = reports.report()
    comparison = reports.done(factories.comparison(), replace(report, results=(*report.results, pair)))
    add(comparison, told(0.87, 0.33))
    assert "0.87" in str(presenting.for_client(comparison))
    actions.hide_finding(comparison, "pair.likeness_identity.loss", hidden=True)
    shown = presenting.for_client(comparison)
    assert [finding.headline for finding in likeness(shown).findings] == ["lighter headline"]
    assert "0.87" not in str(shown)
    assert "0.87" in str(presenting.for_studio(comparison))


def _likeness(code: str) -> Finding:
    return Finding(
        code=code, dimension=Dimension.LIKENESS, severity=Severity.SLIGHT, confidence=Confidence.FAIR,
        facts={"share": 0.4},
    )  # fmt: skip


def test_one_that_broke_says_so(comparison: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch, also=("failed",))
    add(comparison, replace(ABSTAINED, status=Status.FAILED, reason="failed", facts={}))
    add(comparison, told(0.41, 0.33))
    extras = likeness(presenting.for_client(comparison)).extras
    assert extras is not None
    assert [extra.untold[:20] for extra in extras.several] == ["", "Something went wrong"]


def test_the_photographer_sees_the_photographs_and_a_client_their_figures(
    comparison: Comparison, client: Client
) -> None:
    photo = add(comparison, told(0.41, 0.33))
    developing.develop(photo.pk)
    owner = factories.owner(comparison.gallery.studio)
    token = sharing.share_comparison(comparison, created_by=owner).token
    shared = client.get(reverse("client:share", args=[token])).content.decode()
    assert "0.41" in shared
    assert str(photo.uuid) not in shared
    client.force_login(owner)
    address = reverse("studio:comparison", args=[comparison.gallery.uuid, comparison.uuid])
    said = client.get(address).content.decode()
    assert "Beside one more of your photographs" in said
    thumb = reverse("studio:photo-picture", args=[comparison.gallery.uuid, photo.uuid, "thumb"])
    assert f'"../../photos/{photo.uuid}/thumb/"' in said
    assert thumb == address.partition("comparisons/")[0] + f"photos/{photo.uuid}/thumb/"
    assert client.get(thumb).status_code == 200


def test_another_studios_photographs_stand_beside_nothing_of_ours(comparison: Comparison, client: Client) -> None:
    photo = add(comparison, told(0.41, 0.33))
    client.force_login(factories.owner(factories.studio("South Light")))
    for address in (
        reverse("studio:comparison", args=[comparison.gallery.uuid, comparison.uuid]),
        reverse("studio:photo-picture", args=[comparison.gallery.uuid, photo.uuid, "thumb"]),
    ):
        assert client.get(address).status_code == 404
