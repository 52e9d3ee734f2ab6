"""What every answer under a client's address says to browsers and search engines, whoever gives it.

The address is the key. Some answers never reach a view: no address fits, the method is wrong, a slash is missing, http
should be https, something broke. So it is said at the outermost, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

_PREFIX: Final = "/s/"  # as headshots.urls


class DiscretionMiddleware:
    """No page that is reached from here may learn the address, and no search engine keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(_PREFIX):
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response
