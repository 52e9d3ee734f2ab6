"""`request.studio`: the studio of the person who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django_htmx.middleware import HtmxDetails

from headshots.accounts.models import Studio, User


class StudioRequest(HttpRequest):
    """What a studio's view is given; for annotations only."""

    user: User
    studio: Studio
    htmx: HtmxDetails


class StudioMiddleware:
    """Looks the studio up when a view first asks for it. Somebody without a studio gets 404 there, as for any page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.studio = SimpleLazyObject(partial(_studio_of, request))  # type: ignore[attr-defined]  # StudioRequest
        return self.get_response(request)


def _studio_of(request: HttpRequest) -> Studio:
    if not request.user.is_authenticated:
        raise Http404
    studio = Studio.objects.filter(members=request.user).order_by("memberships__pk").first()
    if studio is None:
        raise Http404
    return studio
