"""What need not be remembered: visits of more than a year ago, and sessions that came to their end."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django.utils import timezone

from headshots.sharing.models import Visit

VISITS_KEPT: Final = timedelta(days=365)  # as long as a link can last


def forget() -> None:
    Visit.objects.filter(at__lt=timezone.now() - VISITS_KEPT).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
