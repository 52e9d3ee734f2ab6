from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headshots import files
from headshots.galleries.models import Gallery
from headshots.queue import Job, JobQuerySet


class Role(models.TextChoices):
    AI = "ai", _("AI headshot")
    REAL = "real", _("photograph")


class Format(models.TextChoices):
    JPEG = "jpg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"
    HEIC = "heic", "HEIC"
    AVIF = "avif", "AVIF"
    TIFF = "tif", "TIFF"


class Variant(models.TextChoices):
    THUMB = "thumb", _("thumbnail")  # 480 px along the longer edge
    SCREEN = "screen", _("screen")  # 1600 px


class PhotoQuerySet(JobQuerySet["Photo"]):
    def ai(self) -> PhotoQuerySet:
        return self.filter(role=Role.AI)

    def real(self) -> PhotoQuerySet:
        return self.filter(role=Role.REAL)


class Photo(Job):
    """An uploaded photograph. The original stays untouched; people only ever see its renditions.

    As a job it stands for its development: decoding it once, within limits, and making the renditions.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="photos")
    role = models.CharField(max_length=4, choices=Role.choices)
    sha256 = models.CharField(max_length=64)
    original = models.CharField(max_length=200, unique=True)  # key in storage
    original_name = models.CharField(max_length=255)  # for display only, never part of a path
    bytes = models.PositiveBigIntegerField()
    format = models.CharField(max_length=4, choices=Format.choices)
    width = models.PositiveIntegerField()  # as the header says, before orientation
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            *Job.constraints,
            models.UniqueConstraint(fields=["gallery", "sha256"], name="photos_photo_once_per_gallery"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="photos_photo_sha256"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="photos_photo_role"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="photos_photo_format"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0, bytes__gt=0), name="photos_photo_has_extent"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def folder(self) -> str:
        return files.folder(self.gallery.uuid, self.uuid)


class Rendition(models.Model):
    """A re-encoded, upright sRGB picture without metadata: all that anybody is shown of a photo."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    variant = models.CharField(max_length=8, choices=Variant.choices)
    key = models.CharField(max_length=200, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["photo", "variant"], name="photos_rendition_once"),
            models.CheckConstraint(condition=Q(variant__in=Variant.values), name="photos_rendition_variant"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="photos_rendition_has_extent"),
        ]

    def __str__(self) -> str:
        return f"{self.photo}, {self.variant}"
