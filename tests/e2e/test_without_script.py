"""No script runs: two labelled pictures, a list with anchors that lead to it, and forms that work."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from headshots.comparisons.models import Comparison
from tests.e2e.conftest import LAPTOP, Open, address, sign_in
from tests.headshots import factories
from tests.headshots.pictures import encoded


def signed_in(live_server: LiveServer, open_page: Open, comparison: Comparison) -> Page:
    page = open_page(**LAPTOP, java_script_enabled=False)
    sign_in(page, live_server.url, factories.owner(comparison.gallery.studio).email, factories.PASSWORD)
    return page


def test_a_comparison_is_two_figures_and_a_list(
    live_server: LiveServer, open_page: Open, comparison: Comparison
) -> None:
    page = signed_in(live_server, open_page, comparison)
    page.goto(address(live_server, comparison))
    expect(page.get_by_role("figure", name="AI headshot")).to_be_visible()
    expect(page.get_by_role("figure", name="Photograph")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
    assert page.locator(".outline").evaluate_all("all => all.every(it => getComputedStyle(it).opacity > 0.5)")
    mark = page.locator(".plate--subject .number").first
    target = str(mark.get_attribute("href"))
    mark.click()
    expect(page.locator(target)).to_be_visible()
    expect(page.locator(target)).to_be_in_viewport()


def test_both_pictures_are_sent_and_a_refused_one_says_why(
    live_server: LiveServer, open_page: Open, comparison: Comparison, tmp_path: Path
) -> None:
    page = signed_in(live_server, open_page, comparison)
    page.get_by_role("link", name="New gallery").click()
    page.get_by_label("Client").fill("Somebody without script")
    page.get_by_role("button", name="Make the gallery").click()
    ai, bad, real = tmp_path / "ai.png", tmp_path / "letter.jpg", tmp_path / "real.png"
    ai.write_bytes(encoded("png", colour="#101010"))
    real.write_bytes(encoded("png", colour="#f0f0f0"))
    bad.write_text("Dear client,")
    page.get_by_label("Choose AI headshots").set_input_files(ai)
    page.get_by_label("Choose photographs").set_input_files(bad)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("This is not a photograph that we can read.")).to_be_visible()
    page.get_by_label("Choose photographs").set_input_files(real)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/comparisons/**")
    assert page.locator("meta[http-equiv=refresh]").count() == 1


def test_a_link_is_made_and_closed(live_server: LiveServer, open_page: Open, comparison: Comparison) -> None:
    page = signed_in(live_server, open_page, comparison)
    page.goto(f"{address(live_server, comparison)}share/")
    page.get_by_role("button", name="Make a private link").click()
    assert "/s/" in page.get_by_label("The private link").input_value()
    page.get_by_role("button", name="Close the link").click()
    expect(page.get_by_text("The link is closed.")).to_be_visible()
