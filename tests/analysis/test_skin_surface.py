"""What is made of skin, brows and hair: from figures alone, on surfaces that are known, and on real portraits."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.analyzer import Measured
from analysis.analyzers import skin_surface
from analysis.analyzers.skin_surface import UNLIKE
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, Scene, inject
from analysis.types import Finding, Measurement, Region, Severity, Unit
from analysis.usual import BROWS, MOST, RELIEF, STRANDS, USUAL
from analysis.vision import colour, hair, zones
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.landmarks import FACE_OVAL, FOREHEAD_TOP
from analysis.vision.relief import calmest, relief
from analysis.vision.warmth import warmth_variation
from analysis.words import FINDINGS, MEASUREMENTS, REASONS
from tests.analysis.astronaut import astronaut
from tests.analysis.made_nulls import QUALITY, made_nulls
from tests.analysis.shared import SHARED

FOLDER = SHARED / "portraits" / "real"
REGION = Region(0.4, 0.4, 0.5, 0.5)
FACE = 90.0  # pixels between the irises of the surfaces that are made here


def figure(key: str, away: float, *, visible: float = 0.0) -> Measurement:
    """A figure that lies `away` standard deviations beyond the usual, or `visible` steps; the photograph is usual."""
    expected = USUAL[key]
    off = expected.sign * max(away * expected.spread, visible * expected.visible)
    return Measurement(
        key=key,
        value=off,
        unit=Unit.OCTAVES,
        subject=expected.middle + off,
        reference=expected.middle,
        subject_regions=(REGION,),
        reference_regions=(REGION,),
    )


def judged(*figures: Measurement, total: float) -> tuple[Finding, ...]:
    summed = Measurement(key=UNLIKE, value=total, unit=Unit.STANDARD_DEVIATIONS)
    measured = Measured(measurements=(summed, *figures), quality=QUALITY)
    return skin_surface.judge(measured, made_nulls(UNLIKE, spread=1.0))


def test_nothing_is_said_without_real_pairs() -> None:
    summed = Measurement(key=UNLIKE, value=9.0, unit=Unit.STANDARD_DEVIATIONS)
    with pytest.raises(NotApplicable, match="not_calibrated"):
        skin_surface.judge(Measured(measurements=(summed, figure(RELIEF, 3.0)), quality=QUALITY), Nulls((), ()))


def test_one_persons_pictures_and_anybodys_count_half_each() -> None:
    seen = figure(RELIEF, 3.0, visible=2.0)
    summed = Measurement(key=UNLIKE, value=6.0, unit=Unit.STANDARD_DEVIATIONS)
    measured = Measured(measurements=(summed, seen), quality=QUALITY)
    narrow, wide = (made_nulls(UNLIKE, spread=spread).pairs for spread in (1.0, 12.0))
    assert skin_surface.judge(measured, Nulls(narrow, (), narrow))
    assert skin_surface.judge(measured, Nulls(narrow, (), wide)) == ()
    assert skin_surface.judge(measured, Nulls(wide, (), narrow)) == ()
    with pytest.raises(NotApplicable, match="not_calibrated"):
        skin_surface.judge(measured, Nulls(narrow, ()))


@pytest.mark.parametrize("key", USUAL)
def test_a_finding_is_named_after_what_stands_out_most_and_can_be_worded(key: str) -> None:
    others = [figure(other, 0.5) for other in USUAL if other != key]
    (finding,) = judged(*others, figure(key, 3.5, visible=2.0), total=6.0)
    assert finding.code == USUAL[key].code
    assert finding.severity is Severity.STRONG
    assert finding.evidence[0] == key
    words = FINDINGS[finding.code]
    for text in (words.headline, words.what_we_see, words.why_it_matters, words.what_else, words.photographer):
        assert "{" not in text.format(**finding.facts)
    assert len(words.headline.split()) <= 8
    assert set(finding.caveats) <= set(REASONS)
    assert all(item in MEASUREMENTS for item in finding.evidence)


def test_what_nobody_sees_is_not_said_however_rare_it_is() -> None:
    hidden = [
        Measurement(
            key=key, value=item.sign * item.visible / 2, unit=Unit.OCTAVES, subject=9.0 * item.sign, reference=0.0
        )
        for key, item in USUAL.items()
    ]
    assert judged(*hidden, total=9.0) == ()


@given(st.floats(0, 6), st.floats(0.01, 3))
def test_further_away_is_never_judged_milder(total: float, further: float) -> None:
    seen = figure(RELIEF, 3.0, visible=2.0)
    found = judged(seen, total=total), judged(seen, total=total + further)
    ranks = [findings[0].severity.rank if findings else -1 for findings in found]
    assert ranks[0] <= ranks[1]


def test_more_relief_than_the_photograph_is_nothing_to_say() -> None:
    assert judged(figure(RELIEF, 0.0), total=-6.0) == ()


@pytest.mark.parametrize("key", USUAL)
def test_a_usual_figure_is_beyond_nothing_and_no_figure_counts_without_end(key: str) -> None:
    usual = USUAL[key]
    assert usual.beyond(usual.middle) == 0
    assert usual.beyond(usual.middle + usual.sign * 2 * usual.spread) == pytest.approx(2.0)
    assert usual.beyond(usual.middle + usual.sign * 99 * usual.spread) == MOST


def surface(fine: float) -> Floats:
    """Log-luminance with forms of a few millimetres and `fine` as much relief of one millimetre on them."""
    random = np.random.default_rng(1)
    forms, grain = (
        blurred(random.normal(size=(200, 200)).astype(np.float32), sigma * FACE / 63) for sigma in (2.5, 0.8)
    )
    mixed: Floats = np.float32(0.1) * (forms / forms.std() + np.float32(fine) * grain / grain.std())
    return mixed


def test_relief_rises_with_what_is_fine_and_not_with_exposure_or_contrast() -> None:
    everywhere = np.ones((200, 200), bool)
    found = [calmest(relief(surface(fine), everywhere, FACE)) for fine in (0.05, 0.1, 0.2, 0.4, 0.8)]
    assert found == sorted(found)
    assert found[-1] > found[0] + 1
    harder = calmest(relief(1.5 * surface(0.2) - 1, everywhere, FACE))
    assert harder == pytest.approx(found[2], abs=0.02)


def test_warmth_counts_yellow_spots_and_not_light() -> None:
    random = np.random.default_rng(2)
    spots = blurred(random.normal(size=(200, 200)).astype(np.float32), 3.5 * FACE / 63)
    spots /= spots.std()
    everywhere, flat = np.ones((200, 200), bool), np.zeros((200, 200), np.float32)

    def variation(light: float, yellow: float) -> float:
        lab = np.stack([60 + light * spots, flat + 12, 15 + yellow * spots], 2).astype(np.float32)
        return warmth_variation(lab, everywhere, FACE)

    found = [variation(3.0, yellow) for yellow in (0.25, 0.5, 1.0, 2.0)]
    assert np.diff(found) == pytest.approx([1.0] * 3, abs=0.02)
    assert variation(9.0, 1.0) == pytest.approx(found[2], abs=0.01)


def test_hair_lies_around_the_face_and_not_on_it() -> None:
    sitter = astronaut()
    view = sitter.face(sitter.iris_distance)
    points = view.from_file(sitter.mesh.xy)
    distance = sitter.iris_distance * view.scale
    skin = zones.skin(view.pixels, points, distance)
    found = hair.hair(colour.lab(view.pixels), sitter.person_in(view), skin, points, distance)
    assert found.sum() > 0.5 * distance**2
    assert not (found & zones.polygon(view.shape, points[list(FACE_OVAL)])).any()
    outline = hair.outline(found)
    assert outline is not None
    assert outline[:, 1].min() < points[FOREHEAD_TOP, 1]
    assert hair.outline(np.zeros((9, 9), bool)) is None


def test_a_small_face_is_not_measured() -> None:
    with pytest.raises(NotApplicable, match="face_too_small"):
        skin_surface.measure(Pair(astronaut(), astronaut()))


@cache
def scene(name: str) -> Scene:
    return Scene(Portrait.of(open_photo((FOLDER / name).read_bytes())))


@pytest.mark.portraits
@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no portraits in {FOLDER.parent.name} beside the repository")
@pytest.mark.parametrize("name", ["london_041_neutral.jpg", "london_091_neutral.jpg", "london_121_neutral.jpg"])
def test_smoothed_skin_stands_out_the_more_the_stronger_and_brows_do_not(name: str) -> None:
    found = [
        skin_surface.measure(
            Pair(inject(scene(name), Kind.SKIN_SMOOTHING, strength=strength, seed=1).portrait(), scene(name).portrait)
        )
        for strength in (0.25, 0.5, 0.75, 1.0)
    ]
    reliefs = [measured[RELIEF].value for measured in found]
    assert reliefs == sorted(reliefs, reverse=True)
    assert reliefs[-1] < -USUAL[RELIEF].visible
    assert abs(found[-1][BROWS].value) < abs(reliefs[-1])
    assert abs(found[-1][STRANDS].value) < USUAL[STRANDS].visible
