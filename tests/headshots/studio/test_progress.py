"""What the poll of a comparison answers: nothing, what is new, or the finished page, which does not poll."""

from __future__ import annotations

from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from analysis.types import Dimension, Result, Status, to_json
from headshots.comparisons.models import Comparison, Side
from headshots.photos.models import Variant
from tests.headshots import factories, reports

pytestmark = pytest.mark.django_db
PLAN = [["skin_texture", "skin"], ["gaze", "expression"]]


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    reports.use_own_words(monkeypatch)


@pytest.fixture
def comparison(client: Client) -> Comparison:
    made = factories.comparison()
    client.force_login(factories.owner(made.gallery.studio))
    measure(made)
    return made


def measure(comparison: Comparison, *results: Result) -> None:
    progress = {"plan": PLAN, "results": [{"side": "pair", "result": to_json(result)} for result in results]}
    Comparison.objects.filter(pk=comparison.pk).update(progress=progress)


def look(client: Client, comparison: Comparison, have: str = "") -> HttpResponse:
    address = reverse("studio:comparison-progress", args=[comparison.gallery.uuid, comparison.uuid])
    return cast(HttpResponse, client.get(address, {"have": have}, headers={"HX-Request": "true"}))


def result(analyzer: str, dimension: Dimension) -> Result:
    return Result(analyzer=analyzer, version=1, dimension=dimension, status=Status.OK)


def test_the_page_says_what_it_waits_for(client: Client, comparison: Comparison) -> None:
    said = client.get(reverse("studio:comparison", args=[comparison.gallery.uuid, comparison.uuid])).content.decode()
    assert 'id="dimension-skin"' in said
    assert said.count("hairline") == 2
    assert 'hx-trigger="every 1s"' in said
    assert '<noscript><meta http-equiv="refresh"' in said


def test_nothing_new_swaps_nothing(client: Client, comparison: Comparison) -> None:
    assert look(client, comparison).status_code == 204


def test_only_what_is_new_comes_and_goes_to_its_place(client: Client, comparison: Comparison) -> None:
    measure(comparison, result("skin_texture", Dimension.SKIN))
    answer = look(client, comparison)
    said = answer.content.decode()
    assert answer["HX-Reswap"] == "none"
    assert 'id="dimension-skin" hx-swap-oob="true"' in said
    assert 'id="dimension-expression"' not in said
    assert "have=skin" in said
    assert "Skin: no difference." in said


def test_what_came_does_not_come_again(client: Client, comparison: Comparison) -> None:
    measure(comparison, result("skin_texture", Dimension.SKIN))
    assert look(client, comparison, have="skin").status_code == 204


def test_a_picture_comes_as_soon_as_it_is_developed(client: Client, comparison: Comparison) -> None:
    comparison.photos[Side.REFERENCE].renditions.create(variant=Variant.SCREEN, key="k", width=4, height=5)
    said = look(client, comparison).content.decode()
    assert 'id="plate-reference"' in said
    assert 'src="pictures/reference"' in said
    assert "have=reference" in said


def test_the_last_answer_is_the_whole_page_without_a_poll(client: Client, comparison: Comparison) -> None:
    reports.done(comparison)
    answer = look(client, comparison, have="skin")
    said = answer.content.decode()
    assert "HX-Reswap" not in answer
    assert 'id="evidence"' in said
    assert "hx-trigger" not in said
    assert "photo-stage" in said
    assert 'class="button button--primary" id="share" hx-swap-oob="true"' in said


def test_a_failure_ends_the_poll_too(client: Client, comparison: Comparison) -> None:
    Comparison.objects.filter(pk=comparison.pk).update(state="failed", failure="No face was found.")
    said = look(client, comparison).content.decode()
    assert "No face was found." in said
    assert "hx-trigger" not in said
