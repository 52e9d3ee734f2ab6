"""Secrets that people carry: how a share token is made, recognised and kept."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

PATTERN: Final = r"[A-Za-z0-9_-]{43}"  # 32 bytes in URL-safe base64 without padding


def new() -> str:
    """A fresh 256-bit token, shown once."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """SHA-256 in hex: all that is ever stored. A 256-bit random secret needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
