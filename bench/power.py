"""What one figure of a pair is worth: does it tell AI pictures from real ones, and how often is a real one told?

    python -m bench.power ANALYZER KEY [--portraits DIR]

One pair analyzer alone is measured on real couples of different days and on AI pictures beside a real one, so that a
new question is weighed in minutes. Printed: the area under the curve of KEY, signed, with a 95 % interval of a
bootstrap over people; and the share of each severity, real couples judged by tables that never saw their person. Run it
on the copies of bench.equalised as well: what size or compression moves may tell no more than those.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis import engine
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.types import Result, Severity
from bench.corpus import SHARED, Corpus, Couple
from bench.intervals import Share
from bench.measure import PROCESSES
from bench.opening import opened
from bench.progress import progress

Values = NDArray[np.float64]
REAL, AI = "real", "AI"
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Weighed:
    """A figure of one couple, whose it is, and what was said of it."""

    person: str
    value: float
    said: tuple[Severity, ...]


def main() -> None:
    """Measure one analyzer, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("analyzer")
    parser.add_argument("key")
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    couples = {
        REAL: [couple for couple in corpus.real_couples() if not couple.one_session],
        AI: [couple for couple in corpus.ai_couples() if couple.subject.native],
    }
    found = {label: _weighed(corpus, listed, chosen.analyzer, chosen.key) for label, listed in couples.items()}
    low, high = interval(found[REAL], found[AI])
    print(f"{chosen.key}: AUC {auc(_values(found[REAL]), _values(found[AI])):.2f} [{low:.2f}, {high:.2f}]")
    for label, items in found.items():
        print(f"  {label}, {len(items)} of {len(couples[label])} couples")
        for severity in Severity:
            print(f"    {severity.value:9} {Share.of(severity in item.said for item in items)}")


def auc(low: Values, high: Values) -> float:
    """The chance that a value of `high` lies above one of `low`, ties counted half."""
    above = high[:, None] > low[None]
    return float((above + 0.5 * (high[:, None] == low[None])).mean())


def interval(real: list[Weighed], ai: list[Weighed]) -> tuple[float, float]:
    """Of the area under the curve, 95 %: people are drawn again, each with all of their couples."""
    random = np.random.default_rng(0)
    sides = [_by_person(items) for items in (real, ai)]
    drawn = [auc(*(_drawn(people, random) for people in sides)) for _ in range(DRAWS)]
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def _by_person(items: Iterable[Weighed]) -> list[Values]:
    people: dict[str, list[float]] = defaultdict(list)
    for item in items:
        people[item.person].append(item.value)
    return [np.array(values) for values in people.values()]


def _drawn(people: list[Values], random: np.random.Generator) -> Values:
    return np.concatenate([people[number] for number in random.integers(len(people), size=len(people))])


def _values(items: Iterable[Weighed]) -> Values:
    return np.array([item.value for item in items])


def _weighed(corpus: Corpus, couples: list[Couple], analyzer: str, key: str) -> list[Weighed]:
    people = corpus.people()
    with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
        running = pool.map(partial(_result, corpus.folder, analyzer), couples, chunksize=6)
        results = list(progress(running, len(couples), analyzer))
    weighed = []
    for couple, result in zip(couples, results, strict=True):
        figure = next((item for item in result.measurements if item.key == key), None) if result else None
        if result and figure:
            judged = engine.rejudge(result, _without(people[couple.subject.person]))
            said = tuple(finding.severity for finding in judged.findings if key in finding.evidence)
            weighed.append(Weighed(couple.subject.person or couple.subject.pair, figure.value, said))
    return weighed


@lru_cache
def _without(person: int) -> Nulls:
    """The tables as if one person had never been seen; an AI picture has no number there and meets them whole."""
    tables = engine.nulls()
    unseen = tuple(row for row in tables.pairs if row["person"] != str(person))
    return replace(tables, pairs=unseen)


def _result(folder: Path, analyzer: str, couple: Couple) -> Result | None:
    sides = [opened(folder / entry.file) for entry in (couple.subject, couple.reference)]
    if sides[0] is None or sides[1] is None:
        return None
    return engine.measured_beside(analyzer, Pair(sides[0], sides[1]))


if __name__ == "__main__":
    main()
