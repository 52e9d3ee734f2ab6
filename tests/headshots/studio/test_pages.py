"""The photographer's pages: what they answer, and that longer lists take no more queries."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from headshots.accounts.models import Studio
from headshots.comparisons.models import Comparison
from headshots.galleries.models import Gallery
from headshots.photos.models import Variant
from headshots.sharing import actions as sharing
from tests.headshots import factories, reports

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)


@pytest.fixture
def studio(client: Client) -> Studio:
    made = factories.studio()
    client.force_login(factories.owner(made))
    return made


def compared(studio: Studio) -> Comparison:
    comparison = reports.done(factories.comparison(factories.gallery(studio)))
    for photo in comparison.photos.values():
        photo.renditions.create(variant=Variant.THUMB, key=f"{photo.pk}", width=1, height=1)
    sharing.share_comparison(comparison, created_by=factories.owner(studio))
    return comparison


def where(comparison: Comparison, name: str = "studio:comparison") -> str:
    return reverse(name, args=[comparison.gallery.uuid, comparison.uuid])


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def hidden(said: str) -> str:
    """The id that the form on this page carries."""
    (uuid,) = re.findall(r'<input type="hidden" name="uuid" value="([^"]+)"', said)
    return str(uuid)


@pytest.mark.parametrize("name", ["studio:galleries", "studio:links"])
def test_a_list_twice_as_long_takes_as_many_queries(studio: Studio, client: Client, name: str) -> None:
    for _ in range(2):
        compared(studio)
    short = queries(client, reverse(name))
    for _ in range(2):
        compared(studio)
    assert queries(client, reverse(name)) == short


def test_a_gallery_twice_as_full_takes_as_many_queries(studio: Studio, client: Client) -> None:
    gallery = compared(studio).gallery
    address = reverse("studio:gallery", args=[gallery.uuid])
    short = queries(client, address)
    factories.comparison(gallery)
    assert queries(client, address) == short


def test_an_empty_studio_is_shown_what_to_do_next(studio: Studio, client: Client) -> None:
    said = client.get(reverse("studio:galleries")).content.decode()
    assert reverse("studio:new-gallery") in said
    assert "Nobody in the booth yet" in said


def test_a_gallery_is_made_and_opened(studio: Studio, client: Client) -> None:
    answer = client.post(reverse("studio:new-gallery"), {"client_name": " Dana Reyes ", "title": "Consult"})
    gallery = studio.galleries.get()
    assert answer["Location"] == reverse("studio:gallery", args=[gallery.uuid])
    assert gallery.client_name == "Dana Reyes"


def test_a_gallery_needs_a_client(studio: Studio, client: Client) -> None:
    answer = client.post(reverse("studio:new-gallery"), {"client_name": "  "})
    assert answer.status_code == 422
    assert not studio.galleries.exists()


def test_a_deleted_gallery_is_gone_with_what_it_held(studio: Studio, client: Client) -> None:
    gallery = compared(studio).gallery
    client.post(reverse("studio:delete-gallery", args=[gallery.uuid]))
    assert not Gallery.objects.exists()
    assert not Comparison.objects.exists()


def test_a_comparison_shows_marks_on_both_pictures_and_what_they_stand_for(studio: Studio, client: Client) -> None:
    said = client.get(where(compared(studio))).content.decode()
    assert said.count('data-finding="pair.skin_texture.loss"') == 2 * 2 + 1  # outline and number each, and the list
    for part in ("What else could cause it", "It matters.", "Fine detail", "pair", "What a photographer does instead"):
        assert part in said
    assert "Seconds of measuring: Skin 0.8" in said
    assert "style=" not in said
    assert "<script>" not in said


def test_a_measured_comparison_does_not_ask_again(studio: Studio, client: Client) -> None:
    assert "hx-trigger" not in client.get(where(compared(studio))).content.decode()


def test_a_link_is_shown_once_with_its_secret(studio: Studio, client: Client) -> None:
    comparison = compared(studio)
    answer = client.post(where(comparison, "studio:share"), {"label": "By mail", "days": "7"})
    url = answer.context["fresh"].url
    assert url in answer.content.decode()
    assert url not in client.get(where(comparison, "studio:share")).content.decode()


def test_a_form_that_is_sent_again_makes_no_second_link(studio: Studio, client: Client) -> None:
    comparison = compared(studio)
    there = where(comparison, "studio:share")
    form = {"label": "By mail", "days": "7", "uuid": hidden(client.get(there).content.decode())}
    first = client.post(there, form)
    again = client.post(there, form, follow=True)
    assert comparison.links.filter(label="By mail").count() == 1
    assert again.redirect_chain == [(there, 302)]
    assert "made already" in again.content.decode()
    assert first.context["fresh"].token not in again.content.decode()
    other = {**form, "uuid": hidden(first.content.decode())}
    assert client.post(there, other).context["fresh"], "the page that shows a link can make another"
    assert comparison.links.filter(label="By mail").count() == 2


def test_a_form_with_the_id_of_anothers_link_makes_nothing_and_changes_nothing(studio: Studio, client: Client) -> None:
    comparison, theirs = compared(studio), compared(factories.studio()).links.get()
    client.post(where(comparison, "studio:share"), {"days": "7", "uuid": str(theirs.uuid)})
    assert comparison.links.count() == 1
    assert client.post(where(comparison, "studio:share"), {"days": "7", "uuid": "x"}).status_code == 422
    assert comparison.links.count() == 1


@pytest.mark.parametrize("days", ["0", "366", "never", ""])
def test_a_link_lasts_within_limits(studio: Studio, client: Client, days: str) -> None:
    comparison = compared(studio)
    answer = client.post(where(comparison, "studio:share"), {"label": "x", "days": days})
    assert answer.status_code == 422
    assert comparison.links.count() == 1  # the one that `compared` made


def test_a_closed_link_says_so_and_cannot_be_closed_again(studio: Studio, client: Client) -> None:
    comparison = compared(studio)
    link = comparison.links.get()
    client.post(reverse("studio:revoke-link", args=[link.uuid]))
    link.refresh_from_db()
    assert not link.is_live
    assert "Close the link" not in client.get(where(comparison, "studio:share")).content.decode()


def test_a_failed_comparison_says_why_and_offers_what_to_do(studio: Studio, client: Client) -> None:
    comparison = factories.comparison(factories.gallery(studio))
    Comparison.objects.filter(pk=comparison.pk).update(state="failed", failure="No face was found.")
    said = client.get(where(comparison)).content.decode()
    assert "No face was found." in said
    assert where(comparison, "studio:measure-again") in said
    client.post(where(comparison, "studio:measure-again"))
    comparison.refresh_from_db()
    assert comparison.state == "queued"


@pytest.mark.parametrize(
    ("site", "noted"),
    [("http://localhost:8000", True), ("http://127.0.0.1:8000", True), ("https://photos.example.com", False)],
)
def test_a_link_that_no_phone_can_open_says_so(
    studio: Studio, client: Client, settings: Settings, site: str, noted: bool
) -> None:
    settings.SITE_URL = site
    comparison = compared(studio)
    said = client.post(where(comparison, "studio:share"), {"days": "7"}).content.decode()
    assert f"{site}/s/" in said
    assert ("Only this computer can open it." in said) is noted
