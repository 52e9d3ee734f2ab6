"""The photographer's pages. Each view loads from `request.studio`, calls one action, renders."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap

from headshots.accounts.middleware import StudioRequest
from headshots.comparisons import actions as comparison_actions
from headshots.comparisons import erasure, page
from headshots.comparisons.models import Comparison
from headshots.galleries import actions as gallery_actions
from headshots.galleries.consent import WORDING
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role, Variant
from headshots.photos.serving import picture
from headshots.queue import State
from headshots.sharing import actions as sharing_actions
from headshots.sharing.listing import links_of
from headshots.studio.actions import Arrival, receive
from headshots.studio.forms import GalleryForm, LinkForm, PairForm
from headshots.studio.overview import galleries_of, sets_of

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _gallery(request: StudioRequest, uuid: UUID) -> Gallery:
    return get_object_or_404(request.studio.galleries, uuid=uuid)


def _comparison(request: StudioRequest, gallery: UUID, comparison: UUID) -> Comparison:
    return get_object_or_404(_gallery(request, gallery).comparisons.for_pages(), uuid=comparison)


def _go(request: StudioRequest, there: HttpResponseRedirect) -> HttpResponse:
    """To another page, also when htmx asked: it would put a page where a part belongs."""
    return HttpResponseClientRedirect(there.url) if request.htmx else there


# --- galleries -------------------------------------------------------------------------------------------------------


@require_GET
def galleries(request: StudioRequest) -> HttpResponse:
    return render(request, "studio/galleries.html", {"galleries": galleries_of(request.studio)})


@FORM
def new_gallery(request: StudioRequest) -> HttpResponse:
    form = GalleryForm(request.POST or None)
    if form.is_valid():
        return redirect("studio:gallery", gallery_actions.create(request.studio, **form.cleaned_data).uuid)
    return render(request, "studio/gallery_form.html", {"form": form}, status=422 if form.is_bound else 200)


@FORM
def edit_gallery(request: StudioRequest, gallery: UUID) -> HttpResponse:
    found = _gallery(request, gallery)
    form = GalleryForm(request.POST or None, instance=found)
    if form.is_valid():
        gallery_actions.update(found, **form.cleaned_data)
        return redirect("studio:gallery", found.uuid)
    status = 422 if form.is_bound else 200
    return render(request, "studio/gallery_form.html", {"form": form, "gallery": found}, status=status)


@require_POST
def delete_gallery(request: StudioRequest, gallery: UUID) -> HttpResponse:
    found = _gallery(request, gallery)
    erasure.delete_gallery(found)
    messages.success(request, _("Everything of %(client)s is deleted.") % {"client": found.client_name})
    return redirect("studio:galleries")


@FORM
def gallery(request: StudioRequest, gallery: UUID) -> HttpResponse:
    """The gallery, and the one form that takes pictures and compares a pair."""
    found = _gallery(request, gallery)
    if request.method != "POST":
        return _gallery_page(request, found, PairForm(has_consent=found.consents.exists()), Arrival(None, ()))
    form = PairForm(request.POST, request.FILES, has_consent=found.consents.exists())
    if not form.is_valid():
        return _gallery_page(request, found, form, Arrival(None, ()), status=422)
    arrival = receive(
        found,
        files=form.files_by_role(),
        chosen=form.chosen(),
        consents=form.cleaned_data["consent"],
        alone=form.cleaned_data["alone"],
        by=request.user,
    )
    if arrival.comparison is None:
        return _gallery_page(request, found, form, arrival)
    return _go(request, redirect("studio:comparison", found.uuid, arrival.comparison.uuid))


def _gallery_page(
    request: StudioRequest, gallery: Gallery, form: PairForm, arrival: Arrival, *, status: int = 200
) -> HttpResponse:
    photos = gallery.photos.prefetch_related("renditions").order_by("-created_at")
    frames = [_frame(role, [photo for photo in photos if photo.role == role]) for role in Role]
    context = {
        "gallery": gallery,
        "form": form,
        "arrival": arrival,
        "frames": frames,
        "consent": gallery.consents.select_related("given_by").order_by("-given_at").first(),
        "wording": WORDING,
        "sets": sets_of(gallery, photos),
        "comparisons": gallery.comparisons.for_pages().order_by("-created_at"),
    }
    template = "components/upload.html" if request.htmx else "studio/gallery.html"
    return render(request, template, context, status=status)


def _frame(role: Role, photos: list[Photo]) -> dict[str, Any]:
    """One side's pictures, and which of them to offer first: the newest that can be read."""
    return {
        "role": role.value,
        "photos": photos,
        "first": next((it for it in photos if it.state != State.FAILED), None),
    }


