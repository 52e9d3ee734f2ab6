"""While the broker is away: links open, and a page that cannot do without it says when to come back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from headshots.sharing import actions as sharing
from tests.headshots import factories, reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_broker(settings: Any) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere.sock"}}


def test_a_link_opens(client: Client, no_broker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)
    comparison = reports.done(factories.comparison())
    token = sharing.share_comparison(comparison, created_by=factories.owner(comparison.gallery.studio)).token
    assert client.get(reverse("client:share", args=[token])).status_code == 200
    assert client.get(reverse("client:share", args=["w" * 43])).status_code == 404


@pytest.mark.parametrize("password", [factories.PASSWORD, "wrong wrong wrong"])
def test_the_sign_in_waits(client: Client, no_broker: None, caplog: pytest.LogCaptureFixture, password: str) -> None:
    owner = factories.owner(factories.studio())
    answer = client.post(reverse("account_login"), {"login": owner.email, "password": password})
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    said = answer.content.decode()
    assert "Try again in a minute" in said
    assert "nowhere.sock" not in said
    assert "nowhere.sock" in caplog.text
    assert client.get("/").status_code == 302, "nobody was signed in"


def test_whoever_is_signed_in_goes_on(client: Client, no_broker: None) -> None:
    client.force_login(factories.owner(factories.studio()))
    assert client.get("/").status_code == 200


def test_other_mistakes_are_no_outage(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("headshots.studio.views.galleries_of", fail)
    client.force_login(factories.owner(factories.studio()))
    with pytest.raises(ValueError, match="ours"):
        client.get("/")
