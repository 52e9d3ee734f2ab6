"""What the background analyzers make of figures, without a picture, and of pictures they cannot measure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.analyzer import Measured, PairAnalyzer
from analysis.analyzers import background_edge, background_focus, background_grain
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import png
from analysis.types import Finding, Measurement, Region, Severity, Unit
from analysis.words import FINDINGS, MEASUREMENTS, REASONS
from tests.analysis.astronaut import astronaut, turned
from tests.analysis.made_nulls import QUALITY, made_nulls

ANALYZERS = background_edge.ANALYZER, background_focus.ANALYZER, background_grain.ANALYZER
REGION = Region(0.1, 0.1, 0.4, 0.9)


def figure(key: str, value: float, *, subject: float | None = None) -> Measurement:
    return Measurement(
        key=key,
        value=value,
        unit=Unit.LAB,
        subject=value if subject is None else subject,
        reference=0.0,
        subject_regions=(REGION,),
        reference_regions=(REGION,),
    )


def edge(fringe: float, width: float, *, subject: float | None = None) -> tuple[Finding, ...]:
    figures = (
        figure(background_edge.FRINGE, fringe, subject=subject),
        figure(background_edge.WIDTH, width),
        figure(background_edge.STRETCHES, 40.0),
    )
    nulls = made_nulls(background_edge.FRINGE, spread=2.0)
    widths = made_nulls(background_edge.WIDTH, spread=0.4)
    rows = tuple({**one, **two} for one, two in zip(nulls.pairs, widths.pairs, strict=True))
    return background_edge.judge(Measured(measurements=figures, quality=QUALITY), Nulls(rows, ()))


def focus(octaves: float) -> tuple[Finding, ...]:
    figures = figure(background_focus.SOFTNESS, octaves), figure(background_focus.AREA, 10.0)
    return background_focus.judge(
        Measured(measurements=figures, quality=QUALITY), made_nulls(background_focus.SOFTNESS, spread=0.5)
    )


def grain(excess: float) -> tuple[Finding, ...]:
    measured = Measured(measurements=(figure(background_grain.EXCESS, excess),), quality=QUALITY)
    return background_grain.judge(measured, made_nulls(background_grain.EXCESS, spread=0.15))


@pytest.mark.parametrize("analyzer", ANALYZERS, ids=lambda analyzer: analyzer.id)
def test_nothing_is_said_without_real_pairs(analyzer: PairAnalyzer) -> None:
    keys = (background_edge.FRINGE, background_edge.WIDTH, background_focus.SOFTNESS, background_grain.EXCESS)
    measured = Measured(measurements=tuple(figure(key, 9.0) for key in keys), quality=QUALITY)
    with pytest.raises(NotApplicable, match="not_calibrated"):
        analyzer.judge(measured, Nulls((), ()))


@given(st.floats(-30, background_edge.VISIBLE_FRINGE - 0.01), st.floats(0.01 - background_edge.VISIBLE_WIDTH, 4))
def test_an_edge_that_nobody_sees_is_not_said(fringe: float, width: float) -> None:
    assert edge(fringe, width) == ()


def test_a_fringe_and_a_cut_are_two_findings() -> None:
    fringe, cut = edge(15.0, -2.5)
    assert (fringe.code, fringe.severity) == ("edge_fringe", Severity.STRONG)
    assert fringe.facts == {"steps": 15.0}
    assert (cut.code, cut.severity) == ("edge_cut", Severity.MODERATE)
    assert cut.facts["share"] == pytest.approx(2**-2.5)
    assert fringe.subject_regions == cut.reference_regions == (REGION,)


def test_a_photograph_with_an_unusually_clean_edge_makes_no_fringe_of_the_other() -> None:
    assert edge(15.0, 0.0, subject=background_edge.VISIBLE_FRINGE - 1) == ()


@given(st.floats(0, 8), st.floats(0.01, 4))
def test_a_softer_background_is_never_judged_milder_nor_strong(octaves: float, further: float) -> None:
    ranks = [found[0].severity.rank if found else -1 for found in (focus(octaves), focus(octaves + further))]
    assert ranks[0] <= ranks[1] <= Severity.MODERATE.rank


def test_a_sharper_background_is_no_finding() -> None:
    assert focus(-6.0) == ()


def test_a_background_four_octaves_softer_is_moderate() -> None:
    (finding,) = focus(4.0)
    assert (finding.code, finding.severity) == ("background_softer", Severity.MODERATE)
    assert finding.facts["kept"] == pytest.approx(1 / 16)
    assert finding.caveats == ("wide_aperture",)


def test_only_more_grain_behind_the_sitter_is_a_finding() -> None:
    assert grain(-3.0) == grain(background_grain.VISIBLE - 0.01) == ()
    (finding,) = grain(3.0)
    assert (finding.code, finding.severity) == ("background_grainier", Severity.MODERATE)


def test_every_finding_reason_and_figure_has_words() -> None:
    findings = *edge(15.0, -2.5), *focus(4.0), *grain(3.0)
    for finding in findings:
        words = FINDINGS[finding.code]
        for text in (words.headline, words.what_we_see, words.why_it_matters, words.what_else, words.photographer):
            assert "{" not in text.format(**finding.facts)
        assert len(words.headline.split()) <= 8
        assert set(finding.caveats) <= set(REASONS)
        assert finding.evidence[0] in MEASUREMENTS
    assert {"outline_unclear", "plain_background", "no_even_background", "black_and_white"} <= set(REASONS)


@pytest.mark.parametrize("analyzer", ANALYZERS, ids=lambda analyzer: analyzer.id)
def test_a_small_face_is_not_measured(analyzer: PairAnalyzer) -> None:
    pixels = astronaut().photo.decode()
    smaller = Portrait.of(open_photo(png(np.ascontiguousarray(pixels[::2, ::2]))))
    with pytest.raises(NotApplicable, match="face_too_small") as refused:
        analyzer.measure(Pair(smaller, astronaut()))
    assert refused.value.facts["pixels"] < refused.value.facts["needed"]


@pytest.mark.parametrize("analyzer", ANALYZERS, ids=lambda analyzer: analyzer.id)
def test_a_picture_does_not_differ_from_itself(analyzer: PairAnalyzer) -> None:
    large = turned(degrees=0, scale=2.0)
    measured = analyzer.measure(Pair(large, large))
    assert measured.measurements[0].value == 0
    assert [heat.on_reference for heat in measured.heatmaps] == [False, True]
    assert measured.measurements[0].subject_regions == measured.measurements[0].reference_regions
