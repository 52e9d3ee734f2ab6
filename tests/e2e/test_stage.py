"""Looking at both pictures: slider, blink, zoom, loupe, overlays, and findings that lead to their place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, TABLET

Shown = Callable[..., Page]


def view(page: Page) -> tuple[float, float, float]:
    """Zoom and corner of what is shown."""
    read = "(it, name) => Number(it.style.getPropertyValue(name))"
    zoom, x, y = (float(page.locator("photo-stage").evaluate(read, name)) for name in ("--zoom", "--x", "--y"))
    return zoom, x, y


def transforms(page: Page) -> set[str]:
    """How each sheet is drawn, once it stands still."""
    page.wait_for_timeout(250)
    sheets = page.locator(".plate__sheet").all()
    return {str(sheet.evaluate("it => getComputedStyle(it).transform")) for sheet in sheets}


def slider(page: Page) -> Locator:
    page.get_by_role("radio", name="Slider").check(force=True)
    return page.get_by_role("slider")


def test_the_slider_obeys_the_keyboard_and_says_what_it_shows(studio_page: Shown) -> None:
    page = studio_page()
    handle = slider(page)
    handle.focus()
    expect(handle).to_have_attribute("aria-valuetext", "50 % AI headshot, the rest photograph")
    page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute("aria-valuetext", "51 % AI headshot, the rest photograph")
    page.keyboard.press("Home")
    expect(handle).to_have_value("0")
    page.keyboard.press("End")
    assert page.locator(".plate--subject .plate__window").evaluate("it => getComputedStyle(it).clipPath") == (
        "inset(0px 0% 0px 0px)"
    )


def test_the_sliders_handle_stands_on_the_cut(studio_page: Shown) -> None:
    page = studio_page()
    handle = slider(page)
    window = page.locator(".plate--subject .plate__window").bounding_box()
    assert window is not None
    for share in (0, 25, 100):
        handle.fill(str(share))
        cut = window["x"] + window["width"] * share / 100
        grip = page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.type", [
            min(max(cut, window["x"] + 2), window["x"] + window["width"] - 2), window["y"] + window["height"] / 2,
        ])  # fmt: skip
        assert grip == "range"


def test_the_slider_follows_a_drag(studio_page: Shown) -> None:
    page = studio_page()
    handle = slider(page)
    box = page.locator(".split").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, middle, steps=5)
    page.mouse.up()
    expect(handle).to_have_value(re.compile("^(7[89]|8[012])$"))


def test_opening_a_finding_shows_the_same_place_of_both_faces(studio_page: Shown) -> None:
    page = studio_page()
    assert view(page)[0] == 1
    page.locator("details.finding > summary").first.click()
    expect(page.locator("photo-stage")).to_have_attribute("data-zoomed", "")
    assert view(page)[0] > 1
    assert len(transforms(page)) == 1
    assert page.locator(".outline--chosen").count() == 2
    page.locator("details.finding > summary").first.click()
    expect(page.locator("photo-stage")).not_to_have_attribute("data-zoomed", "")
    assert page.locator(".outline--chosen").count() == 0


def test_a_number_on_a_picture_opens_its_finding(studio_page: Shown) -> None:
    page = studio_page()
    page.locator(".plate--reference .number").last.click()
    opened = page.locator("details.finding[open]")
    expect(opened).to_have_count(1)
    number = page.locator(".number--chosen").first.get_attribute("href")
    assert opened.locator(".finding__body").get_attribute("id") == str(number).removeprefix("#")


def test_at_rest_the_faces_are_bare_and_an_outline_shows_while_its_number_is_pointed_at(studio_page: Shown) -> None:
    page = studio_page()
    page.mouse.move(0, 0)
    opacities = "all => all.map(it => Number(getComputedStyle(it).opacity)).filter(it => it > 0).length"
    outlines = page.locator(".outline")
    page.wait_for_timeout(250)
    assert outlines.evaluate_all(opacities) == 0
    page.locator(".plate--subject .number").first.hover()
    expect(page.locator(".outline--near")).to_have_count(2)
    page.wait_for_timeout(250)
    assert outlines.evaluate_all(opacities) == 2
    page.mouse.move(0, 0)
    expect(page.locator(".outline--near")).to_have_count(0)
    page.locator("details.finding > summary").first.focus()
    expect(page.locator(".outline--near")).to_have_count(2)
    page.emulate_media(media="print")
    page.wait_for_timeout(250)
    assert outlines.evaluate_all(opacities) == outlines.count()


def test_only_one_finding_is_open_at_a_time(studio_page: Shown) -> None:
    page = studio_page()
    for summary in page.locator("details.finding > summary").all():
        summary.click()
        expect(page.locator("details.finding[open]")).to_have_count(1)


def test_both_pictures_zoom_and_move_together_by_keys(studio_page: Shown) -> None:
    page = studio_page()
    page.locator(".plate__window").first.focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    zoomed = view(page)
    assert zoomed[0] == pytest.approx(1.96)
    page.keyboard.press("ArrowRight")
    assert view(page)[1] > zoomed[1]
    assert len(transforms(page)) == 1
    page.keyboard.press("Escape")
    assert view(page) == (1, 0, 0)


def test_a_drag_moves_both_pictures_and_never_past_their_edge(studio_page: Shown) -> None:
    page = studio_page()
    page.get_by_role("button", name="Zoom in").click()
    box = page.locator(".plate__window").last.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5, steps=4)
    page.mouse.up()
    assert view(page)[1:] == (0, 0)
    assert len(transforms(page)) == 1


def test_blink_swaps_the_pictures_and_rests_when_asked(studio_page: Shown) -> None:
    page = studio_page()
    page.get_by_role("radio", name="Blink").check(force=True)
    play = page.get_by_role("button", name="By itself")
    expect(play).to_have_attribute("aria-pressed", "true")
    expect(page.locator("photo-stage")).to_have_attribute("data-shown", "reference")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    shown = page.locator("photo-stage").get_attribute("data-shown")
    page.wait_for_timeout(1200)
    assert page.locator("photo-stage").get_attribute("data-shown") == shown
    page.get_by_role("button", name="Swap").click()
    assert page.locator("photo-stage").get_attribute("data-shown") != shown


def test_nothing_moves_by_itself_for_people_who_want_less_motion(studio_page: Shown) -> None:
    page = studio_page(**LAPTOP, reduced_motion="reduce")
    page.get_by_role("radio", name="Blink").check(force=True)
    expect(page.get_by_role("button", name="By itself")).to_be_hidden()
    page.wait_for_timeout(1200)
    assert page.locator("photo-stage").get_attribute("data-shown") is None
    page.get_by_role("button", name="Swap").click()
    expect(page.locator(".plate--subject")).to_be_hidden()


def test_an_overlay_is_laid_over_with_its_legend_and_taken_away(studio_page: Shown) -> None:
    page = studio_page()
    layer = page.locator(".plate--subject .plate__layer")
    expect(layer).to_be_hidden()
    page.get_by_label("Overlay").select_option(index=1)
    expect(layer).to_be_visible()
    expect(page.locator(".legend")).to_contain_text("ΔE 3.0")
    expect(page.locator(".legend")).to_contain_text("ΔE 15.0")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a picture").click()
    assert download.value.suggested_filename.endswith(".jpg")
    page.get_by_label("Overlay").select_option("")
    expect(layer).to_be_hidden()
    expect(page.locator(".legend")).to_be_hidden()


def test_a_finding_brings_its_own_overlay_and_gives_back_the_one_that_was_picked(studio_page: Shown) -> None:
    page = studio_page()
    picker = page.get_by_label("Overlay")
    layer = page.locator(".plate--subject .plate__layer")
    with_one = page.locator("details.finding[data-finding*=skin_texture] > summary")
    without = page.locator("details.finding:not([data-finding*=skin_texture]) > summary").first
    with_one.click()
    expect(picker).to_have_value("skin_texture")
    expect(layer).to_be_visible()
    without.click()
    expect(picker).to_have_value("")
    expect(layer).to_be_hidden()
    with_one.click()
    picker.select_option("")
    expect(layer).to_be_hidden()
    picker.select_option("skin_texture")
    with_one.click()
    expect(page.locator("details.finding[open]")).to_have_count(0)
    expect(layer).to_be_visible()


def test_the_loupe_shows_the_same_place_of_both(studio_page: Shown) -> None:
    page = studio_page()
    page.get_by_role("button", name="Loupe").click()
    box = page.locator(".plate__window").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.4)
    lenses = page.locator(".lens").all()
    assert len(lenses) == 2
    places = {str(lens.evaluate("it => it.style.backgroundPosition + it.style.left")) for lens in lenses}
    assert len(places) == 1
    page.get_by_role("button", name="Loupe").click()
    expect(page.locator(".lens")).to_have_count(0)


def test_marks_can_be_put_away(studio_page: Shown) -> None:
    page = studio_page()
    number = page.locator(".number").first
    expect(number).to_be_visible()
    page.get_by_role("button", name="Hide the marks").click()
    expect(number).to_be_hidden()


def test_a_finger_that_scrolls_is_left_alone_until_the_pictures_are_zoomed(studio_page: Shown) -> None:
    page = studio_page(**PHONE)
    window = page.locator(".plate__window").first
    assert window.evaluate("it => getComputedStyle(it).touchAction") == "pan-y"
    page.get_by_role("button", name="Zoom in").click()
    assert window.evaluate("it => getComputedStyle(it).touchAction") == "none"


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_finding_opened_below_an_open_one_stays_in_sight(studio_page: Shown, size: dict[str, object]) -> None:
    """What was open above it closes and takes the pressed line up with it, on a phone under the pictures."""
    page = studio_page(**size)
    page.locator(".finding__lead").evaluate_all("leads => leads.forEach(it => { it.style.minHeight = '1400px'; })")
    summaries = page.locator("details.finding > summary")
    summaries.first.click()
    for summary in (summaries.nth(1), summaries.nth(0), summaries.nth(2)):
        summary.click()
        expect(page.locator("details.finding[open]")).to_have_count(1)
        page.wait_for_timeout(100)
        box = summary.bounding_box()
        stage = page.locator(".booth__stage").bounding_box()
        assert box is not None
        assert stage is not None
        covered = stage["y"] + stage["height"] if size is PHONE else 52
        assert covered - 1 <= box["y"] <= page.viewport_size["height"] - box["height"] + 1  # type: ignore[index]  # never None here


@pytest.mark.parametrize("size", [LAPTOP, TABLET, PHONE], ids=["laptop", "tablet", "phone"])
def test_the_tools_stay_where_they_are_however_the_pictures_are_compared(
    studio_page: Shown, size: dict[str, object]
) -> None:
    page = studio_page(**size)
    heights = []
    for mode in ("Side by side", "Slider", "Blink"):
        page.get_by_role("radio", name=mode).check(force=True)
        box = page.locator(".segments").bounding_box()
        assert box is not None
        heights.append(box["y"])
    assert max(heights) - min(heights) <= 2


def with_closeup(page: Page) -> Locator:
    return page.locator("details.finding[data-finding*=skin_texture] > summary")


def test_on_a_laptop_the_open_findings_close_up_stands_under_the_pictures(studio_page: Shown) -> None:
    page = studio_page()
    with_closeup(page).click()
    under = page.locator("closeup-place .closeup")
    expect(under).to_have_count(1)
    for side in ("subject", "reference"):
        above = page.locator(f".plate--{side} .plate__window").bounding_box()
        index = 0 if side == "subject" else 1
        below = under.locator(".closeup__pair:not(.closeup__pair--amplified) img").nth(index).bounding_box()
        assert above is not None
        assert below is not None
        assert below["y"] > above["y"] + above["height"]
        assert below["x"] == pytest.approx(above["x"], abs=1.5)
        assert below["width"] == pytest.approx(above["width"], abs=1.5)
    page.set_viewport_size({"width": 820, "height": 1180})
    expect(page.locator("details.finding[open] .closeup")).to_have_count(1)
    expect(under).to_have_count(0)
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(under).to_have_count(1)
    with_closeup(page).click()
    expect(under).to_have_count(0)
    assert page.locator("details.finding .closeup").count() == 1, "it is back in its finding"


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_amplified_view_is_switched_on_by_the_keyboard_and_named_in_words(
    studio_page: Shown, size: dict[str, object]
) -> None:
    page = studio_page(**size)
    with_closeup(page).click()
    switch = page.get_by_role("switch", name="Amplified 4 ×")
    amplified = page.get_by_alt_text("Close-up of the photograph. Amplified 4 ×. Not how the picture looks.")
    plain = page.get_by_alt_text("Close-up of the photograph", exact=True)
    expect(plain).to_be_visible()
    expect(amplified).to_be_hidden()
    switch.focus()
    page.keyboard.press("Space")
    expect(amplified).to_be_visible()
    expect(plain).to_be_hidden()
    page.keyboard.press("Space")
    expect(plain).to_be_visible()
