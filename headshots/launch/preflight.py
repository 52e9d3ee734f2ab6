"""What is looked at before anything starts, so that a problem is one sentence and not a trace in a log."""

from __future__ import annotations

import fcntl
import os
import socket
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

from packaging.requirements import Requirement

from headshots.launch.errors import CannotStart


def check_packages(requirements: Path) -> None:
    """Every package of the pinned list that applies to this machine is installed in that version."""
    for line in requirements.read_text().splitlines():
        if line.startswith((" ", "#")) or not line.strip():
            continue
        wanted = Requirement(line.removesuffix("\\"))
        if wanted.marker and not wanted.marker.evaluate():
            continue
        try:
            installed = version(wanted.name)
        except PackageNotFoundError:
            raise CannotStart(f"The package {wanted.name} is not installed. Run `make setup`.") from None
        if not wanted.specifier.contains(installed, prereleases=True):
            raise CannotStart(
                f"The package {wanted.name} is {installed}, and the list says {wanted.specifier}. Run `make setup`."
            )


def check_port(host: str, port: int) -> None:
    """Somebody else may listen there, or we may not be allowed to."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just given up is free
            probe.bind(address)
            probe.listen(1)
    except PermissionError:
        raise CannotStart(f"Port {port} needs root. Choose one above 1023: make run PORT=8000.") from None
    except socket.gaierror:
        raise CannotStart(f"There is no address {host!r} on this machine. Leave HOST out, or use 0.0.0.0.") from None
    except OSError as error:
        raise CannotStart(
            f"Port {port} on {host} cannot be used ({os.strerror(error.errno or 0).lower()}). "
            f"Choose another: make run PORT={port + 1 if port < 65535 else 8000}."
        ) from None


def only_one(var: Path) -> IO[str]:
    """A lock on the data folder, held while what is returned is open; it goes with the process, however that ends."""
    file = (var / "launcher.lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise CannotStart(f"Catchlight already runs on {var} (process {holder}). Stop that one first.") from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file
