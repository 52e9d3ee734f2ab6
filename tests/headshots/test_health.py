"""/healthz names what is down, and nothing else."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import Settings
from redis import Redis

from analysis.vision import models as nets
from headshots import health, heartbeat
from tests.services.s3 import Bucket

pytestmark = pytest.mark.django_db
PARTS = ["database", "broker", "storage", "worker", "models"]


@pytest.fixture(autouse=True)
def living_worker() -> None:
    heartbeat.beat()


@pytest.fixture(autouse=True)
def fresh_look() -> Iterator[None]:
    """What another test saw is over."""
    health.lookout.forget()
    yield
    health.lookout.forget()


def asked(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/healthz")
    body: dict[str, Any] = json.loads(answer.content)
    return answer.status_code, body


def test_all_is_well(client: Client) -> None:
    assert asked(client) == (200, {"status": "ok", "down": [], "parts": dict.fromkeys(PARTS, "ok")})


def only(part: str) -> tuple[int, dict[str, Any]]:
    return 503, {"status": "down", "down": [part], "parts": dict.fromkeys(PARTS, "ok") | {part: "down"}}


def test_no_worker(client: Client) -> None:
    cache.clear()
    assert asked(client) == only("worker")


def test_no_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("password of user catchlight is hunter2")

    monkeypatch.setattr(connection, "cursor", refuse)
    assert asked(client) == only("database")


def test_no_broker_takes_the_workers_signs_with_it(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere.sock"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere.sock"}}
    status, body = asked(client)
    assert status == 503
    assert body["down"] == ["broker", "worker"]


def test_a_folder_that_cannot_be_written(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "media").touch()  # a file where the folder should be: root may write anywhere else
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        },
    }
    assert asked(client) == only("storage")


@pytest.mark.parametrize(("name", "down"), [("catchlight", []), ("somebody-elses", ["storage"])])
def test_a_bucket_answers_or_does_not(
    client: Client, settings: Settings, s3_server: Bucket, name: str, down: list[str]
) -> None:
    options = {
        "bucket_name": name,
        "endpoint_url": s3_server.endpoint,
        "region_name": "us-east-1",
        "access_key": s3_server.access_key,
        "secret_key": s3_server.secret_key,
        "addressing_style": "path",
    }
    backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    assert asked(client)[1]["down"] == down


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        yield server.getsockname()[1]


def test_a_bucket_that_never_answers_is_not_waited_for(settings: Settings, silent: int) -> None:
    options = {
        "bucket_name": "x",
        "endpoint_url": f"http://127.0.0.1:{silent}",
        "region_name": "us-east-1",
        "access_key": "a",
        "secret_key": "b",
        "addressing_style": "path",
    }
    backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    begun = time.monotonic()
    with pytest.raises(health.Down):
        health.storage()
    assert time.monotonic() - begun < 10


def test_a_broker_that_never_answers_is_not_waited_for(settings: Settings, silent: int) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{silent}"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"redis://127.0.0.1:{silent}/1"}}
    begun = time.monotonic()
    for look in (health.broker, health.worker):
        with pytest.raises(health.Down):
            look()
    assert time.monotonic() - begun < 15


def test_a_look_is_good_for_two_seconds(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []
    clock = [100.0]
    monkeypatch.setattr(health, "PARTS", (("database", lambda: looks.append(clock[0])),))
    monkeypatch.setattr("headshots.health.time.monotonic", lambda: clock[0])
    for clock[0] in (100.0, 101.0, 101.9, 103.0, 104.0, 105.1):
        assert asked(client)[0] == 200
    assert looks == [100.0, 103.0, 105.1]


def test_many_who_ask_at_once_are_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def slow() -> None:
        time.sleep(0.05)
        looks.append(1)

    monkeypatch.setattr(health, "PARTS", (("database", slow),))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: health.lookout.down(), range(8))) == [()] * 8
    assert looks == [1]


def test_a_changed_model(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    changed = nets.ModelFile(nets.SELFIE_SEGMENTER.name, "0" * 64, ())
    (tmp_path / changed.name).write_bytes(b"something else")
    monkeypatch.setenv(nets.MODEL_DIR_VARIABLE, str(tmp_path))
    monkeypatch.setattr(nets, "ALL", (changed,))
    assert asked(client) == only("models")


def test_causes_stay_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise health.Down("/srv/secret-place is full")

    monkeypatch.setattr(health, "PARTS", (("storage", refuse),))
    with caplog.at_level(logging.ERROR, logger="headshots.health"):
        answer = client.get("/healthz")
    assert b"secret-place" not in answer.content
    assert "secret-place" in caplog.text


def test_it_is_asked_without_a_session_and_never_cached(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/healthz").status_code == 405


def test_a_sign_of_life_fades(settings: Settings) -> None:
    with Redis.from_url(settings.CACHES["default"]["LOCATION"]) as server:
        (key,) = server.keys("*worker-heartbeat")
        assert 0 < server.ttl(key) <= heartbeat.GONE_AFTER_SECONDS
