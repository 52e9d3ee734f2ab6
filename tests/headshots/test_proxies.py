"""Whose request it is: what our own proxies saw, never what a client says of itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from headshots.accounts.adapter import StudioAdapter
from headshots.proxies import client_address
from headshots.sharing import actions as sharing
from tests.headshots import factories, reports

PEER = "10.0.0.2"


def seen(forwarded: str | None, *, peer: str = PEER) -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.5", PEER),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        (1, "6.6.6.6, 7.7.7.7,, 203.0.113.5", "203.0.113.5"),
        (2, "203.0.113.5, 10.0.0.9", "203.0.113.5"),
        (2, "6.6.6.6, 203.0.113.5, 10.0.0.9", "203.0.113.5"),
        (2, "203.0.113.5", PEER),
        (1, None, PEER),
        (1, " , ", PEER),
    ],
)
def test_hops_that_a_client_forged_are_ignored(
    settings: Any, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert seen(forwarded) == address


@pytest.mark.parametrize(
    ("hop", "address"),
    [
        ("203.0.113.5:4711", "203.0.113.5"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("2001:DB8:0::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("unknown", PEER),
        ("_hidden", PEER),
        ("203.0.113.5:x", PEER),
        ("[203.0.113", PEER),
        ("999.1.1.1", PEER),
        ("203.0.113.0/24", PEER),
    ],
)
def test_a_hop_is_an_address_whatever_a_proxy_puts_around_it(settings: Any, hop: str, address: str) -> None:
    settings.TRUSTED_PROXIES = 1
    assert seen(hop) == address
    assert (
        StudioAdapter().get_client_ip(RequestFactory().get("/", headers={"X-Forwarded-For": hop}, REMOTE_ADDR=PEER))
        == address
    )


@pytest.mark.parametrize("peer", ["", "unix:", "/run/web.sock"])
def test_a_socket_without_an_address_counts_as_this_machine(peer: str) -> None:
    assert seen(None, peer=peer) == "127.0.0.1"


@pytest.mark.parametrize("proxies", [1, 2])
@pytest.mark.parametrize("forwarded", ["203.0.113.5:4711", "[2001:db8::1]:443", "unknown", "6.6.6.6, unknown", ""])
def test_no_such_header_breaks_a_link_or_the_sign_in(
    client: Client, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, forwarded: str, proxies: int
) -> None:
    reports.use_own_words(monkeypatch)
    settings.TRUSTED_PROXIES = proxies
    comparison = reports.done(factories.comparison())
    owner = factories.owner(comparison.gallery.studio)
    token = sharing.share_comparison(comparison, created_by=owner).token
    headers = {"X-Forwarded-For": forwarded}
    assert client.get(reverse("client:share", args=[token]), headers=headers).status_code == 200
    fields = {"login": owner.email, "password": factories.PASSWORD}
    assert client.post(reverse("account_login"), fields, headers=headers).status_code == 302
