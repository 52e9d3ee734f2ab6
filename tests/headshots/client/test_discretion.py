"""Every answer under /s/ keeps the address to itself, also those that no view gives."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from headshots.client import discretion
from headshots.sharing import actions as sharing
from tests.headshots import factories

pytestmark = pytest.mark.django_db
TOKEN = "w" * 43


def assert_discreet(answer: Any) -> None:
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/s/{TOKEN}/", 404),
        (f"/s/{TOKEN}", 301),
        (f"/s/{TOKEN}/foo", 404),
        (f"/s/{TOKEN}/pictures/", 404),
        (f"/s/{TOKEN}/a/b/c/d", 404),
        ("/s/", 404),
    ],
)
def test_what_is_not_there(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert_discreet(answer)


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_what_is_not_allowed(client: Client, method: str) -> None:
    answer = getattr(client, method)(f"/s/{TOKEN}/")
    assert answer.status_code == 405
    assert_discreet(answer)


def test_the_way_to_https(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(f"/s/{TOKEN}/")
    assert answer["Location"].startswith("https:")
    assert_discreet(answer)


def test_what_broke(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise ValueError

    monkeypatch.setattr("headshots.client.opening.authorize", fail)
    client.raise_request_exception = False
    answer = client.get(f"/s/{TOKEN}/")
    assert answer.status_code == 500
    assert_discreet(answer)


def test_what_opens(client: Client) -> None:
    comparison = factories.comparison()
    owner = factories.owner(comparison.gallery.studio)
    token = sharing.share_gallery(comparison.gallery, created_by=owner).token
    answer = client.get(reverse("client:share", args=[token]))
    assert answer.status_code == 200
    assert_discreet(answer)


def test_other_pages_keep_their_policy(client: Client) -> None:
    answer = client.get(reverse("account_login"))
    assert answer["Referrer-Policy"] == "same-origin"
    assert "X-Robots-Tag" not in answer


def test_it_is_where_the_links_are() -> None:
    assert reverse("client:share", args=[TOKEN]).startswith(discretion._PREFIX)
    assert resolve(f"{discretion._PREFIX}{TOKEN}/").view_name == "client:share"
