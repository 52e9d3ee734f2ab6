"""What one photograph of a person foretells of another, for figures that are judged by what is left over.

    python -m bench.expectations [--portraits DIR] KEY…

Prints for each measurement key: the figure that real pictures have in the middle, the share of a picture's distance
from it that another picture of the same person has too (correlation), and the standard deviation that remains, from
real couples of different days, each in both orders; and what 95 of 100 couples from one studio session differ by less
than, which is taken for what can be seen. The figures go into the analyzer as an Expectation.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.types import Measurement
from bench.corpus import SHARED, Corpus
from bench.measure import Measured, measure

Floats = NDArray[np.float64]


def main() -> None:
    """Measure what is missing and print one line per key."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("keys", nargs="+", metavar="KEY")
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    measured = measure(corpus)
    for key in chosen.keys:
        subject, reference = _sides(corpus, measured, key, one_session=False)
        typical = float(np.median(reference))
        shared = float(np.corrcoef(subject, reference)[0, 1])
        left = subject - typical - shared * (reference - typical)
        same = np.abs(np.subtract(*_sides(corpus, measured, key, one_session=True)))
        print(
            f"{key}: typical={typical:.2f}, shared={shared:.2f}, spread={left.std():.3f} ({len(left)} couples), "
            f"visible={np.quantile(same, 0.95):.3f} ({len(same)} couples)"
        )


def _sides(corpus: Corpus, measured: Measured, key: str, *, one_session: bool) -> tuple[Floats, Floats]:
    """Subjects' and references' figures of every real couple that has this measurement."""
    found = [
        (figure.subject, figure.reference)
        for couple in corpus.real_couples()
        if couple.one_session is one_session and couple.key in measured.couples
        for figure in _measurements(measured, couple.key)
        if figure.key == key and figure.subject is not None and figure.reference is not None
    ]
    subject, reference = np.array(found, np.float64).reshape(-1, 2).T
    return subject, reference


def _measurements(measured: Measured, couple: str) -> list[Measurement]:
    return [found for result in measured.couples[couple].results for found in result.measurements]


if __name__ == "__main__":
    main()
