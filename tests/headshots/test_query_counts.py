"""A list of twice as many things takes as many queries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analysis.types import to_json
from headshots.accounts.models import Studio
from headshots.galleries.models import Gallery
from headshots.photos.models import Role, Variant
from headshots.sharing import actions as sharing
from tests.headshots import factories, reports, sheets

pytestmark = pytest.mark.django_db


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def filled(gallery: Gallery) -> None:
    """One more finished comparison with its photos, renditions, and a link that was opened."""
    comparison = reports.done(factories.comparison(gallery))
    for photo in comparison.photos.values():
        for variant in Variant:
            photo.renditions.create(variant=variant, key=f"{photo.pk}.{variant}.webp", width=4, height=4)
    link = sharing.share_comparison(comparison, created_by=factories.owner(gallery.studio)).link
    sharing.record_visit(link, user_agent="Mozilla/5.0 (X11)")


def assert_same(client: Client, address: str, grow: Callable[[], None]) -> None:
    for _ in range(2):
        grow()
    queries(client, address)  # whatever is cached on first sight
    few = queries(client, address)
    for _ in range(2):
        grow()
    assert queries(client, address) == few


@pytest.fixture
def studio(client: Client) -> Studio:
    studio = factories.studio()
    client.force_login(factories.owner(studio))
    return studio


def test_galleries(client: Client, studio: Studio) -> None:
    assert_same(client, reverse("studio:galleries"), lambda: filled(factories.gallery(studio)))


def test_a_gallery(client: Client, studio: Studio) -> None:
    gallery = factories.gallery(studio)
    assert_same(client, reverse("studio:gallery", args=[gallery.uuid]), lambda: filled(gallery))


def test_links(client: Client, studio: Studio) -> None:
    gallery = factories.gallery(studio)
    assert_same(client, reverse("studio:links"), lambda: filled(gallery))


def test_a_shared_gallery(client: Client, studio: Studio) -> None:
    gallery = factories.gallery(studio)
    token = sharing.share_gallery(gallery, created_by=factories.owner(studio)).token
    assert_same(client, reverse("client:share", args=[token]), lambda: filled(gallery))


def test_a_comparison_with_further_photographs(client: Client, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)
    comparison = reports.done(factories.comparison(factories.gallery(studio)))

    def grow() -> None:
        for photo in sheets.photos(comparison.gallery, Role.REAL, 2):
            comparison.extras.create(photo=photo, result=to_json(sheets.abstained()))

    assert_same(client, reverse("studio:comparison", args=[comparison.gallery.uuid, comparison.uuid]), grow)


@pytest.mark.parametrize("role", Role)
def test_pictures_together(client: Client, studio: Studio, role: Role) -> None:
    gallery = factories.gallery(studio)

    def grow() -> None:
        sheets.photos(gallery, role, 2)
        sheets.done(gallery, role, [sheets.member(photo, distance=0.1) for photo in gallery.photos.all()])

    assert_same(client, reverse("studio:series", args=[gallery.uuid, role.value]), grow)
