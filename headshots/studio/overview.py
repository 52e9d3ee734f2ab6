"""What the studio's lists show, in a fixed number of queries."""

from __future__ import annotations

from django.db.models import Count, Prefetch, QuerySet

from headshots.accounts.models import Studio
from headshots.comparisons.models import Comparison
from headshots.galleries.models import Gallery


def galleries_of(studio: Studio) -> QuerySet[Gallery]:
    """The newest first, each with `comparison_count` and, in `latest`, its newest comparison if there is one."""
    newest = Comparison.objects.for_pages().order_by("-created_at")[:1]
    return (
        studio.galleries.annotate(comparison_count=Count("comparisons"))
        .prefetch_related(Prefetch("comparisons", queryset=newest, to_attr="latest"))
        .order_by("-created_at")
    )
