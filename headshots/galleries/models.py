from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headshots.accounts.models import Studio, User


class Gallery(models.Model):
    """One client's pictures."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    studio = models.ForeignKey(Studio, on_delete=models.CASCADE, related_name="galleries")
    client_name = models.CharField(_("client"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    private_notes = models.TextField(_("private notes"), blank=True, max_length=10_000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(client_name=""), name="galleries_gallery_client_named"),
        ]
        indexes: ClassVar = [models.Index(fields=["studio", "-created_at"], name="galleries_newest")]

    def __str__(self) -> str:
        return f"{self.client_name}: {self.title}" if self.title else self.client_name


class Consent(models.Model):
    """That the person in the pictures agreed to have them measured: which words, when, and who recorded it.

    A comparison cannot exist without the consent that it rests on (`Comparison.consent`).
    """

    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="consents")
    text_version = models.CharField(max_length=20)
    wording = models.TextField()  # as it was shown: the version alone would depend on our archive
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(wording="") & ~Q(text_version=""), name="galleries_consent_worded"),
        ]

    def __str__(self) -> str:
        return f"{self.gallery}, {self.text_version}"
