"""What a link may do, decided in one place. Every client view starts here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from headshots import tokens
from headshots.accounts.models import Studio
from headshots.comparisons.models import Comparison, ComparisonQuerySet
from headshots.galleries.models import Gallery
from headshots.sharing.models import ShareLink

WRONG_TOKENS_PER_ADDRESS: Final = "20/10m"
_SHAPE: Final = re.compile(tokens.PATTERN)


@dataclass(frozen=True, slots=True)
class Share:
    """A live link and everything that it opens. A client's page reaches pictures through here only."""

    link: ShareLink
    gallery: Gallery

    @property
    def studio(self) -> Studio:
        return self.gallery.studio

    @property
    def comparisons(self) -> ComparisonQuerySet:
        """The measured comparisons that this link shows: the one, or all of the gallery."""
        shown = Comparison.objects.filter(gallery=self.gallery, report__isnull=False)
        return shown.filter(pk=self.link.comparison_id) if self.link.comparison_id else shown


class ShareRequest(HttpRequest):
    """What a client's view is given; for annotations only."""

    share: Share


def authorize(request: HttpRequest, token: str) -> Share | None:
    """The share that this token opens, or None.

    Wrong, expired and revoked are one answer. An address that tried too many wrong tokens gets that answer too, even
    for a right one, so that trying goes nowhere.
    """
    if _throttled(request, count=False):
        return None
    share = _open(token)
    if share is None:
        _throttled(request, count=True)
    return share


def _open(token: str) -> Share | None:
    if not _SHAPE.fullmatch(token):
        return None
    link = (
        ShareLink.objects.live()
        .filter(token_hash=tokens.fingerprint(token))
        .select_related("gallery__studio", "comparison__gallery__studio")
        .first()
    )
    if link is None:
        return None
    gallery = link.comparison.gallery if link.comparison else link.gallery
    return Share(link, gallery) if gallery else None


def _throttled(request: HttpRequest, *, count: bool) -> bool:
    return bool(is_ratelimited(request, group="share-token", key="ip", rate=WRONG_TOKENS_PER_ADDRESS, increment=count))
