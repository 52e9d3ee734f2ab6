"""Pages show clients' faces and, once, a link's secret: no cache keeps one, neither a proxy's nor the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class UncachedMiddleware:
    """`private, no-store` on every page whose view said nothing else. Pictures and static files say for themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" not in response and response.get("Content-Type", "").startswith("text/html"):
            response["Cache-Control"] = "private, no-store"
        return response
