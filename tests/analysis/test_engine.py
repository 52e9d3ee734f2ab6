"""Running the analyzers: one that fails or abstains costs nothing but itself, and nothing is measured twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from analysis import engine
from analysis.analyzer import HeatMap, Measured, PairAnalyzer, PhotoAnalyzer
from analysis.errors import ModelUnavailable, NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.portrait import Portrait
from analysis.registry import ALONE_ANALYZERS, EXTRA_ANALYZERS, PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import Confidence, Dimension, Finding, Measurement, Region, Result, Severity, Status, Unit
from tests.analysis.astronaut import astronaut, turned

FINDING = Finding(
    code="made_up", dimension=Dimension.LIGHT, severity=Severity.SLIGHT, confidence=Confidence.FAIR, facts={"a": 1.0}
)
HEAT = HeatMap(values=np.zeros((2, 2), np.float32), region=Region(0, 0, 1, 1), unit=Unit.SHARE, floor=0, ceiling=1)


def _measured(_: object) -> Measured:
    figure = Measurement(key="a", value=1.0, unit=Unit.SHARE)
    return Measured(measurements=(figure,), quality={"size": 5.0}, heatmaps=(HEAT,), notes={"said": "so"})


def _found(_: Measured, __: Nulls) -> tuple[Finding, ...]:
    return (FINDING,)


def _abstains(*_: object) -> tuple[Finding, ...]:
    raise NotApplicable("face_too_small", {"pixels": 12.0, "needed": 70.0})


def _breaks(*_: object) -> Measured:
    raise ZeroDivisionError("made to break")


def _no_model(*_: object) -> Measured:
    raise ModelUnavailable("a net is missing")


def _pair(
    name: str,
    measure: Callable[[Pair], Measured] = _measured,
    judge: Callable[[Measured, Nulls], tuple[Finding, ...]] = _found,
) -> PairAnalyzer:
    return PairAnalyzer(id=name, version=1, dimension=Dimension.LIGHT, measure=measure, judge=judge)


def _photo(name: str, measure: Callable[[Portrait], Measured] = _measured, *, version: int = 1) -> PhotoAnalyzer:
    return PhotoAnalyzer(id=name, version=version, dimension=Dimension.LIGHT, measure=measure, judge=_found)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets which analyzers there are."""

    def ask(*, pairs: tuple[PairAnalyzer, ...] = (), photos: tuple[PhotoAnalyzer, ...] = ()) -> None:
        monkeypatch.setattr(engine, "PAIR_ANALYZERS", pairs)
        monkeypatch.setattr(engine, "PHOTO_ANALYZERS", photos)
        monkeypatch.setattr(engine, "nulls", lambda: Nulls((), ()))

    return ask


def _compared(on_result: Callable[[Result], None] = engine.ignore) -> engine.Outcome:
    return engine.compare(astronaut(), turned(degrees=0.0, scale=1.5), on_result=on_result)


def test_a_finding_comes_with_its_figures_and_heat_maps(asked: Callable[..., None]) -> None:
    asked(pairs=(_pair("one"),))
    outcome = _compared()
    (result,) = outcome.report.results
    assert result.status is Status.OK
    assert result.findings == (FINDING,)
    assert result.measurements[0].key == "a"
    assert result.quality == {"size": 5.0}
    assert result.notes == {"said": "so"}
    assert result.seconds > 0
    assert outcome.heatmaps == {"one": (HEAT,)}


def test_an_analyzer_that_breaks_is_logged_and_the_others_go_on(
    asked: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    asked(pairs=(_pair("broken", _breaks), _pair("sound")))
    with caplog.at_level(logging.ERROR):
        broken, sound = _compared().report.results
    assert (broken.status, broken.reason, broken.findings) == (Status.FAILED, "failed", ())
    assert sound.status is Status.OK
    assert "made to break" in caplog.text


def test_what_was_measured_is_kept_where_the_judge_abstains(asked: Callable[..., None]) -> None:
    asked(pairs=(_pair("modest", judge=_abstains),))
    outcome = _compared()
    (result,) = outcome.report.results
    assert result.status is Status.NOT_APPLICABLE
    assert result.reason == "face_too_small"
    assert result.facts == {"pixels": 12.0, "needed": 70.0}
    assert result.measurements
    assert not result.findings
    assert outcome.heatmaps["modest"] == (HEAT,)


def test_a_missing_model_is_no_result_but_an_error(asked: Callable[..., None]) -> None:
    asked(pairs=(_pair("needs a net", _no_model),))
    with pytest.raises(ModelUnavailable):
        _compared()


def test_each_result_is_told_as_soon_as_it_is_there_in_order(asked: Callable[..., None]) -> None:
    told: list[str] = []

    def second(_: Pair) -> Measured:
        assert told == ["first"]
        return _measured(None)

    asked(pairs=(_pair("first"), _pair("second", second), _pair("third", _breaks)))
    _compared(on_result=lambda result: told.append(result.analyzer))
    assert told == ["first", "second", "third"]


def test_an_earlier_result_is_kept_as_long_as_its_analyzer_did_not_change(asked: Callable[..., None]) -> None:
    asked(photos=(_photo("same"), _photo("changed")))
    earlier = engine.inspect(astronaut()).report
    marked = replace(earlier, results=tuple(replace(result, seconds=123.0) for result in earlier.results))
    asked(photos=(_photo("same"), _photo("changed", version=2), _photo("new")))
    outcome = engine.inspect(astronaut(), earlier=marked)
    assert [result.seconds == 123.0 for result in outcome.report.results] == [True, False, False]
    assert set(outcome.heatmaps) == {"changed", "new"}  # those of the kept result were drawn before


def test_a_failed_result_is_tried_again(asked: Callable[..., None]) -> None:
    asked(photos=(_photo("shaky", _breaks),))
    earlier = engine.inspect(astronaut()).report
    assert earlier.results[0].status is Status.FAILED
    asked(photos=(_photo("shaky"),))
    assert engine.inspect(astronaut(), earlier=earlier).report.results[0].status is Status.OK


def test_reports_of_the_photographs_are_not_made_twice(asked: Callable[..., None]) -> None:
    asked(photos=(_photo("once", _breaks),))
    alone = engine.inspect(astronaut()).report
    report = engine.compare(astronaut(), astronaut(), subject_report=alone, reference_report=alone).report
    assert report.subject is alone
    assert report.reference is alone


def test_the_fingerprint_changes_with_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine._fingerprint()
    first, *others = engine.ALL
    monkeypatch.setattr(engine, "ALL", (replace(first, version=first.version + 1), *others))
    assert engine._fingerprint() != before
    assert before == engine.ENGINE


def test_the_registered_analyzers_have_names_of_their_own() -> None:
    assert set(engine.ALL) == {*PAIR_ANALYZERS, *PHOTO_ANALYZERS, *ALONE_ANALYZERS, *EXTRA_ANALYZERS}
    names = [analyzer.id for analyzer in engine.ALL]
    assert len(names) == len(set(names))
    assert all(analyzer.version >= 1 for analyzer in engine.ALL)


def test_none_of_the_registered_analyzers_breaks_on_a_small_face() -> None:
    report = _compared().report
    results = [*report.results, *(result for photo in report.photos for result in photo.results)]
    assert len(report.results) == len(PAIR_ANALYZERS)
    assert [result.analyzer for result in results if result.status is Status.FAILED] == []
