"""Without a Chromium the journeys are skipped and say so; where one is required, that is a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import chromium

ROOT = Path(__file__).parents[2]


def journeys(**variables: str) -> subprocess.CompletedProcess[str]:
    """A run of the journeys on a machine on which no browser can be found."""
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": "/nonexistent", "PATH": "/nonexistent", **variables}
    environment.pop(chromium.NAMED_BY, None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/e2e"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_without_a_browser_every_journey_is_skipped_with_the_reason() -> None:
    said = journeys(CATCHLIGHT_REQUIRE_BROWSER="0")
    assert said.returncode == 0, said.stdout + said.stderr
    closing = said.stdout.splitlines()[-1]
    assert "skipped" in closing
    assert "passed" not in closing
    assert "no Chromium was found: run `make browser`" in said.stdout


def test_where_one_is_required_that_is_a_failure() -> None:
    said = journeys(CATCHLIGHT_REQUIRE_BROWSER="1")
    assert said.returncode != 0
    assert "CATCHLIGHT_REQUIRE_BROWSER is set and no Chromium was found" in said.stderr


def test_the_one_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "my-chromium"
    monkeypatch.setenv(chromium.NAMED_BY, str(named))
    assert chromium.find() is None
    named.touch()
    assert chromium.find() == named


def test_a_sandbox_is_given_up_by_root_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in chromium.flags()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in chromium.flags()
