"""Settings that make no sense stop the start, with a sentence that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from headshots.comparisons.checks import time_limits

ROOT = Path(__file__).parents[2]


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from headshots import settings as s; print(s.SECRET_KEY, s.SESSION_COOKIE_SECURE)"],
        cwd=ROOT,
        env={"PATH": os.defpath, "CATCHLIGHT_VAR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "SECRET_KEY is missing or too short"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is missing or too short"),
        ({"SECRET_KEY": "development-only-never-in-production"}, "SECRET_KEY is missing or too short"),
        ({"DEBUG": "flase"}, "DEBUG is 'flase'"),
        ({"DEBUG": "1", "SITE_URL": "photos.example.com"}, "SITE_URL is 'photos.example.com'"),
        ({"DEBUG": "1", "REDIS_URL": "localhost:6379"}, "REDIS_URL is 'localhost:6379'"),
        ({"DEBUG": "1", "DATABASE_URL": "mysql://root@localhost/x"}, "a database other than PostgreSQL"),
        ({"DEBUG": "1", "TRUSTED_PROXIES": "many"}, "TRUSTED_PROXIES is 'many'"),
        ({"DEBUG": "1", "TRUSTED_PROXIES": "9"}, "a number from 0 to 5"),
        ({"DEBUG": "1", "LOG_FORMAT": "xml"}, "use one of json, plain"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, environment: dict[str, str], sentence: str) -> None:
    attempt = start(tmp_path, **environment)
    assert attempt.returncode != 0
    assert f"ImproperlyConfigured: {sentence}" in attempt.stderr or sentence in attempt.stderr.splitlines()[-1]


def test_the_embedded_secret_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("k" * 50 + "\n")
    attempt = start(tmp_path)
    assert attempt.stdout.split() == ["k" * 50, "False"], attempt.stderr


def test_https_secures_the_cookies(tmp_path: Path) -> None:
    attempt = start(tmp_path, SECRET_KEY="s" * 50, SITE_URL="https://photos.example.com")
    assert attempt.stdout.split() == ["s" * 50, "True"], attempt.stderr


def test_the_time_limits_are_in_order() -> None:
    assert time_limits(None) == []


@pytest.mark.parametrize("limit", ["TASK_SOFT_LIMIT", "TASK_HARD_LIMIT", "LEASE"])
def test_limits_out_of_order_are_an_error(settings: Any, limit: str) -> None:
    setattr(settings, limit, settings.REDELIVERY)
    assert "comparisons.E001" in {problem.id for problem in time_limits(None)}
