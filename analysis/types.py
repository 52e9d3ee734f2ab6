"""The values that travel between the layers: frozen, and exact through JSON (`to_json`, `from_json`).

A *subject* is the picture that is judged (the AI headshot); the *reference* is the real photograph beside it.
A report of one photograph has a subject only, and so has a comparison for which there is no real photograph.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from types import UnionType
from typing import Any, Self, TypeVar, get_args, get_origin, get_type_hints

Point = tuple[float, float]


class Dimension(StrEnum):
    """What a client would ask about; the order is the order on the page."""

    SKIN = "skin"
    BACKGROUND = "background"
    EXPRESSION = "expression"
    LIKENESS = "likeness"
    LIGHT = "light"
    BODY = "body"
    PROVENANCE = "provenance"
    SOURCE = "source"
    BATCH = "batch"


class Severity(StrEnum):
    """How far a difference stands out from what real photographs of one person differ by."""

    NOTE = "note"
    SLIGHT = "slight"
    MODERATE = "moderate"
    STRONG = "strong"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Confidence(StrEnum):
    """How well the pictures allow the question to be answered, whatever the answer is."""

    LOW = "low"
    FAIR = "fair"
    HIGH = "high"


class Status(StrEnum):
    """What became of one analyzer."""

    OK = "ok"
    NOT_APPLICABLE = "not_applicable"
    FAILED = "failed"


class Unit(StrEnum):
    """Units a measurement may have; the page words them."""

    OCTAVES = "octaves"  # log2 of a ratio: -1 is half
    STOPS = "stops"  # the same of light, as photographers say it
    RATIO = "ratio"
    SHARE = "share"  # 0–1
    DELTA_E = "delta_e"  # CIEDE2000
    LAB = "lab"  # one CIELAB coordinate
    DEGREES = "degrees"
    FACE_WIDTHS = "face_widths"
    EYE_DISTANCES = "eye_distances"  # of the distance between the irises
    IRIS_RADII = "iris_radii"
    CENTIMETRES = "centimetres"  # on a face of average size
    MILLIMETRES = "millimetres"  # likewise
    PIXELS = "pixels"
    LEVELS = "levels"  # of 255
    COUNT = "count"
    DISTANCE = "distance"  # of two identity embeddings, unitless
    STANDARD_DEVIATIONS = "standard_deviations"


@dataclass(frozen=True, slots=True)
class Region:
    """A place on the upright picture, 0–1 from its left top corner; a box, or a polygon inside that box."""

    left: float
    top: float
    right: float
    bottom: float
    polygon: tuple[Point, ...] = ()

    def __post_init__(self) -> None:
        edges = (self.left, self.top, self.right, self.bottom)
        if not all(math.isfinite(edge) and 0.0 <= edge <= 1.0 for edge in edges):
            raise ValueError(f"a region lies within 0–1, not {edges}")
        if self.left >= self.right or self.top >= self.bottom:
            raise ValueError(f"a region has an area, not {edges}")
        if self.polygon and len(self.polygon) < 3:
            raise ValueError("a polygon has three corners or more")

    @classmethod
    def around(cls, points: tuple[Point, ...], *, as_polygon: bool = True) -> Self:
        """The region of points given as 0–1 fractions; points outside the picture are drawn to its edge."""
        inside = tuple((min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)) for x, y in points)
        xs, ys = [x for x, _ in inside], [y for _, y in inside]
        return cls(min(xs), min(ys), max(xs), max(ys), inside if as_polygon and len(inside) > 2 else ())

    @property
    def centre(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One figure. For a pair, `value` is the subject minus the (matched) reference and both sides are kept."""

    key: str
    value: float
    unit: Unit
    uncertainty: float | None = None  # one standard deviation, in `unit`
    subject: float | None = None
    reference: float | None = None
    sides: Unit | None = None  # of `subject` and `reference`, where it is not that of their difference
    subject_regions: tuple[Region, ...] = ()
    reference_regions: tuple[Region, ...] = ()

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError(f"{self.key} is {self.value}; a measurement that failed abstains instead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something worth saying. `code` names its words in the catalogue; `facts` are the figures in the sentence."""

    code: str
    dimension: Dimension
    severity: Severity
    confidence: Confidence
    facts: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()  # keys of the measurements it rests on, the leading one first
    deviation: float | None = None  # in same-person standard deviations, signed
    caveats: tuple[str, ...] = ()  # keys of the words catalogue
    subject_regions: tuple[Region, ...] = ()
    reference_regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one analyzer said of one photograph or one pair."""

    analyzer: str
    version: int
    dimension: Dimension
    status: Status
    measurements: tuple[Measurement, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""  # why not applicable: a key of the words catalogue
    facts: Mapping[str, float] = field(default_factory=dict)  # the figures that the reason's sentence needs
    quality: Mapping[str, float] = field(default_factory=dict)  # of the picture or pair, as the judge saw it
    notes: Mapping[str, str] = field(default_factory=dict)  # verbatim texts found in the file (provenance), untrusted
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What every page needs to know of a photograph before it shows a figure."""

    width: int  # upright, in pixels of the file
    height: int
    iris_distance: float  # in pixels of the file
    subject_box: Region  # the face
    left_iris: Point  # 0–1 of the picture; left in the picture, i.e. the sitter's right eye
    right_iris: Point
    yaw: float  # degrees, positive when the face turns to the picture's right
    pitch: float
    roll: float
    jpeg_quality: float | None = None


Affine = tuple[float, float, float, float, float, float]  # (a, b, c, d, e, f): x' = ax + by + c, y' = dx + ey + f


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How both faces are laid on one *stage*: a canvas on which eye meets eye at one face scale.

    Slider, blink, loupe, close-ups and overlays all use these two similarities and no other. Both map upright pixels of
    the file to stage pixels; what lies outside a picture is neutral grey. A picture that stands alone lies on the same
    stage: then there is no `reference_to_stage`, and nothing is refused.
    """

    stage_width: int
    stage_height: int
    subject_to_stage: Affine
    reference_to_stage: Affine | None
    stage_iris_distance: float  # pixels of the stage
    residual: float  # RMS over eye corners, nose base and mouth corners, in iris distances
    pose_difference: float  # degrees between the two head poses, roll left out
    refused: str = ""  # why the two faces cannot be laid over each other: a key of the words catalogue

    def to_stage(self, *, on_reference: bool) -> Affine:
        """The way of one of the pictures; ValueError for a reference where there is none."""
        matrix = self.reference_to_stage if on_reference else self.subject_to_stage
        if matrix is None:
            raise ValueError("a picture that stands alone has no reference")
        return matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoReport:
    """Everything measured on one photograph alone."""

    engine: str
    picture: Picture
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonReport:
    """Everything measured on a pair, with what was measured on each side alone; or on a subject without a reference.

    `results` are of the pair, or of what is asked of the subject only where it stands alone.
    """

    engine: str
    subject: PhotoReport
    reference: PhotoReport | None
    alignment: Alignment
    results: tuple[Result, ...]

    @property
    def photos(self) -> tuple[PhotoReport, ...]:
        """Of every picture that there is, the subject's first."""
        return (self.subject,) if self.reference is None else (self.subject, self.reference)

    def side(self, *, on_reference: bool) -> PhotoReport:
        """What was measured of one of the pictures; ValueError for a reference where there is none."""
        photo = self.reference if on_reference else self.subject
        if photo is None:
            raise ValueError("a picture that stands alone has no reference")
        return photo


T = TypeVar("T")


def to_json(value: object) -> Any:
    """Dataclasses to dicts, tuples to lists, enums to their value. Only types of this module go in."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_json(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


def from_json(kind: type[T], data: Any) -> T:
    """The inverse of `to_json`; raises TypeError, KeyError or ValueError on anything it did not write."""
    value: T = _read(kind, data)
    return value


def _read(kind: Any, data: Any) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if data is None else _read(next(arg for arg in args if arg is not type(None)), data)
    if origin is tuple:
        if args[-1] is Ellipsis:
            return tuple(_read(args[0], item) for item in data)
        return tuple(_read(arg, item) for arg, item in zip(args, data, strict=True))
    if origin is not None:  # Mapping[str, V]
        return {key: _read(args[1], item) for key, item in data.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], item) for name, item in data.items()})
    if kind is float and isinstance(data, int):
        return float(data)
    return kind(data)
