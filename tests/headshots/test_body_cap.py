"""A body too large is refused before anything stores it, announced or not; all others pass untouched."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from headshots.body_cap import FORM_BYTES, PICTURES_BYTES, Application, BodyCap, Message, Receive, Send

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


def _status(application: Application, path: str, chunks: list[bytes], announced: int | None) -> int:
    waiting = list(chunks)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if announced is None else [(b"content-length", str(announced).encode())]
    scope: Message = {"type": "http", "path": path, "headers": headers}
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


def test_what_fits_passes_and_only_the_gallery_takes_pictures() -> None:
    echo = Echo()
    assert _status(echo, GALLERY, [b"x" * 700_000] * 3, 2_100_000) == 200
    assert echo.read == 2_100_000
    assert _status(Echo(), f"{GALLERY}edit/", [b"x"], 2_100_000) == 413
