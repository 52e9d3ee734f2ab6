"""The pages of whoever holds a link. Each view starts at `request.share`, which `opens` puts there."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from headshots.client.opening import opens
from headshots.comparisons import page
from headshots.comparisons.models import Comparison
from headshots.photos.models import Variant
from headshots.photos.serving import picture
from headshots.sharing.access import ShareRequest
from headshots.sharing.actions import record_visit


@opens
def share(request: ShareRequest) -> HttpResponse:
    """The comparison that the link shows, or the list of all that the gallery has."""
    if request.method == "GET":  # whoever asks for the headers alone sees nothing
        record_visit(request.share.link, user_agent=request.headers.get("User-Agent", ""))
    if request.share.link.comparison:
        return _page(request, _only(request))
    comparisons = request.share.comparisons.order_by("-created_at")
    return render(request, "client/gallery.html", _context(request) | {"comparisons": comparisons})


@opens
def comparison(request: ShareRequest, comparison: UUID) -> HttpResponse:
    return _page(request, _one(request, comparison))


@opens
def only_picture(request: ShareRequest, image: UUID) -> HttpResponseBase:
    return _picture(request, _only(request), image)


@opens
def comparison_picture(request: ShareRequest, comparison: UUID, image: UUID) -> HttpResponseBase:
    return _picture(request, _one(request, comparison), image)


@opens
def only_photo(request: ShareRequest, side: str) -> HttpResponseBase:
    return _photo(request, _only(request), side)


@opens
def comparison_photo(request: ShareRequest, comparison: UUID, side: str) -> HttpResponseBase:
    return _photo(request, _one(request, comparison), side)


def _only(request: ShareRequest) -> Comparison:
    """The one comparison of a link to a comparison; a link to a gallery has none."""
    if request.share.link.comparison is None:
        raise Http404
    return get_object_or_404(request.share.comparisons.for_pages())


def _one(request: ShareRequest, uuid: UUID) -> Comparison:
    return get_object_or_404(request.share.comparisons.for_pages(), uuid=uuid)


def _context(request: ShareRequest) -> dict[str, object]:
    return {"link": request.share.link, "gallery": request.share.gallery, "studio": request.share.studio}


def _page(request: ShareRequest, comparison: Comparison) -> HttpResponse:
    return render(request, "client/comparison.html", _context(request) | {"page": page.for_client(comparison)})


def _picture(request: ShareRequest, comparison: Comparison, image: UUID) -> HttpResponseBase:
    artefact = get_object_or_404(page.shown_to_client(comparison), uuid=image)
    return picture(request, artefact.key, download_as=page.download_name(artefact) if "download" in request.GET else "")


def _photo(request: ShareRequest, comparison: Comparison, side: str) -> HttpResponseBase:
    """The whole picture of one side, shown where the two could not be aligned."""
    photo = page.photo_of(comparison, side)
    if photo is None:
        raise Http404
    return picture(request, get_object_or_404(photo.renditions, variant=Variant.SCREEN).key)
