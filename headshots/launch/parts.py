"""The parts that make up one Catchlight on one machine, and how each is started."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from headshots.launch import valkey
from headshots.launch.processes import Child, spawn


def broker(socket_path: Path, var: Path) -> Child:
    return valkey.start(socket_path, data=var, log=var / "log" / "broker.log")


def worker(var: Path) -> Child:
    """Both queues, two photographs at a time at most; a comparison that runs is given time to finish."""
    command = [sys.executable, "-m", "celery", "--app", "headshots.celery", "worker", "--queues", "consult,batch"]
    command += ["--concurrency", str(min(2, os.cpu_count() or 1)), "--loglevel", "INFO"]
    command += ["--without-gossip", "--without-mingle"]  # there is nobody else to talk to
    # An orphan drops its task at once (SIGQUIT): its row's lease brings the work back.
    return spawn(
        "worker", command, log=_log(var, "worker"), env=os.environ, orphan_signal=signal.SIGQUIT, patience=15.0
    )


def beat(var: Path) -> Child:
    command = [sys.executable, "-m", "celery", "--app", "headshots.celery", "beat", "--loglevel", "INFO", "--pidfile="]
    return spawn("beat", command, log=_log(var, "beat"), env=os.environ)


def web(host: str, port: int, var: Path) -> Child:
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port)]
    command += ["--workers", "1", "--no-ws", "--workers-kill-timeout", "3", "headshots.asgi:application"]
    return spawn("web", command, log=_log(var, "web"), env=os.environ)


def _log(var: Path, name: str) -> Path:
    return var / "log" / f"{name}.log"
