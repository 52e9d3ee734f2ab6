"""Portraits of a corpus, a few kept open: couples of one person come one after the other."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.photo import open_photo
from analysis.portrait import Portrait

KEPT_OPEN = 6


@lru_cache(maxsize=KEPT_OPEN)
def opened(path: Path) -> Portrait | None:
    """The portrait in a file; None where it is refused."""
    try:
        return Portrait.of(open_photo(path.read_bytes()))
    except AnalysisError:
        return None
