from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "headshots.comparisons"
