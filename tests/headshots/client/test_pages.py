"""What whoever holds a link sees, and what they never see."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse

from analysis.words.claims import CLAIMS
from headshots import files
from headshots.comparisons import actions
from headshots.comparisons.models import Artefact, Comparison, Kind
from headshots.galleries import actions as galleries
from headshots.sharing import actions as sharing
from headshots.sharing.models import Visit
from tests.headshots import factories, reports
from tests.headshots.pictures import encoded
from tests.headshots.reports import LOSS

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile Safari"}


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)


@pytest.fixture
def comparison() -> Comparison:
    made = reports.done(factories.comparison())
    galleries.update(made.gallery, client_name="Dana Reyes", title="", private_notes="difficult mother")
    actions.note_finding(made, LOSS, note="mention the price here")
    for artefact in made.artefacts.all():
        artefact.key = files.save(encoded("jpg"), within=made.folder, suffix="jpg")
        artefact.save()
    return made


@pytest.fixture
def link(comparison: Comparison) -> sharing.NewLink:
    return sharing.share_comparison(comparison, created_by=factories.owner(comparison.gallery.studio), label="My label")


def page(link: sharing.NewLink) -> str:
    return reverse("client:share", args=[link.token])


def test_the_client_is_greeted_and_told_first_what_it_comes_to(link: sharing.NewLink, client: Client) -> None:
    said = client.get(page(link)).content.decode()
    assert said.index("Dana Reyes") < said.index("<h1>") < said.index("photo-stage") < said.index("finding-list")
    assert "North Light" in said


def test_what_studies_say_stands_at_the_foot_with_its_source_and_its_limits(
    link: sharing.NewLink, client: Client
) -> None:
    said = html.unescape(client.get(page(link)).content.decode())
    assert said.index("finding-list") < said.index("What studies say")
    for claim in CLAIMS:
        told = said[said.index(claim.statement) :]
        assert claim.not_shown in told
        assert claim.study.doi in told
    assert said.count("What it does not show:") == len(CLAIMS)
    assert "None of them says anything about the pictures above." in said


def test_nothing_private_is_on_the_page(link: sharing.NewLink, client: Client) -> None:
    said = client.get(page(link)).content.decode()
    for private in ("difficult mother", "mention the price here", "My label", "picture.jpg", "csrf", "Seconds of"):
        assert private not in said


def test_the_page_tells_nobody_its_address(link: sharing.NewLink, client: Client) -> None:
    answer = client.get(page(link))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_each_picture_is_inert_and_asked_for_anew(
    link: sharing.NewLink, comparison: Comparison, client: Client
) -> None:
    image = comparison.artefacts.filter(kind=Kind.STAGE).first()
    assert image is not None
    address = f"{page(link)}pictures/{image.uuid}"
    answer = client.get(address)
    assert answer.content == encoded("jpg")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_a_closed_link_shows_no_picture_either(link: sharing.NewLink, comparison: Comparison, client: Client) -> None:
    image = comparison.artefacts.filter(kind=Kind.STAGE).first()
    assert image is not None
    address = f"{page(link)}pictures/{image.uuid}"
    etag = client.get(address)["ETag"]
    sharing.revoke(link.link)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 404


def test_every_picture_on_the_page_can_be_had_and_no_other(
    link: sharing.NewLink, comparison: Comparison, client: Client
) -> None:
    actions.hide_finding(comparison, LOSS, hidden=True)
    said = client.get(page(link)).content.decode()
    there = {artefact.uuid for artefact in Artefact.objects.all() if str(artefact.uuid) in said}
    served = {
        artefact.uuid
        for artefact in Artefact.objects.all()
        if client.get(f"{page(link)}pictures/{artefact.uuid}").status_code == 200
    }
    assert there == served
    kinds = (Kind.CLOSEUP, Kind.AMPLIFIED)
    closeups = set(comparison.artefacts.filter(kind__in=kinds, about=LOSS).values_list("uuid", flat=True))
    assert len(closeups) == 4
    assert not closeups & served


def test_a_visit_is_remembered_as_a_device_and_nothing_more(link: sharing.NewLink, client: Client) -> None:
    client.get(page(link), headers=PHONE)
    visit = Visit.objects.get()
    assert (visit.link, visit.device) == (link.link, "phone")


def test_asking_for_the_headers_alone_is_no_visit(link: sharing.NewLink, client: Client) -> None:
    assert client.head(page(link), headers=PHONE).status_code == 200
    assert not Visit.objects.exists()


def test_a_gallery_link_lists_what_is_finished_and_opens_it(comparison: Comparison, client: Client) -> None:
    unfinished = factories.comparison(comparison.gallery)
    link = sharing.share_gallery(comparison.gallery, created_by=factories.owner(comparison.gallery.studio))
    said = client.get(page(link)).content.decode()
    assert str(comparison.uuid) in said
    assert str(unfinished.uuid) not in said
    assert client.get(f"{page(link)}{comparison.uuid}/").status_code == 200
    assert client.get(f"{page(link)}{unfinished.uuid}/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_client_changes_nothing(link: sharing.NewLink, client: Client, method: str) -> None:
    assert getattr(client, method)(page(link)).status_code == 405
