"""What must hold between the time limits, or a slow task is run twice without anybody noticing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error


def time_limits(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Soft limit < hard limit < lease < redelivery by the broker."""
    order = ("TASK_SOFT_LIMIT", "TASK_HARD_LIMIT", "LEASE", "REDELIVERY")
    return [
        Error(
            f"{longer} must be longer than {shorter}.",
            hint="A lease that ends while its worker may still run gives the row to a second worker.",
            id="comparisons.E001",
        )
        for shorter, longer in pairwise(order)
        if getattr(settings, shorter) >= getattr(settings, longer)
    ]
