from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from headshots.accounts.middleware import StudioMiddleware
from headshots.accounts.models import Membership, Role, User
from tests.headshots import factories

pytestmark = pytest.mark.django_db


def asking(user: Any) -> Any:
    request = RequestFactory().get("/")
    request.user = user
    StudioMiddleware(lambda request: HttpResponse())(request)
    return request


def test_a_member_has_the_studio() -> None:
    studio = factories.studio()
    assert asking(factories.owner(studio)).studio == studio


def test_of_several_studios_the_first_that_took_them_in() -> None:
    first, second = factories.studio(), factories.studio()
    owner = factories.owner(first)
    Membership.objects.create(studio=second, user=owner, role=Role.ASSISTANT)
    assert asking(owner).studio == first


@pytest.mark.parametrize("who", ["nobody", "a person without a studio"])
def test_whoever_has_no_studio_finds_nothing(who: str) -> None:
    user = AnonymousUser() if who == "nobody" else User.objects.create_user("eve@example.com", "x")
    with pytest.raises(Http404):
        _ = asking(user).studio.name


def test_it_asks_the_database_only_when_a_view_does(django_assert_num_queries: Any) -> None:
    owner = factories.owner(factories.studio())
    with django_assert_num_queries(0):
        request = asking(owner)
    with django_assert_num_queries(1):
        assert request.studio.name
        assert request.studio.uuid
    assert isinstance(request, HttpRequest)
