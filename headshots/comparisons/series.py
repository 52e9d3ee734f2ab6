"""Pictures of one person looked at together: which ones they are, and the one thing that a person may ask for.

What a worker does with them is in `looking`, what the page shows in `together`.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from headshots import doorbell
from headshots.accounts.models import User
from headshots.comparisons.models import Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import State

LOOK: Final = "comparisons.look_together"
FEWEST: Final = 2
MOST: Final = 24  # the newest ones: as many as one task can measure in its time, and as one page can show


class CannotLook(Exception):
    """These pictures cannot be looked at together. The message is a sentence for the photographer."""


def pictures(gallery: Gallery, role: Role) -> list[Photo]:
    """Those of a role that were not refused, in the order in which they came; two queries, renditions included."""
    usable = gallery.photos.filter(role=role).exclude(state=State.FAILED).prefetch_related("renditions")
    return list(usable.order_by("-created_at", "-pk")[:MOST])[::-1]


def added_since(series: Series, now: list[Photo]) -> int:
    """How many of the pictures that are there now the series has not seen."""
    seen = set(series.photos.values_list("pk", flat=True))
    return sum(photo.pk not in seen for photo in now)


def start(gallery: Gallery, role: Role, *, started_by: User) -> Series:
    """Queue the pictures for being looked at; again where pictures came since, or where it failed.

    Raises CannotLook without a recorded consent, or with fewer pictures than there is something to compare.
    """
    now = pictures(gallery, role)
    if len(now) < FEWEST:
        raise CannotLook(_("Two pictures are needed at least. Add another one first."))
    consent = gallery.consents.order_by("-given_at").first()
    if consent is None:
        raise CannotLook(_("Record the client’s consent first. Nothing is measured without it."))
    with transaction.atomic():
        series, created = Series.objects.get_or_create(
            gallery=gallery, role=role, defaults={"consent": consent, "started_by": started_by}
        )
        wanted = created or series.state == State.FAILED or (series.is_settled and added_since(series, now) > 0)
        if wanted and (created or Series.objects.requeue(series.pk)):
            doorbell.ring(LOOK, series.pk)
    return series
