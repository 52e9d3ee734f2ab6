"""Pictures of one person looked at together: which ones they are, and which came since.

What a worker does with them is in `looking`, what the page shows in `together`.
"""

from __future__ import annotations

from typing import Final

from headshots.comparisons.models import Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import State

FEWEST: Final = 2
# The newest ones. Pictures of 24 megapixels take about 4 seconds each on a busy machine, and one task has two minutes.
MOST: Final = 16


def pictures(gallery: Gallery, role: Role) -> list[Photo]:
    """Those of a role that were not refused, in the order in which they came; two queries, renditions included."""
    usable = gallery.photos.filter(role=role).exclude(state=State.FAILED).prefetch_related("renditions")
    return list(usable.order_by("-created_at", "-pk")[:MOST])[::-1]


def looked_at(series: Series) -> list[Photo]:
    """Those that its report is about, however many came since; two queries, renditions included."""
    return list(series.photos.exclude(state=State.FAILED).prefetch_related("renditions"))


def added_since(series: Series, now: list[Photo]) -> int:
    """How many of the pictures that are there now the series has not seen."""
    seen = set(series.photos.values_list("pk", flat=True))
    return sum(photo.pk not in seen for photo in now)
