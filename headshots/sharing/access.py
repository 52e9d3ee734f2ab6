"""What a link may do, decided in one place. Every client view starts here and nowhere else."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited
from redis.exceptions import RedisError

from headshots import tokens
from headshots.accounts.models import Studio
from headshots.comparisons.models import Comparison, ComparisonQuerySet
from headshots.galleries.models import Gallery
from headshots.sharing.models import ShareLink

WRONG_TOKENS_PER_ADDRESS: Final = "20/10m"
_SHAPE: Final = re.compile(tokens.PATTERN)

logger = logging.getLogger(__name__)


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
    link = _find(token)
    if link is None:
        _throttled(request, count=True)
        return None
    return _share(link) if link.is_live else None


def _find(token: str) -> ShareLink | None:
    """The link of this token, live or not.

    Whoever holds the token of a link that ended was given it and guesses nothing, though their open page may go on
    asking for a picture after the other.
    """
    if not _SHAPE.fullmatch(token):
        return None
    links = ShareLink.objects.select_related("gallery__studio", "comparison__gallery__studio")
    return links.filter(token_hash=tokens.fingerprint(token)).first()


def _share(link: ShareLink) -> Share | None:
    gallery = link.comparison.gallery if link.comparison else link.gallery
    return Share(link, gallery) if gallery else None


def _throttled(request: HttpRequest, *, count: bool) -> bool:
    """Whether this address guessed too often. While nobody can tell, the token alone decides: 256 bits are enough."""
    try:
        return bool(
            is_ratelimited(request, group="share-token", key="ip", rate=WRONG_TOKENS_PER_ADDRESS, increment=count)
        )
    except RedisError as problem:
        logger.error("guesses at links go uncounted: %s", problem)
        return False
