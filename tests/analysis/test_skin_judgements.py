"""What the skin analyzers make of figures, without a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.analyzer import Measured
from analysis.analyzers import skin_texture, skin_tone
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.types import Finding, Measurement, Region, Severity, Unit
from analysis.words import FINDINGS, MEASUREMENTS, REASONS

QUALITY = {"log_iris_distance": 7.5}
REGION = Region(0.4, 0.4, 0.5, 0.5)
SPREAD = 0.2  # of the made-up real pairs


def made_up_nulls(*keys: str) -> Nulls:
    """120 real pairs whose figures are spread evenly like a normal distribution of width SPREAD."""
    rows = []
    for number in range(120):
        value = SPREAD * ((number + 0.5) / 60 - 1) * 1.7
        quality = {"quality.log_iris_distance": f"{6.5 + number % 3 / 2}"}
        rows.append({"source": "a", "person": str(number), **quality, **dict.fromkeys(keys, f"{value:.4f}")})
    return Nulls(tuple(rows), ())


def figure(key: str, value: float, unit: Unit = Unit.OCTAVES) -> Measurement:
    return Measurement(
        key=key,
        value=value,
        unit=unit,
        subject=value,
        reference=0.0,
        subject_regions=(REGION,),
        reference_regions=(REGION,),
    )


def texture(grain: float) -> tuple[Finding, ...]:
    figures = figure("skin.grain", grain), figure("skin.grain.cheek_left", grain), figure("skin.grain.forehead", 0.0)
    return skin_texture.judge(Measured(measurements=figures, quality=QUALITY), made_up_nulls("skin.grain"))


def test_nothing_is_said_without_real_pairs() -> None:
    measured = Measured(measurements=(figure("skin.grain", -3.0),), quality=QUALITY)
    with pytest.raises(NotApplicable, match="not_calibrated"):
        skin_texture.judge(measured, Nulls((), ()))


@given(st.floats(-skin_texture.VISIBLE + 0.01, skin_texture.VISIBLE - 0.01))
def test_what_nobody_sees_is_not_said(grain: float) -> None:
    assert texture(grain) == ()


@given(st.floats(-4, -0.5), st.floats(0.01, 2))
def test_less_detail_is_never_judged_milder(grain: float, further: float) -> None:
    milder, harsher = texture(grain), texture(grain - further)
    rank = [item[0].severity.rank if item else -1 for item in (milder, harsher)]
    assert rank[0] <= rank[1]


def test_a_lost_octave_is_strong_and_marks_the_zones_that_lost_it() -> None:
    (finding,) = texture(-2.0)
    assert finding.severity is Severity.STRONG
    assert finding.code == "skin_smoother"
    assert finding.facts["kept"] == pytest.approx(0.25)
    assert finding.evidence == ("skin.grain", "skin.grain.cheek_left", "skin.lash_contrast")
    assert finding.subject_regions == finding.reference_regions == (REGION,)


def test_more_detail_than_the_photograph_is_a_note_only() -> None:
    (finding,) = texture(2.5)
    assert (finding.code, finding.severity) == ("skin_rougher", Severity.NOTE)


def tone(delta_e: float, lightness: float, redness: float, mottle: float = 0.0) -> tuple[Finding, ...]:
    figures = (
        figure("skin.tone", delta_e, Unit.DELTA_E),
        figure("skin.tone.lightness", lightness, Unit.LAB),
        figure("skin.tone.redness", redness, Unit.LAB),
        figure("skin.tone.yellowness", 0.0, Unit.LAB),
        figure("skin.tone.ita", lightness, Unit.DEGREES),
        figure("skin.mottle", mottle),
    )
    nulls = made_up_nulls("skin.tone", "skin.mottle")
    return skin_tone.judge(Measured(measurements=figures, quality=QUALITY), nulls)


@pytest.mark.parametrize(
    ("lightness", "redness", "code"),
    [(9.0, 1.0, "skin_lighter"), (-9.0, 1.0, "skin_darker"), (2.0, 9.0, "skin_colour_shifted")],
)
def test_a_shift_is_named_after_its_largest_part(lightness: float, redness: float, code: str) -> None:
    (finding,) = tone(9.0, lightness, redness)
    assert (finding.code, finding.severity) == (code, Severity.STRONG)


def test_evenness_is_told_apart_from_tone() -> None:
    (finding,) = tone(0.0, 0.0, 0.0, mottle=-1.5)
    assert finding.code == "skin_tone_even"
    assert tone(0.0, 0.0, 0.0, mottle=1.5) == ()


def test_every_finding_can_be_worded() -> None:
    cases = (texture(-2.0), texture(2.5), tone(9.0, 9.0, 0.0), tone(9.0, -9.0, 0.0), tone(9.0, 1.0, 9.0))
    for (finding,) in (*cases, tone(0.0, 0.0, 0.0, mottle=-2.0)):
        words = FINDINGS[finding.code]
        for text in (words.headline, words.what_we_see, words.why_it_matters, words.what_else, words.photographer):
            assert "{" not in text.format(**finding.facts)
        assert len(words.headline.split()) <= 8
        assert all(key in REASONS for key in finding.caveats)
        assert MEASUREMENTS[finding.evidence[0]]
