"""Which couples are one exposure, and what a photograph measures beside re-deliveries of itself.

    python -m bench.exposures [--portraits DIR] [--write]

Every couple of the corpus is put to the quick test, and every real photograph beside three of the ways in which it may
be delivered again: compressed, resized, softened, sharpened, toned, made black and white (the same three every time;
each way is asked of many photographs). `--write` makes analysis/reference/redelivered.csv of the figures; printed are
the distributions of the agreement, whose gap holds the threshold, the figures of re-deliveries, and what would be told
of them by tables that never saw their source.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from analysis import engine
from analysis.analyzer import Measured
from analysis.errors import AnalysisError
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.registration import BODY, ONE_EXPOSURE
from analysis.registry import PAIR_ANALYZERS
from analysis.simulate import Scene
from analysis.types import Finding, Measurement, Severity, Unit
from bench.corpus import REAL, SHARED, Corpus, Couple, Entry
from bench.intervals import Share
from bench.measure import PROCESSES
from bench.nuisance import ALTERATIONS
from bench.progress import progress
from bench.sources import fingerprint
from bench.store import Store
from bench.tables import Row, write

EDITS = {"mild retouching", "shallow depth of field"}  # change the picture in places, and are no re-delivery
WAYS = [name for name in ALTERATIONS if name not in EDITS]
EACH = 3  # ways per photograph
EDITED = [analyzer for analyzer in PAIR_ANALYZERS if analyzer.id.startswith("edited_")]
AGREEMENT, BODY_AGREEMENT, ONE = "agreement", "body", "one exposure"
Told = dict[str, Any]
PERCENTILES = (0, 1, 5, 50, 95, 99, 100)


def main() -> None:
    """Measure what is missing, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    code = "-".join(fingerprint(analyzer.measure.__module__)[:6] for analyzer in EDITED)
    couples = Store(f"agreement-{fingerprint('analysis.pair')}")
    again = Store(f"redelivered-{code}")
    asked = [couple for couple in (*corpus.real_couples(), *corpus.ai_couples()) if couple.key not in couples]
    photos = [(number, entry) for number, entry in enumerate(_real(corpus)) if entry.file not in again]
    with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
        for key, value in progress(pool.map(partial(_agreement, corpus.folder), asked), len(asked), "couples"):
            couples.put(key, value)
        for key, rows in progress(pool.map(partial(_redelivered, corpus.folder), photos), len(photos), "photographs"):
            again.put(key, rows)
    rows = [row for entry in _real(corpus) for row in again[entry.file]]
    _print_agreement(corpus, couples, rows)
    _print_figures(rows)
    _print_alarms(rows)
    if chosen.write:
        write("redelivered.csv", [_figures(row) for row in rows if row[ONE]])


def _real(corpus: Corpus) -> list[Entry]:
    return [entry for entry in corpus.entries if entry.label == REAL and entry.native]


def _agreement(folder: Path, couple: Couple) -> tuple[str, Told | None]:
    try:
        sides = [Portrait.of(open_photo((folder / entry.file).read_bytes())) for entry in couple.both]
        return couple.key, _told(Pair(*sides))
    except AnalysisError:
        return couple.key, None


def _told(pair: Pair) -> Told:
    """What decides; hair and clothes only where they are asked."""
    found = pair.registration
    asked = found.possible
    return {
        AGREEMENT: round(found.agreement, 4),
        BODY_AGREEMENT: round(pair.overlaid.body_agreement, 4) if asked else None,
        ONE: pair.one_exposure,
    }


def _redelivered(folder: Path, numbered: tuple[int, Entry]) -> tuple[str, list[Told]]:
    number, entry = numbered
    try:
        portrait = Portrait.of(open_photo((folder / entry.file).read_bytes()))
    except AnalysisError:
        return entry.file, []
    scene = Scene(portrait)
    ways = [WAYS[(number * EACH + step) % len(WAYS)] for step in range(EACH)]
    return entry.file, [row for way in ways for row in _row(entry, scene, way)]


def _row(entry: Entry, scene: Scene, way: str) -> Iterator[Told]:
    try:
        pair = Pair(Portrait.of(open_photo(ALTERATIONS[way](scene))), scene.portrait)
    except AnalysisError:
        return
    row: Told = {"source": entry.source, "way": way, **_told(pair)}
    if pair.one_exposure:
        for analyzer in EDITED:
            result = engine.measured_beside(analyzer.id, pair)
            row |= {item.key: float(f"{item.value:.4g}") for item in result.measurements}
    yield row


def _figures(row: Told) -> Row:
    return {key: value for key, value in row.items() if key == "source" or key.startswith("edited.")}


def _print_agreement(corpus: Corpus, couples: Store, rows: list[Told]) -> None:
    def of(chosen: list[Couple]) -> list[Told]:
        return [couples[couple.key] for couple in chosen if couples[couple.key] is not None]

    real = corpus.real_couples()
    told = {
        "real, different days": of([couple for couple in real if not couple.one_session]),
        "real, one session": of([couple for couple in real if couple.one_session]),
        "AI beside real": of(corpus.ai_couples()),
        "delivered again": rows,
    }
    print(f"percentiles {PERCENTILES}; by the face from {ONE_EXPOSURE}, by hair and clothes from {BODY}")
    for name, values in told.items():
        for key in (AGREEMENT, BODY_AGREEMENT):
            held = [value[key] for value in values if value[key] is not None]
            spread = " ".join(f"{value:6.3f}" for value in np.percentile(held or [np.nan], PERCENTILES))
            print(f"{name:22} {key:10} {spread}   of {len(held)}")
        print(f"{name:22} one exposure: {Share.of(value[ONE] for value in values)}")
    for way in WAYS:
        print(f"{way:26} one exposure: {Share.of(row[ONE] for row in rows if row['way'] == way)}")


def _print_figures(rows: list[Told]) -> None:
    for key in sorted({key for row in rows for key in row if key.startswith("edited.")}):
        held = sorted((float(row[key]), str(row["way"])) for row in rows if key in row)
        values = [value for value, _ in held]
        spread = " ".join(f"{value:7.3f}" for value in np.percentile(values, PERCENTILES))
        print(f"{key:30} {spread}   least: {held[0][1]}, most: {held[-1][1]}")


def _print_alarms(rows: list[Told]) -> None:
    """Any finding, and any strong one, of a photograph beside itself."""
    table = tuple({key: str(value) for key, value in _figures(row).items()} for row in rows)
    whole = Nulls((), (), redelivered=table)
    sources = {str(row["source"]) for row in rows}
    unseen = {source: whole.without(source) for source in sources}
    told = [(row["way"], list(_findings(row, unseen[row["source"]]))) for row in rows]
    for way in (*WAYS, ""):
        of_way = [found for name, found in told if way in (name, "")]
        strong = Share.of(any(item.severity is Severity.STRONG for item in found) for found in of_way)
        print(f"{way or 'all':26} any finding: {Share.of(map(bool, of_way))}, strong: {strong}")
    codes = Counter(item.code for _, found in told for item in found if item.severity is Severity.STRONG)
    print("strong:", ", ".join(f"{code} {count}" for code, count in codes.most_common()))


def _findings(row: Told, nulls: Nulls) -> Iterator[Finding]:
    for analyzer in EDITED:
        of_analyzer = f"{analyzer.id.replace('_', '.')}."
        figures = tuple(
            Measurement(key=key, value=value, unit=Unit.RATIO)
            for key, value in row.items()
            if key.startswith(of_analyzer)
        )
        if figures:
            yield from analyzer.judge(Measured(measurements=figures), nulls)


if __name__ == "__main__":
    main()
