from __future__ import annotations

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from headshots import files
from headshots.photos.serving import picture


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
