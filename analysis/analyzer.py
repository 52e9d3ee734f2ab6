"""The record that each analyzer module exports.

Two kinds, because some questions are asked of one photograph (provenance, catchlights) and most of a pair. `measure`
reads pixels; `judge` sees only numbers and what real photographs measure, so that a threshold can be recalibrated and
property-tested without a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.types import Dimension, Finding, Measurement, Region, Unit

if TYPE_CHECKING:
    from analysis.nulls import Nulls
    from analysis.pair import Pair
    from analysis.portrait import Portrait


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HeatMap:
    """A measured quantity over a part of a picture, in absolute units, for the overlay.

    `values` is float32 (h, w) covering `region`; NaN where nothing was measured. `floor` is where colour begins and
    `ceiling` where it saturates, both in `unit` and the same for every picture, so one colour always means one value.
    """

    values: NDArray[np.float32]
    region: Region
    unit: Unit
    floor: float
    ceiling: float
    on_reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What `measure` brings back: figures for the judge, heat maps for the overlay, texts found in the file."""

    measurements: tuple[Measurement, ...]
    quality: Mapping[str, float] = field(default_factory=dict)  # what the null distributions are conditioned on
    heatmaps: tuple[HeatMap, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Measurement:
        for measurement in self.measurements:
            if measurement.key == key:
                return measurement
        raise KeyError(key)

    def get(self, key: str) -> Measurement | None:
        return next((item for item in self.measurements if item.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoAnalyzer:
    """A question asked of one photograph. Either function may raise NotApplicable."""

    id: str
    version: int
    dimension: Dimension
    measure: Callable[[Portrait], Measured]
    judge: Callable[[Measured, Nulls], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAnalyzer:
    """A question asked of the subject beside its reference. Either function may raise NotApplicable."""

    id: str
    version: int
    dimension: Dimension
    measure: Callable[[Pair], Measured]
    judge: Callable[[Measured, Nulls], tuple[Finding, ...]]
