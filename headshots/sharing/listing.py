"""The links of a studio, for its pages."""

from __future__ import annotations

from django.db.models import Count, Max, QuerySet

from headshots.accounts.models import Studio
from headshots.sharing.models import ShareLink


def links_of(studio: Studio) -> QuerySet[ShareLink]:
    """Every link, the newest first, with `opened` (how often) and `last_opened` (when), in one query."""
    links = ShareLink.objects.of_studio(studio).select_related(
        "gallery", "comparison__gallery", "comparison__subject", "comparison__reference", "created_by"
    )
    return links.annotate(opened=Count("visits"), last_opened=Max("visits__at")).order_by("-created_at")
