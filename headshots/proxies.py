"""Whose request this is, when proxies of our own stand in front."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest

_NOWHERE: Final = "127.0.0.1"  # a unix socket has no address
# As proxies write them: 203.0.113.5, 203.0.113.5:4711, [2001:db8::1], [2001:db8::1]:443, 2001:db8::1
_BRACKETED: Final = re.compile(r"\[([^\]]*)\](?::\d+)?")
_WITH_PORT: Final = re.compile(r"([\d.]+):\d+")


def client_address(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw; what a client writes into X-Forwarded-For itself is ignored.

    The peer's own when that proxy wrote none, or something that is no address.
    """
    peer = _address(str(request.META.get("REMOTE_ADDR", ""))) or _NOWHERE
    count: int = settings.TRUSTED_PROXIES
    if not count:
        return peer
    hops = [hop.strip() for hop in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
    return (_address(hops[-count]) if len(hops) >= count else "") or peer


def _address(hop: str) -> str:
    """Without brackets, port and zone; empty when it is no address."""
    bare = _BRACKETED.fullmatch(hop) or _WITH_PORT.fullmatch(hop)
    try:
        return str(ipaddress.ip_address((bare[1] if bare else hop).partition("%")[0]))
    except ValueError:
        return ""
