"""The pictures that a worker draws, from heat maps with known values on a real face."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from analysis import overlay
from analysis.analyzer import HeatMap
from analysis.engine import ENGINE, inspect
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.types import ComparisonReport, Region, Unit
from headshots.comparisons import exhibits, heatmaps, wording
from headshots.comparisons.models import Kind, Side
from headshots.comparisons.reading import PAIR
from tests.headshots import reports
from tests.headshots.pictures import astronaut

LOW = HeatMap(
    values=np.full((8, 8), 20.0, np.float32), region=Region(0.3, 0.1, 0.6, 0.5), unit=Unit.DELTA_E, floor=3, ceiling=15
)


@pytest.fixture(scope="module")
def pair() -> Pair:
    return Pair(*(Portrait.of(open_photo(astronaut(size=size))) for size in (480, 512)))


@pytest.fixture
def report(pair: Pair) -> ComparisonReport:
    """The findings of tests.headshots.reports, on real faces."""
    subject, reference = inspect(pair.subject).report, inspect(pair.reference).report
    return replace(
        reports.report(),
        engine=ENGINE,
        alignment=pair.alignment,
        subject=replace(subject, results=()),
        reference=replace(reference, results=reports.report().side(on_reference=True).results),
    )


@pytest.fixture(autouse=True)
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "FINDINGS", reports.CATALOGUE)
    monkeypatch.setattr(wording, "MEASUREMENTS", reports.MEASUREMENTS)


def drawn(exhibit: exhibits.Exhibit) -> Image.Image:
    return Image.open(io.BytesIO(exhibit.data))


def test_each_finding_and_each_map_gets_its_pictures(pair: Pair, report: ComparisonReport) -> None:
    maps = {PAIR: {"skin_texture": (LOW,)}, Side.SUBJECT: {}, Side.REFERENCE: {"edge": (LOW,)}}
    made = exhibits.make(pair, report, maps, caption="Measured alike on both pictures.")
    assert {(item.kind, item.side, item.about) for item in made} == {
        (Kind.STAGE, Side.SUBJECT, ""),
        (Kind.STAGE, Side.REFERENCE, ""),
        (Kind.LAYER, Side.SUBJECT, "skin_texture"),
        (Kind.LAYER, Side.REFERENCE, "edge"),
        *((Kind.ANNOTATED, Side.BOTH, analyzer) for analyzer in ("skin_texture", "skin_tone", "edge")),
        *((Kind.CLOSEUP, side, key) for side in (Side.SUBJECT, Side.REFERENCE)
          for key in (reports.LOSS, reports.TONE, reports.OWN)),
    }  # fmt: skip
    for item in made:
        with drawn(item) as picture:
            assert picture.size == (item.width, item.height)
            assert not picture.getexif()


def test_a_finding_that_can_be_exaggerated_is_on_both_sides_by_its_factor(
    pair: Pair, report: ComparisonReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(overlay.KINDS, "loss", overlay.Amplified.SKIN)
    made = exhibits.make(pair, report, {PAIR: {}, Side.SUBJECT: {}, Side.REFERENCE: {}}, caption="")
    amplified = [item for item in made if item.kind is Kind.AMPLIFIED]
    assert [(item.side, item.about) for item in amplified] == [
        (side, reports.LOSS) for side in (Side.SUBJECT, Side.REFERENCE)
    ]
    closeups = {item.about: item.scale for item in made if item.kind is Kind.CLOSEUP}
    assert closeups.keys() > {reports.LOSS}
    assert all(place and place["across"] > 0 for place in closeups.values())
    assert all(item.scale == {"factor": overlay.FACTORS[overlay.Amplified.SKIN]} for item in amplified)


def test_a_map_of_one_photograph_lies_on_its_own_side_of_the_pair(pair: Pair, report: ComparisonReport) -> None:
    maps = {PAIR: {}, Side.SUBJECT: {"edge": (LOW,)}, Side.REFERENCE: {"edge": (LOW,)}}
    layers = [item for item in exhibits.make(pair, report, maps, caption="") if item.kind is Kind.LAYER]
    assert [item.side for item in layers] == [Side.SUBJECT, Side.REFERENCE]


def test_a_layer_is_opaque_where_something_was_measured_and_nowhere_else(pair: Pair, report: ComparisonReport) -> None:
    maps = {PAIR: {"skin_texture": (LOW,)}, Side.SUBJECT: {}, Side.REFERENCE: {}}
    (layer,) = [item for item in exhibits.make(pair, report, maps, caption="") if item.kind is Kind.LAYER]
    assert layer.scale == {"unit": "delta_e", "floor": 3, "ceiling": 15}
    with drawn(layer) as picture:
        alpha = np.asarray(picture.getchannel("A"))
    assert alpha.max() > 150
    assert (alpha[-5:] == 0).all()
    assert 0.02 < (alpha > 0).mean() < 0.9


def test_maps_with_two_scales_have_none_in_common(pair: Pair, report: ComparisonReport) -> None:
    other = replace(LOW, ceiling=30.0)
    maps = {PAIR: {"skin_texture": (LOW, other)}, Side.SUBJECT: {}, Side.REFERENCE: {}}
    (layer,) = [item for item in exhibits.make(pair, report, maps, caption="") if item.kind is Kind.LAYER]
    assert layer.scale is None


def test_heat_maps_survive_storage() -> None:
    holed = replace(LOW, values=np.where(np.eye(8) > 0, np.nan, LOW.values).astype(np.float32))
    (first, second), (third,) = heatmaps.load(heatmaps.dump({"a": (LOW, holed), "b": (LOW,)})).values()
    assert np.array_equal(second.values, holed.values, equal_nan=True)
    assert second.values.dtype == np.float32
    for loaded in (first, second, third):
        assert (loaded.region, loaded.unit, loaded.floor, loaded.ceiling) == (LOW.region, LOW.unit, 3, 15)
        assert not loaded.on_reference


def test_no_heat_maps_survive_storage_too() -> None:
    assert heatmaps.load(heatmaps.dump({"a": ()})) == {}
