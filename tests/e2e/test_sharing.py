"""A link is copied with one press; where the clipboard is closed it is selected for the keys."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import LAPTOP


def make_link(page: Page) -> str:
    page.get_by_role("link", name="Share").click()
    page.get_by_role("button", name="Make a private link").click()
    return page.get_by_label("The private link").input_value()


def test_a_press_copies_the_link(studio_page: Callable[..., Page]) -> None:
    page = studio_page(**LAPTOP, permissions=["clipboard-read", "clipboard-write"])
    link = make_link(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link


def test_without_a_clipboard_the_link_is_selected(studio_page: Callable[..., Page]) -> None:
    page = studio_page(**LAPTOP)
    link = make_link(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Press Ctrl+C")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == link


def test_the_first_tab_leads_past_the_bar(studio_page: Callable[..., Page]) -> None:
    page = studio_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
