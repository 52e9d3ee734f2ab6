"""Every write to galleries, except their deletion: that reaches everything below (`headshots.comparisons.erasure`)."""

from __future__ import annotations

from headshots.accounts.models import Studio, User
from headshots.galleries.consent import TEXT_VERSION, WORDING
from headshots.galleries.models import Consent, Gallery


def create(studio: Studio, *, client_name: str, title: str = "", private_notes: str = "") -> Gallery:
    """Raises ValidationError on a value that its field refuses."""
    gallery = Gallery(studio=studio, client_name=client_name.strip(), title=title.strip(), private_notes=private_notes)
    gallery.full_clean()
    gallery.save()
    return gallery


def update(gallery: Gallery, *, client_name: str, title: str, private_notes: str) -> Gallery:
    """Raises ValidationError on a value that its field refuses."""
    gallery.client_name, gallery.title, gallery.private_notes = client_name.strip(), title.strip(), private_notes
    gallery.full_clean()
    gallery.save()
    return gallery


def record_consent(gallery: Gallery, *, given_by: User) -> Consent:
    """That the client agreed to the words of today, as ticked by `given_by`."""
    return Consent.objects.create(gallery=gallery, text_version=TEXT_VERSION, wording=WORDING, given_by=given_by)
