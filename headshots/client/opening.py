"""Opening a link: every client view is behind `opens`, and no other way leads in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from headshots.sharing.access import ShareRequest, authorize

P = ParamSpec("P")


def opens(view: Callable[Concatenate[ShareRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Gives the view `request.share`, or answers that the link opens nothing: the same whatever is the matter."""

    @login_not_required
    @require_safe
    @wraps(view)
    def with_share(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(_opened(request, token), *args, **kwargs)
        except Http404:
            response = render(request, "client/gone.html", status=404)
        patch_cache_control(response, private=True)  # no shared cache may keep what was opened
        if response.get("Content-Type", "").startswith("text/html"):  # a 304 has none
            patch_cache_control(response, no_store=True)
        return response

    return with_share


def _opened(request: HttpRequest, token: str) -> ShareRequest:
    share = authorize(request, token)
    if share is None:
        raise Http404
    opened: ShareRequest = request  # type: ignore[assignment]  # it becomes one on the next line
    opened.share = share
    return opened
