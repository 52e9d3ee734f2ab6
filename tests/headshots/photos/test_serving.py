from __future__ import annotations

from uuid import uuid4

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from headshots import files
from headshots.comparisons import developing
from headshots.photos.models import Variant
from headshots.photos.serving import picture
from tests.headshots import factories


@pytest.fixture
def key() -> str:
    return files.save(b"<svg onload=alert(1)>", within=files.folder(uuid4(), uuid4()), suffix="webp")


def test_a_picture_is_inert(key: str) -> None:
    response = picture(RequestFactory().get("/"), key)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_browser_asks_each_time_and_is_told_when_nothing_changed(key: str) -> None:
    first = picture(RequestFactory().get("/"), key)
    assert first["Cache-Control"] == "private, no-cache"
    again = picture(RequestFactory().get("/", headers={"If-None-Match": first["ETag"]}), key)
    assert again.status_code == 304
    assert key not in first["ETag"]


def test_a_download_has_the_name_that_was_given(key: str) -> None:
    response = picture(RequestFactory().get("/"), key, download_as='skin "soft"\r\nSet-Cookie: a=b.jpg')
    assert isinstance(response, HttpResponse)
    assert response["Content-Disposition"].startswith("attachment")
    assert "\n" not in response["Content-Disposition"]
    assert "Set-Cookie" not in response.headers


def test_a_file_that_is_gone_is_not_found_and_the_log_says_which(key: str, caplog: pytest.LogCaptureFixture) -> None:
    files.delete(key)
    with pytest.raises(Http404):
        picture(RequestFactory().get("/"), key)
    assert key in caplog.text


@pytest.mark.django_db
def test_a_picture_whose_file_is_gone_is_a_page_not_found(client: Client) -> None:
    photo = factories.photo(factories.gallery())
    developing.develop(photo.pk)
    files.delete(photo.renditions.get(variant=Variant.THUMB).key)
    client.force_login(factories.owner(photo.gallery.studio))
    address = reverse("studio:photo-picture", args=[photo.gallery.uuid, photo.uuid, Variant.THUMB])
    assert client.get(address).status_code == 404
