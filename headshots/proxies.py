"""Whose request this is, when proxies of our own stand in front."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; what a client writes into X-Forwarded-For itself is ignored."""
    peer = str(request.META.get("REMOTE_ADDR") or "127.0.0.1")  # a unix socket has no address
    count: int = settings.TRUSTED_PROXIES
    if not count:
        return peer
    hops = [hop.strip() for hop in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
    return hops[-count] if len(hops) >= count else peer
