"""Strokes: the primitive on textures of known direction, the judge on numbers alone."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.analyzer import Measured
from analysis.analyzers import skin_strokes
from analysis.errors import NotApplicable
from analysis.types import Measurement, Severity, Unit
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.strokes import IRIS_DISTANCE, coherence
from tests.analysis.made_nulls import QUALITY, made_nulls

MARGIN = 12  # pixels at the border, where windows reach beyond the texture


def _noise(seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.1, (160, 160)).astype(np.float32)


def _mean_coherence(texture: Floats) -> float:
    return float(coherence(texture, IRIS_DISTANCE)[MARGIN:-MARGIN, MARGIN:-MARGIN].mean())


def test_texture_without_direction_is_less_coherent_than_stripes() -> None:
    stripes = np.tile(_noise()[:1], (160, 1))
    assert _mean_coherence(_noise()) < 0.65
    assert _mean_coherence(stripes) > 0.95


def test_coherence_rises_with_the_share_of_stripes() -> None:
    stripes = np.tile(_noise(1)[:1], (160, 1))
    mixed = [_mean_coherence(_noise(2) * (1 - share) + stripes * share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert mixed == sorted(mixed)
    assert len(set(mixed)) == len(mixed)


def test_exposure_does_not_matter() -> None:
    texture = blurred(_noise(3), 1.0)
    assert _mean_coherence(texture + 0.7) == pytest.approx(_mean_coherence(texture), abs=1e-3)


def _measured(value: float) -> Measured:
    lead = Measurement(key=skin_strokes.STROKES, value=value, unit=Unit.SHARE, subject=0.5 + value, reference=0.5)
    return Measured(measurements=(lead,), quality=QUALITY)


def test_real_differences_are_nothing_to_say() -> None:
    nulls = made_nulls(skin_strokes.STROKES, spread=0.04)
    assert skin_strokes.judge(_measured(0.05), nulls) == ()
    assert skin_strokes.judge(_measured(-0.5), nulls) == ()


def test_a_difference_far_beyond_real_ones_is_strong() -> None:
    (finding,) = skin_strokes.judge(_measured(0.4), made_nulls(skin_strokes.STROKES, spread=0.04))
    assert finding.severity is Severity.STRONG
    assert finding.deviation is not None
    assert finding.deviation > 5


def test_without_enough_real_pairs_it_abstains() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        skin_strokes.judge(_measured(0.4), made_nulls(skin_strokes.STROKES, spread=0.04, rows=10))
