"""The row is the queue; the broker is a doorbell.

A row that stands for work carries its own state. A worker *claims* it with one conditional UPDATE that says who won,
and holds it on a lease that outlives the hard time limit. Every later write is fenced by the attempt number: a worker
that lost its lease changes nothing. A sweeper hands back the rows of dead workers and rings again for rows whose
doorbell was lost, so the broker may be wiped at any moment.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any, ClassVar, Final, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ATTEMPTS: Final = 3
UNHEARD_AFTER: Final = timedelta(seconds=15)  # a queued row that nobody took by then had its doorbell lost
GAVE_UP: Final = _("This could not be finished in three attempts. Try it again, or choose another file.")

log = logging.getLogger(__name__)


class LostLease(Exception):
    """Another worker holds the row now, or the row is gone. Whoever sees this stops and writes nothing."""


class HeldElsewhere(Exception):
    """Another row that this work needs is not done, and not ours to take yet. Nothing is wrong: it will be later."""


class State(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("being worked on")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


J = TypeVar("J", bound="Job")


class JobQuerySet(models.QuerySet[J]):
    """The moves that a row of work can make. Each is one UPDATE."""

    def claim(self, pk: int) -> J | None:
        """Take the row if it waits or its holder's lease ran out; None when somebody else was first."""
        now = timezone.now()
        free = Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=now)
        won = self.filter(free, pk=pk, attempt__lt=F("last_attempt")).update(
            state=State.RUNNING, attempt=F("attempt") + 1, lease_until=now + settings.LEASE
        )
        # Nobody else can take it before the lease runs out, so this reads our own attempt.
        return self.get(pk=pk) if won else None

    def write(self, job: Job, **fields: Any) -> None:
        """Change a row that `job` holds; raises LostLease when it no longer does."""
        held = self.filter(pk=job.pk, state=State.RUNNING, attempt=job.attempt)
        if not held.update(**fields):
            raise LostLease(f"{self.model.__name__} {job.pk}, attempt {job.attempt}")

    def finish(self, job: Job, **fields: Any) -> None:
        self.write(job, state=State.DONE, lease_until=None, failure="", **fields)

    def fail(self, job: Job, sentence: str) -> None:
        """Give up for good, with a sentence for the person who waits."""
        self.write(job, state=State.FAILED, lease_until=None, failure=sentence)

    def release(self, job: Job) -> None:
        """Hand the row back after an error that another attempt may not meet; the last attempt's error is final."""
        if job.attempt >= job.last_attempt:
            self.fail(job, str(GAVE_UP))
        else:
            self.write(job, state=State.QUEUED, lease_until=None, queued_at=timezone.now())

    def postpone(self, job: Job) -> None:
        """Hand the row back without spending its attempt; `attempt` stays, because it is the fence."""
        self.write(
            job,
            state=State.QUEUED,
            lease_until=None,
            queued_at=timezone.now(),
            last_attempt=F("last_attempt") + 1,
        )

    def requeue(self, pk: int) -> bool:
        """A person asks for another go at a failed or finished row. `attempt` only ever grows: it is the fence."""
        return bool(
            self.filter(pk=pk, state__in=(State.FAILED, State.DONE)).update(
                state=State.QUEUED,
                last_attempt=F("attempt") + ATTEMPTS,
                queued_at=timezone.now(),
                failure="",
            )
        )

    def abandon(self) -> int:
        """Fail the rows whose every attempt is used up and that nobody holds any more; returns how many."""
        spent = self.filter(attempt__gte=F("last_attempt")).filter(
            Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=timezone.now())
        )
        return spent.update(state=State.FAILED, lease_until=None, failure=str(GAVE_UP))

    def unattended(self) -> Self:
        """Rows that should be rung for: their worker died, or nobody heard the bell."""
        now = timezone.now()
        return self.filter(attempt__lt=F("last_attempt")).filter(
            Q(state=State.RUNNING, lease_until__lt=now) | Q(state=State.QUEUED, queued_at__lt=now - UNHEARD_AFTER)
        )


class Job(models.Model):
    """The columns of a row that stands for work."""

    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempt = models.PositiveIntegerField(default=0)
    last_attempt = models.PositiveIntegerField(default=ATTEMPTS)
    lease_until = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    failure = models.TextField(blank=True)

    class Meta:
        abstract = True

    constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
        models.CheckConstraint(condition=Q(state__in=State.values), name="%(app_label)s_%(class)s_state"),
        models.CheckConstraint(
            condition=Q(state=State.RUNNING, lease_until__isnull=False)
            | (~Q(state=State.RUNNING) & Q(lease_until__isnull=True)),
            name="%(app_label)s_%(class)s_lease_while_running",
        ),
        models.CheckConstraint(
            condition=Q(attempt__lte=F("last_attempt")), name="%(app_label)s_%(class)s_attempts_bounded"
        ),
        models.CheckConstraint(
            condition=Q(state=State.FAILED) | Q(failure=""), name="%(app_label)s_%(class)s_failure_when_failed"
        ),
    )

    @property
    def is_settled(self) -> bool:
        return self.state in (State.DONE, State.FAILED)

    @property
    def is_held(self) -> bool:
        """Whether a worker may be at it; one whose lease ran out is not."""
        return self.state == State.RUNNING and self.lease_until is not None and self.lease_until >= timezone.now()


@contextmanager
def held(rows: JobQuerySet[J], job: J) -> Iterator[None]:
    """The edge of a task: whatever goes wrong inside, the row is handed back and the cause is in the log."""
    try:
        yield
    except LostLease as lost:
        log.warning("lost the lease, so nothing was written: %s", lost)
    except HeldElsewhere as waiting:
        log.info("%s %s is postponed: %s", type(job).__name__, job.pk, waiting)
        with suppress(LostLease):
            rows.postpone(job)
    except Exception:
        log.exception("%s %s failed in attempt %s", type(job).__name__, job.pk, job.attempt)
        with suppress(LostLease):
            rows.release(job)


def let_go(rows: JobQuerySet[J], pk: int, *, within: timedelta) -> J | None:
    """The row as soon as nobody holds it: settled, handed back, or its lease ran out. None when that takes longer."""
    end = time.monotonic() + within.total_seconds()
    while True:
        row = rows.get(pk=pk)
        if not row.is_held:
            return row
        if time.monotonic() > end:
            return None
        time.sleep(0.2)
