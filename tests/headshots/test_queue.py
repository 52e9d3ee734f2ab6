"""The row as a queue: who may write, and that nothing waits for ever."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from headshots.comparisons.models import Comparison
from headshots.queue import ATTEMPTS, GAVE_UP, HeldElsewhere, LostLease, State, held, let_go
from tests.headshots import factories


def claimed() -> Comparison:
    job = Comparison.objects.claim(factories.comparison().pk)
    assert job is not None
    return job


def let_lease_run_out(job: Comparison) -> None:
    Comparison.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_claim_counts_the_attempt_and_sets_the_lease() -> None:
    job = claimed()
    assert (job.state, job.attempt) == (State.RUNNING, 1)
    assert job.lease_until is not None
    assert abs(job.lease_until - timezone.now() - settings.LEASE) < timedelta(seconds=5)


@pytest.mark.django_db
def test_a_held_row_cannot_be_claimed() -> None:
    assert Comparison.objects.claim(claimed().pk) is None


@pytest.mark.django_db
def test_a_finished_row_cannot_be_claimed() -> None:
    job = claimed()
    Comparison.objects.finish(job, report={}, finished_at=timezone.now())
    assert Comparison.objects.claim(job.pk) is None


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_wins() -> None:
    pk = factories.comparison().pk
    together = Barrier(6)

    def worker(_: int) -> int | None:
        together.wait()
        try:
            job = Comparison.objects.claim(pk)
            return None if job is None else job.attempt
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        attempts = list(pool.map(worker, range(6)))
    assert sorted(attempts, key=str) == [1, None, None, None, None, None]


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_changes_nothing() -> None:
    slow = claimed()
    let_lease_run_out(slow)
    quick = Comparison.objects.claim(slow.pk)
    assert quick is not None
    assert quick.attempt == 2
    with pytest.raises(LostLease):
        Comparison.objects.write(slow, progress={"results": ["stale"]})
    with pytest.raises(LostLease):
        Comparison.objects.finish(slow, report={"stale": True}, finished_at=timezone.now())
    with pytest.raises(LostLease):
        Comparison.objects.fail(slow, "stale")
    with pytest.raises(LostLease):
        Comparison.objects.release(slow)
    quick.refresh_from_db()
    assert (quick.state, quick.report, quick.progress, quick.failure) == (State.RUNNING, None, {}, "")


@pytest.mark.django_db
def test_a_retry_does_not_make_an_old_worker_the_holder_again() -> None:
    """The fence only grows: attempt 1 of before is not attempt 1 of the retry."""
    stale = claimed()
    let_lease_run_out(stale)
    for _ in range(ATTEMPTS - 1):
        assert Comparison.objects.claim(stale.pk) is not None
        let_lease_run_out(stale)
    assert Comparison.objects.abandon() == 1
    assert Comparison.objects.requeue(stale.pk)
    assert Comparison.objects.claim(stale.pk) is not None
    with pytest.raises(LostLease):
        Comparison.objects.fail(stale, "stale")


@pytest.mark.django_db
def test_writing_to_a_row_that_is_gone_is_a_lost_lease() -> None:
    job = claimed()
    Comparison.objects.filter(pk=job.pk).delete()
    with pytest.raises(LostLease):
        Comparison.objects.fail(job, "too late")


@pytest.mark.django_db
def test_three_attempts_then_a_sentence_and_a_retry() -> None:
    pk = factories.comparison().pk
    for attempt in range(1, ATTEMPTS + 1):
        job = Comparison.objects.claim(pk)
        assert job is not None
        assert job.attempt == attempt
        with held(Comparison.objects.all(), job):
            raise RuntimeError("the disk is full")
    job = Comparison.objects.get(pk=pk)
    assert (job.state, job.failure) == (State.FAILED, str(GAVE_UP))
    assert Comparison.objects.claim(pk) is None
    assert Comparison.objects.requeue(pk)
    again = Comparison.objects.claim(pk)
    assert again is not None
    assert (again.attempt, again.failure) == (ATTEMPTS + 1, "")


@pytest.mark.django_db
def test_the_edge_of_a_task_logs_the_cause(caplog: pytest.LogCaptureFixture) -> None:
    job = claimed()
    with held(Comparison.objects.all(), job):
        raise RuntimeError("the disk is full")
    assert "the disk is full" in caplog.text


@pytest.mark.django_db
def test_a_row_whose_workers_all_died_is_given_up() -> None:
    job = claimed()
    for _ in range(ATTEMPTS - 1):
        let_lease_run_out(job)
        assert Comparison.objects.claim(job.pk) is not None
    assert Comparison.objects.abandon() == 0, "its last worker still holds it"
    let_lease_run_out(job)
    assert Comparison.objects.claim(job.pk) is None
    assert Comparison.objects.abandon() == 1
    job.refresh_from_db()
    assert (job.state, job.failure) == (State.FAILED, str(GAVE_UP))


@pytest.mark.django_db
def test_what_needs_a_bell() -> None:
    fresh, unheard, lost, holding = (factories.comparison() for _ in range(4))
    long_ago = timezone.now() - timedelta(minutes=5)
    Comparison.objects.filter(pk=unheard.pk).update(queued_at=long_ago)
    for job in (lost, holding):
        assert Comparison.objects.claim(job.pk) is not None
    let_lease_run_out(lost)
    assert set(Comparison.objects.unattended()) == {unheard, lost}
    assert fresh not in Comparison.objects.unattended()


@pytest.mark.django_db
def test_waiting_for_a_row_that_somebody_else_holds() -> None:
    job = claimed()
    assert let_go(Comparison.objects.all(), job.pk, within=timedelta()) is None
    Comparison.objects.fail(job, "Done.")
    done = let_go(Comparison.objects.all(), job.pk, within=timedelta())
    assert done is not None
    assert done.failure == "Done."


@pytest.mark.django_db
def test_waiting_ends_when_the_lease_does() -> None:
    job = claimed()
    Comparison.objects.filter(pk=job.pk).update(lease_until=timezone.now() + timedelta(seconds=0.5))
    free = let_go(Comparison.objects.all(), job.pk, within=timedelta(seconds=60))
    assert free is not None
    assert (free.state, free.is_held) == (State.RUNNING, False)
    assert Comparison.objects.claim(job.pk) is not None


@pytest.mark.django_db
def test_a_row_that_was_handed_back_is_not_waited_for() -> None:
    job = claimed()
    Comparison.objects.release(job)
    free = let_go(Comparison.objects.all(), job.pk, within=timedelta())
    assert free is not None
    assert free.state == State.QUEUED


@pytest.mark.django_db
def test_waiting_for_others_spends_no_attempt(caplog: pytest.LogCaptureFixture) -> None:
    pk = factories.comparison().pk
    for _ in range(3 * ATTEMPTS):
        job = Comparison.objects.claim(pk)
        assert job is not None
        with caplog.at_level(logging.INFO), held(Comparison.objects.all(), job):
            raise HeldElsewhere("photo 7 is not developed yet")
    assert {record.levelname for record in caplog.records if "photo 7" in record.getMessage()} == {"INFO"}
    assert Comparison.objects.abandon() == 0
    for _ in range(ATTEMPTS):
        job = Comparison.objects.claim(pk)
        assert job is not None
        with held(Comparison.objects.all(), job):
            raise RuntimeError("the disk is full")
    assert Comparison.objects.claim(pk) is None
    assert Comparison.objects.get(pk=pk).failure == str(GAVE_UP)


@pytest.mark.django_db
def test_a_postponed_row_is_rung_for_later_and_its_worker_is_fenced_off() -> None:
    job = claimed()
    Comparison.objects.postpone(job)
    assert job not in Comparison.objects.unattended()
    Comparison.objects.filter(pk=job.pk).update(queued_at=timezone.now() - timedelta(minutes=1))
    assert job in Comparison.objects.unattended()
    assert Comparison.objects.claim(job.pk) is not None
    with pytest.raises(LostLease):
        Comparison.objects.postpone(job)


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": "lost"},
        {"state": State.RUNNING},
        {"lease_until": timezone.now()},
        {"attempt": ATTEMPTS + 1},
        {"failure": "A sentence without a failure."},
        {"state": State.DONE},
    ],
    ids=lambda fields: ",".join(fields),
)
@pytest.mark.django_db
def test_the_database_refuses_impossible_rows(impossible: dict[str, object]) -> None:
    pk = factories.comparison().pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Comparison.objects.filter(pk=pk).update(**impossible)
