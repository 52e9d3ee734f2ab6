"""The Docker files hold together. They are read by Compose itself; no image is built here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

ROOT = Path(__file__).parents[1]
COMPOSE = str(Path(sys.executable).with_name("docker-compose"))
REQUIRED = re.findall(r"^([A-Z0-9_]+)=$", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)


def configured(variables: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.defpath, "HOME": "/nonexistent", **variables}
    command = [COMPOSE, "--env-file", os.devnull, "config", *options]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def filled_in() -> dict[str, str]:
    lines = (ROOT / "tests" / "compose.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    said = configured(filled_in(), "--format", "json")
    assert said.returncode == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)["services"]
    return found


def test_everything_that_the_example_leaves_empty_is_needed_and_nothing_else() -> None:
    assert set(REQUIRED) == set(filled_in())


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_secret_is_refused_by_name(name: str) -> None:
    said = configured({key: value for key, value in filled_in().items() if key != name}, "--quiet")
    assert said.returncode != 0
    assert f"required variable {name} is missing" in said.stderr


def test_every_variable_that_is_passed_on_is_one_that_settings_read(services: dict[str, Any]) -> None:
    read = set(re.findall(r'env\.\w+\("([A-Z0-9_]+)"', (ROOT / "headshots" / "settings.py").read_text()))
    assert set(services["web"]["environment"]) <= read


def test_only_the_web_server_can_be_reached_and_only_from_this_machine(services: dict[str, Any]) -> None:
    reachable = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert list(reachable) == ["web"]
    assert [port["host_ip"] for port in reachable["web"]] == ["127.0.0.1"]


@pytest.mark.parametrize("name", ["web", "worker", "beat", "postgres", "redis", "s3"])
def test_a_service_that_stays_says_how_it_is(services: dict[str, Any], name: str) -> None:
    assert services[name]["healthcheck"]["test"]


def test_the_worker_is_given_longer_than_a_task_may_run(services: dict[str, Any], settings: Settings) -> None:
    grace = re.fullmatch(r"(?:(\d+)m)?(\d+)s", services["worker"]["stop_grace_period"])
    assert grace is not None
    assert int(grace[1] or 0) * 60 + int(grace[2]) > settings.TASK_HARD_LIMIT.total_seconds()


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (\S+)$", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    assert users[-1:] and users[-1] not in ("0", "root")
