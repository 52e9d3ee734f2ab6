"""The Celery app: broker and limits come from settings (`CELERY_*`)."""

import os

from celery import Celery

from headshots.heartbeat import Heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshots.settings")

app = Celery("headshots")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(Heartbeat)
