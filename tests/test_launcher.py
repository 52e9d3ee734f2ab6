"""`make run`: everything up, everything down, and one clear sentence when it cannot be."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from pytest_django import Settings

from headshots.launch import preflight, statics, valkey
from headshots.launch.errors import CannotStart
from headshots.launch.processes import spawn, stop
from tests.services import ports, site


def test_the_site_answers_and_every_part_is_well(running_site: site.Site) -> None:
    with urllib.request.urlopen(f"{running_site.url}/healthz", timeout=10) as answer:
        assert json.load(answer)["down"] == []
    with urllib.request.urlopen(f"{running_site.url}/", timeout=10) as answer:
        assert answer.status == 200
        assert answer.url.startswith(f"{running_site.url}/accounts/login/")
    assert "Not well" not in running_site.said


def test_no_port_is_open_but_the_web_servers(running_site: site.Site) -> None:
    listening = {
        link.laddr
        for process in running_site.processes()
        for link in process.net_connections("inet")
        if link.status == psutil.CONN_LISTEN
    }
    assert listening == {("127.0.0.1", int(running_site.url.rpartition(":")[2]))}


def test_a_second_one_on_the_same_data_is_refused(running_site: site.Site) -> None:
    assert refusal(running_site.var, ports.free()) == (
        f"Catchlight cannot start. Catchlight already runs on {running_site.var} "
        f"(process {running_site.launcher.pid}). Stop that one first.\n"
    )


def refusal(var: Path, port: int, **variables: str) -> str:
    """What the launcher says before it gives up."""
    environment = site.environment(var) | variables
    said = subprocess.run(
        site.command(port), cwd=site.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 1, said.stdout + said.stderr
    assert "Traceback" not in said.stderr
    return said.stdout


def test_a_port_in_use_is_named(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert refusal(var, port) == (
            f"Catchlight cannot start. Port {port} on 127.0.0.1 cannot be used (address already in use). "
            f"Choose another: make run PORT={port + 1}.\n"
        )


def test_a_setting_that_makes_no_sense_is_named(var: Path) -> None:
    assert "SECRET_KEY is missing or too short" in refusal(var, ports.free(), SECRET_KEY="short")


def test_a_database_that_is_not_there_is_named(var: Path) -> None:
    nowhere = f"postgres://nobody@127.0.0.1:{ports.free()}/nothing"
    assert "The database cannot be used" in refusal(var, ports.free(), DATABASE_URL=nowhere)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("no-such-package==1.0 \\", "The package no-such-package is not installed. Run `make setup`."),
        ("pytest==0.1 \\", "The package pytest is .*, and the list says ==0.1. Run `make setup`."),
    ],
)
def test_a_package_that_is_missing_or_another_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    listed = tmp_path / "requirements.txt"
    listed.write_text(f"{line}\n    --hash=sha256:00\n")
    with pytest.raises(CannotStart, match=sentence):
        preflight.check_packages(listed)


def test_a_package_for_another_machine_is_not_missed(tmp_path: Path) -> None:
    listed = tmp_path / "requirements.txt"
    listed.write_text("no-such-package==1.0 ; sys_platform == 'never' \\\n    --hash=sha256:00\n")
    preflight.check_packages(listed)


def test_a_socket_path_that_is_too_long_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="too long for a socket"):
        valkey.start(tmp_path / ("x" * 120), data=tmp_path, log=tmp_path / "log")


def test_a_broker_that_cannot_start_points_to_its_log(var: Path) -> None:
    (var / "valkey-9").mkdir()
    (var / "valkey-9" / "appendonlydir").touch()  # a file where the server keeps a folder
    with pytest.raises(CannotStart, match=r"did not start; .*broker\.log says why"):
        valkey.start(var / "valkey.sock", data=var, log=var / "broker.log")


def test_the_log_of_the_run_before_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "part.log"
    for word in ("first", "second"):
        child = spawn("part", [sys.executable, "-c", f"print({word!r})"], log=log, env=os.environ)
        child.process.wait()
    assert log.read_text() == "second\n"
    assert log.with_suffix(".log.1").read_text() == "first\n"


def test_a_deaf_part_and_what_it_started_are_made_to_stop(tmp_path: Path) -> None:
    deaf = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGQUIT, signal.SIG_IGN)\n"
        "inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(inner.pid, flush=True); time.sleep(600)\n"
    )
    child = spawn("deaf", [sys.executable, "-c", deaf], log=tmp_path / "log", env=os.environ, patience=0.2)
    while not (tmp_path / "log").read_text().endswith("\n"):
        time.sleep(0.02)
    inner = int((tmp_path / "log").read_text())
    stop(child)
    assert not child.is_running
    # SIGKILL is on its way by then; on a busy machine it takes a moment to arrive.
    deadline = time.monotonic() + 10
    while not _is_gone(inner) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert _is_gone(inner)


def _is_gone(pid: int) -> bool:
    """Nobody may have asked for its exit status yet."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ties a child to its parent")
def test_a_killed_launcher_leaves_no_process_and_ctrl_c_leaves_none_either(var: Path) -> None:
    port = ports.free()
    with site.launched(var, port) as first:
        assert len(first.processes()) >= 6  # launcher, broker, worker and its pool, beat, web and its worker
        first.launcher.kill()
        none_left(var)
    with site.launched(var, port) as second:  # on the same data, which a killed one did not hurt
        assert (second.email, second.password) == (first.email, first.password)
        second.launcher.send_signal(signal.SIGINT)
        assert second.launcher.wait(timeout=60) == 0
        none_left(var)


def none_left(var: Path) -> None:
    deadline = time.monotonic() + 30
    while left := site.processes_on(var):
        assert time.monotonic() < deadline, [site.described(process) for process in left]
        time.sleep(0.1)


def test_static_files_are_collected_once_and_again_when_one_changes(settings: Settings, tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    (source / "page.css").write_text("a {}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], str(target)
    statics.collect()
    (target / "page.css").unlink()
    statics.collect()
    assert not (target / "page.css").exists()
    (source / "page.css").write_text("a {color: red}")
    statics.collect()
    assert (target / "page.css").read_text() == "a {color: red}"
