"""Every address of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from headshots.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("headshots.accounts.urls")),
    path("s/", include("headshots.client.urls")),
    path("", include("headshots.studio.urls")),
]
