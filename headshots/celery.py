"""The Celery app: broker and limits come from settings (`CELERY_*`)."""

import os

from celery import Celery
from celery.signals import worker_process_init

from headshots.heartbeat import Heartbeat
from headshots.orphans import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshots.settings")

app = Celery("headshots")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(Heartbeat)


@worker_process_init.connect
def _tie_to_worker(**_: object) -> None:
    """A pool process whose worker was killed would finish its task unseen: nobody acknowledges it."""
    die_with_parent()
