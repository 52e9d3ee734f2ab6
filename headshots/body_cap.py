"""Stops a request body before it is stored: Django's ASGI handler keeps the whole of one before any middleware runs.

Anyone may send anything, so the cap stands in front of the application. Only the page that takes pictures gets more
than a form's worth.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

FORM_BYTES: Final = 1_000_000
PICTURES_BYTES: Final = 300_000_000  # six files at the cap of one
_TAKES_PICTURES: Final = re.compile(r"/galleries/[0-9a-f-]{36}/")
_TOO_MUCH: Final = b"This is more than can be taken at once. Send fewer pictures at a time."


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
        cap = PICTURES_BYTES if _TAKES_PICTURES.fullmatch(scope["path"]) else FORM_BYTES
        if _announced(scope) > cap:
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


def _announced(scope: Message) -> int:
    """What the request says of its own length; 0 where it does not, or not as a number."""
    lengths = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    return max((int(value) for value in lengths if value.isdigit()), default=0)


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _TOO_MUCH})
