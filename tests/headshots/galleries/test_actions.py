from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from headshots.galleries import actions
from headshots.galleries.consent import TEXT_VERSION, WORDING
from headshots.galleries.models import Consent
from tests.headshots import factories

pytestmark = pytest.mark.django_db


def test_a_gallery_is_its_clients() -> None:
    gallery = actions.create(factories.studio(), client_name=" Dana Reyes ", title="Autumn", private_notes="Left side.")
    assert (gallery.client_name, gallery.title, str(gallery)) == ("Dana Reyes", "Autumn", "Dana Reyes: Autumn")
    actions.update(gallery, client_name="Dana R.", title="", private_notes="")
    gallery.refresh_from_db()
    assert (gallery.client_name, str(gallery)) == ("Dana R.", "Dana R.")


def test_a_gallery_without_a_client_is_refused() -> None:
    studio = factories.studio()
    with pytest.raises(ValidationError):
        actions.create(studio, client_name="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        studio.galleries.create(client_name="")


def test_consent_keeps_its_words_its_version_who_and_when() -> None:
    gallery = factories.gallery(consented=False)
    owner = factories.owner(gallery.studio)
    consent = actions.record_consent(gallery, given_by=owner)
    consent.refresh_from_db()
    assert (consent.wording, consent.text_version, consent.given_by) == (WORDING, TEXT_VERSION, owner)
    assert consent.given_at is not None
    owner.delete()
    consent.refresh_from_db()
    assert consent.given_by is None, "the record outlives the person's account"


def test_a_consent_without_words_is_none() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(gallery=factories.gallery(), text_version="1", wording="")
