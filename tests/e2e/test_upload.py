"""Bringing pictures in: by button, drop and paste; what is refused says why beside it, and the rest stays."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from headshots.galleries.models import Gallery
from tests.e2e.conftest import LAPTOP, Console, Open, sign_in
from tests.headshots import factories
from tests.headshots.pictures import encoded

DROP = """([selector, name, content]) => {
  const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, {type: "image/png"}));
  const target = document.querySelector(selector);
  for (const type of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(type, {dataTransfer: transfer, bubbles: true, cancelable: true}));
  }
}"""
PASTE = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, {type: "image/png"}));
  document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: transfer, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def gallery(in_this_process: None) -> Gallery:
    return factories.gallery(consented=False)


@pytest.fixture
def page(gallery: Gallery, live_server: LiveServer, open_page: Open) -> Page:
    page = open_page(**LAPTOP)
    sign_in(page, live_server.url, factories.owner(gallery.studio).email, factories.PASSWORD)
    page.goto(f"{live_server.url}/galleries/{gallery.uuid}/")
    return page


def content(colour: str) -> str:
    return base64.b64encode(encoded("png", colour=colour)).decode()


def names(page: Page, side: str) -> list[str]:
    return page.locator(f"upload-frame[data-side={side}] .tile__name").all_inner_texts()


def refusals(page: Page, side: str) -> Locator:
    return page.locator(f"upload-frame[data-side={side}] .refusal")


def test_a_picture_is_dropped_on_its_frame_and_another_pasted(page: Page, gallery: Gallery) -> None:
    page.evaluate(DROP, ["upload-frame[data-side=subject]", "dropped.png", content("#101010")])
    page.evaluate(PASTE, ["pasted.png", content("#f0f0f0")])
    assert (names(page, "subject"), names(page, "reference")) == (["dropped.png"], ["pasted.png"])
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/comparisons/**")
    comparison = gallery.comparisons.get()
    assert [photo.original_name for photo in comparison.photos.values()] == ["dropped.png", "pasted.png"]


def test_what_is_no_picture_is_not_taken_by_a_drop_and_says_why(page: Page) -> None:
    page.evaluate(DROP.replace("image/png", "text/plain"), ["upload-frame", "letter.txt", content("#101010")])
    assert names(page, "subject") == []
    expect(refusals(page, "subject")).to_contain_text("letter.txt")


def test_what_is_no_picture_is_refused_also_when_it_was_chosen(page: Page, tmp_path: Path) -> None:
    letter, one = tmp_path / "letter.txt", tmp_path / "one.png"
    letter.write_text("Dear client,")
    one.write_bytes(encoded("png"))
    page.locator("#file-real").set_input_files(letter)
    assert names(page, "reference") == []
    expect(refusals(page, "reference")).to_have_text(re.compile("letter.txt.*not a photograph that we can read", re.S))
    expect(refusals(page, "subject")).to_have_count(0)
    page.locator("#file-real").set_input_files(one)
    expect(refusals(page, "reference")).to_have_count(0)


def test_no_more_files_are_taken_than_the_server_takes_and_the_frame_says_so(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.png" for number in range(50)]
    for file in files:
        file.write_bytes(encoded("png"))
    page.locator("#file-ai").set_input_files(files)
    assert 2 * len(names(page, "subject")) == settings.DATA_UPLOAD_MAX_NUMBER_FILES
    expect(refusals(page, "subject")).to_have_text(re.compile("At most 20 pictures"))


@pytest.mark.parametrize(
    ("status", "says"), [(400, "more than"), (413, "more than"), (500, "just now"), (0, "connection")]
)
def test_what_went_wrong_is_not_blamed_on_the_connection(
    page: Page, console: Console, tmp_path: Path, status: int, says: str
) -> None:
    one = tmp_path / "one.png"
    one.write_bytes(encoded("png"))
    console.expected = (str(status), "htmx:sendError", "htmx:afterRequest", "ERR_FAILED", "Response Status Error")
    page.route(
        "**/galleries/*/",
        lambda route: route.fulfill(status=status) if status else route.abort(),
    )
    page.locator("#file-ai").set_input_files(one)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("[data-upload-status]")).to_contain_text(says)


def test_a_picture_is_taken_back_before_it_is_sent(page: Page) -> None:
    page.evaluate(DROP, ["upload-frame", "one.png", content("#101010")])
    page.evaluate(DROP, ["upload-frame", "two.png", content("#202020")])
    page.get_by_role("button", name="Remove").first.click()
    assert page.locator("#file-ai").evaluate("it => [...it.files].map(file => file.name)") == ["two.png"]


def test_the_same_file_twice_is_one(page: Page, tmp_path: Path) -> None:
    one = tmp_path / "one.png"
    one.write_bytes(encoded("png"))
    page.locator("#file-ai").set_input_files(one)
    page.locator("#file-ai").set_input_files(one)
    assert names(page, "subject") == ["one.png"]


def test_a_file_that_cannot_be_used_says_why_and_the_other_stays(page: Page, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "letter.jpg"
    good.write_bytes(encoded("png"))
    bad.write_text("Dear client,")
    page.locator("#file-ai").set_input_files(good)
    page.locator("#file-real").set_input_files(bad)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    refusal = page.locator("upload-frame[data-side=reference] .refusal")
    expect(refusal).to_contain_text("letter.jpg")
    expect(refusal).to_contain_text("This is not a photograph that we can read.")
    assert names(page, "subject") == ["good.png"]
    expect(page.get_by_text("Consent recorded on")).to_be_visible()


def test_progress_is_the_bytes_that_have_left(page: Page, tmp_path: Path) -> None:
    files = []
    for name, size in (("first.png", 300), ("second.png", 400), ("third.png", 500)):
        files.append(tmp_path / name)
        files[-1].write_bytes(encoded("png", size=(size, size)) + b"\0" * 3_000_000)
    page.locator("#file-ai").set_input_files(files[:2])
    page.locator("#file-real").set_input_files(files[2])
    sent: list[list[float]] = []
    page.expose_function("tell", lambda bars: sent.append(bars))
    page.evaluate("""() => {
      const bars = () => [...document.querySelectorAll("progress")].map(bar => bar.value / bar.max);
      new MutationObserver(() => tell(bars())).observe(
        document.querySelector("[data-upload-status]"), {childList: true, characterData: true, subtree: true},
      );
    }""")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/comparisons/**")
    assert sent[-1] == [1, 1, 1]
    for before, after in pairwise(sent):
        assert all(one <= two for one, two in zip(before, after, strict=True))
    assert all(first >= second for first, second, _ in sent), "files leave one after the other"


def test_nothing_is_sent_without_consent(page: Page, gallery: Gallery, tmp_path: Path) -> None:
    one = tmp_path / "one.png"
    one.write_bytes(encoded("png"))
    page.locator("#file-ai").set_input_files(one)
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("checkbox").evaluate("it => it.validity.valueMissing")
    assert not gallery.photos.exists()


def test_a_stored_picture_is_deleted_after_a_question(page: Page, gallery: Gallery) -> None:
    photo = factories.photo(gallery)
    page.reload()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=f"Delete {photo.original_name}").click()
    expect(page.get_by_text("The picture is deleted")).to_be_visible()
    assert not gallery.photos.exists()
