"""Every address with an id in it, asked for by somebody it is no business of: the answer is always 404."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from headshots.comparisons.models import Artefact, Comparison, Kind, Side
from headshots.photos.models import Variant
from headshots.sharing import actions as sharing
from tests.headshots import factories

pytestmark = pytest.mark.django_db
OPEN = {"healthz", "client:share", "client:only-picture", "client:only-photo", "client:comparison",
        "client:comparison-picture", "client:comparison-photo"}  # fmt: skip


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern, dict[str, Any]]]:
    """(name, pattern, converters by argument) of every address."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from patterns(item, f"{item.namespace}:" if item.namespace else space)
        else:
            yield f"{space}{item.name}", item, dict(item.pattern.converters)


WITH_ID = sorted(
    name
    for name, _, converters in patterns(get_resolver())
    if name.startswith("studio:") and any(isinstance(converter, UUIDConverter) for converter in converters.values())
)


@pytest.fixture
def theirs() -> dict[str, Any]:
    """What stands in the addresses of another studio: everything there really exists."""
    comparison = factories.comparison()
    photo = comparison.subject
    key = "k"
    photo.renditions.create(variant=Variant.THUMB, key=key, width=1, height=1)
    image = Artefact.objects.create(
        comparison=comparison, kind=Kind.STAGE, side=Side.SUBJECT, key="s", width=1, height=1
    )
    owner = factories.owner(comparison.gallery.studio)
    return {
        "gallery": comparison.gallery.uuid,
        "photo": photo.uuid,
        "comparison": comparison.uuid,
        "image": image.uuid,
        "link": sharing.share_comparison(comparison, created_by=owner).link.uuid,
        "variant": Variant.THUMB.value,
        "side": Side.SUBJECT.value,
        "role": photo.role,
        "finding": "pair.skin.loss",
    }


def arguments(name: str, known: dict[str, Any]) -> dict[str, Any]:
    """Fails on an argument that this sweep does not know, so that a new address cannot slip by."""
    (converters,) = (found for there, _, found in patterns(get_resolver()) if there == name)
    return {argument: known[argument] for argument in converters}


def test_there_are_addresses_to_sweep() -> None:
    assert len(WITH_ID) > 8


@pytest.mark.parametrize("name", WITH_ID)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_studio_finds_nothing(name: str, method: str, theirs: dict[str, Any], client: Client) -> None:
    stranger = factories.studio("South Light")
    client.force_login(factories.owner(stranger))
    answer = getattr(client, method)(reverse(name, kwargs=arguments(name, theirs)))
    assert answer.status_code in (404, 405)
    assert Comparison.objects.filter(uuid=theirs["comparison"]).exists()


@pytest.mark.parametrize("name", WITH_ID)
def test_each_address_answers_one_method_at_least_with_404_and_not_405(
    name: str, theirs: dict[str, Any], client: Client
) -> None:
    client.force_login(factories.owner(factories.studio("South Light")))
    address = reverse(name, kwargs=arguments(name, theirs))
    assert 404 in {client.get(address).status_code, client.post(address).status_code}


@pytest.mark.parametrize("name", WITH_ID)
def test_somebody_without_a_studio_finds_nothing(name: str, theirs: dict[str, Any], client: Client) -> None:
    member = factories.owner(factories.studio("No longer"))
    member.memberships.all().delete()
    client.force_login(member)
    assert client.get(reverse(name, kwargs=arguments(name, theirs))).status_code in (404, 405)


@pytest.mark.parametrize("name", WITH_ID)
def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(name: str, theirs: dict[str, Any], client: Client) -> None:
    answer = client.get(reverse(name, kwargs=arguments(name, theirs)))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", WITH_ID)
def test_an_own_gallery_does_not_open_anothers_contents(name: str, theirs: dict[str, Any], client: Client) -> None:
    """The id in the middle of the address is checked too, not only the first."""
    mine = factories.gallery()
    client.force_login(factories.owner(mine.studio))
    mixed = arguments(name, theirs | {"gallery": mine.uuid})
    if set(mixed) <= {"gallery", "role"}:
        return
    address = reverse(name, kwargs=mixed)
    assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}


def test_only_these_addresses_need_no_sign_in() -> None:
    """Everything else is behind LoginRequiredMiddleware; a new public address has to be written down here."""
    public = {
        name
        for name, pattern, _ in patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True) and not name.startswith("account_")
    }
    assert public == OPEN


CLIENT = sorted(name for name in OPEN if name.startswith("client:"))


@pytest.mark.parametrize("name", CLIENT)
def test_a_link_to_one_comparison_opens_nothing_else(name: str, theirs: dict[str, Any], client: Client) -> None:
    mine = factories.comparison()
    token = sharing.share_comparison(mine, created_by=factories.owner(mine.gallery.studio)).token
    kwargs = arguments(name, theirs | {"token": token})
    if set(kwargs) == {"token"} or set(kwargs) == {"token", "side"}:
        return
    assert client.get(reverse(name, kwargs=kwargs)).status_code == 404


@pytest.mark.parametrize("name", CLIENT)
def test_wrong_expired_and_revoked_are_the_same_bytes(name: str, theirs: dict[str, Any], client: Client) -> None:
    mine = factories.comparison()
    new = sharing.share_comparison(mine, created_by=factories.owner(mine.gallery.studio))
    sharing.revoke(new.link)

    def ask(token: str) -> tuple[int, bytes, list[tuple[str, str]]]:
        answer = client.get(reverse(name, kwargs=arguments(name, theirs | {"token": token})))
        return answer.status_code, answer.content, sorted(answer.headers.items())

    revoked, wrong, shapeless = ask(new.token), ask("w" * 43), ask("short")
    assert revoked == wrong == shapeless
    assert revoked[0] == 404
