"""The parts that make up one Catchlight on one machine, and how each is started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from headshots.launch import valkey
from headshots.launch.errors import CannotStart
from headshots.launch.processes import Child, spawn, tied_to_parent


def broker(socket_path: Path, var: Path) -> Child:
    return valkey.start(socket_path, data=var, log=var / "log" / "broker.log")


def worker(var: Path) -> Child:
    """Both queues, two photographs at a time at most; a comparison that runs is given time to finish."""
    command = [sys.executable, "-m", "celery", "--app", "headshots.celery", "worker", "--queues", "consult,batch"]
    command += ["--concurrency", str(min(2, os.cpu_count() or 1)), "--loglevel", "INFO"]
    command += ["--without-gossip", "--without-mingle"]  # there is nobody else to talk to
    # An orphan drops its task at once: its row's lease brings the work back. Not SIGQUIT, on which Celery 5.7 stops the
    # task and then waits for ever on its own timer thread.
    return spawn(
        "worker", command, log=_log(var, "worker"), env=os.environ, orphan_signal=signal.SIGKILL, patience=15.0
    )


def beat(var: Path) -> Child:
    command = [sys.executable, "-m", "celery", "--app", "headshots.celery", "beat", "--loglevel", "INFO", "--pidfile="]
    return spawn("beat", command, log=_log(var, "beat"), env=os.environ)


def web(host: str, port: int, var: Path) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port)]
    command += ["--workers", "1", "--no-ws", "--workers-kill-timeout", "3", "headshots.asgi:application"]
    return spawn("web", command, log=_log(var, "web"), env=os.environ)


def seeded_demo(var: Path) -> str:
    """The demo studio's sign-in. Made in a process of its own, since that takes the nets. Raises CannotStart."""
    command = [sys.executable, "-m", "django", "seed_demo", "--settings", "headshots.settings"]
    log = _log(var, "demo")
    with log.open("wb") as errors:
        done = subprocess.run(  # noqa: S603  # our own command, no shell
            command, stdout=subprocess.PIPE, stderr=errors, check=False, preexec_fn=tied_to_parent(signal.SIGKILL)
        )
    if done.returncode:
        raise CannotStart(f"The demo studio could not be made; {log} says why.")
    return done.stdout.decode().strip()


def _log(var: Path, name: str) -> Path:
    return var / "log" / f"{name}.log"
