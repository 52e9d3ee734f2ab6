"""What the page of several pictures shows: plain values, in the reader's words, ready for a template.

Made by `headshots.comparisons.together`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from headshots.comparisons.evidence import Abstention, Band, Reading
from headshots.photos.models import Photo, Rendition

# In units of a tile, which is 100 wide and 125 high. Faces stand in it with their irises level, at one height and one
# distance: so they can be compared.
EYES: Final = (50.0, 54.0)  # the point between the irises
IRIS_DISTANCE: Final = 24.0
MOST_ACROSS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A picture laid into its tile: its size in pixels, and the SVG transform that brings the face to its place."""

    width: int
    height: int
    transform: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of one picture, in a line and in a sentence or two."""

    headline: str
    what_we_see: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAll:
    """What is said of the set as a whole, in words."""

    band: Band
    confidence: str
    headline: str
    what_we_see: str
    why_it_matters: str
    what_else: str
    photographer: str
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One picture of the contact sheet and its label."""

    number: int
    photo: Photo
    whole: Rendition | None  # as it is; None until it is developed
    face: Face | None  # None where the picture is shown whole
    band: Band
    word: str  # of the band, in the words of this sheet
    odd: bool
    refused: str  # a sentence, where nothing could be measured
    said: tuple[Said, ...]  # the weightiest first
    untold: tuple[Abstention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many pictures carry one word."""

    band: Band
    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that the page shows. Before it is looked at, while it is, and when that failed: bare tiles only."""

    role: str
    headline: str
    text: str
    waiting: bool  # poll while true
    started: bool
    failure: str  # a sentence
    seen: int  # pictures so far, while waiting
    added: int  # pictures that came since
    findings: tuple[OfAll, ...]  # the weightiest first
    agreement: str
    untold: tuple[Abstention, ...]
    readings: tuple[Reading, ...]
    tally: tuple[Count, ...]
    tiles: tuple[Tile, ...]

    @property
    def across(self) -> int:
        """Columns on a wide screen: those that leave the last row fullest, the more the better."""
        count = len(self.tiles)
        return max(count, 2) if count <= MOST_ACROSS else min((6, 5, 4), key=lambda columns: -count % columns)

    @property
    def tells_nothing(self) -> bool:
        """Looked at, and nothing could be told: the text says why."""
        return self.is_done and all(tile.band is Band.UNKNOWN for tile in self.tiles)

    @property
    def is_done(self) -> bool:
        return self.started and not self.waiting and not self.failure
