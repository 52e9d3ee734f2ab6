"""No page is kept by a cache; files that say how long they last are."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from headshots import files
from headshots.comparisons.models import Comparison
from headshots.uncached import UncachedMiddleware
from tests.headshots import factories, reports
from tests.headshots.pictures import encoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison(client: Client, monkeypatch: pytest.MonkeyPatch) -> Comparison:
    reports.use_own_words(monkeypatch)
    made = reports.done(factories.comparison())
    client.force_login(factories.owner(made.gallery.studio))
    return made


def assert_uncached(answer: Any) -> None:
    assert {"private", "no-store"} <= {part.strip() for part in answer["Cache-Control"].split(",")}


@pytest.mark.parametrize("name", ["galleries", "links", "new-gallery"])
def test_the_lists_of_a_studio(client: Client, comparison: Comparison, name: str) -> None:
    assert_uncached(client.get(reverse(f"studio:{name}")))


@pytest.mark.parametrize("name", ["studio:comparison", "studio:share", "studio:comparison-progress"])
def test_the_pages_of_a_comparison(client: Client, comparison: Comparison, name: str) -> None:
    assert_uncached(client.get(reverse(name, args=[comparison.gallery.uuid, comparison.uuid])))


def test_the_answer_that_shows_a_secret(client: Client, comparison: Comparison) -> None:
    address = reverse("studio:share", args=[comparison.gallery.uuid, comparison.uuid])
    answer = client.post(address, {"label": "x", "days": 30})
    assert answer.context["fresh"].token in answer.content.decode()
    assert_uncached(answer)


@pytest.mark.parametrize("path", ["/nothing", "/s/nothing/x", "/accounts/login/"])
def test_pages_for_anybody(client: Client, db: None, path: str) -> None:
    assert_uncached(client.get(path))


def test_the_way_to_the_sign_in(client: Client, db: None) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert_uncached(answer)


def test_a_picture_says_for_itself(client: Client, comparison: Comparison) -> None:
    image = comparison.artefacts.all()[0]
    image.key = files.save(encoded("jpg"), within=comparison.folder, suffix="jpg")
    image.save()
    address = reverse("studio:comparison-picture", args=[comparison.gallery.uuid, comparison.uuid, image.uuid])
    assert client.get(address)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("text/css", "max-age=60", "max-age=60"),
        ("text/css", None, None),
        ("text/html; charset=utf-8", "max-age=60", "max-age=60"),
        ("text/html; charset=utf-8", None, "private, no-store"),
    ],
)
def test_what_was_said_stands(kind: str, said: str | None, kept: str | None) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(content_type=kind, headers={"Cache-Control": said} if said else None)

    assert UncachedMiddleware(answer)(RequestFactory().get("/")).get("Cache-Control") == kept
