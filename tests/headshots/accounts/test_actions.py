from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from headshots.accounts import actions
from headshots.accounts.models import Membership, Role, Studio, User
from tests.headshots import factories

pytestmark = pytest.mark.django_db


def test_a_studio_comes_with_its_owner() -> None:
    studio = actions.create_studio(name="North Light", owner_email="Ana@Example.com", password=factories.PASSWORD)
    owner = studio.members.get()
    assert (owner.email, owner.memberships.get().role) == ("ana@example.com", Role.OWNER)
    assert owner.check_password(factories.PASSWORD)
    assert owner.password.startswith("argon2")
    assert not owner.is_staff


@pytest.mark.parametrize("password", ["short", "password123", "ana@example.com"])
def test_a_weak_password_creates_nothing(password: str) -> None:
    with pytest.raises(ValidationError):
        actions.create_studio(name="North Light", owner_email="ana@example.com", password=password)
    assert not Studio.objects.exists()
    assert not User.objects.exists()


def test_one_address_is_one_person_whatever_its_case() -> None:
    studio = factories.studio()
    actions.add_member(studio, email="ana@example.com", password=factories.PASSWORD, role=Role.ASSISTANT)
    with pytest.raises(ValidationError):
        actions.add_member(studio, email="ANA@example.com", password=factories.PASSWORD, role=Role.ASSISTANT)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ANA@EXAMPLE.COM")


def test_nobody_is_a_member_twice() -> None:
    studio = factories.studio()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(studio=studio, user=factories.owner(studio), role=Role.ASSISTANT)


@pytest.mark.parametrize(
    "change",
    [
        {"accent": "red"},
        {"accent": "#12345"},
        {"name": ""},
        {"link_days": 0},
        {"link_days": 366},
    ],
    ids=str,
)
def test_branding_that_makes_no_sense_is_refused_by_the_form_and_by_the_database(change: dict[str, object]) -> None:
    studio = factories.studio()
    fields = {"name": "N", "accent": "#D9A441", "link_days": 7}
    with pytest.raises(ValidationError):
        actions.update_studio(studio, **(fields | change))  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), transaction.atomic():
        Studio.objects.filter(pk=studio.pk).update(**change)


def test_branding_is_kept() -> None:
    studio = factories.studio()
    actions.update_studio(studio, name="South Light", accent="#D9A441", link_days=7)
    studio.refresh_from_db()
    assert (studio.name, studio.accent, studio.link_days) == ("South Light", "#d9a441", 7)


def test_the_command_reads_the_password_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{factories.PASSWORD}\n"))
    call_command("create_studio", "North Light", "ana@example.com", stdout=io.StringIO())
    assert User.objects.get().check_password(factories.PASSWORD)


def test_the_command_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError, match="too short"):
        call_command("create_studio", "North Light", "ana@example.com", stdout=io.StringIO())
