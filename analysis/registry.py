"""Which analyzers there are, and in what order they run: what the page shows first is measured first."""

from __future__ import annotations

from analysis.analyzer import PairAnalyzer, PhotoAnalyzer

PAIR_ANALYZERS: tuple[PairAnalyzer, ...] = ()
PHOTO_ANALYZERS: tuple[PhotoAnalyzer, ...] = ()
