"""A forgotten password: four pages and a mail, in the house's own words from end to end."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.headshots import factories

pytestmark = pytest.mark.django_db
NEW = "an entirely new phrase"
NOT_OURS = re.compile(r"Password Reset|Bad Token|contact us|Reset My Password|Thank you for using|successfully")


def test_a_new_password_is_asked_for_mailed_and_chosen(client: Client) -> None:
    owner = factories.owner(factories.studio())
    asked = client.get(reverse("account_reset_password"))
    sent = client.post(reverse("account_reset_password"), {"email": owner.email}, follow=True)
    address = re.search(r"https?://\S+", str(mail.outbox[0].body))
    assert address is not None
    form = client.get(urlsplit(address[0]).path, follow=True)
    refused = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": "another one"})
    changed = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    spent = client.get(urlsplit(address[0]).path, follow=True)
    owner.refresh_from_db()
    assert owner.check_password(NEW)

    for answer, title in (
        (asked, "A new password"),
        (sent, "Look into your mail"),
        (form, "Choose a new password"),
        (refused, "Choose a new password"),
        (changed, "Sign in with the new one"),
        (spent, "This link opens nothing."),
    ):
        said = answer.content.decode()
        assert f"<h1>{title}</h1>" in said
        assert not NOT_OURS.search(said)
    assert "field__error" in refused.content.decode()
    assert "Choose it here" in str(mail.outbox[0].body)
    assert not NOT_OURS.search(f"{mail.outbox[0].subject} {mail.outbox[0].body}")


def test_an_address_that_nobody_has_is_told_the_same_and_gets_no_mail(client: Client) -> None:
    sent = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"}, follow=True)
    assert "<h1>Look into your mail</h1>" in sent.content.decode()
    assert mail.outbox == []
