"""What is made of a difference between a photograph and an edit of it: only what no copy has, and what is seen."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import editing
from analysis.analyzer import Measured
from analysis.analyzers import edited_background, edited_eyes, edited_shape, edited_skin
from analysis.editing import Floors
from analysis.errors import NotApplicable
from analysis.nulls import Nulls, Tail
from analysis.types import Measurement, Severity, Unit
from analysis.words import FINDINGS, MEASUREMENTS, REASONS, answers
from analysis.words.edited import FINDINGS as EDITED

FLOORS = {**edited_skin.FLOORS, **edited_shape.FLOORS, **edited_background.FLOORS, edited_eyes.LOST: edited_eyes.FLOORS}
OTHERS = (edited_eyes.GAINED, edited_background.STRUCTURE)
MODULES: dict[str, ModuleType] = {
    "skin": edited_skin,
    "shape": edited_shape,
    "eyes": edited_eyes,
    "background": edited_background,
}


def redelivered(spread: float = 0.1) -> Nulls:
    """Re-deliveries that differ by a tenth of what is seen, in every figure."""
    random = np.random.default_rng(0)
    rows = tuple(
        {"source": f"{number % 5}", **{key: f"{random.normal(0, spread * it.seen):.6g}" for key, it in FLOORS.items()}}
        for number in range(120)
    )
    return Nulls((), (), redelivered=rows)


NULLS = redelivered()


def figures(module: ModuleType, **values: float) -> Measured:
    """All figures of an analyzer, 0 where not given; names without what all have in front."""
    keys = [
        key for key in (*FLOORS, *OTHERS) if key.startswith(f"edited.{module.ANALYZER.id.removeprefix('edited_')}.")
    ]
    found = {key: values.get(key.rpartition(".")[2], 0.0) for key in keys}
    return Measured(
        measurements=tuple(Measurement(key=key, value=value, unit=Unit.RATIO) for key, value in found.items())
    )


@given(first=st.floats(-1, 1), second=st.floats(-1, 1))
def test_more_of_a_change_is_never_told_as_less(first: float, second: float) -> None:
    floors = Floors(0.1, 0.3)
    nulls = Nulls(
        (), (), redelivered=tuple({"source": "a", "k": f"{value:.4f}"} for value in np.linspace(-0.02, 0.02, 60))
    )
    told = [
        editing.severity(Measurement(key="k", value=value, unit=Unit.SHARE), "either", floors, nulls)
        for value in sorted((first, second), key=abs)
    ]
    ranks = [-1 if item is None else item.rank for item in told]
    assert ranks[0] <= ranks[1]


@pytest.mark.parametrize("key", FLOORS)
def test_strong_is_only_what_is_plain_to_see(key: str) -> None:
    floors = FLOORS[key]
    sign = -1 if key in (edited_skin.DETAIL, edited_background.FOCUS) else 1
    tail: Tail = "below" if sign < 0 else "above"

    def told(effect: float) -> Severity | None:
        return editing.severity(Measurement(key=key, value=sign * effect, unit=Unit.RATIO), tail, floors, NULLS)

    assert told(0.99 * floors.seen) is None
    assert told(0.99 * floors.plain) is not Severity.STRONG
    assert told(1.01 * floors.plain) is Severity.STRONG


def test_what_a_copy_may_differ_by_is_nothing_however_large() -> None:
    figure = Measurement(key=edited_skin.TONE, value=2 * edited_skin.FLOORS[edited_skin.TONE].plain, unit=Unit.DELTA_E)
    wide = redelivered(spread=6.0)
    assert editing.severity(figure, "either", edited_skin.FLOORS[edited_skin.TONE], wide) is None


def test_without_a_table_nothing_is_claimed() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        edited_skin.judge(figures(edited_skin, detail=-2.0), Nulls((), ()))


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_a_photograph_that_was_left_alone_has_no_finding(module: ModuleType) -> None:
    assert module.judge(figures(module), NULLS) == ()


@pytest.mark.parametrize(
    ("module", "values", "code"),
    [
        (edited_skin, {"detail": -2.0}, "edited_skin_smoothed"),
        (edited_skin, {"tone": 8.0}, "edited_skin_lighter"),
        (edited_skin, {"tone": -8.0}, "edited_skin_darker"),
        (edited_skin, {"highlights": 9.0}, "edited_skin_highlights"),
        (edited_skin, {"marks": 5.0}, "edited_skin_marks"),
        (edited_shape, {"jaw": -0.07}, "edited_jaw_narrower"),
        (edited_shape, {"jaw": 0.07}, "edited_jaw_wider"),
        (edited_shape, {"eyes": 0.07}, "edited_eyes_larger"),
        (edited_shape, {"eyes": -0.07}, "edited_eyes_smaller"),
        (edited_shape, {"nose": -0.07}, "edited_nose_narrower"),
        (edited_shape, {"nose": 0.07}, "edited_nose_wider"),
        (edited_shape, {"mouth": 6.0}, "edited_mouth_moved"),
        (edited_shape, {"head": 0.15}, "edited_head_larger"),
        (edited_shape, {"head": -0.15}, "edited_head_smaller"),
        (edited_eyes, {"lost": 0.6}, "edited_catchlight_gone"),
        (edited_eyes, {"lost": 0.6, "gained": 0.5}, "edited_catchlight_moved"),
        (edited_background, {"colour": 8.0, "structure": 0.9}, "edited_background_relit"),
        (edited_background, {"colour": 8.0, "structure": 0.1}, "edited_background_replaced"),
        (edited_background, {"focus": -2.0}, "edited_background_blurred"),
        (edited_background, {"grain": 4.0}, "edited_background_grain"),
        (edited_background, {"outline": 20.0}, "edited_outline"),
    ],
)
def test_each_change_has_its_finding_and_its_words(module: ModuleType, values: dict[str, float], code: str) -> None:
    (finding,) = module.judge(figures(module, **values), NULLS)
    assert (finding.code, finding.severity) == (code, Severity.STRONG)
    assert finding.dimension is module.ANALYZER.dimension
    words = FINDINGS[code]
    for text in (words.headline, words.what_we_see, words.why_it_matters, words.what_else, words.photographer):
        assert text.format(**finding.facts)
    assert len(words.headline.format(**finding.facts).split()) <= 8
    assert all(key in MEASUREMENTS for key in finding.evidence)
    assert all(caveat in REASONS for caveat in finding.caveats)


def test_no_word_says_who_edited_or_that_anything_is_false() -> None:
    said = " ".join(text for words in EDITED.values() for text in (words.headline, words.what_we_see, words.what_else))
    assert not {"AI", "fake", "manipulated", "forged"} & set(said.replace(".", " ").split())


def test_another_background_is_told_once_and_blur_explains_the_outline() -> None:
    another = figures(edited_background, colour=8.0, structure=0.1, focus=-3.0, grain=4.0, outline=20.0)
    assert [item.code for item in edited_background.judge(another, NULLS)] == ["edited_background_replaced"]
    blurred = figures(edited_background, focus=-3.0, outline=20.0)
    assert [item.code for item in edited_background.judge(blurred, NULLS)] == ["edited_background_blurred"]


def test_that_two_photographs_are_two_is_not_said_as_if_something_were_lacking() -> None:
    assert all(reason in REASONS for reason in answers.UNASKED)
