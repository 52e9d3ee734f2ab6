"""A browser that tells on the page: whatever it writes to the console as an error fails the journey."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from headshots import files
from headshots.comparisons.models import Comparison, Kind
from headshots.photos.models import Variant
from tests.headshots import factories, reports
from tests.services import chromium

# Playwright keeps an event loop in the main thread to the end of the run, beside which Django would refuse its
# synchronous database, in these tests and in all that follow.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# What a busy machine may take; nothing waits that long on an idle one.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
LAPTOP = {"viewport": {"width": 1440, "height": 900}}
SIZES: dict[str, dict[str, Any]] = {"phone": PHONE, "tablet": TABLET, "laptop": LAPTOP}

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if "tests/e2e/" in item.nodeid:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that is here. Of two plugins' fixtures either may win; a conftest's always does."""
    return {**browser_type_launch_args, "executable_path": str(chromium.find()), "args": chromium.flags()}


@pytest.fixture(scope="session")
def base_url() -> None:
    """None: addresses are whole. It stands in for pytest-playwright's own, which pytest 9 deprecates the form of."""


@dataclass
class Console:
    """What pages said that they should not have. A test that asks for a page that is not there says so first."""

    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(part in message.text for part in self.expected):
            self.complaints.append(message.text)


@pytest.fixture
def console() -> Iterator[Console]:
    console = Console()
    yield console
    assert console.complaints == []


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], console: Console) -> Open:
    """A page in a browser of its own, of the size that is given."""

    def open_(**options: object) -> Page:
        page = new_context(**options).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", console.heard)
        page.on("pageerror", lambda error: console.complaints.append(str(error)))
        return page

    return open_


def sign_in(page: Page, url: str, email: str, password: str) -> None:
    page.goto(url)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Galleries").wait_for()


# --- pages with a known report, served by this very process ----------------------------------------------------------


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    """A database that the live server shares, cheap passwords, the words of `reports`, and no sign-in counted yet."""
    hasher = type(get_hasher("argon2"))
    monkeypatch.setattr(hasher, "time_cost", 1)
    monkeypatch.setattr(hasher, "memory_cost", 8)
    monkeypatch.setattr(hasher, "parallelism", 1)
    reports.use_own_words(monkeypatch)
    yield
    cache.clear()


@pytest.fixture
def comparison(in_this_process: None) -> Comparison:
    """Measured, with a report that is written by hand and pictures that can be told apart."""
    report = reports.report()
    aligned = replace(report.alignment, reference_to_stage=report.alignment.subject_to_stage)
    made = reports.done(factories.comparison(), replace(report, alignment=aligned))
    for artefact in made.artefacts.all():
        suffix, data = ("webp", veil()) if artefact.kind == Kind.LAYER else ("jpg", plate(artefact.side))
        artefact.key = files.save(data, within=made.folder, suffix=suffix)
        artefact.save()
    for photo in made.photos.values():
        for variant in Variant:
            key = files.save(plate(photo.role), within=photo.folder, suffix="jpg")
            photo.renditions.create(variant=variant, key=key, width=500, height=400)
        type(photo).objects.filter(pk=photo.pk).update(state="done")
    return made


@pytest.fixture
def studio_page(comparison: Comparison, live_server: LiveServer, open_page: Open) -> Callable[..., Page]:
    """The comparison's page, opened by its photographer."""

    def open_(**options: object) -> Page:
        page = open_page(**(options or LAPTOP))
        owner = factories.owner(comparison.gallery.studio)
        sign_in(page, live_server.url, owner.email, factories.PASSWORD)
        page.goto(address(live_server, comparison))
        return page

    return open_


def address(live_server: LiveServer, comparison: Comparison) -> str:
    return f"{live_server.url}/galleries/{comparison.gallery.uuid}/comparisons/{comparison.uuid}/"


def plate(side: str) -> bytes:
    """A stage of 500 × 400 with a gradient; the two sides run in opposite directions."""
    ramp = np.linspace(60, 200, 500, dtype=np.uint8)[None, :].repeat(400, 0)
    return _encoded(Image.fromarray(ramp if side in ("subject", "ai") else ramp[:, ::-1]).convert("RGB"), "JPEG")


def veil() -> bytes:
    return _encoded(Image.new("RGBA", (500, 400), (0, 155, 184, 120)), "WEBP")


def _encoded(picture: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind)
    return buffer.getvalue()
