"""What a link opens, and that every other token opens one and the same nothing. The list of others' mistakes is in
products.md, section 1."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from headshots import tokens
from headshots.comparisons.models import Comparison
from headshots.queue import State
from headshots.sharing import actions
from headshots.sharing.access import authorize
from headshots.sharing.models import ShareLink, Visit
from tests.headshots import factories

pytestmark = pytest.mark.django_db


def asking(address: str = "203.0.113.7") -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address)


def done(comparison: Comparison) -> Comparison:
    Comparison.objects.filter(pk=comparison.pk).update(state=State.DONE, report={}, finished_at=timezone.now())
    comparison.refresh_from_db()
    return comparison


def shared(comparison: Comparison, *, days: int | None = None) -> actions.NewLink:
    return actions.share_comparison(comparison, created_by=factories.owner(comparison.gallery.studio), days=days)


def test_a_token_is_256_random_bits_and_is_kept_nowhere() -> None:
    new = shared(factories.comparison())
    assert len(new.token) == 43
    assert shared(factories.comparison()).token != new.token
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database itself
            assert new.token not in str(cursor.fetchall()), table
    assert new.link.token_hash == tokens.fingerprint(new.token)
    assert new.token not in repr(new)


def test_a_link_opens_its_comparison_and_no_other() -> None:
    comparison, neighbour = done(factories.comparison()), None
    neighbour = done(factories.comparison(comparison.gallery))
    share = authorize(asking(), shared(comparison).token)
    assert share is not None
    assert list(share.comparisons) == [comparison]
    assert not share.comparisons.filter(uuid=neighbour.uuid).exists()


def test_a_gallery_link_opens_its_gallery_and_no_other() -> None:
    comparison, stranger = done(factories.comparison()), done(factories.comparison())
    new = actions.share_gallery(comparison.gallery, created_by=factories.owner(comparison.gallery.studio))
    share = authorize(asking(), new.token)
    assert share is not None
    assert list(share.comparisons) == [comparison]
    assert stranger not in share.comparisons


def test_what_is_not_finished_is_not_shown() -> None:
    share = authorize(asking(), shared(factories.comparison()).token)
    assert share is not None
    assert not share.comparisons.exists()


def test_wrong_expired_and_revoked_are_one_answer() -> None:
    expired, revoked = shared(factories.comparison()), shared(factories.comparison())
    now = timezone.now()
    ShareLink.objects.filter(pk=expired.link.pk).update(
        created_at=now - timedelta(days=9), expires_at=now - timedelta(seconds=1)
    )
    actions.revoke(revoked.link)
    for token in (tokens.new(), expired.token, revoked.token, "", "short", "ä" * 43, revoked.link.token_hash):
        assert authorize(asking(), token) is None


def test_neither_the_uuid_nor_the_hash_opens_anything() -> None:
    """A slug or a stored value is never a credential."""
    link = shared(factories.comparison()).link
    for value in (str(link.uuid), link.uuid.hex, link.token_hash, link.token_hash[:43]):
        assert authorize(asking(), value) is None


def test_guessing_is_throttled_by_address_and_then_even_the_right_token_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the throttle itself does not tell right from wrong."""
    monkeypatch.setattr("django_ratelimit.core._get_window", lambda value, period: 0)  # ten minutes never end here
    right = shared(factories.comparison()).token
    for _ in range(20):
        assert authorize(asking(), tokens.new()) is None
    assert authorize(asking(), right) is not None, "twenty mistakes are not many"
    assert authorize(asking(), tokens.new()) is None
    assert authorize(asking(), right) is None
    assert authorize(asking("198.51.100.4"), right) is not None


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_page_left_open_after_its_end_does_not_lock_its_reader_out(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    """Each picture of it asks with the old token; whoever holds that was given it and guesses nothing."""
    monkeypatch.setattr("django_ratelimit.core._get_window", lambda value, period: 0)
    old, new = shared(factories.comparison()), shared(factories.comparison())
    if end == "revoked":
        actions.revoke(old.link)
    else:
        now = timezone.now()
        ShareLink.objects.filter(pk=old.link.pk).update(created_at=now - timedelta(days=9), expires_at=now)
    assert not any(authorize(asking(), old.token) for _ in range(30))
    assert authorize(asking(), new.token) is not None


def test_while_nobody_counts_the_token_decides(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    """256 bits need no throttle, and a client at the door should not wait for the broker."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere.sock"}}
    new = shared(factories.comparison())
    assert authorize(asking(), new.token) is not None
    assert authorize(asking(), tokens.new()) is None
    actions.revoke(new.link)
    assert authorize(asking(), new.token) is None
    assert "go uncounted" in caplog.text


def test_opening_a_link_often_is_not_guessing() -> None:
    right = shared(factories.comparison()).token
    assert all(authorize(asking(), right) for _ in range(60))


def test_a_link_expires_by_default_after_the_studios_days() -> None:
    comparison = factories.comparison()
    link = shared(comparison).link
    assert (
        link.expires_at - link.created_at == timedelta(days=comparison.gallery.studio.link_days) == timedelta(days=30)
    )


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_link_cannot_last_for_ever(days: int) -> None:
    with pytest.raises(ValidationError):
        shared(factories.comparison(), days=days)


def test_revoking_is_at_once_and_keeps_its_time() -> None:
    new = shared(factories.comparison())
    assert authorize(asking(), new.token) is not None
    actions.revoke(new.link)
    assert authorize(asking(), new.token) is None
    first = ShareLink.objects.get(pk=new.link.pk).revoked_at
    actions.revoke(new.link)
    assert ShareLink.objects.get(pk=new.link.pk).revoked_at == first


def test_deleting_the_comparison_ends_its_links() -> None:
    comparison = factories.comparison()
    token = shared(comparison).token
    comparison.delete()
    assert authorize(asking(), token) is None


def test_a_link_has_exactly_one_target() -> None:
    link = shared(factories.comparison()).link
    for change in ({"comparison": None}, {"gallery": factories.gallery()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ShareLink.objects.filter(pk=link.pk).update(**change)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605 Mobile/15E148 Safari/604", "phone"),
        ("Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537 Chrome/141 Mobile Safari/537", "phone"),
        ("Mozilla/5.0 (Linux; Android 16; SM-X910) AppleWebKit/537 Chrome/141 Safari/537", "tablet"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) AppleWebKit/605 Version/19 Safari/605", "computer"),
        ("Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537 Chrome/120 Mobile Safari/537", "phone"),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_S) AppleWebKit/537 Chrome/120 Mobile Safari/537", "phone"),
        ("Mozilla/5.0 (Linux; Android 14; cubot; KINGKONG) AppleWebKit/537 Chrome/120 Mobile Safari/537", "phone"),
        ("Mozilla/5.0 (Linux; Android 12; Scandi Robotica) AppleWebKit/537 Chrome/120 Mobile Safari/537", "phone"),
        ("WhatsApp/2.24.20 A", None),
        ("TelegramBot (like TwitterBot)", None),
        ("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", None),
        ("LinkedInBot/1.0 (compatible; Mozilla/5.0)", None),
        ("Mozilla/5.0 (compatible; YandexBot/3.0)", None),
        ("Mozilla/5.0 (compatible; Baiduspider/2.0)", None),
        ("Mozilla/5.0 (Linux; Android 5.0) (compatible; Bytespider; spider-feedback@example.com) Mobile", None),
        ("Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5", None),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 HeadlessChrome/141 Safari/537", None),
        ("Slack-ImgProxy (+https://api.slack.com/robots)", None),
        ("python-requests/2.32", None),
        ("Python/3.12 aiohttp/3.9", None),
        ("Go-http-client/2.0", None),
        ("Java/17.0.1", None),
        ("curl/8.5.0", None),
        ("UptimeMonitor/1.0", None),
        ("facebookexternalhit/1.1", None),
        ("Slackbot-LinkExpanding 1.0", None),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", None),
        ("", None),
    ],
)
def test_a_visit_is_a_person_and_no_address(agent: str, device: str | None) -> None:
    visit = actions.record_visit(shared(factories.comparison()).link, user_agent=agent)
    assert (visit.device if visit else None) == device
    assert {field.name for field in Visit._meta.get_fields()} == {"id", "link", "at", "device"}
