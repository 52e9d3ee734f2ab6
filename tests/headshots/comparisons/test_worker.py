"""A real Celery worker on the real broker: the bell is heard, and a worker that is killed loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from headshots.comparisons import actions, sweeping
from headshots.comparisons.models import Comparison, Inspection
from headshots.photos.models import Role
from headshots.queue import State
from tests.headshots import factories
from tests.headshots.pictures import astronaut

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]
PATIENCE = 300.0  # seconds; a worker needs a dozen, one on a crowded machine many more


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """What makes another process use this test's database."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        yield {**os.environ, "DATABASE_URL": f"{server}/{name}"}
        return
    link = settings.VAR_DIR / "catchlight.sqlite3"
    link.unlink(missing_ok=True)
    link.symlink_to(name)
    yield dict(os.environ)
    link.unlink()


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "celery", "--app", "headshots.celery", "worker", "--queues", "consult,batch"]
    command += ["--concurrency", "1", "--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)


def pair() -> Comparison:
    gallery = factories.gallery()
    subject = factories.photo(gallery, Role.AI, astronaut(size=480))
    reference = factories.photo(gallery, Role.REAL, astronaut())
    return actions.start(gallery, subject=subject, reference=reference, started_by=factories.owner(gallery.studio))


def state(comparison: Comparison) -> str:
    return Comparison.objects.values_list("state", flat=True).get(pk=comparison.pk)


def test_an_upload_is_measured_because_the_bell_is_heard(environment: dict[str, str]) -> None:
    with worker(environment):
        comparison = pair()
        until(lambda: state(comparison) in (State.DONE, State.FAILED))
    comparison.refresh_from_db()
    assert (comparison.state, comparison.attempt, comparison.failure) == (State.DONE, 1, "")
    assert all(photo.renditions.count() == 2 for photo in comparison.photos.values())


def test_a_worker_killed_in_the_middle_loses_nothing(environment: dict[str, str]) -> None:
    """kill -9 while it measures, the broker wiped after it: the row and the sweeper bring the work back."""
    comparison = pair()
    with worker(environment) as first:
        until(lambda: Comparison.objects.get(pk=comparison.pk).progress)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
    assert state(comparison) == State.RUNNING
    _wipe_broker()
    assert Comparison.objects.claim(comparison.pk) is None, "its lease still runs"
    for model in (Comparison, Inspection):
        held = model._default_manager.filter(state=State.RUNNING)
        held.update(lease_until=timezone.now() - timedelta(seconds=1))
    with worker(environment):
        sweeping.sweep()
        until(lambda: state(comparison) in (State.DONE, State.FAILED))
    comparison.refresh_from_db()
    assert (comparison.state, comparison.attempt, comparison.failure) == (State.DONE, 2, "")
    assert comparison.artefacts.exists()


def _wipe_broker() -> None:
    client: Any = cache._cache.get_client()  # type: ignore[attr-defined]  # Django's cache has no public way to flush
    client.flushall()
