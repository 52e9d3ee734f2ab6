"""What figures that are judged as a sum are on real photographs, from every source.

    python -m bench.usual [--portraits DIR] KEY…

Prints for each measurement key of skin_surface the middle and the spread of real photographs, each measured beside
somebody else's from another source, which lends it nothing but its quality; and what 95 of 100 couples from one studio
session differ by less than, which is taken for what can be seen. The figures go into the analyzer's USUAL.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.types import Result
from bench.corpus import SHARED, Corpus
from bench.measure import measure

Floats = NDArray[np.float64]


def main() -> None:
    """Measure what is missing and print one line per key."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("keys", nargs="+", metavar="KEY")
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    measured = measure(corpus)
    together = [
        result
        for couple in corpus.real_couples()
        if couple.one_session and couple.key in measured.couples
        for result in measured.couples[couple.key].results
    ]
    for key in chosen.keys:
        subject, _ = sides(measured.strangers.values(), key)
        same = np.abs(np.subtract(*sides(together, key)))
        print(
            f"{key}: middle={np.median(subject):.2f}, spread={subject.std():.3f} ({len(subject)} photographs), "
            f"visible={np.quantile(same, 0.95):.3f} ({len(same)} couples)"
        )


def sides(results: Iterable[Result], key: str) -> tuple[Floats, Floats]:
    """Subjects' and references' values of one figure, wherever it was measured on both."""
    found = [
        (figure.subject, figure.reference)
        for result in results
        for figure in result.measurements
        if figure.key == key and figure.subject is not None and figure.reference is not None
    ]
    subject, reference = np.array(found, np.float64).reshape(-1, 2).T
    return subject, reference


if __name__ == "__main__":
    main()
