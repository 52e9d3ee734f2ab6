"""The services themselves: real, on loopback only, and gone with whoever started them."""

from __future__ import annotations

from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings
from redis import Redis

from headshots.launch import valkey
from headshots.launch.processes import stop
from tests.services import s3


def test_the_broker_is_a_real_server_that_only_this_user_can_reach() -> None:
    with Redis.from_url(settings.REDIS_URL) as server:
        assert server.ping()
        assert server.config_get("port") == {"port": "0"}
        assert server.config_get("appendonly") == {"appendonly": "yes"}
    assert settings.REDIS_SOCKET.stat().st_mode & 0o077 == 0


def test_what_the_broker_holds_outlives_it(var: Path) -> None:
    path = var / "valkey.sock"
    for expected in (None, b"kept"):
        child = valkey.start(path, data=var, log=var / "broker.log")
        with Redis.from_url(f"unix://{path}") as server:
            assert server.get("key") == expected
            server.set("key", "kept")
        stop(child)


def test_postgresql_runs_without_root_and_on_loopback(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("SELECT current_setting('listen_addresses'), version()").fetchone()
        assert row is not None
        assert row[0] == "127.0.0.1"
        assert row[1].startswith("PostgreSQL 18")
        assert psutil.Process(connection.info.backend_pid).uids().effective != 0


def test_postgresql_asks_for_its_password(postgres_url: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(postgres_url, password="wrong")


def test_the_s3_server_listens_on_loopback_only(s3_server: s3.Bucket) -> None:
    connections = psutil.Process(s3_server.pid).net_connections("inet")
    listening = {link.laddr.ip for link in connections if link.status == psutil.CONN_LISTEN}
    talking_to = {link.raddr.ip for link in connections if link.raddr}
    assert listening == {"127.0.0.1"}
    assert talking_to <= {"127.0.0.1"}
