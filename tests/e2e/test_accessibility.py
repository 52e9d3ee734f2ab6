"""axe finds nothing on any page at any size, and every page fits its window."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from headshots.comparisons.models import Comparison
from headshots.galleries.models import Gallery
from headshots.sharing import actions as sharing
from tests.e2e.conftest import SIZES, Console, Open, address, sign_in
from tests.headshots import factories

pytestmark = pytest.mark.parametrize("size", SIZES)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def look(page: Page, where: str) -> None:
    """axe, and no sideways scrolling, on the page as it stands."""
    page.wait_for_timeout(250)  # nothing glides any more
    found: dict[str, Any] = Axe().run(page, options=RULES).response
    violations = [(item["id"], [node["html"][:160] for node in item["nodes"]]) for item in found["violations"]]
    assert violations == [], where
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, where


def test_the_studios_pages(size: str, comparison: Comparison, live_server: LiveServer, open_page: Open) -> None:
    page = open_page(**SIZES[size])
    page.goto(live_server.url)
    look(page, "sign-in")
    owner = factories.owner(comparison.gallery.studio)
    sign_in(page, live_server.url, owner.email, factories.PASSWORD)
    empty: Gallery = factories.gallery(comparison.gallery.studio, client="Somebody new", consented=False)
    look(page, "galleries")
    for path in ("galleries/new/", f"galleries/{empty.uuid}/", f"galleries/{comparison.gallery.uuid}/",
                 f"galleries/{comparison.gallery.uuid}/edit/", "links/"):  # fmt: skip
        page.goto(f"{live_server.url}/{path}")
        look(page, path)
    page.goto(f"{address(live_server, comparison)}share/")
    page.get_by_role("button", name="Make a private link").click()
    look(page, "share")


def test_the_comparison(size: str, comparison: Comparison, live_server: LiveServer, open_page: Open) -> None:
    page = open_page(**SIZES[size])
    owner = factories.owner(comparison.gallery.studio)
    sign_in(page, live_server.url, owner.email, factories.PASSWORD)
    page.goto(address(live_server, comparison))
    look(page, "comparison")
    page.locator("details.finding > summary").first.click()
    look(page, "an open finding")
    page.get_by_role("radio", name="Slider").check(force=True)
    page.get_by_label("Overlay").select_option(index=1)
    look(page, "slider and overlay")


def test_a_comparison_under_way(size: str, in_this_process: None, live_server: LiveServer, open_page: Open) -> None:
    waiting = factories.comparison()
    page = open_page(**SIZES[size])
    sign_in(page, live_server.url, factories.owner(waiting.gallery.studio).email, factories.PASSWORD)
    page.goto(address(live_server, waiting))
    look(page, "under way")


def test_the_clients_pages(
    size: str, comparison: Comparison, live_server: LiveServer, open_page: Open, console: Console
) -> None:
    owner = factories.owner(comparison.gallery.studio)
    page = open_page(**SIZES[size])
    page.goto(f"{live_server.url}/s/{sharing.share_comparison(comparison, created_by=owner).token}/")
    look(page, "client")
    page.goto(f"{live_server.url}/s/{sharing.share_gallery(comparison.gallery, created_by=owner).token}/")
    look(page, "client's list")
    console.expected = ("404",)
    page.goto(f"{live_server.url}/s/{'w' * 43}/")
    look(page, "gone")
