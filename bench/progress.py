"""One line on a terminal that says how far a long run is; silent when nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Pass items through, counting them on stderr; every twentieth of the way where stderr is no terminal."""
    started, live = time.monotonic(), sys.stderr.isatty()
    step = 1 if live else max(1, total // 20)
    for number, item in enumerate(items, 1):
        yield item
        if number % step == 0 or number == total:
            left = (time.monotonic() - started) / number * (total - number)
            end = "\r" if live and number < total else "\n"
            sys.stderr.write(f"{what}: {number}/{total}, about {left:.0f} s left{' ' * 8}{end}")
            sys.stderr.flush()
