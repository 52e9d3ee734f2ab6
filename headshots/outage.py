"""What a page answers while the broker is away: that it is our fault, and to come back in a minute."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from redis.exceptions import RedisError

_SECONDS: Final = 60

logger = logging.getLogger(__name__)


class OutageMiddleware:
    """503 with a page of its own. What counts tries there fails closed: without the count nobody signs in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, RedisError):
            return None
        logger.error("the broker is away: %s", problem)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(_SECONDS)
        return response
