"""Signing in, and what a browser is told on every page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from headshots.accounts.models import User
from tests.headshots import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return factories.owner(factories.studio())


def sign_in(client: Client, email: str, password: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_e_mail_and_password_open_the_studio(client: Client, owner: User) -> None:
    answer = sign_in(client, owner.email.upper(), factories.PASSWORD)
    assert answer.status_code == 302
    assert client.get("/").status_code == 200
    cookie = client.cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_wrong_passwords_are_throttled_and_then_even_the_right_one_waits(client: Client, owner: User) -> None:
    for _ in range(10):
        assert sign_in(client, owner.email, "wrong wrong wrong").status_code == 200
    answer = sign_in(client, owner.email, factories.PASSWORD)
    assert answer.status_code in (200, 429)
    assert client.get("/").status_code == 302


def test_too_many_tries_from_one_address_get_a_page_that_says_so(client: Client, owner: User) -> None:
    answers = [sign_in(client, f"guess{number}@example.com", "wrong wrong wrong") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "Wait a few minutes" in answers[-1].content.decode()
    assert "icon.svg" in answers[-1].content.decode()


def test_nobody_signs_up(client: Client) -> None:
    fields = {"email": "eve@example.com", "password1": factories.PASSWORD, "password2": factories.PASSWORD}
    assert "Ask the owner of your studio" in client.post(reverse("account_signup"), fields).content.decode()
    assert not User.objects.filter(email="eve@example.com").exists()


def test_a_new_password_is_mailed_from_our_own_address_only(client: Client, owner: User) -> None:
    client.post(reverse("account_reset_password"), {"email": owner.email}, headers={"Host": "127.0.0.1"})
    (message,) = mail.outbox
    link = re.search(r"https?://\S+", str(message.body))
    assert link is not None
    assert link.group().startswith("http://localhost:8000/accounts/password/reset/key/")
    assert client.get(link.group().removeprefix("http://localhost:8000"), follow=True).status_code == 200


@pytest.mark.parametrize("host", ["localhost:6666", "127.0.0.1", "[::1]:9"])
def test_a_mail_names_our_own_address_whatever_the_host_header_says(client: Client, owner: User, host: str) -> None:
    client.post(reverse("account_reset_password"), {"email": owner.email}, headers={"Host": host})
    (message,) = mail.outbox
    assert message.subject == "[localhost:8000] A new password"
    assert host not in str(message.body)
    assert "asked for a new password at localhost:8000." in str(message.body)


def test_a_new_password_is_chosen_from_the_mail_and_opens_the_studio(client: Client, owner: User) -> None:
    client.post(reverse("account_reset_password"), {"email": owner.email})
    link = re.search(r"https?://\S+", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link.group().removeprefix("http://localhost:8000"), follow=True)
    new = "another horse battery"
    answer = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("account_reset_password_from_key_done")
    assert sign_in(client, owner.email, new).status_code == 302
    assert client.get("/").status_code == 200


def test_a_password_is_changed(client: Client, owner: User) -> None:
    client.force_login(owner)
    new = "another horse battery"
    fields = {"oldpassword": factories.PASSWORD, "password1": new, "password2": new}
    assert client.get(reverse("account_change_password")).status_code == 200
    client.post(reverse("account_change_password"), fields, follow=True)
    owner.refresh_from_db()
    assert owner.check_password(new)


@pytest.mark.parametrize("name", ["logout", "inactive", "reauthenticate", "reset_password_done"])
def test_each_account_page_that_is_there_can_be_shown(client: Client, owner: User, name: str) -> None:
    client.force_login(owner)
    assert client.get(reverse(f"account_{name}")).status_code == 200


def test_the_password_that_is_there_is_not_set_anew_without_it(client: Client, owner: User) -> None:
    client.force_login(owner)
    assert client.get(reverse("account_set_password"))["Location"] == reverse("account_change_password")


@pytest.mark.parametrize("path", ["", "email/", "confirm-email/", "confirm-email/abc/", "login/code/confirm/"])
def test_nobody_changes_or_confirms_an_address_here(client: Client, owner: User, path: str) -> None:
    client.force_login(owner)
    neighbour = factories.owner(factories.studio())
    client.post(f"/accounts/{path}", {"action_add": "", "email": "new@example.com"})
    client.post(f"/accounts/{path}", {"action_primary": "", "email": neighbour.email})
    assert client.get(f"/accounts/{path}").status_code == 404
    assert mail.outbox == []


def test_another_host_header_does_not_begin_a_new_count_of_wrong_passwords(client: Client, owner: User) -> None:
    """Tried from many addresses, which are counted one by one."""
    fields = {"login": owner.email, "password": "wrong wrong wrong"}
    for number in range(1, 6):
        there = f"203.0.113.{number}"
        client.post(reverse("account_login"), fields, headers={"Host": f"localhost:{number}"}, REMOTE_ADDR=there)
    sign_in(client, owner.email, factories.PASSWORD)
    assert client.get("/").status_code == 302


def test_whether_an_address_is_known_is_not_told(client: Client, owner: User) -> None:
    known = client.post(reverse("account_reset_password"), {"email": owner.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_an_unknown_host_is_refused(client: Client) -> None:
    assert client.get(reverse("account_login"), headers={"Host": "evil.example.com"}).status_code == 400


def test_every_page_forbids_inline_code_and_frames(client: Client) -> None:
    answer = client.get(reverse("account_login"))
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
