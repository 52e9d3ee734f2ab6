"""What the studio's lists show, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from headshots.accounts.models import Studio
from headshots.comparisons.models import Comparison
from headshots.comparisons.series import FEWEST
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import State


def galleries_of(studio: Studio) -> QuerySet[Gallery]:
    """The newest first, each with `comparison_count` and, in `latest`, its newest comparison if there is one."""
    newest = Comparison.objects.for_pages().order_by("-created_at")[:1]
    return (
        studio.galleries.annotate(comparison_count=Count("comparisons"))
        .prefetch_related(Prefetch("comparisons", queryset=newest, to_attr="latest"))
        .order_by("-created_at")
    )


@dataclass(frozen=True, slots=True)
class Set:
    """Pictures of one role of which there are enough to be looked at together."""

    role: str
    count: int
    state: str  # of the series, empty where nobody asked for it yet


def sets_of(gallery: Gallery, photos: Iterable[Photo]) -> list[Set]:
    """From the gallery's photos, which whoever asks has at hand; one query."""
    states = dict(gallery.series.values_list("role", "state"))
    counts = Counter(it.role for it in photos if it.state != State.FAILED)
    return [Set(role.value, counts[role], states.get(role, "")) for role in Role if counts[role] >= FEWEST]
