from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from analysis.errors import ModelUnavailable
from headshots.accounts.models import User
from headshots.comparisons.management.commands import seed_demo
from headshots.comparisons.models import Comparison
from tests.headshots.pictures import astronaut

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_var(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def seed() -> str:
    return str(call_command("seed_demo", verbosity=0, stdout=io.StringIO(), stderr=io.StringIO()))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed_demo, "demo_pair", lambda: (astronaut(size=500), astronaut()))


@pytest.mark.usefixtures("quick")
def test_it_prints_a_sign_in_that_works_and_queues_one_labelled_comparison(client: Client) -> None:
    email, password = seed().split(" / ")
    assert client.login(email=email, password=password)
    comparison = Comparison.objects.get()
    assert comparison.gallery.client_name == "Simulated example"
    assert comparison.subject.original_name == "simulated AI headshot.png"
    assert comparison.consent.wording


@pytest.mark.usefixtures("quick")
def test_it_can_be_repeated() -> None:
    first = seed()
    assert seed() == first
    assert (User.objects.count(), Comparison.objects.count()) == (1, 1)


@pytest.mark.usefixtures("quick")
def test_the_password_is_readable_by_its_user_only(settings: Any) -> None:
    seed()
    assert stat.S_IMODE((settings.VAR_DIR / "demo-password").stat().st_mode) == 0o600


def test_without_nets_there_is_a_sign_in_and_the_next_start_adds_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModelUnavailable("The face landmarker is missing.")

    monkeypatch.setattr(seed_demo, "demo_pair", missing)
    said = seed()
    assert said.startswith("demo@catchlight.example / ")
    assert not Comparison.objects.exists()
    monkeypatch.setattr(seed_demo, "demo_pair", lambda: (astronaut(size=500), astronaut()))
    assert seed() == said
    assert Comparison.objects.exists()