# --- photos ----------------------------------------------------------------------------------------------------------


@require_GET
def photo_tile(request: StudioRequest, gallery: UUID, photo: UUID) -> HttpResponse:
    """One picture of the contact sheet; it asks again until it is developed."""
    found = get_object_or_404(_gallery(request, gallery).photos.prefetch_related("renditions"), uuid=photo)
    return render(request, "components/tile_view.html", {"photo": found, "gallery": found.gallery})


@require_GET
def photo_picture(request: StudioRequest, gallery: UUID, photo: UUID, variant: str) -> HttpResponseBase:
    found = get_object_or_404(_gallery(request, gallery).photos, uuid=photo)
    return picture(request, get_object_or_404(found.renditions, variant=variant).key)


@require_POST
def delete_photo(request: StudioRequest, gallery: UUID, photo: UUID) -> HttpResponse:
    found = _gallery(request, gallery)
    erasure.delete_photo(get_object_or_404(found.photos, uuid=photo))
    messages.success(request, _("The picture is deleted, with everything measured on it."))
    return _go(request, redirect("studio:gallery", found.uuid))


# --- comparisons -----------------------------------------------------------------------------------------------------


@require_GET
def comparison(request: StudioRequest, gallery: UUID, comparison: UUID) -> HttpResponse:
    found = _comparison(request, gallery, comparison)
    return render(request, "studio/comparison.html", {"comparison": found, "page": page.for_studio(found)})


@require_GET
def comparison_progress(request: StudioRequest, gallery: UUID, comparison: UUID) -> HttpResponse:
    """What is new since the last look: nothing (204), the parts that came, or the finished page, which asks no more."""
    found = _comparison(request, gallery, comparison)
    shown = page.for_studio(found)
    context = {"comparison": found, "page": shown}
    if found.is_settled:
        return render(request, "components/finished.html", context)
    news = page.news(shown, had=request.GET.get("have", ""))
    if not news:
        return HttpResponse(status=204)
    return reswap(render(request, "components/news.html", context | {"news": news}), "none")


@require_GET
def comparison_picture(request: StudioRequest, gallery: UUID, comparison: UUID, image: UUID) -> HttpResponseBase:
    found = get_object_or_404(_comparison(request, gallery, comparison).artefacts, uuid=image)
    return picture(request, found.key, download_as=page.download_name(found) if "download" in request.GET else "")


@require_GET
def comparison_photo(request: StudioRequest, gallery: UUID, comparison: UUID, side: str) -> HttpResponseBase:
    """The whole picture of one side, shown as long as, or because, it is not aligned."""
    photo = page.photo_of(_comparison(request, gallery, comparison), side)
    if photo is None:
        raise Http404
    return picture(request, get_object_or_404(photo.renditions, variant=Variant.SCREEN).key)


@require_POST
def measure_again(request: StudioRequest, gallery: UUID, comparison: UUID) -> HttpResponse:
    found = _comparison(request, gallery, comparison)
    comparison_actions.measure_again(found)
    return redirect("studio:comparison", gallery, comparison)


# --- links -----------------------------------------------------------------------------------------------------------


@FORM
def share(request: StudioRequest, gallery: UUID, comparison: UUID) -> HttpResponse:
    """Make a private link and show its address, this once."""
    found = _comparison(request, gallery, comparison)
    form = LinkForm(request.POST or None, initial={"days": request.studio.link_days})
    fresh = None
    if form.is_valid():
        try:
            fresh = sharing_actions.share_comparison(found, created_by=request.user, **form.cleaned_data)
            form = LinkForm(initial={"days": request.studio.link_days})
        except sharing_actions.MadeBefore:
            messages.info(request, _("That link is made already. If its address is lost, close it and make another."))
            return redirect("studio:share", gallery, comparison)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {
        "comparison": found,
        "form": form,
        "fresh": fresh,
        "links": links_of(request.studio).filter(comparison=found),
    }
    return render(request, "studio/share.html", context, status=422 if form.is_bound and not fresh else 200)


@require_GET
def links(request: StudioRequest) -> HttpResponse:
    return render(request, "studio/links.html", {"links": links_of(request.studio)})


@require_POST
def revoke_link(request: StudioRequest, link: UUID) -> HttpResponse:
    found = get_object_or_404(links_of(request.studio), uuid=link)
    sharing_actions.revoke(found)
    messages.success(request, _("The link is closed. Whoever opens it sees a page that says it is gone."))
    if found.comparison:
        return redirect("studio:share", found.comparison.gallery.uuid, found.comparison.uuid)
    return redirect("studio:links")
