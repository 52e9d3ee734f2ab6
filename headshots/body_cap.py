"""Stops a request body before it is stored: Django's ASGI handler keeps the whole of one before any middleware runs.

Anyone may send anything, so the cap stands in front of the application. Only the page that takes pictures gets more
than a form's worth, and only from somebody who is signed in: the session is looked at here, before the body is kept,
because the middleware that guards the page comes after it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from importlib import import_module
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest, parse_cookie

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

FORM_BYTES: Final = 1_000_000
PICTURES_BYTES: Final = 300_000_000  # six files at the cap of one
_TAKES_PICTURES: Final = re.compile(r"/galleries/[0-9a-f-]{36}/")
_SESSION_KEY: Final = re.compile(r"[0-9a-z]{32}")  # what Django makes; anything else is not worth a query
_TOO_MUCH: Final = (
    b"This is more than can be taken at once. Send fewer pictures at a time; after a long pause, sign in again first."
)


class BodyTooLarge(Exception):
    """More came than the request said or than is taken."""


class BodyCap:
    """ASGI middleware: 413 for a body that is announced too large, and an end to one that turns out so."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        cap = await _cap(scope)
        if (_announced(scope) or 0) > cap:
            await _refuse(send)
            return
        answered = False
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > cap:
                raise BodyTooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._application(scope, counted, noted)
        except BodyTooLarge:
            if not answered:
                await _refuse(send)


async def _cap(scope: Message) -> int:
    """How many bytes this request may bring. Nobody is looked up for a body that a form could have."""
    if scope["method"] != "POST" or not _TAKES_PICTURES.fullmatch(scope["path"]):
        return FORM_BYTES
    announced = _announced(scope)
    if announced is not None and announced <= FORM_BYTES:
        return FORM_BYTES
    key = _session_key(scope)
    # Not in the thread that Django keeps for a request: there is no request yet, and others need not queue behind it.
    signed_in = key is not None and await sync_to_async(_is_signed_in, thread_sensitive=False)(key)
    return PICTURES_BYTES if signed_in else FORM_BYTES


def _session_key(scope: Message) -> str | None:
    cookies = b"; ".join(value for name, value in scope["headers"] if name.lower() == b"cookie").decode("latin-1")
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
    return key if _SESSION_KEY.fullmatch(key) else None


def _is_signed_in(key: str) -> bool:
    """As Django's own middleware would find it: the session lives, and its user is active and has not changed since."""
    close_old_connections()
    try:
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        return get_user(request).is_authenticated
    finally:
        close_old_connections()  # the thread goes back to its pool, and no end of a request will close it there


def _announced(scope: Message) -> int | None:
    """What the request says of its own length; None where it does not, or not as a number."""
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    return max((int(value) for value in lengths if value.isdigit()), default=None)


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _TOO_MUCH})
