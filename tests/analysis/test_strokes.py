"""Coherence, on textures of known direction."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.strokes import IRIS_DISTANCE, coherence

MARGIN = 12  # pixels at the border, where windows reach beyond the texture


def noise(seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.1, (160, 160)).astype(np.float32)


def mean_coherence(texture: Floats) -> float:
    return float(coherence(texture, IRIS_DISTANCE)[MARGIN:-MARGIN, MARGIN:-MARGIN].mean())


def test_texture_without_direction_is_less_coherent_than_stripes() -> None:
    stripes = np.tile(noise()[:1], (160, 1))
    assert mean_coherence(noise()) < 0.65
    assert mean_coherence(stripes) > 0.95


def test_coherence_rises_with_the_share_of_stripes() -> None:
    stripes = np.tile(noise(1)[:1], (160, 1))
    mixed = [mean_coherence(noise(2) * (1 - share) + stripes * share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert mixed == sorted(mixed)
    assert len(set(mixed)) == len(mixed)


def test_exposure_does_not_matter() -> None:
    texture = blurred(noise(3), 1.0)
    assert mean_coherence(texture + 0.7) == pytest.approx(mean_coherence(texture), abs=1e-3)
