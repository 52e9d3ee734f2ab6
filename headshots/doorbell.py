"""Tells the workers that a row waits.

By name and after the commit, so that an action needs no import of the tasks that stand above it, and no worker looks
for a row that is not there yet. A bell that nobody hears is no loss: the sweeper rings again (headshots.queue).
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Literal

from django.db import transaction
from kombu.exceptions import OperationalError

from headshots.celery import app

log = logging.getLogger(__name__)

Queue = Literal["consult", "batch"]  # consult: somebody is looking at the page


def ring(task: str, pk: int, *, queue: Queue = "consult") -> None:
    transaction.on_commit(partial(_send, task, pk, queue))


def _send(task: str, pk: int, queue: Queue) -> None:
    try:
        app.send_task(task, args=[pk], queue=queue, retry=False)
    except OperationalError as error:
        log.warning("broker is down, %s of row %s waits for the sweeper: %s", task, pk, error)
