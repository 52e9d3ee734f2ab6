"""Several pictures of one person: uploaded, looked at by a real worker, and laid on one contact sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from analysis.types import Severity
from headshots.galleries.models import Gallery
from headshots.photos.models import Role
from tests.e2e.conftest import LAPTOP, SIZES, Open, sign_in
from tests.e2e.test_accessibility import look
from tests.e2e.test_consult import MEASURED, make_gallery
from tests.headshots import factories, sheets
from tests.headshots.pictures import astronaut
from tests.services.site import Site

FACES = (512, 480, 500)


def test_from_uploads_to_the_sheet_and_back(running_site: Site, tmp_path: Path, open_page: Open) -> None:
    page = open_page(**LAPTOP)
    sign_in(page, running_site.url, running_site.email, running_site.password)
    make_gallery(page, "Somebody with three")
    there = page.url
    made = [tmp_path / f"headshot {size}.jpg" for size in FACES]
    for file, size in zip(made, FACES, strict=True):
        file.write_bytes(astronaut(size=size))
    portrait = tmp_path / "portrait.jpg"
    portrait.write_bytes(astronaut(size=460))
    page.locator("#file-ai").set_input_files(made)
    page.locator("#file-real").set_input_files(portrait)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").first.click()
    page.wait_for_url("**/comparisons/**")

    page.goto(there)
    page.get_by_role("button", name="Look at them together").click()
    page.wait_for_url("**/together/ai/")
    page.locator("#sheet-progress").wait_for(state="detached", timeout=MEASURED)
    expect(page.locator(".print")).to_have_count(3)
    expect(page.get_by_role("img", name="headshot 512.jpg")).to_be_visible()
    # One face in three files of three sizes: it stands everywhere at one place of its tile, as large as everywhere.
    boxes = [eyes(page, number) for number in range(3)]
    assert all(box == pytest.approx(boxes[0], abs=2) for box in boxes), boxes

    page.goto(there)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete headshot 480.jpg").click()
    page.get_by_text("The picture is deleted").wait_for()
    expect(page.get_by_role("button", name="Look at them together")).to_be_visible()


def eyes(page: Page, number: int) -> list[float]:
    """Left, top, width and height of the whole picture as it lies under its tile, in pixels from the tile's corner."""
    found: list[float] = (
        page.locator(".print")
        .nth(number)
        .evaluate(
            """print => {
            const tile = print.querySelector("svg").getBoundingClientRect();
            const picture = print.querySelector("image").getBoundingClientRect();
            return [picture.x - tile.x, picture.y - tile.y, picture.width, picture.height];
        }"""
        )
    )
    return found


@pytest.fixture
def gallery(in_this_process: None) -> Gallery:
    """Both sheets looked at, with something of everything that a label can say; and pictures that came since."""
    made = factories.gallery()
    near, odd, faceless = sheets.photos(made, Role.AI, 3)
    found = sheets.finding(Severity.MODERATE)
    members = [
        sheets.member(near, distance=0.2),
        sheets.member(odd, found, distance=1.5, odd=True),
        sheets.refused(faceless),
    ]
    sheets.done(made, Role.AI, members, sheets.result(sheets.finding(Severity.SLIGHT, "lighter")), sheets.abstained())
    good, weak = sheets.photos(made, Role.REAL, 2)
    sheets.done(made, Role.REAL, [sheets.member(good), sheets.member(weak, found)], sheets.result(found))
    sheets.photos(made, Role.REAL, 1)
    return made


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_sheets(size: str, gallery: Gallery, live_server: LiveServer, open_page: Open) -> None:
    page = open_page(**SIZES[size])
    sign_in(page, live_server.url, factories.owner(gallery.studio).email, factories.PASSWORD)
    home = f"{live_server.url}/galleries/{gallery.uuid}/"
    page.goto(home)
    look(page, "gallery with sets")
    for role in Role:
        page.goto(f"{home}together/{role.value}/")
        expect(page.locator(".print").first).to_be_visible()
        look(page, role)
        page.locator(".finding > summary").first.click()
        page.locator(".label summary").first.click()
        look(page, f"{role}, opened")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("#sheet-progress")).to_be_visible()
    look(page, "under way")


def test_without_a_script_one_press_is_enough(gallery: Gallery, live_server: LiveServer, open_page: Open) -> None:
    page = open_page(**LAPTOP, java_script_enabled=False)
    sign_in(page, live_server.url, factories.owner(gallery.studio).email, factories.PASSWORD)
    page.goto(f"{live_server.url}/galleries/{gallery.uuid}/together/ai/")
    page.locator(".label summary").first.click()
    expect(page.get_by_text("40% of the detail").last).to_be_visible()
    page.goto(f"{live_server.url}/galleries/{gallery.uuid}/together/real/")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("0 of 3 so far")).to_be_visible()
    assert page.locator("meta[http-equiv=refresh]").count() == 1
