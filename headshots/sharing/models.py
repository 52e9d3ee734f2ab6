from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headshots.accounts.models import Studio, User
from headshots.comparisons.models import Comparison
from headshots.galleries.models import Gallery


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def of_studio(self, studio: Studio) -> ShareLinkQuerySet:
        return self.filter(Q(gallery__studio=studio) | Q(comparison__gallery__studio=studio))


class ShareLink(models.Model):
    """A private link to one comparison or one gallery. Only the fingerprint of its token is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("label"), max_length=120, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(gallery__isnull=False, comparison__isnull=True)
                | Q(gallery__isnull=True, comparison__isnull=False),
                name="sharing_sharelink_one_target",
            ),
            models.CheckConstraint(
                condition=Q(("token_hash__regex", r"^[0-9a-f]{64}$")), name="sharing_sharelink_hashed"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="sharing_sharelink_expires"),
        ]

    def __str__(self) -> str:
        return self.label or f"link of {self.created_at:%Y-%m-%d}"

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class Device(models.TextChoices):
    PHONE = "phone", _("phone")
    TABLET = "tablet", _("tablet")
    COMPUTER = "computer", _("computer")


class Visit(models.Model):
    """That somebody opened a link: when, and on what kind of device. No address, no identity."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField(auto_now_add=True)
    device = models.CharField(max_length=8, choices=Device.choices)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(device__in=Device.values), name="sharing_visit_device"),
        ]
        indexes: ClassVar = [models.Index(fields=["link", "-at"], name="sharing_visit_newest")]

    def __str__(self) -> str:
        return f"{self.link}, {self.at:%Y-%m-%d %H:%M}"
