"""Which analyzers there are, and in what order they run: what the page shows first is measured first."""

from __future__ import annotations

from analysis.analyzer import PairAnalyzer, PhotoAnalyzer
from analysis.analyzers import skin_texture, skin_tone

PAIR_ANALYZERS: tuple[PairAnalyzer, ...] = (
    skin_texture.ANALYZER,
    skin_tone.ANALYZER,
)
PHOTO_ANALYZERS: tuple[PhotoAnalyzer, ...] = ()
