"""python -m headshots.launch [--host HOST] [--port PORT]: start everything, stay, and take everything down together."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connections

from headshots.launch import parts, preflight, statics
from headshots.launch.errors import CannotStart
from headshots.launch.processes import Child, kill_all, stop_all

_READY_SECONDS: Final = 120.0  # a few on an idle machine
_LOOK_EVERY: Final = 0.5


def main() -> int:
    arguments = _arguments()
    # A terminal that closes and a service manager that stops us mean the same as Ctrl-C, which a shell may have muted.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        _run(arguments.host, arguments.port)
    except CannotStart as problem:
        _say(f"Catchlight cannot start. {problem}")
        return 1
    except KeyboardInterrupt:
        _say("Stopped.")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m headshots.launch", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args()


def _run(host: str, port: int) -> None:
    preflight.check_packages(Path(__file__).parents[2] / "requirements.txt")
    preflight.check_port(host, port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshots.settings")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise CannotStart(str(problem)) from None
    var: Path = settings.VAR_DIR
    with preflight.only_one(var), _taken_down_together() as children:
        if "REDIS_URL" not in os.environ:
            children.append(parts.broker(settings.REDIS_SOCKET, var))
        _update_database()
        children += [parts.worker(var), parts.web(host, port, var)]
        demo = parts.seeded_demo(var)  # while those two load their libraries
        ailing = _wait_until_well(f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/healthz", children)  # noqa: S104
        children.append(parts.beat(var))
        _say(f"\n  Catchlight   {settings.SITE_URL}/\n  Demo         {demo}\n  Logs         {var / 'log'}\n")
        if ailing:
            _say(f"  Not well: {', '.join(ailing)}. The logs say why.\n")
        _say("  Ctrl-C stops everything.")
        _stay(children)


def _update_database() -> None:
    """Bring the database and the static files up to date, which a second start finds done."""
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except (DatabaseError, OSError) as problem:
        raise CannotStart(f"The database cannot be used: {str(problem).strip().splitlines()[0]}.") from problem
    finally:
        connections.close_all()
    if not settings.DEBUG:
        statics.collect()


@contextmanager
def _taken_down_together() -> Iterator[list[Child]]:
    """Whatever happens inside, nothing that was started stays. A second Ctrl-C does not wait for running work."""
    children: list[Child] = []
    try:
        yield children
    finally:
        try:
            _say("\nStopping.")
            stop_all(children)
        except KeyboardInterrupt:
            kill_all(children)


def _wait_until_well(address: str, children: list[Child]) -> list[str]:
    """Returns what /healthz still calls down when the time is up; raises CannotStart when a part has ended."""
    deadline = time.monotonic() + _READY_SECONDS
    down = ["web"]
    while down and time.monotonic() < deadline:
        _require_running(children)
        time.sleep(_LOOK_EVERY)
        down = _down(address)
    return down


def _down(address: str) -> list[str]:
    try:
        with urllib.request.urlopen(address, timeout=5.0):  # noqa: S310  # http on this machine
            return []
    except urllib.error.HTTPError as answer:
        if answer.code != 503:
            raise CannotStart(f"The web server answers {answer.code}; its log says why.") from None
        return [str(part) for part in json.load(answer)["down"]]
    except OSError:  # not listening yet
        return ["web"]


def _stay(children: list[Child]) -> None:
    while True:
        _require_running(children)
        time.sleep(_LOOK_EVERY)


def _require_running(children: list[Child]) -> None:
    for child in children:
        if not child.is_running:
            raise CannotStart(f"The {child.name} has ended (status {child.process.returncode}); see {child.log}.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
