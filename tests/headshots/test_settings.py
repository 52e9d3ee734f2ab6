"""Settings that make no sense stop the start, with a sentence that says what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
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
        (
            {"SECRET_KEY": "s" * 50, "SITE_URL": "http://photos.example.com"},
            "SITE_URL is 'http://photos.example.com': over",
        ),
        ({"SECRET_KEY": "s" * 50, "SITE_URL": "http://192.168.1.5:8000", "ALLOW_HTTP": "0"}, "set ALLOW_HTTP=1"),
        ({"SECRET_KEY": "s" * 50, "SITE_URL": "http://localhost.example.com"}, "set ALLOW_HTTP=1"),
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


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"SITE_URL": "http://127.0.0.1:8080"},
        {"SITE_URL": "http://[::1]:8080"},
        {"SITE_URL": "http://192.168.1.5:8000", "ALLOW_HTTP": "1"},
        {"SITE_URL": "http://192.168.1.5:8000", "DEBUG": "1"},
    ],
    ids=str,
)
def test_http_is_for_this_machine_or_for_whoever_says_so(tmp_path: Path, environment: dict[str, str]) -> None:
    attempt = start(tmp_path, SECRET_KEY="s" * 50, **environment)
    assert attempt.stdout.split() == ["s" * 50, "False"], attempt.stderr


def test_a_bucket_is_sent_no_acl(tmp_path: Path) -> None:
    """AWS answers `AccessControlListNotSupported` to one on every new bucket, whose owner is enforced."""
    storage = values(tmp_path, ["STORAGES"], S3_BUCKET="photographs")["STORAGES"]["default"]
    assert storage["BACKEND"] == "storages.backends.s3.S3Storage"
    assert storage["OPTIONS"]["default_acl"] is None


HTTPS = {
    "SESSION_COOKIE_NAME": "__Host-session",  # a browser takes this name only if Secure, of this host, for all paths
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_DOMAIN": None,
    "SESSION_COOKIE_PATH": "/",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_DOMAIN": None,
    "CSRF_COOKIE_PATH": "/",
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "X_FRAME_OPTIONS": "DENY",
    "CSRF_TRUSTED_ORIGINS": ["https://photos.example.com"],
    "DEBUG": False,
}


def values(tmp_path: Path, names: Iterable[str], **environment: str) -> dict[str, Any]:
    """What Django itself would read, its own defaults included."""
    attempt = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json, sys; from django.conf import settings as s;"
            "print(json.dumps({name: getattr(s, name) for name in sys.argv[1:]}))",
            *names,
        ],
        cwd=ROOT,
        env={
            "PATH": os.defpath,
            "CATCHLIGHT_VAR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "headshots.settings",
            "SECRET_KEY": "s" * 50,
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert attempt.returncode == 0, attempt.stderr
    read: dict[str, Any] = json.loads(attempt.stdout)
    return read


def test_https_keeps_every_promise(tmp_path: Path) -> None:
    names = [*HTTPS, "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER"]
    found = values(tmp_path, names, SITE_URL="https://photos.example.com")
    assert found == HTTPS | {"SECURE_SSL_REDIRECT": True, "SECURE_PROXY_SSL_HEADER": None}


def test_behind_a_proxy_that_speaks_tls_its_word_is_taken(tmp_path: Path) -> None:
    names = [*HTTPS, "SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER"]
    found = values(tmp_path, names, SITE_URL="https://photos.example.com", TRUSTED_PROXIES="1")
    header = ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found == HTTPS | {"SECURE_SSL_REDIRECT": False, "SECURE_PROXY_SSL_HEADER": header}


def test_without_https_no_proxy_may_claim_it(tmp_path: Path) -> None:
    """And a browser would refuse the cookies of https."""
    names = ["SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    found = values(tmp_path, names, SITE_URL="http://localhost:8000", TRUSTED_PROXIES="1")
    assert list(found.values()) == [None, 0, "session", "csrf"]


def test_the_time_limits_are_in_order() -> None:
    assert time_limits(None) == []


@pytest.mark.parametrize("limit", ["TASK_SOFT_LIMIT", "TASK_HARD_LIMIT", "LEASE"])
def test_limits_out_of_order_are_an_error(settings: Any, limit: str) -> None:
    setattr(settings, limit, settings.REDELIVERY)
    assert "comparisons.E001" in {problem.id for problem in time_limits(None)}
