"""The whole consult on the whole of Catchlight: two uploads, progress, result, link, and the client's phone."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, Console, Open, sign_in
from tests.headshots.pictures import astronaut
from tests.services.site import Site

MEASURED = 120_000  # milliseconds; a few seconds on an idle machine


@pytest.fixture(scope="module")
def portraits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two files of one face: NASA's portrait of Eileen Collins, and the same softened."""
    folder = tmp_path_factory.mktemp("portraits")
    softened, original = folder / "ai headshot.jpg", folder / "portrait.jpg"
    original.write_bytes(astronaut())
    picture = Image.open(io.BytesIO(astronaut())).filter(ImageFilter.GaussianBlur(1.2))
    picture.save(softened, quality=90)
    return softened, original


def make_gallery(page: Page, client: str) -> None:
    page.get_by_role("link", name=re.compile("New gallery|Make the first gallery")).click()
    page.get_by_label("Client").fill(client)
    page.get_by_label("Private notes").fill("Nobody else's business")
    page.get_by_role("button", name="Make the gallery").click()


def test_from_two_uploads_to_the_clients_phone(
    running_site: Site, portraits: tuple[Path, Path], open_page: Open, console: Console
) -> None:
    page = open_page(**LAPTOP)
    sign_in(page, running_site.url, running_site.email, running_site.password)
    make_gallery(page, "Dana Reyes")

    page.locator("#file-ai").set_input_files(portraits[0])
    page.locator("#file-real").set_input_files(portraits[1])
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()

    # Both pictures are there at once, and every question has its place before it has its answer.
    page.wait_for_url("**/comparisons/**")
    expect(page.locator(".plate__picture")).to_have_count(2)
    questions = page.locator(".rows > li").count()
    assert questions >= 3

    # It moves on by itself and then stops asking.
    page.locator("#poll").wait_for(state="detached", timeout=MEASURED)
    assert page.locator(".hairline").count() == 0
    assert page.locator(".rows > li").count() >= questions
    expect(page.locator("photo-stage .plate__picture")).to_have_count(2)
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()

    # A face of 43 pixels is too small for skin: the page says so, and what would help.
    skin = page.locator("#dimension-skin")
    expect(skin).to_contain_text("43 pixels between the eyes")
    skin.locator("summary").click()
    expect(skin).to_contain_text("Use the largest version")

    page.get_by_role("link", name="Share").click()
    page.get_by_label("For whom").fill("Dana, by mail")
    page.get_by_role("button", name="Make a private link").click()
    link = page.get_by_label("The private link").input_value()

    phone = open_page(**PHONE)
    open_as_client(phone, link)

    page.get_by_role("button", name="Close the link").click()
    console.expected = ("404",)
    phone.reload()
    expect(phone.get_by_role("heading")).to_have_text("This link opens nothing.")


def open_as_client(phone: Page, link: str) -> None:
    phone.goto(link)
    expect(phone.get_by_text("Dana Reyes, here are your two portraits")).to_be_visible()
    assert "Nobody else's business" not in phone.content()
    assert phone.evaluate("[...document.images].filter(i => i.checkVisibility()).every(i => i.naturalWidth > 0)")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390

    # The pictures stay in sight while the list moves under them, and leave it most of the screen's other half.
    phone.locator(".booth__foot").scroll_into_view_if_needed()
    stage = phone.locator(".booth__stage").bounding_box()
    assert stage is not None
    assert stage["y"] == pytest.approx(0, abs=1)
    assert stage["height"] <= 0.55 * 844


def test_leaving_and_coming_back_loses_nothing(
    running_site: Site, portraits: tuple[Path, Path], open_page: Open
) -> None:
    page = open_page(**LAPTOP)
    sign_in(page, running_site.url, running_site.email, running_site.password)
    make_gallery(page, "Somebody who left")
    page.locator("#file-ai").set_input_files(portraits[0])
    page.locator("#file-real").set_input_files(portraits[1])
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/comparisons/**")
    there = page.url
    page.goto(running_site.url)
    page.goto(there)
    page.locator("#poll").wait_for(state="detached", timeout=MEASURED)
    expect(page.locator("photo-stage .plate__picture")).to_have_count(2)


def test_an_ai_headshot_without_a_photograph_is_no_dead_end(
    running_site: Site, portraits: tuple[Path, Path], open_page: Open, console: Console
) -> None:
    page = open_page(**LAPTOP)
    sign_in(page, running_site.url, running_site.email, running_site.password)
    make_gallery(page, "Robin Vale")
    page.locator("#file-ai").set_input_files(portraits[0])
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Far less can be said then")).to_be_visible()
    page.get_by_role("button", name="Look at it alone").click()

    page.wait_for_url("**/comparisons/**")
    page.locator("#poll").wait_for(state="detached", timeout=MEASURED)
    expect(page.get_by_role("note")).to_contain_text("at most a slight finding")
    expect(page.locator("photo-stage .plate__picture")).to_have_count(1)
    expect(page.get_by_role("radio", name="Slider")).to_have_count(0)
    box = page.locator(".plate__window").bounding_box()
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator("photo-stage[data-zoomed]")).to_have_count(1)
    assert page.locator(".plate__window").bounding_box() == box

    page.get_by_role("link", name="Add a photograph").click()
    page.locator("#file-real").set_input_files(portraits[1])
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/comparisons/**")
    expect(page.get_by_role("note")).to_have_count(0)
    expect(page.locator(".plate")).to_have_count(2)
