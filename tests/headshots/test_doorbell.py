from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis import Redis

from headshots import doorbell
from headshots.celery import app
from headshots.comparisons import sweeping, tasks
from headshots.comparisons.actions import COMPARE
from headshots.comparisons.models import Comparison, Inspection
from headshots.photos.actions import DEVELOP
from headshots.photos.models import Photo
from headshots.queue import ATTEMPTS, State
from tests.headshots import factories


@pytest.fixture
def broker(settings: Any) -> Iterator[Redis]:
    """The queues themselves, on the real server."""
    with Redis.from_url(f"{settings.REDIS_URL}?db=0" if "unix" in settings.REDIS_URL else settings.REDIS_URL) as server:
        server.delete("consult", "batch")
        yield server
        server.delete("consult", "batch")


def test_the_bell_rings_after_the_commit_and_not_for_a_rollback(broker: Redis, transactional_db: None) -> None:
    with transaction.atomic():
        doorbell.ring("comparisons.compare", 7)
        assert broker.llen("consult") == 0
    assert broker.llen("consult") == 1
    with pytest.raises(RuntimeError), transaction.atomic():
        doorbell.ring("comparisons.compare", 8)
        raise RuntimeError
    assert broker.llen("consult") == 1


def test_a_message_is_one_id_in_json(broker: Redis, transactional_db: None) -> None:
    doorbell.ring("comparisons.compare", 7)
    message = str(broker.lindex("consult", 0))
    assert '"content-type": "application/json"' in message
    assert "comparisons.compare" in message


@pytest.mark.django_db
def test_a_broker_that_is_away_costs_the_person_nothing(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    monkeypatch.setattr(app, "send_task", _away)
    with django_capture_on_commit_callbacks(execute=True):
        comparison = factories.comparison()
    assert comparison.state == State.QUEUED
    assert "waits for the sweeper" in caplog.text


def _away(*_: object, **__: object) -> None:
    raise OperationalError("connection refused")


@pytest.mark.django_db
def test_the_sweeper_rings_for_what_nobody_heard_and_gives_up_what_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    unheard, spent = factories.comparison(), factories.comparison()
    rung: list[tuple[str, int]] = []
    monkeypatch.setattr(doorbell, "ring", lambda task, pk: rung.append((task, pk)))
    long_ago = timezone.now() - timedelta(minutes=5)
    Comparison.objects.filter(pk=unheard.pk).update(queued_at=long_ago)
    Photo.objects.filter(pk=unheard.subject_id).update(queued_at=long_ago)
    Comparison.objects.filter(pk=spent.pk).update(attempt=ATTEMPTS, state=State.RUNNING, lease_until=long_ago)
    inspection = Inspection.objects.create(photo=spent.subject, engine="e", attempt=ATTEMPTS)
    sweeping.sweep()
    assert rung == [("comparisons.develop", unheard.subject_id), ("comparisons.compare", unheard.pk)]
    for row in (spent, inspection):
        row.refresh_from_db()
        assert row.state == State.FAILED
        assert row.failure


def test_every_task_that_is_rung_or_scheduled_exists(settings: Any) -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {COMPARE, DEVELOP} | scheduled <= set(app.tasks)
    assert tasks.compare.name == COMPARE
