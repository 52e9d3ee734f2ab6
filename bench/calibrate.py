"""Writes analysis/reference/: what real photographs measure, alone and beside another picture of the same person.

    python -m bench.calibrate [--portraits DIR]

Only pictures labelled real go in, as numbers. A row of pairs.csv is one ordered pair, so every difference stands there
with both signs; a row of photos.csv is one picture; a row of strangers.csv is one beside somebody else's from another
source; a row of triples.csv is one beside two others of its person. `quality.` columns say how good the pictures were,
`source` where they were published (so that a source can be left out), `person` is a number that means nothing
elsewhere.
"""

from __future__ import annotations

import argparse
import datetime
import json
from pathlib import Path

from analysis import engine
from analysis.nulls import DIFFERENT_SESSIONS, ONE_SESSION
from bench import extras
from bench.corpus import REAL, SHARED, Corpus
from bench.measure import Measured, measure
from bench.tables import REFERENCE, Row, columns, write


def main() -> None:
    """Measure, write the tables, and say what went in."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    corpus = Corpus.read(parser.parse_args().portraits)
    measured = measure(corpus)
    pairs, photos, strangers = _pairs(corpus, measured), _photos(corpus, measured), _strangers(corpus, measured)
    triples = extras.rows(corpus)
    write("pairs.csv", pairs)
    write("strangers.csv", strangers)
    write("photos.csv", photos)
    write("triples.csv", triples)
    about = {
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "pairs": len(pairs),
        "people": len({row["person"] for row in pairs}),
        "photos": len(photos),
        "strangers": len(strangers),
        "triples": len(triples),
        "analyzers": [f"{analyzer.id}@{analyzer.version}" for analyzer in engine.ALL],
    }
    (REFERENCE / "about.json").write_text(json.dumps(about, indent=2) + "\n")
    print(json.dumps(about, indent=2))


def _pairs(corpus: Corpus, measured: Measured) -> list[Row]:
    people = corpus.people()
    rows: list[Row] = []
    for couple in corpus.real_couples():
        compared = measured.couples.get(couple.key)
        if compared is not None:
            row: Row = {
                "source": couple.subject.source,
                "person": people[couple.subject.person],
                "session": ONE_SESSION if couple.one_session else DIFFERENT_SESSIONS,
            }
            rows.append(row | columns(compared.results))
    return rows


def _photos(corpus: Corpus, measured: Measured) -> list[Row]:
    rows: list[Row] = []
    for number, entry in enumerate(corpus.entries):
        report = measured.photos.get(entry.file)
        if report is not None and entry.label == REAL:
            session = ONE_SESSION if entry.of_one_session else DIFFERENT_SESSIONS
            row: Row = {"source": entry.source, "person": number, "session": session}
            rows.append(row | columns((*report.results, *report.alone)))
    return rows


def _strangers(corpus: Corpus, measured: Measured) -> list[Row]:
    rows: list[Row] = []
    for couple in corpus.strangers():
        result = measured.strangers.get(couple.key)
        if result is not None and result.measurements:
            row: Row = {"source": couple.subject.source, "beside": couple.reference.source}
            rows.append(row | columns([result]))
    return rows


if __name__ == "__main__":
    main()
