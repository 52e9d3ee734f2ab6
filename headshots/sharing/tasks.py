"""What beat starts."""

from __future__ import annotations

from celery import shared_task

from headshots.sharing import forgetting


@shared_task(name="sharing.forget")
def forget() -> None:
    forgetting.forget()
