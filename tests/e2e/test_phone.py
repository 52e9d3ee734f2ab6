"""The comparison on a phone, the client's and the photographer's: nothing hangs over its edge."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from headshots.comparisons import wording
from headshots.comparisons.models import Comparison
from headshots.sharing import actions as sharing
from tests.e2e.conftest import PHONE, Open
from tests.headshots import factories

WIDTH = 390
LONG = "How much of the fine detail of your photograph the same place of the AI headshot carries, in octaves"


@pytest.fixture(params=["studio", "client"])
def page(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    comparison: Comparison,
    live_server: LiveServer,
    open_page: Open,
    studio_page: Callable[..., Page],
) -> Page:
    """A comparison whose overlay has a long name, as each side sees it."""
    monkeypatch.setattr(wording, "quantity", lambda result: LONG)
    if request.param == "studio":
        return studio_page(**PHONE)
    link = sharing.share_comparison(comparison, created_by=factories.owner(comparison.gallery.studio))
    page = open_page(**PHONE)
    page.goto(f"{live_server.url}/s/{link.token}/")
    return page


def width(page: Page) -> int:
    return int(page.evaluate("document.scrollingElement.scrollWidth"))


def test_no_name_of_an_overlay_pushes_the_page_sideways(page: Page) -> None:
    assert LONG in page.locator("[data-overlay]").inner_text()
    assert width(page) <= WIDTH
    page.get_by_label("Overlay").select_option(index=1)
    assert width(page) <= WIDTH


def test_the_tools_take_two_rows_and_are_large_enough_for_a_finger(page: Page) -> None:
    for mode in ("Side by side", "Blink", "Slider"):
        page.get_by_role("radio", name=mode).check(force=True)
        boxes = [
            box
            for tool in page.locator(".tools :is(.segments, select, button):visible").all()
            if (box := tool.bounding_box())
        ]
        tops = sorted(box["y"] for box in boxes)
        assert sum(lower - upper > 10 for upper, lower in pairwise(tops)) == 1, mode
        assert all(box["height"] >= 44 and box["width"] >= 40 for box in boxes), mode
        assert width(page) <= WIDTH
        stage = page.locator(".booth__stage").bounding_box()
        assert stage is not None
        assert stage["height"] <= 0.55 * 844
