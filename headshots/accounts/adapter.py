"""What of allauth we do differently."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from headshots.proxies import client_address


class StudioAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Nobody signs up, and nothing that is mailed or counted depends on the Host header of whoever asks."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """A studio adds its people; nobody signs up."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """From the site's own address, never from the Host header of whoever asked for the mail."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Read as for share links; allauth's own reading fails the page when a hop is missing."""
        return client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """With the site's own name and address in the text; allauth would write the Host header there."""
        host = urlsplit(settings.SITE_URL).netloc
        super().send_mail(template_prefix, email, context | {"current_site": {"name": host, "domain": host}})

    def format_email_subject(self, subject: str) -> str:
        return f"[{urlsplit(settings.SITE_URL).netloc}] {subject}"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count of wrong passwords for each person; allauth keeps one for each Host header as well."""
        return str(credentials.get("email", "")).lower()
