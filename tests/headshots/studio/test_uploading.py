"""One press of “Compare”: consent, files that are kept or refused one by one, and the pair that is compared."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from headshots.galleries.consent import TEXT_VERSION, WORDING
from headshots.galleries.models import Gallery
from headshots.photos.models import Role
from headshots.queue import State
from tests.headshots import factories
from tests.headshots.pictures import encoded, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def gallery(client: Client) -> Gallery:
    made = factories.gallery(consented=False)
    client.force_login(factories.owner(made.studio))
    return made


def address(gallery: Gallery) -> str:
    return reverse("studio:gallery", args=[gallery.uuid])


def picture(colour: str, name: str = "picture.png") -> SimpleUploadedFile:
    return upload(encoded("png", colour=colour), name)


def test_two_pictures_and_consent_start_a_comparison(gallery: Gallery, client: Client) -> None:
    answer = client.post(address(gallery), {"ai": picture("#111111"), "real": picture("#eeeeee"), "consent": "on"})
    comparison = gallery.comparisons.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("studio:comparison", args=[gallery.uuid, comparison.uuid])
    assert [photo.role for photo in comparison.photos.values()] == [Role.AI, Role.REAL]


def test_consent_is_recorded_with_its_words_its_version_and_who_ticked_it(gallery: Gallery, client: Client) -> None:
    client.post(address(gallery), {"ai": picture("#111111"), "real": picture("#eeeeee"), "consent": "on"})
    consent = gallery.consents.get()
    assert (consent.text_version, consent.wording) == (TEXT_VERSION, WORDING)
    assert consent.given_by == factories.owner(gallery.studio)


def test_without_consent_no_file_is_kept(gallery: Gallery, client: Client) -> None:
    answer = client.post(address(gallery), {"ai": picture("#111111"), "real": picture("#eeeeee")})
    assert answer.status_code == 422
    assert "Nothing is measured without it." in answer.content.decode()
    assert not gallery.photos.exists()


def test_consent_is_asked_once(gallery: Gallery, client: Client) -> None:
    client.post(address(gallery), {"ai": picture("#111111"), "consent": "on"})
    client.post(address(gallery), {"real": picture("#eeeeee")})
    assert gallery.consents.count() == 1
    assert gallery.comparisons.count() == 1


def test_a_file_that_cannot_be_used_says_why_and_the_other_stays(gallery: Gallery, client: Client) -> None:
    answer = client.post(
        address(gallery),
        {"ai": picture("#111111", "kept.png"), "real": upload(b"<html>", "letter.html"), "consent": "on"},
    )
    said = answer.content.decode()
    assert "letter.html" in said
    assert "This is not a photograph that we can read." in said
    assert [photo.original_name for photo in gallery.photos.all()] == ["kept.png"]
    assert not gallery.comparisons.exists()


def test_one_side_alone_is_kept_and_waits_for_the_other(gallery: Gallery, client: Client) -> None:
    answer = client.post(address(gallery), {"ai": picture("#111111"), "consent": "on"})
    assert answer.status_code == 200
    assert gallery.photos.count() == 1
    assert not gallery.comparisons.exists()


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("ai", "Now choose your photograph of the same person."),
        ("real", "Now choose the AI headshot of the same person."),
    ],
)
def test_the_side_without_a_picture_is_asked_for(gallery: Gallery, client: Client, there: str, asked: str) -> None:
    said = client.post(address(gallery), {there: picture("#111111"), "consent": "on"}).content.decode()
    assert said.count("Now choose") == 1
    assert asked in said
    assert gallery.consents.count() == 1


def test_without_any_picture_both_are_asked_for_and_no_consent_is_recorded(gallery: Gallery, client: Client) -> None:
    said = client.post(address(gallery), {"consent": "on"}).content.decode()
    assert "Choose the AI headshot." in said
    assert "Choose your photograph of the same person." in said
    assert not gallery.consents.exists()
    assert 'id="consent" required checked' in said


def test_a_refused_file_is_all_that_its_side_is_told(gallery: Gallery, client: Client) -> None:
    answer = client.post(
        address(gallery), {"ai": picture("#111111"), "real": upload(b"<html>", "letter.html"), "consent": "on"}
    )
    assert "Now choose" not in answer.content.decode()


def test_consent_to_pictures_that_are_there_is_recorded_before_they_are_compared(
    gallery: Gallery, client: Client
) -> None:
    factories.photo(gallery, Role.AI)
    factories.photo(gallery, Role.REAL)
    client.post(address(gallery), {"consent": "on"})
    assert (gallery.consents.count(), gallery.comparisons.count()) == (1, 1)


def test_a_picture_that_cannot_be_read_is_no_choice_and_the_newest_good_one_is_compared(
    gallery: Gallery, client: Client
) -> None:
    older, good, bad = (factories.photo(gallery, Role.AI) for _ in range(3))
    gallery.photos.filter(pk=bad.pk).update(state=State.FAILED, failure="It is damaged.")
    said = client.get(address(gallery)).content.decode()
    assert re.findall(r'name="subject" value="([0-9a-f-]+)"( checked)?', said) == [
        (str(good.uuid), " checked"),
        (str(older.uuid), ""),
    ]
    assert "It is damaged." in said
    client.post(address(gallery), {"real": picture("#eeeeee"), "subject": str(bad.uuid), "consent": "on"})
    assert gallery.comparisons.get().subject == good


def test_of_several_new_files_the_ticked_one_is_compared(gallery: Gallery, client: Client) -> None:
    client.post(
        address(gallery),
        {
            "ai": [picture("#111111", "one.png"), picture("#222222", "two.png")],
            "real": picture("#eeeeee"),
            "subject": "new:1",
            "consent": "on",
        },
    )
    assert gallery.photos.filter(role=Role.AI).count() == 2
    assert gallery.comparisons.get().subject.original_name == "two.png"


def test_a_picture_that_is_there_can_be_chosen_again(gallery: Gallery, client: Client) -> None:
    client.post(address(gallery), {"ai": picture("#111111", "one.png"), "real": picture("#eeeeee"), "consent": "on"})
    first = gallery.photos.get(role=Role.AI)
    client.post(address(gallery), {"ai": picture("#222222", "two.png"), "subject": str(first.uuid)})
    assert gallery.comparisons.get().subject == first


@pytest.mark.parametrize("choice", ["new:7", "new:-1", "new:x", "not a uuid", ""])
def test_a_choice_that_names_nothing_falls_back_to_what_was_sent(gallery: Gallery, client: Client, choice: str) -> None:
    client.post(
        address(gallery),
        {"ai": picture("#111111"), "real": picture("#eeeeee"), "subject": choice, "consent": "on"},
    )
    assert gallery.comparisons.count() == 1


def test_anothers_picture_cannot_be_chosen(gallery: Gallery, client: Client) -> None:
    stranger = factories.photo(factories.gallery())
    client.post(
        address(gallery),
        {"ai": picture("#111111"), "real": picture("#eeeeee"), "subject": str(stranger.uuid), "consent": "on"},
    )
    assert gallery.comparisons.get().subject.gallery == gallery


def test_htmx_is_sent_to_the_comparison_rather_than_given_its_page(gallery: Gallery, client: Client) -> None:
    answer = client.post(
        address(gallery),
        {"ai": picture("#111111"), "real": picture("#eeeeee"), "consent": "on"},
        headers={"HX-Request": "true"},
    )
    comparison = gallery.comparisons.get()
    assert answer["HX-Redirect"] == reverse("studio:comparison", args=[gallery.uuid, comparison.uuid])


def test_htmx_is_given_the_form_and_no_whole_page(gallery: Gallery, client: Client) -> None:
    answer = client.post(
        address(gallery), {"ai": upload(b"", "empty.jpg"), "consent": "on"}, headers={"HX-Request": "true"}
    )
    said = answer.content.decode()
    assert "empty.jpg" in said
    assert "<html" not in said


def test_without_a_photograph_it_is_offered_to_look_at_the_headshot_alone(gallery: Gallery, client: Client) -> None:
    said = client.post(address(gallery), {"ai": picture("#111111"), "consent": "on"}).content.decode()
    assert 'name="alone"' in said
    assert "slight findings at most" in said
    assert said.index("Compare</button>") < said.index('name="alone"'), "the Enter key presses the first button"
    answer = client.post(address(gallery), {"alone": "on"})
    comparison = gallery.comparisons.get()
    assert answer["Location"] == reverse("studio:comparison", args=[gallery.uuid, comparison.uuid])
    assert comparison.reference is None


def test_it_is_not_offered_without_a_headshot_nor_while_a_file_is_refused(gallery: Gallery, client: Client) -> None:
    for sent in (
        {"real": picture("#111111")},
        {"ai": upload(b"<html>", "letter.html")},
        {"ai": picture("#222222"), "real": upload(b"<html>", "letter.html")},
    ):
        assert 'name="alone"' not in client.post(address(gallery), {**sent, "consent": "on"}).content.decode()
    assert not gallery.comparisons.exists()


def test_alone_without_a_headshot_asks_for_it(gallery: Gallery, client: Client) -> None:
    said = client.post(address(gallery), {"alone": "on", "consent": "on"}).content.decode()
    assert "Now choose the AI headshot" in said or "Choose the AI headshot." in said
    assert not gallery.comparisons.exists()
