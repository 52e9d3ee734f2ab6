"""Child processes that never outlive the launcher, and that go down in order."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from headshots.orphans import die_with_parent

_POLL_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Child:
    """A running part: how it is asked to stop, and how long it may take before it is made to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    patience: float  # seconds between the polite signal and the next one

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None


def spawn(
    name: str,
    command: Iterable[str],
    *,
    log: Path,
    env: Mapping[str, str],
    orphan_signal: signal.Signals = signal.SIGTERM,
    patience: float = 5.0,
) -> Child:
    """Start a part in a session of its own, so that Ctrl-C reaches the launcher alone and the order is ours.

    Its output goes to `log`; that of the run before is kept beside it. On Linux the kernel sends it `orphan_signal`
    when the launcher dies, even by kill -9; elsewhere a killed launcher leaves its parts running.
    """
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  # our own commands, no shell
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env),
            start_new_session=True,
            preexec_fn=tied_to_parent(orphan_signal),
        )
    return Child(name, process, log, patience)


def tied_to_parent(orphan_signal: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec so that it ends with its parent."""
    parent = os.getpid()

    def tie() -> None:
        die_with_parent(orphan_signal)
        if os.getppid() != parent:  # it died between the fork and the line above
            os.kill(os.getpid(), signal.SIGKILL)

    return tie


def stop(child: Child) -> None:
    """SIGTERM; then SIGQUIT, on which Celery drops its running task; then SIGKILL for the whole session."""
    for polite, patience in ((signal.SIGTERM, child.patience), (signal.SIGQUIT, 3.0)):
        if not child.is_running:
            break
        _signal(child.process.pid, polite)
        _wait(child, patience)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.process.pid, signal.SIGKILL)  # the part itself if it is deaf, and whatever it left behind
    child.process.wait()


def stop_all(children: Iterable[Child]) -> None:
    """Last started, first stopped: the broker outlives those who use it."""
    for child in reversed(list(children)):
        stop(child)


def kill_all(children: Iterable[Child]) -> None:
    """At once, with everything that they started."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _wait(child: Child, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while child.is_running and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
