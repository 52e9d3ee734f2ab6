"""What real photographs measure: how far a figure stands out from differences between real pictures of one person.

The tables in `analysis/reference/` are written by `bench/calibrate.py` from real photographs only. A row is one pair of
real pictures of one person (or one real picture), with its measurements and its quality. A figure is judged against
rows of like quality: its *deviation* is in standard deviations of such pairs; its tail probability comes from a Student
distribution whose tails are fitted to all of them, so that 200 rows do not pretend to know what one in 1,000 does.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analysis.types import Severity

Floats = NDArray[np.float64]
Tail = Literal["below", "above", "either"]

# One false-alarm budget for a whole report. The question that tells most takes most of it, the others whose answer may
# be strong share the rest evenly. What a report really spends is measured by bench/accuracy.py: answers to different
# questions are not independent.
REPORT_BUDGET = 0.05
LEADING = 0.05  # skin_surface's, whose five findings share it: of the two populations that it is judged among, together
LEADING_SPENDS = 0.03  # what that comes to on sources that the tables have not seen, bench/accuracy.py
STRONG_QUESTIONS = 12  # the others: tone, evenness, texture, fringe, shoulders, identity and six lengths of a face
MODERATE_AT_MOST = 0.0  # the share of a question whose answer is never strong
STRONG, MODERATE, SLIGHT = (REPORT_BUDGET - LEADING_SPENDS) / STRONG_QUESTIONS, 0.01, 0.05
WIDER = 1.25, 1.5  # times its strong share: moderate and slight of a question whose share is as wide as SLIGHT
# A picture that stands alone has half of that for everything that may be said of it, and nothing of it is more than
# slight. surface_alone takes most; catchlights and light share the rest.
ALONE_BUDGET = REPORT_BUDGET / 2
ALONE_LEADING = 0.015
ALONE_QUESTIONS = 2
ALONE = (ALONE_BUDGET - ALONE_LEADING) / ALONE_QUESTIONS
LEAST_ROWS = 24  # fewer real rows than this are no distribution
LIKE_QUALITY = 30.0  # effective number of rows that stand for "of like quality"
QUALITY_PREFIX = "quality."
DIFFERENT_SESSIONS, ONE_SESSION = "different", "one"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands among real ones of like quality.

    `deviation` signed, in their standard deviations; `below` and `above` the share of real ones as low or as high.
    `times` is by how much stricter than usual it is judged: every share counts that many times.
    """

    deviation: float
    below: float
    above: float
    rows: int
    times: float = 1.0

    def tail(self, tail: Tail) -> float:
        """The probability that a real pair stands out this far on the side that is asked about."""
        shares = {"either": 2 * min(self.below, self.above), "below": self.below, "above": self.above}
        return min(1.0, self.times * shares[tail])

    def severity(self, tail: Tail, *, effect: float, visible: float, strong: float = STRONG) -> Severity | None:
        """How much to make of it; None where it is no more than real pictures differ by, or than people can see.

        `effect` is the size of the difference and `visible` the least that is seen, in one unit; `strong` is the
        question's share of the report's budget.
        """
        if effect < visible:
            return None
        probability = self.tail(tail)
        if probability <= strong:
            return Severity.STRONG
        if probability <= max(MODERATE, WIDER[0] * strong):
            return Severity.MODERATE
        return Severity.SLIGHT if probability <= max(SLIGHT, WIDER[1] * strong) else None

    def among_both(self, other: Self) -> Self:
        """Of the same figure, where it is not known which of two populations a picture comes from: each counts half.

        `deviation` is that among the one where the figure stands out less.
        """
        nearer = min(self, other, key=lambda standing: abs(standing.deviation))
        below, above = (self.below + other.below) / 2, (self.above + other.above) / 2
        return replace(nearer, below=below, above=above, rows=self.rows + other.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """The real values of one measurement: `values` (n,), `quality` (n, k) in the order of `qualities`."""

    values: Floats
    quality: Floats
    qualities: tuple[str, ...]

    def standing(self, value: float, quality: Mapping[str, float]) -> Standing:
        """Location and spread among like rows, tails fitted to all rows."""
        weights = self._weights(np.array([quality[name] for name in self.qualities], np.float64))
        centre, spread = _centre_and_spread(self.values, weights)
        freedom, widening = self._tails()
        deviation = (value - centre) / spread
        below = float(stats.t.cdf(deviation / widening, freedom))
        return Standing(float(deviation), below, 1.0 - below, len(self.values))

    def limit(self, share: float) -> float:
        """The figure that this share of real ones lies above; of all rows, whatever their quality."""
        centre, spread = _centre_and_spread(self.values, np.ones(len(self.values)))
        freedom, widening = self._tails()
        return centre + spread * widening * float(stats.t.isf(share, freedom))

    def _weights(self, quality: Floats) -> Floats:
        """Gaussian weights by distance in quality, widened until they amount to LIKE_QUALITY rows."""
        if self.quality.shape[1] == 0:
            return np.ones(len(self.values))
        scale = np.maximum(self.quality.std(0), 1e-6)
        squared = (((self.quality - quality) / scale) ** 2).sum(1)
        squared -= squared.min()  # a quality beyond all rows is judged by the nearest ones
        width = 0.5
        while True:
            weights: Floats = np.exp(-squared / (2 * width * width))
            effective = weights.sum() ** 2 / (weights**2).sum()
            if effective >= min(LIKE_QUALITY, 0.8 * len(weights)):
                return weights
            width *= 1.25

    def _tails(self) -> tuple[float, float]:
        """Degrees of freedom and scale of the Student distribution of all rows, each put against its like."""
        return _fitted_tails(self)


@cache
def _fitted_tails(samples: Samples) -> tuple[float, float]:
    standardised = []
    for value, quality in zip(samples.values, samples.quality, strict=True):
        centre, spread = _centre_and_spread(samples.values, samples._weights(quality))
        standardised.append((value - centre) / spread)
    residuals = np.array(standardised)
    fits = [(freedom, stats.t.fit(residuals, f0=freedom, floc=0.0)[2]) for freedom in (3.0, 4.0, 6.0, 9.0, 15.0)]
    freedom, widening = max(fits, key=lambda fit: stats.t.logpdf(residuals, fit[0], 0.0, fit[1]).sum())
    return freedom, float(max(widening, 0.5))


def _centre_and_spread(values: Floats, weights: Floats) -> tuple[float, float]:
    """Weighted median, and the half-width around it that holds 68.3 % of the weight: one standard deviation."""
    centre = _weighted_quantile(values, weights, 0.5)
    spread = _weighted_quantile(np.abs(values - centre), weights, 0.683)
    return centre, max(spread, 1e-9)


def _weighted_quantile(values: Floats, weights: Floats, share: float) -> float:
    order = np.argsort(values)
    cumulative = np.cumsum(weights[order]) - weights[order] / 2
    return float(np.interp(share * weights.sum(), cumulative, values[order]))


Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Nulls:
    """The tables of real photographs: pairs of one person, single pictures, couples of two people and sources,
    triples of one person, couples of one person as a series sees them, and photographs beside themselves delivered
    again."""

    pairs: tuple[Row, ...]
    photos: tuple[Row, ...]
    strangers: tuple[Row, ...] = ()
    triples: tuple[Row, ...] = ()
    couples: tuple[Row, ...] = ()
    redelivered: tuple[Row, ...] = ()
    times: float = 1.0  # by how much stricter than usual single pictures are judged: see Standing
    _samples: dict[tuple[str, str, tuple[str, ...]], Samples] = field(default_factory=dict, init=False)

    @classmethod
    def load(cls) -> Self:
        """The committed tables. Pairs of one studio session stand there too, but are no null: what is compared in a
        consult never comes from one camera on one day."""
        pairs = tuple(row for row in _read("pairs.csv") if row["session"] == DIFFERENT_SESSIONS)
        return cls(
            pairs,
            _read("photos.csv"),
            _read("strangers.csv"),
            _read("triples.csv"),
            _read("couples.csv"),
            _read("redelivered.csv"),
        )

    def without(self, source: str) -> Self:
        """The tables as if one source of photographs had never been seen."""

        def unseen(rows: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(row for row in rows if source not in (row["source"], row.get("beside")))

        return replace(
            self,
            pairs=unseen(self.pairs),
            photos=unseen(self.photos),
            strangers=unseen(self.strangers),
            triples=unseen(self.triples),
            couples=unseen(self.couples),
        )

    def for_alone(self) -> Self:
        """The same tables for a picture that stands alone: a question's share is ALONE where it was SLIGHT."""
        return replace(self, times=SLIGHT / ALONE)

    def pair(self, key: str, value: float, quality: Mapping[str, float]) -> Standing | None:
        """Where a difference of a pair stands; None where too few real pairs were measured to say."""
        return self._standing(self.pairs, "pairs", key, value, quality)

    def photo(self, key: str, value: float, quality: Mapping[str, float]) -> Standing | None:
        """Where a figure of a single photograph stands among real ones."""
        standing = self._standing(self.photos, "photos", key, value, quality)
        return standing and replace(standing, times=self.times)

    def solo(self, key: str, value: float, quality: Mapping[str, float]) -> Standing | None:
        """The same among photographs that might come to a consult: those of one studio session are all of a kind, and
        would stand for every picture of their size and compression."""
        rows = tuple(row for row in self.photos if row.get("session") != ONE_SESSION)
        return self._standing(rows, "solo", key, value, quality)

    def stranger(self, key: str, value: float, quality: Mapping[str, float]) -> Standing | None:
        """Where a difference of a pair stands among real photographs of two people from two sources.

        Wider than a person's own pairs, and far more varied: 200 people, every camera, lamp and retoucher that we have.
        """
        return self._standing(self.strangers, "strangers", key, value, quality)

    def triple(self, key: str, value: float, quality: Mapping[str, float]) -> Standing | None:
        """Where a picture of a person stands beside two others, among real pictures from different days."""
        return self._standing(self.triples, "triples", key, value, quality)

    def couple(self, key: str, value: float) -> Standing | None:
        """Where a figure of two pictures of a series stands among real couples of one person from different days."""
        return self._standing(self.couples, "couples", key, value, {})

    def redelivery(self, key: str, value: float) -> Standing | None:
        """Where a figure stands among photographs beside themselves: stored, sized, sharpened and toned anew."""
        return self._standing(self.redelivered, "redelivered", key, value, {})

    def couple_limit(self, key: str, share: float) -> float | None:
        """What only this share of such couples exceeds; None where too few were measured to say."""
        samples = self._sampled(self.couples, "couples", key, ())
        return None if len(samples.values) < LEAST_ROWS else samples.limit(share)

    def _standing(
        self, rows: tuple[Row, ...], table: str, key: str, value: float, quality: Mapping[str, float]
    ) -> Standing | None:
        samples = self._sampled(rows, table, key, tuple(sorted(quality)))
        return None if len(samples.values) < LEAST_ROWS else samples.standing(value, quality)

    def _sampled(self, rows: tuple[Row, ...], table: str, key: str, qualities: tuple[str, ...]) -> Samples:
        name = table, key, qualities
        if name not in self._samples:
            self._samples[name] = _samples(rows, key, qualities)
        return self._samples[name]


def _samples(rows: Iterable[Row], key: str, qualities: tuple[str, ...]) -> Samples:
    columns = [QUALITY_PREFIX + name for name in qualities]
    complete = [row for row in rows if row.get(key) and all(row.get(column) for column in columns)]
    values = np.array([float(row[key]) for row in complete], np.float64)
    quality = np.array([[float(row[column]) for column in columns] for row in complete], np.float64)
    return Samples(values, quality.reshape(len(values), len(columns)), qualities)


def _read(name: str) -> tuple[Row, ...]:
    path = files("analysis") / "reference" / name
    if not path.is_file():
        return ()
    return tuple(csv.DictReader(path.read_text().splitlines()))
