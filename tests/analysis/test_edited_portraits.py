"""One exposure and two, on real portraits: edits told where they are, and never said of two photographs."""

from __future__ import annotations

from functools import cache

import pytest

from analysis import engine
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, Scene, inject
from analysis.types import Finding, Severity
from bench.nuisance import ALTERATIONS
from bench.place import EDITS, filled, overlap
from tests.analysis.shared import SHARED

FOLDER = SHARED / "portraits" / "real"
NEUTRAL, SMILING = "london_001_neutral.jpg", "london_001_smiling.jpg"
NEAREST = ("london_018_neutral.jpg", "london_018_smiling.jpg")  # of all couples the ones that lie closest to each other
NOT_PLAIN_HERE = {
    Kind.MARK_REMOVAL,
    Kind.REMOVED_CATCHLIGHT,
}  # their places are a few pixels: see the next but one test

pytestmark = [
    pytest.mark.portraits,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no portraits in {FOLDER.parent.name} beside the repository"),
]


@cache
def portrait(name: str) -> Portrait:
    return Portrait.of(open_photo((FOLDER / name).read_bytes()))


@cache
def scene() -> Scene:
    return Scene(portrait(NEUTRAL))


def asked(kind: Kind, subject: Portrait) -> Finding | None:
    question = EDITS[kind]
    result = engine.measured_beside(question.analyzer, Pair(subject, portrait(NEUTRAL)))
    return next((finding for finding in result.findings if finding.code in question.codes), None)


@pytest.mark.parametrize("kind", [kind for kind in EDITS if kind not in NOT_PLAIN_HERE])
def test_a_plain_edit_is_told_in_its_place(kind: Kind) -> None:
    edit = inject(scene(), kind, strength=1.0, seed=1)
    finding = asked(kind, edit.portrait())
    assert finding is not None
    assert finding.severity.rank >= Severity.MODERATE.rank
    assert overlap(filled(finding.subject_regions, edit.mask.shape), edit.mask) >= 0.5


@pytest.mark.parametrize("kind", sorted(NOT_PLAIN_HERE))
def test_a_place_of_a_few_pixels_is_at_least_touched(kind: Kind) -> None:
    edit = inject(scene(), kind, strength=1.0, seed=1)
    finding = asked(kind, edit.portrait())
    assert finding is not None
    assert edit.mask[filled(finding.subject_regions, edit.mask.shape)].mean() > 0.3


@pytest.mark.parametrize("kind", [Kind.SKIN_SMOOTHING, Kind.JAW_NARROWED, Kind.EYES_ENLARGED])
def test_mild_retouching_is_slight_at_most(kind: Kind) -> None:
    finding = asked(kind, inject(scene(), kind, strength=0.2, seed=1).portrait())
    assert finding is None or finding.severity is Severity.SLIGHT


@pytest.mark.parametrize("names", [(NEUTRAL, SMILING), NEAREST])
def test_two_photographs_of_one_session_are_two(names: tuple[str, str]) -> None:
    assert not Pair(*map(portrait, names)).one_exposure


@pytest.mark.parametrize("way", ["JPEG quality 50", "resized to 50%", "sharpened", "black and white"])
def test_a_copy_is_one_exposure_and_has_no_strong_finding(way: str) -> None:
    pair = Pair(Portrait.of(open_photo(ALTERATIONS[way](scene()))), portrait(NEUTRAL))
    assert pair.one_exposure
    said = [engine.measured_beside(question.analyzer, pair).findings for question in EDITS.values()]
    assert not [item.code for findings in said for item in findings if item.severity is Severity.STRONG]
