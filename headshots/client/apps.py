from django.apps import AppConfig


class ClientConfig(AppConfig):
    name = "headshots.client"
