"""GET /healthz: which parts work, for a load balancer, a container engine or whoever stands before a blank page.

It says `ok` or `down` of each part and nothing else: causes go to the log, since anybody may ask. And since anybody may
ask as often as they like, a look is good for two seconds, no part is waited for longer than that or twice, and only one
request looks at a time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from headshots import heartbeat
from headshots.comparisons import nets

logger = logging.getLogger(__name__)

_SECONDS: Final = 2.0  # how long one part may take to answer
_KEPT_SECONDS: Final = 2.0
_AT_ONCE: Final = Config(connect_timeout=_SECONDS, read_timeout=_SECONDS, retries={"total_max_attempts": 1})


class Down(Exception):
    """A part does not do its work; the message is for the log."""


def database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        raise Down(str(problem)) from problem


def broker() -> None:
    try:
        with Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=_SECONDS,
            socket_timeout=_SECONDS,
            retry=Retry(NoBackoff(), 0),
        ) as server:
            server.ping()
    except RedisError as problem:
        raise Down(str(problem)) from problem


def storage() -> None:
    """A file can be written where files are kept, or the bucket answers with our keys."""
    store: Any = storages["default"]
    try:
        if isinstance(store, FileSystemStorage):
            _write_and_remove(Path(store.location))
        else:
            _ask_bucket(store)
    except (OSError, BotoCoreError, ClientError) as problem:
        raise Down(str(problem)) from problem


def _write_and_remove(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    probe = folder / f".health-{uuid4().hex}"
    probe.touch()
    probe.unlink()


def _ask_bucket(store: Any) -> None:
    """With a connection of its own: botocore's, meant for pictures, waits a minute for an answer, five times over."""
    options = {**settings.STORAGES["default"]["OPTIONS"], "client_config": store.client_config.merge(_AT_ONCE)}
    type(store)(**options).connection.meta.client.head_bucket(Bucket=store.bucket_name)


def worker() -> None:
    try:
        heard = heartbeat.is_heard()
    except RedisError as problem:
        raise Down(str(problem)) from problem
    if not heard:
        raise Down("no worker gave a sign of life lately")


def models() -> None:
    """Hashes each file once per process; a look after that costs nothing."""
    if problems := nets.problems():
        raise Down(" ".join(problems))


PARTS: Final[tuple[tuple[str, Callable[[], None]], ...]] = (
    ("database", database),
    ("broker", broker),
    ("storage", storage),
    ("worker", worker),
    ("models", models),
)


class Lookout:
    """Which parts are down, as last seen by anybody in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen_at: float | None = None
        self._down: tuple[str, ...] = ()

    def down(self) -> tuple[str, ...]:
        with self._lock:
            if self._seen_at is None or time.monotonic() - self._seen_at > _KEPT_SECONDS:
                self._down = tuple(name for name, look in PARTS if not _works(name, look))
                self._seen_at = time.monotonic()
            return self._down

    def forget(self) -> None:
        with self._lock:
            self._seen_at = None


def _works(name: str, look: Callable[[], None]) -> bool:
    try:
        look()
    except Down as problem:
        logger.error("%s is down: %s", name, problem)
        return False
    return True


lookout: Final = Lookout()


@never_cache
@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when every part works; else 503 with the names of those that do not."""
    down = lookout.down()
    states = {name: "down" if name in down else "ok" for name, _ in PARTS}
    answer = {"status": "down" if down else "ok", "down": down, "parts": states}
    return JsonResponse(answer, status=503 if down else 200)
