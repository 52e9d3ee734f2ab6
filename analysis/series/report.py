"""The values that a series comes to: exact through `analysis.types.to_json` and `from_json`, like every report.

    pictures = [profile(name, lambda: Portrait.of(open_photo(data))) for name, data in …]   # Profile or Refused
    batch.report(pictures)     # of AI pictures
    sources.report(pictures)   # of photographs

A picture may be let go before the next is opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.types import Picture, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One picture of a series. Its results are about this picture: alone, or as set apart from the others.

    `name` is whatever the caller named it by. A picture without a face has no `picture` and says why in `refused`, a
    sentence. `distance` says how far it stands from the others, 0 for a picture in their midst and 1 where real
    pictures of one person end; None where that is not asked or cannot be told. `odd` marks the ones that stand out.
    """

    name: str
    picture: Picture | None
    refused: str = ""
    results: tuple[Result, ...] = ()
    distance: float | None = None
    odd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReport:
    """All pictures, in the order given, and what is said of them as a set."""

    engine: str
    members: tuple[Member, ...]
    results: tuple[Result, ...]
