from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headshots import files
from headshots.accounts.models import User
from headshots.galleries.models import Consent, Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import Job, JobQuerySet, State


class InspectionQuerySet(JobQuerySet["Inspection"]):
    pass


class Inspection(Job):
    """What one engine measured on one photograph alone. The same photo is never measured twice by the same engine."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="inspections")
    engine = models.CharField(max_length=80)
    report = models.JSONField(null=True, blank=True)  # analysis.types.PhotoReport
    heatmaps = models.CharField(max_length=200, blank=True)  # key in storage, headshots.comparisons.heatmaps

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            *Job.constraints,
            models.UniqueConstraint(fields=["photo", "engine"], name="comparisons_inspection_once"),
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | (Q(report__isnull=False) & ~Q(heatmaps="")),
                name="comparisons_inspection_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.photo}, {self.engine}"


class ComparisonQuerySet(JobQuerySet["Comparison"]):
    def for_pages(self) -> ComparisonQuerySet:
        """With everything that a list of comparisons shows, in a fixed number of queries."""
        return self.select_related("gallery", "subject", "reference").prefetch_related(
            "subject__renditions", "reference__renditions"
        )


class Comparison(Job):
    """An AI headshot (the subject) beside a photograph of the same person (the reference), or alone without one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="comparisons")
    # RESTRICT lets a gallery take both with it, but no consent can be removed from under a comparison.
    consent = models.ForeignKey(Consent, on_delete=models.RESTRICT, related_name="comparisons")
    subject = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="comparisons_as_subject")
    reference = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="comparisons_as_reference", null=True, blank=True
    )
    started_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    engine = models.CharField(max_length=80, blank=True)
    # While measuring: {"plan": [[analyzer, dimension], …], "results": [analysis.types.Result, …]}
    progress = models.JSONField(default=dict, blank=True)
    report = models.JSONField(null=True, blank=True)  # analysis.types.ComparisonReport

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            *Job.constraints,
            models.UniqueConstraint(fields=["subject", "reference"], name="comparisons_comparison_once_per_pair"),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(reference__isnull=True), name="comparisons_comparison_once_alone"
            ),
            models.CheckConstraint(condition=~Q(subject=F("reference")), name="comparisons_comparison_two_photos"),
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | Q(report__isnull=False, finished_at__isnull=False),
                name="comparisons_comparison_reported",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gallery", "-created_at"], name="comparisons_newest")]

    def __str__(self) -> str:
        return f"{self.subject} beside {self.reference}" if self.reference else f"{self.subject} alone"

    @property
    def photos(self) -> dict[Side, Photo]:
        """By the side that each stands on; the subject first."""
        subject = {Side.SUBJECT: self.subject}
        return subject if self.reference is None else {**subject, Side.REFERENCE: self.reference}

    @property
    def folder(self) -> str:
        return files.folder(self.gallery.uuid, self.uuid)


class ExtraReference(models.Model):
    """Another real photograph of the person, which only the likeness of a comparison is measured against.

    What is measured stands here and not in the comparison's report, so that it goes with the photo.
    """

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="extras")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="comparisons_as_extra")
    result = models.JSONField(null=True, blank=True)  # analysis.types.Result

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comparison", "photo"], name="comparisons_extra_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comparison}, with {self.photo}"


class SeriesQuerySet(JobQuerySet["Series"]):
    pass


class Series(Job):
    """All pictures of one role in a gallery, looked at together: how AI pictures of one person drift, or what a set of
    photographs would let an AI know."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="series")
    consent = models.ForeignKey(Consent, on_delete=models.RESTRICT, related_name="series")
    role = models.CharField(max_length=4, choices=Role.choices)
    # Those that the report is about. A photo that is deleted takes the report with it: see `erasure`.
    photos = models.ManyToManyField(Photo, related_name="series")
    started_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    engine = models.CharField(max_length=80, blank=True)
    seen = models.PositiveSmallIntegerField(default=0)  # while it is looked at: how many pictures so far
    report = models.JSONField(null=True, blank=True)  # analysis.series.report.SeriesReport

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints: ClassVar = [
            *Job.constraints,
            models.UniqueConstraint(fields=["gallery", "role"], name="comparisons_series_once_per_role"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="comparisons_series_role"),
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | Q(report__isnull=False), name="comparisons_series_reported"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gallery}, {self.get_role_display()}"


class Kind(models.TextChoices):
    STAGE = "stage", _("aligned picture")  # JPEG, both sides at one face scale
    LAYER = "layer", _("overlay")  # transparent, drawn over the stage; `about` is an analyzer's id
    ANNOTATED = "annotated", _("annotated picture")  # to download; `about` is an analyzer's id
    CLOSEUP = "closeup", _("close-up")  # equal face scale; `about` is a finding's key
    AMPLIFIED = "amplified", _("amplified close-up")  # the same place, what the finding speaks of exaggerated


class Side(models.TextChoices):
    SUBJECT = "subject", _("AI headshot")
    REFERENCE = "reference", _("photograph")
    BOTH = "both", _("both")  # one picture that shows the two


class Artefact(models.Model):
    """A picture made for one comparison."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="artefacts")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    side = models.CharField(max_length=10, choices=Side.choices)
    about = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=200, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # Of a layer {"unit", "floor", "ceiling"}; of a close-up, in iris distances of the stage, {"left", "top", "across"};
    # of what is amplified {"factor"}.
    scale = models.JSONField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comparison", "kind", "side", "about"], name="comparisons_artefact_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="comparisons_artefact_kind"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="comparisons_artefact_side"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="comparisons_artefact_has_extent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.comparison}, {self.side} {self.about}".rstrip()


class Curation(models.Model):
    """What the photographer decided about one finding: hidden from the client, moved up, a private note."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="curations")
    finding = models.CharField(max_length=120)  # the finding's key: analyzer and code, so it outlives a re-run
    hidden = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    private_note = models.TextField(blank=True, max_length=2_000)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comparison", "finding"], name="comparisons_curation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.finding} of {self.comparison}"
