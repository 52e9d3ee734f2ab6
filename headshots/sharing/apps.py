from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "headshots.sharing"
