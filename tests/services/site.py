"""Catchlight as `make run` starts it: its own data folder, broker, worker, beat and web server, on a free port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
_OTHERS = (
    "DATABASE_URL",
    "DEBUG",
    "REDIS_URL",
    "S3_BUCKET",
    "S3_ENDPOINT",
    "S3_ACCESS_KEY",
    "S3_SECRET_KEY",
    "SITE_URL",
)


@dataclass(frozen=True, slots=True)
class Site:
    """A running Catchlight and the demo studio's sign-in."""

    url: str
    email: str
    password: str
    var: Path
    launcher: subprocess.Popen[str]
    said: str

    def processes(self) -> list[psutil.Process]:
        """Everything on this machine that works on this data folder, the launcher included."""
        return processes_on(self.var)


def command(port: int) -> list[str]:
    return [sys.executable, "-m", "headshots.launch", "--port", str(port)]


def environment(var: Path) -> dict[str, str]:
    """The embedded choice for everything, whatever the tests around it run on."""
    chosen = {key: value for key, value in os.environ.items() if key not in _OTHERS}
    return chosen | {"CATCHLIGHT_VAR": str(var), "STATIC_ROOT": str(var / "static"), "SECRET_KEY": "site-" + "x" * 45}


@contextmanager
def launched(var: Path, port: int) -> Iterator[Site]:
    """Started, well, and taken down with Ctrl-C's signal unless somebody else ended it before."""
    launcher = subprocess.Popen(
        command(port), cwd=ROOT, env=environment(var), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        said = _until_ready(launcher)
        url, email, password = re.findall(r"Catchlight +(\S+)/\n +Demo +(\S+) / (\S+)\n", said)[0]
        yield Site(url, email, password, var, launcher, said)
    finally:
        launcher.send_signal(signal.SIGINT)
        launcher.wait(timeout=60)
        if launcher.stdout:
            launcher.stdout.close()


def _until_ready(launcher: subprocess.Popen[str]) -> str:
    """What it says until it is up; it keeps its own time, and ends when it cannot start."""
    assert launcher.stdout is not None
    lines: list[str] = []
    for line in launcher.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            return "".join(lines)
    raise RuntimeError("Catchlight did not start: " + "".join(lines))


def processes_on(var: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            # The broker writes its title over its environment, and names its socket in it.
            works_here = process.environ().get("CATCHLIGHT_VAR") == str(var) or str(var) in " ".join(process.cmdline())
            if works_here and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def described(process: psutil.Process) -> str:
    try:
        return f"{process.pid} {process.status()} {' '.join(process.cmdline())}"
    except psutil.NoSuchProcess:
        return f"{process.pid} gone"
