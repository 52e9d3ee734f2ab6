"""What is drawn over pictures: one colour is one value, in its place, for every eye."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from analysis.alignment import align, apply
from analysis.analyzer import HeatMap
from analysis.overlay import heat_layer, lettering, ramp
from analysis.overlay.sheet import DARK, INK, WALL, Sheet
from analysis.types import Region, Severity, Unit
from analysis.vision import colour
from tests.analysis.astronaut import astronaut, turned

FLOOR, CEILING = 0.5, 2.5
# Linear sRGB as seen without one kind of cone, at full severity (Machado, Oliveira and Fernandes 2009).
COLOUR_VISION = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


@pytest.mark.parametrize("vision", COLOUR_VISION)
def test_the_ramp_rises_in_lightness_for_every_colour_vision(vision: str) -> None:
    levels = np.linspace(0, 1, 11, dtype=np.float32)[None]
    seen = colour.linear(ramp.tinted(levels)[..., :3]) @ np.array(COLOUR_VISION[vision], np.float32).T
    steps = np.diff(colour.lab(colour.encode(seen))[0, :, 0])
    assert steps.min() > 3  # each tenth of the ramp is a step that is seen
    assert steps.max() < 3 * steps.min()


def test_opacity_starts_at_nothing_and_never_falls() -> None:
    opacity = ramp.tinted(np.linspace(0, 1, 256, dtype=np.float32)[None])[0, :, 3].astype(int)
    assert opacity[0] == 0
    assert (np.diff(opacity) >= 0).all()
    assert 0.7 * 255 < opacity[-1] < 0.85 * 255


def _map(values: NDArray[np.float64], *, on_reference: bool = False) -> HeatMap:
    return HeatMap(
        values=values.astype(np.float32),
        region=Region(0.25, 0.1, 0.75, 0.6),
        unit=Unit.OCTAVES,
        floor=FLOOR,
        ceiling=CEILING,
        on_reference=on_reference,
    )


@settings(deadline=None, max_examples=20)
@given(st.floats(FLOOR, CEILING), st.floats(-5, 5), st.floats(-5, 5))
def test_one_value_is_one_colour_whatever_else_was_measured(value: float, left: float, right: float) -> None:
    alignment = align(astronaut(), astronaut())

    def drawn(others: list[float]) -> NDArray[np.uint8]:
        values = np.full((60, 60), value)
        values[:10, :10], values[-10:, -10:] = others
        layer = heat_layer(_map(values), astronaut(), alignment)
        x, y = apply(alignment.subject_to_stage, np.array([[0.5 * 512, 0.35 * 512]]))[0]
        colours: NDArray[np.uint8] = layer[round(y), round(x)]
        return colours

    np.testing.assert_array_equal(drawn([left, right]), drawn([value, value]))


def test_nothing_is_drawn_at_the_floor_nor_where_nothing_was_measured() -> None:
    alignment = align(astronaut(), astronaut())
    values = np.full((40, 40), FLOOR)
    assert not heat_layer(_map(values), astronaut(), alignment)[..., 3].any()
    assert not heat_layer(_map(np.full((40, 40), np.nan)), astronaut(), alignment)[..., 3].any()


def test_a_falling_scale_colours_what_lies_below() -> None:
    """Where less is worse, the ceiling lies below the floor."""
    alignment = align(astronaut(), astronaut())
    region = Region(0.25, 0.1, 0.75, 0.6)
    values = np.linspace(1, -3, 40, dtype=np.float32)[None].repeat(40, 0)
    falling = HeatMap(values=values, region=region, unit=Unit.OCTAVES, floor=-0.5, ceiling=-2.5)
    layer = heat_layer(falling, astronaut(), alignment)
    opacity = layer[..., 3].astype(int)
    row = opacity[opacity.sum(1).argmax()]
    assert (np.diff(row[: row.argmax() + 1]) >= 0).all()
    assert row.max() > 180


@pytest.mark.parametrize("on_reference", [False, True])
def test_a_hot_spot_lies_on_the_stage_where_it_lies_on_the_picture(on_reference: bool) -> None:
    pair = astronaut(), turned(degrees=20.0, scale=1.4)
    alignment = align(*pair)
    portrait, region = pair[on_reference], _map(np.zeros((1, 1))).region
    cheek = portrait.mesh.xy[205] / (portrait.photo.width, portrait.photo.height)
    column, row = (50 * (cheek - (region.left, region.top)) / 0.5).astype(int)
    values = np.zeros((50, 50))
    values[row, column] = CEILING
    heatmap = _map(values, on_reference=on_reference)
    layer = heat_layer(heatmap, portrait, alignment)[..., 3].astype(float)
    ys, xs = np.nonzero(layer)
    found = np.average(np.stack([xs, ys]), axis=1, weights=layer[ys, xs])
    place = np.array([region.left + 0.5 * (column + 0.5) / 50, region.top + 0.5 * (row + 0.5) / 50])
    in_file = place * (portrait.photo.width, portrait.photo.height)
    matrix = alignment.to_stage(on_reference=on_reference)
    assert np.linalg.norm(found - apply(matrix, in_file[None])[0]) < 0.02 * alignment.stage_iris_distance


@pytest.mark.parametrize("text", ["41 % of your detail", "Straße, naïve – ΔE −3.2 °", "кожа", "皮膚"])
def test_every_text_can_be_written(text: str) -> None:
    written = lettering.writable(text)
    assert written
    assert "\uffff" not in written
    assert lettering.mask(text, 30).max() > 0.9


def test_accents_are_dropped_rather_than_shown_as_boxes() -> None:
    assert lettering.writable("Ähnlichkeit – é") == "Ahnlichkeit - e"


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=1, max_size=12), st.integers(1, 8))
def test_broken_lines_keep_every_word_and_fit(word: str, count: int) -> None:
    text = " ".join([word] * count)
    broken = lettering.lines(text, 20, 300)
    assert " ".join(broken) == text
    assert all(lettering.width(line, 20) <= 300 or " " not in line for line in broken)


def test_each_severity_has_its_own_shape() -> None:
    drawn = []
    for severity in Severity:
        sheet = Sheet.blank(60, 60)
        sheet.band(severity, 30, 30, 20)
        drawn.append((sheet.pixels != WALL).any(-1))
    shares = [shape.mean() for shape in drawn]
    assert len(set(shares)) == len(Severity)
    assert shares == sorted(shares)  # the stronger, the more ink


def test_a_number_is_dark_on_light_with_a_dark_rim() -> None:
    sheet = Sheet.blank(100, 100, (90, 140, 60))
    sheet.disc(50, 50, 40, 8)
    assert tuple(sheet.pixels[50, 18]) == INK
    assert tuple(sheet.pixels[50, 11]) == DARK
    assert (sheet.pixels[30:70, 30:70] == DARK).all(-1).any()


def test_what_lies_beyond_the_sheet_is_cut_off() -> None:
    sheet = Sheet.blank(50, 40)
    sheet.words("beyond all edges", -30, 5, 30)
    sheet.words("beyond all edges", 30, 60, 30)
    sheet.paste(np.full((90, 90, 3), 200, np.uint8), 40, 30)
    assert sheet.pixels.shape == (40, 50, 3)
    assert (sheet.pixels[30:, 40:] == 200).all()
