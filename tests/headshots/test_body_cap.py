"""A body too large is refused before anything stores it, announced or not; all others pass untouched."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from headshots.accounts.models import User
from headshots.body_cap import FORM_BYTES, PICTURES_BYTES, Application, BodyCap, Message, Receive, Send
from tests.headshots import factories

GALLERY = f"/galleries/{uuid4()}/"


class Echo:
    """Reads the whole body as Django does and answers with its length."""

    def __init__(self) -> None:
        self.read = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        more = True
        while more:
            message = await receive()
            self.read += len(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def _status(
    application: Application, path: str, chunks: list[bytes], announced: int | None, *, session: str = ""
) -> int:
    waiting = list(chunks)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if announced is None else [(b"content-length", str(announced).encode())]
    if session:
        headers.append((b"cookie", f"csrf=x; {settings.SESSION_COOKIE_NAME}={session}".encode()))
    scope: Message = {"type": "http", "method": "POST", "path": path, "headers": headers}
    with ThreadPoolExecutor(1) as thread:  # the browser's own event loop may be running in this one

        async def answered() -> None:
            await BodyCap(application)(scope, receive, send)

        thread.submit(lambda: asyncio.run(answered())).result()
    return int(sent[0]["status"])


@pytest.mark.parametrize(("path", "cap"), [("/s/x/", FORM_BYTES), (GALLERY, PICTURES_BYTES), ("/", FORM_BYTES)])
def test_a_body_announced_too_large_is_not_read_at_all(path: str, cap: int) -> None:
    echo = Echo()
    assert _status(echo, path, [b"x"], cap + 1) == 413
    assert echo.read == 0


def test_a_body_that_turns_out_too_large_ends_there() -> None:
    echo = Echo()
    assert _status(echo, "/s/x/", [b"x" * 400_000] * 50, None) == 413
    assert echo.read <= FORM_BYTES


def test_an_understated_length_does_not_help() -> None:
    assert _status(Echo(), "/s/x/", [b"x" * 400_000] * 50, 10) == 413


@pytest.fixture
def user() -> User:
    return factories.owner(factories.studio())


@pytest.fixture
def session(user: User) -> str:
    """The key of a session that `user` signed in to."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


# Committed rows: the session is looked up in a thread of its own.
@pytest.mark.django_db(transaction=True)
def test_what_fits_passes_and_only_the_gallery_takes_pictures(session: str) -> None:
    echo = Echo()
    assert _status(echo, GALLERY, [b"x" * 700_000] * 3, 2_100_000, session=session) == 200
    assert echo.read == 2_100_000
    assert _status(Echo(), f"{GALLERY}edit/", [b"x"], 2_100_000, session=session) == 413


@pytest.mark.django_db(transaction=True)
def test_a_body_of_unknown_length_passes_for_somebody_signed_in(session: str) -> None:
    echo = Echo()
    assert _status(echo, GALLERY, [b"x" * 700_000] * 3, None, session=session) == 200
    assert echo.read == 2_100_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("announced", [2_100_000, None])
@pytest.mark.parametrize("session", ["", "no key at all", "a" * 32])
def test_pictures_from_somebody_not_signed_in_are_not_stored(session: str, announced: int | None) -> None:
    echo = Echo()
    assert _status(echo, GALLERY, [b"x" * 700_000] * 3, announced, session=session) == 413
    assert echo.read <= FORM_BYTES


@pytest.mark.django_db(transaction=True)
def test_a_session_that_ran_out_is_nobodys(session: str) -> None:
    Session.objects.update(expire_date=timezone.now())
    assert _status(Echo(), GALLERY, [b"x"], 2_100_000, session=session) == 413


@pytest.mark.django_db(transaction=True)
def test_a_session_of_somebody_who_left_is_nobodys(session: str, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert _status(Echo(), GALLERY, [b"x"], 2_100_000, session=session) == 413


def test_nobody_is_looked_up_for_what_a_form_could_bring() -> None:
    """Without a database: a query would fail this test."""
    assert _status(Echo(), GALLERY, [b"x"], 1, session="a" * 32) == 200
