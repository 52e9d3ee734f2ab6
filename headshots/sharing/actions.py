"""Every write to links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from headshots import tokens
from headshots.accounts.models import LINK_DAYS, User
from headshots.comparisons.models import Comparison
from headshots.galleries.models import Gallery
from headshots.sharing.models import Device, ShareLink, Visit

# Programs that open a link to draw a preview card, not people. Names are whole words, or the end of one (Googlebot,
# Baiduspider), in a user agent in lower case: a CUBOT is a telephone, and somebody holds it.
_PROGRAM: Final = re.compile(
    r"(?<!\bcu)bot\b|crawl(?:er|ing)?\b|spider\b|preview\b|scan(?:ner)?\b|monitor(?:ing)?\b|"
    r"\b(?:facebookexternalhit|whatsapp|telegram|slack|discord|embedly|pinterest|vkshare|curl|wget|python|go-http)\b|"
    r"\b(?:java/|headless|skype)"
)


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made. The token exists here and in the address bar of whoever is given it, nowhere else."""

    link: ShareLink
    token: str

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("client:share", kwargs={"token": self.token})

    def __repr__(self) -> str:
        return f"NewLink({self.link.pk})"


class MadeBefore(Exception):
    """The same form came twice. The first time made the link and showed its token, which nobody has any more."""


def share_comparison(
    comparison: Comparison, *, created_by: User, label: str = "", days: int | None = None, uuid: UUID | None = None
) -> NewLink:
    """A `uuid` that came with the form keeps it from making two links. Raises MadeBefore, and ValidationError."""
    link = ShareLink(comparison=comparison, **({"uuid": uuid} if uuid else {}))
    return _share(link, comparison.gallery, created_by, label, days)


def share_gallery(gallery: Gallery, *, created_by: User, label: str = "", days: int | None = None) -> NewLink:
    return _share(ShareLink(gallery=gallery), gallery, created_by, label, days)


def _share(link: ShareLink, gallery: Gallery, created_by: User, label: str, days: int | None) -> NewLink:
    lasting = gallery.studio.link_days if days is None else days
    if not LINK_DAYS[0] <= lasting <= LINK_DAYS[1]:
        raise ValidationError(
            _("A link lasts from %(low)s to %(high)s days.") % {"low": LINK_DAYS[0], "high": LINK_DAYS[1]}
        )
    token = tokens.new()
    now = timezone.now()
    link.token_hash, link.label, link.created_by = tokens.fingerprint(token), label.strip(), created_by
    link.created_at, link.expires_at = now, now + timedelta(days=lasting)
    link.full_clean(exclude={"uuid"})  # the database decides that one, between two that come at once as well
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError:
        if ShareLink.objects.filter(uuid=link.uuid).exists():
            raise MadeBefore from None
        raise
    return NewLink(link, token)


def revoke(link: ShareLink) -> None:
    """At once and for good. Revoking twice keeps the first time."""
    ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())


def record_visit(link: ShareLink, *, user_agent: str) -> Visit | None:
    """Remember that a person opened the link; None for a program that only draws a preview card."""
    agent = user_agent.lower()
    if not agent or _PROGRAM.search(agent):
        return None
    return Visit.objects.create(link=link, device=_device(agent))


def _device(agent: str) -> Device:
    if "ipad" in agent or "tablet" in agent or ("android" in agent and "mobile" not in agent):
        return Device.TABLET
    return Device.PHONE if "mobile" in agent or "iphone" in agent else Device.COMPUTER
