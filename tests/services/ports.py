"""Free ports on the loopback address."""

from __future__ import annotations

import random
import socket


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def free_run(length: int, *, twin_offset: int) -> int:
    """The first of `length` neighbouring free ports, each of whose twins `twin_offset` above it is free too."""
    for _ in range(200):
        first = random.randrange(20_000, 30_000)  # noqa: S311  # no secret
        if all(_is_free(first + step + offset) for step in range(length) for offset in (0, twin_offset)):
            return first
    raise RuntimeError("no run of free ports was found between 20000 and 30000")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
