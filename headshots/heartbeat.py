"""A worker's sign of life in the cache, written by its own event loop, read by /healthz."""

from __future__ import annotations

import logging
from typing import Any, Final

from celery import bootsteps
from django.core.cache import cache
from redis.exceptions import RedisError

EVERY_SECONDS: Final = 5.0
GONE_AFTER_SECONDS: Final = 20  # four signs missed
_KEY: Final = "worker-heartbeat"

logger = logging.getLogger(__name__)


def beat() -> None:
    """Note that a worker lives. A broker that is away for a moment must not end the worker."""
    try:
        cache.set(_KEY, 1, timeout=GONE_AFTER_SECONDS)
    except RedisError as problem:
        logger.warning("no sign of life could be written: %s", problem)


def is_heard() -> bool:
    """Whether any worker gave a sign of life lately. Raises RedisError when the cache is away."""
    return cache.get(_KEY) is not None


class Heartbeat(bootsteps.StartStopStep):
    """Celery's own way to run something for as long as a worker does.

    The timer belongs to the worker's main process, so a long task in a pool process does not silence it, and a worker
    that hangs falls silent.
    """

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.entry: Any = None

    def start(self, parent: Any) -> None:
        beat()
        self.entry = parent.timer.call_repeatedly(EVERY_SECONDS, beat)

    def stop(self, parent: Any) -> None:
        if self.entry is not None:
            self.entry.cancel()
            self.entry = None
