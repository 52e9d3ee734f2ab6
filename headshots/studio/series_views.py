"""The pages on which the pictures of one gallery are looked at together."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import reswap, retarget

from headshots.accounts.middleware import StudioRequest
from headshots.comparisons import actions, together
from headshots.galleries.models import Gallery
from headshots.photos.models import Role


def _gallery(request: StudioRequest, uuid: UUID) -> Gallery:
    return get_object_or_404(request.studio.galleries, uuid=uuid)


def _role(word: str) -> Role:
    if word not in Role.values:
        raise Http404
    return Role(word)


@require_http_methods(["GET", "HEAD", "POST"])
def series(request: StudioRequest, gallery: UUID, role: str) -> HttpResponse:
    """The contact sheet of one role's pictures; a POST has them looked at, or looked at again."""
    found, asked = _gallery(request, gallery), _role(role)
    problem = ""
    if request.method == "POST":
        try:
            actions.look_together(found, asked, started_by=request.user)
            return redirect("studio:series", found.uuid, asked.value)
        except actions.CannotCompare as cannot:
            problem = str(cannot)
    context = {"gallery": found, "sheet": together.of(found, asked), "problem": problem}
    return render(request, "studio/series.html", context, status=422 if problem else 200)


@require_GET
def series_progress(request: StudioRequest, gallery: UUID, role: str) -> HttpResponse:
    """Nothing new (204), how many pictures are done by now, or the finished sheet, which asks no more."""
    found, asked = _gallery(request, gallery), _role(role)
    sheet = together.of(found, asked)
    if not sheet.waiting:
        return render(request, "components/sheet.html", {"gallery": found, "sheet": sheet})
    if request.GET.get("seen") == str(sheet.seen):
        return HttpResponse(status=204)
    progress = render(request, "components/sheet_progress.html", {"sheet": sheet})
    return retarget(reswap(progress, "outerHTML"), "#sheet-progress")
