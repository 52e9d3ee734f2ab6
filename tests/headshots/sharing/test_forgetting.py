from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from headshots.celery import app
from headshots.sharing import actions
from headshots.sharing.forgetting import VISITS_KEPT, forget
from headshots.sharing.models import ShareLink, Visit
from tests.headshots import factories

pytestmark = pytest.mark.django_db


def test_old_visits_go_and_their_link_stays() -> None:
    comparison = factories.comparison()
    link = actions.share_comparison(comparison, created_by=factories.owner(comparison.gallery.studio)).link
    for ago in (VISITS_KEPT + timedelta(minutes=1), VISITS_KEPT - timedelta(minutes=1)):
        visit = actions.record_visit(link, user_agent="Mozilla/5.0 (X11)")
        assert visit is not None
        Visit.objects.filter(pk=visit.pk).update(at=timezone.now() - ago)
    forget()
    assert Visit.objects.get() == visit
    assert ShareLink.objects.exists()


def test_ended_sessions_go_and_living_ones_stay() -> None:
    now = timezone.now()
    for key, days in (("ended", -1), ("living", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    forget()
    assert [session.session_key for session in Session.objects.all()] == ["living"]


def test_everything_that_beat_starts_is_a_task_that_workers_know(settings: Any) -> None:
    app.loader.import_default_modules()
    started = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert started == {"comparisons.sweep", "comparisons.tidy", "sharing.forget"}
    assert started <= set(app.tasks)
