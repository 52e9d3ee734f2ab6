"""One photograph and what was made of it, through the whole engine: told in its place, and nothing told of a copy."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from analysis import engine
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Injected, Kind, inject
from analysis.types import Finding, Severity, Status
from analysis.words import answers
from bench.place import filled, overlap
from tests.analysis.astronaut import astronaut, scene, turned

EDITED = ("edited_skin", "edited_background", "edited_eyes", "edited_shape")
TOO_SMALL = {"edited_eyes": "face_too_small"}  # this face has irises of 8 pixels


@cache
def injected(kind: Kind, strength: float) -> Injected:
    return inject(scene(), kind, strength=strength, seed=1)


def told(subject: Portrait) -> dict[str, Finding]:
    """Findings of the analyzers that ask about one exposure, by code."""
    results = engine.compare(subject, astronaut()).report.results
    own = [result for result in results if result.analyzer in EDITED]
    assert {result.analyzer: result.reason for result in own if result.status is not Status.OK} == TOO_SMALL
    return {finding.code: finding for result in own for finding in result.findings}


def stored(pixels: NDArray[Any], *, quality: int = 90) -> Portrait:
    held = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(held, "JPEG", quality=quality)
    return Portrait.of(open_photo(held.getvalue()))


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (Kind.SKIN_LIGHTENING, "edited_skin_lighter"),
        (Kind.WAXY_HIGHLIGHTS, "edited_skin_highlights"),
        (Kind.HALO, "edited_outline"),
        (Kind.BACKGROUND_BLUR, "edited_background_blurred"),
        (Kind.RELIT_BACKGROUND, "edited_background_relit"),
        (Kind.MOUTH_ONLY_SMILE, "edited_mouth_moved"),
        (Kind.JAW_NARROWED, "edited_jaw_narrower"),
        (Kind.NOSE_NARROWED, "edited_nose_narrower"),
        (Kind.HEAD_RESCALED, "edited_head_larger"),
    ],
)
def test_an_edit_is_told_plainly_and_where_it_is(kind: Kind, code: str) -> None:
    edit = injected(kind, 1.0)
    finding = told(edit.portrait())[code]
    assert finding.severity is Severity.STRONG
    assert overlap(filled(finding.subject_regions, edit.mask.shape), edit.mask) >= 0.5


@pytest.mark.parametrize("way", ["compressed", "brighter", "grey"])
def test_a_copy_of_a_photograph_has_nothing_told_of_it(way: str) -> None:
    pixels = scene().pixels
    copy = {
        "compressed": lambda: stored(pixels, quality=75),
        "brighter": lambda: stored((255 * (pixels / 255.0) ** 0.8).astype(np.uint8)),
        "grey": lambda: stored(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)[..., None].repeat(3, 2)),
    }[way]()
    assert told(copy) == {}


def test_a_photograph_that_was_turned_and_enlarged_is_the_same_one() -> None:
    assert not {code for code in told(turned(degrees=7.0, scale=1.4)) if not code.startswith("edited_background")}


def test_several_edits_are_told_apart() -> None:
    moved = inject(scene(), Kind.JAW_NARROWED, strength=1.0).portrait()
    both = inject(moved, Kind.RELIT_BACKGROUND, strength=1.0, seed=1).portrait()
    assert {"edited_jaw_narrower", "edited_background_relit"} <= told(both).keys()


def test_a_mirrored_face_is_another_photograph_and_the_list_does_not_speak_of_it() -> None:
    other = stored(np.ascontiguousarray(scene().pixels[:, ::-1]))
    results = [item for item in engine.compare(other, astronaut()).report.results if item.analyzer in EDITED]
    assert {item.reason for item in results} == {"different_photographs"}
    assert answers.untold([("pair", item) for item in results], lambda _: pytest.fail("asked for words")) == ()
