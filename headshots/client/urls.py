from __future__ import annotations

from django.urls import URLPattern, path

from headshots.client import views

app_name = "client"

_COMPARISON = "<str:token>/<uuid:comparison>/"

urlpatterns: list[URLPattern] = [
    path("<str:token>/", views.share, name="share"),
    path("<str:token>/pictures/<uuid:image>", views.only_picture, name="only-picture"),
    path("<str:token>/pictures/<str:side>", views.only_photo, name="only-photo"),
    path(_COMPARISON, views.comparison, name="comparison"),
    path(f"{_COMPARISON}pictures/<uuid:image>", views.comparison_picture, name="comparison-picture"),
    path(f"{_COMPARISON}pictures/<str:side>", views.comparison_photo, name="comparison-photo"),
]
