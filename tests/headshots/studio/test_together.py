"""The pages on which several pictures are looked at together: what they ask for, and each state that they can be in."""

from __future__ import annotations

from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from analysis.types import Severity
from headshots.comparisons.models import Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role
from tests.headshots import factories, reports, sheets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)


@pytest.fixture
def gallery(client: Client) -> Gallery:
    made = factories.gallery()
    client.force_login(factories.owner(made.studio))
    return made


def address(gallery: Gallery, role: str = "ai", name: str = "series") -> str:
    return reverse(f"studio:{name}", args=[gallery.uuid, role])


def said(client: Client, gallery: Gallery, role: str = "ai") -> str:
    return client.get(address(gallery, role)).content.decode()


def poll(client: Client, gallery: Gallery, seen: int) -> HttpResponse:
    there = address(gallery, name="series-progress")
    return cast(HttpResponse, client.get(there, {"seen": seen}, headers={"HX-Request": "true"}))


def test_the_gallery_offers_what_it_has_enough_of(client: Client, gallery: Gallery) -> None:
    there = reverse("studio:gallery", args=[gallery.uuid])
    sheets.photos(gallery, Role.AI, 1)
    photos = sheets.photos(gallery, Role.REAL, 2)
    page = client.get(there).content.decode()
    assert "What these photographs let an AI know" in page
    assert "Look at them together" not in page
    sheets.done(gallery, Role.REAL, [sheets.member(photo) for photo in photos])
    page = client.get(there).content.decode()
    assert "What these photographs let an AI know" not in page
    assert f'href="{address(gallery, "real")}"' in page


def test_one_press_has_them_looked_at(client: Client, gallery: Gallery) -> None:
    sheets.photos(gallery, Role.AI, 2)
    answer = client.post(address(gallery))
    assert (answer.status_code, answer["Location"]) == (302, address(gallery))
    series = Series.objects.get()
    assert (series.role, series.state, series.started_by) == ("ai", "queued", factories.owner(gallery.studio))


def test_looking_at_the_page_starts_nothing(client: Client, gallery: Gallery) -> None:
    sheets.photos(gallery, Role.AI, 2)
    assert "Look at them together" in said(client, gallery)
    assert not Series.objects.exists()


def test_too_few_pictures_lead_back_to_the_gallery(client: Client, gallery: Gallery) -> None:
    sheets.photos(gallery, Role.AI, 1)
    page = said(client, gallery)
    assert "It takes two AI headshots at least." in page
    assert "Look at them together" not in page


def test_without_consent_it_says_what_to_do(client: Client) -> None:
    unasked = factories.gallery(consented=False)
    client.force_login(factories.owner(unasked.studio))
    sheets.photos(unasked, Role.AI, 2)
    answer = client.post(address(unasked))
    assert answer.status_code == 422
    assert "Record the client’s consent first." in answer.content.decode()


def test_while_it_is_looked_at_the_page_polls_and_without_script_comes_again(client: Client, gallery: Gallery) -> None:
    sheets.photos(gallery, Role.AI, 2)
    client.post(address(gallery))
    page = said(client, gallery)
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "0 of 2 so far" in page


def test_the_poll_answers_nothing_then_how_far_then_the_sheet(client: Client, gallery: Gallery) -> None:
    photos = sheets.photos(gallery, Role.AI, 2)
    client.post(address(gallery))
    assert poll(client, gallery, seen=0).status_code == 204
    Series.objects.update(seen=1)
    step = poll(client, gallery, seen=0)
    assert (step["HX-Retarget"], step["HX-Reswap"]) == ("#sheet-progress", "outerHTML")
    assert "1 of 2 so far" in step.content.decode()
    sheets.done(gallery, Role.AI, [sheets.member(photo, distance=0.1) for photo in photos])
    last = poll(client, gallery, seen=1)
    assert "HX-Retarget" not in last
    assert "hx-trigger" not in last.content.decode()
    assert last.content.decode().count('class="print"') == 2


def test_a_failure_says_so_and_offers_another_try(client: Client, gallery: Gallery) -> None:
    sheets.photos(gallery, Role.AI, 2)
    client.post(address(gallery))
    Series.objects.update(state="failed", failure="A net is missing.")
    page = said(client, gallery)
    assert "A net is missing." in page
    assert "Look again" in page
    assert "hx-trigger" not in page


def test_what_is_done_is_a_sheet_with_labels(client: Client, gallery: Gallery) -> None:
    near, odd = sheets.photos(gallery, Role.AI, 2)
    found = sheets.finding(Severity.MODERATE)
    members = [sheets.member(odd, found, distance=1.5, odd=True), sheets.member(near, distance=0.2)]
    sheets.done(gallery, Role.AI, members, sheets.result(sheets.finding(Severity.SLIGHT, "lighter")))
    page = said(client, gallery)
    assert page.index("With the others") < page.index("Stands apart")
    assert page.count("print--odd") == 1
    assert page.count("<image href=") == 2
    assert "loss headline" in page
    assert "lighter headline" in page
    assert "Look again" not in page
    assert "style=" not in page, "a policy forbids it"


def test_pictures_that_came_since_are_told_of(client: Client, gallery: Gallery) -> None:
    sheets.done(gallery, Role.AI, [sheets.member(photo, distance=0.1) for photo in sheets.photos(gallery, Role.AI, 2)])
    sheets.photos(gallery, Role.AI, 2)
    page = said(client, gallery)
    assert "2 pictures were added since." in page
    assert "Look again" in page
    client.post(address(gallery))
    assert Series.objects.get().state == "queued"


def test_no_figure_is_left_of_a_deleted_picture(client: Client, gallery: Gallery) -> None:
    gone, *_ = photos = sheets.photos(gallery, Role.AI, 3)
    found = sheets.finding(Severity.MODERATE)
    sheets.done(gallery, Role.AI, [sheets.member(photo, found, distance=1.5, odd=True) for photo in photos])
    client.post(reverse("studio:delete-photo", args=[gallery.uuid, gone.uuid]))
    assert not Photo.objects.filter(pk=gone.pk).exists()
    page = said(client, gallery)
    assert "Stands apart" not in page
    assert gone.uuid.hex not in page
    assert "Look at them together" in page


@pytest.mark.parametrize("name", ["series", "series-progress"])
def test_another_studio_finds_nothing(client: Client, gallery: Gallery, name: str) -> None:
    sheets.photos(gallery, Role.AI, 2)
    client.force_login(factories.owner(factories.studio("South Light")))
    there = address(gallery, name=name)
    assert client.get(there).status_code == 404
    assert client.post(there).status_code in (404, 405)
    assert not Series.objects.exists()


@pytest.mark.parametrize("name", ["series", "series-progress"])
def test_a_word_that_is_no_role_is_no_page(client: Client, gallery: Gallery, name: str) -> None:
    assert client.get(address(gallery, "both", name)).status_code == 404
