"""What a comparison's page shows: plain values, in the reader's words, ready for a template.

Places are percentages of the stage, the canvas on which both faces lie eye to eye, so one mark fits any size of it.
Made by `headshots.comparisons.presenting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Band(StrEnum):
    """How a dimension or a finding reads: a word and a shape, never a colour alone."""

    STRONG = "strong"
    MODERATE = "moderate"
    SLIGHT = "slight"
    NOTE = "note"
    NONE = "none"
    USUAL = "usual"  # of a picture alone, where there is nothing to differ from
    UNKNOWN = "unknown"
    WAITING = "waiting"

    @property
    def word(self) -> Promise:
        return _WORDS[self]

    @property
    def shape(self) -> str:
        return _SHAPES[self]


_WORDS = {
    Band.STRONG: _("strong"),
    Band.MODERATE: _("moderate"),
    Band.SLIGHT: _("slight"),
    Band.NOTE: _("worth knowing"),
    Band.NONE: _("no difference"),
    Band.USUAL: _("nothing stands out"),
    Band.UNKNOWN: _("can’t tell"),
    Band.WAITING: _("measuring"),
}
_SHAPES = {
    Band.STRONG: "◆",
    Band.MODERATE: "◈",
    Band.SLIGHT: "◇",
    Band.NOTE: "·",
    Band.NONE: "–",
    Band.USUAL: "–",
    Band.UNKNOWN: "?",
    Band.WAITING: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on the stage, in percent of its width and height."""

    left: float
    top: float
    width: float
    height: float
    points: str = ""  # "x,y x,y …" in the same percentages, for an SVG polygon in viewBox 0 0 100 100; empty: the box


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture made for this comparison, addressed by the uuid of its Artefact."""

    uuid: UUID
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same thing on both sides; either may be missing."""

    subject: Image | None = None
    reference: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amplified:
    """A close-up that exaggerates, and the words that say so."""

    pair: Pair
    factor: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One measured property: both photographs' figures and their difference, with units, as text. May be empty."""

    key: str
    label: str
    subject: str
    reference: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """Something worth saying, in words."""

    key: str  # stable: names the finding in links, close-ups and curation; side, analyzer and code
    side: str  # pair | subject | reference | both: what was asked of; on the reference it counts against the photograph
    number: int  # of its mark on the pictures and in the list
    dimension: str
    band: Band
    confidence: str
    headline: str
    what_we_see: str
    why_it_matters: str
    what_else: str
    photographer: str
    caveats: tuple[str, ...]
    readings: tuple[Reading, ...]
    subject_marks: tuple[Mark, ...]
    reference_marks: tuple[Mark, ...]
    focus: Mark | None  # where both pictures zoom to, at the stage's proportions
    overlay: str  # the analyzer whose heat map, if it has one, shows this finding; may be empty
    closeup: Pair
    amplified: Amplified | None  # the same place with what is said of it exaggerated
    annotated: Image | None  # to download: both pictures in one, with overlay, legend, outlines, numbers and words
    alone: bool = False  # there is no photograph beside it
    hidden: bool = False  # from the client
    private_note: str = ""  # always empty for the client

    @property
    def analyzer(self) -> str:
        """What found it."""
        return self.key.split(".")[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """What could not be told from these pictures, why, and what would help."""

    about: str  # the names of the questions
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraView:
    """A further photograph of the person: how far from it each side is, as text, or why that cannot be told."""

    photo: UUID | None  # to the photographer only: nobody decided that the client sees it
    subject: str = ""
    reference: str = ""
    untold: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Likeness beside further photographs; `note` says what the figures are."""

    several: tuple[ExtraView, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A heat map to lay over the stage."""

    analyzer: str
    name: str
    low: str  # what the ramp's ends stand for, unit included; both empty where several maps do not share one
    high: str
    pair: Pair
    annotated: Image | None  # as of a finding


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionView:
    """One row of the list."""

    id: str
    name: str
    band: Band
    findings: tuple[FindingView, ...]
    readings: tuple[Reading, ...]  # every figure of the dimension, also where nothing was found
    abstentions: tuple[Abstention, ...]
    failed: bool  # a measurement broke; the others stand
    layers: tuple[Layer, ...]
    alone: bool = False  # there is no photograph beside the picture
    extras: Extras | None = None  # of likeness only
    agreement: str = ""  # in which of the answers nothing differs; claims no more than was measured
    seconds: float = 0.0  # that measuring took; what several share counts for the first that asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that the page of one comparison shows."""

    measuring: bool  # poll while true
    failure: str  # a sentence, when the comparison failed
    alone: bool  # there is no photograph beside the picture, so that little can be said
    refused: str  # why the two faces cannot be laid over each other: show them side by side only
    stage_width: int
    stage_height: int
    stage: Pair  # both missing until the comparison is done
    dimensions: tuple[DimensionView, ...]

    @property
    def is_apart(self) -> bool:
        """Whether there are no two faces that can be laid over each other."""
        return self.alone or bool(self.refused)

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """All findings in the order of their numbers."""
        found = (finding for dimension in self.dimensions for finding in dimension.findings)
        return tuple(sorted(found, key=lambda finding: finding.number))
