from django.apps import AppConfig
from django.core import checks

from headshots.comparisons.checks import time_limits


class ComparisonsConfig(AppConfig):
    name = "headshots.comparisons"

    def ready(self) -> None:
        checks.register(time_limits)
