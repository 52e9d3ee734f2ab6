"""What a further photograph of the person is worth: the null, false alarms and power of `analysis.extras`.

    python -m bench.extras [--portraits DIR] [--write]

Every ordered triple of real pictures of one person is judged by tables that never saw that person, and by tables that
never saw the source of its subject; every AI picture beside two real ones of its person likewise. With --write the
triples go into analysis/reference/triples.csv, as numbers; `bench.calibrate` writes the same table. Identity embeddings
stay in memory.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from analysis import engine
from analysis.errors import AnalysisError
from analysis.extras.agreement import agreement
from analysis.extras.beside import DISTANCE_CODE, LENGTH_CODES
from analysis.extras.face import Face
from analysis.nulls import Nulls
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.types import Result, Status
from bench.corpus import SHARED, Corpus, Entry, Triple
from bench.intervals import Share
from bench.progress import progress
from bench.tables import Row, columns, write


@dataclass(frozen=True, slots=True)
class Asked:
    """A triple and what came of it."""

    triple: Triple
    result: Result

    @property
    def person(self) -> str:
        return self.triple.reference.person

    def judged(self, tables: Nulls) -> Asked:
        return replace(self, result=engine.rejudge(self.result, tables))

    def says(self, *codes: str) -> bool:
        return any(finding.code in codes for finding in self.result.findings)


@dataclass(frozen=True, slots=True)
class Measured:
    """All triples of a corpus by what their subject is."""

    real: list[Asked]
    ai: list[Asked]


def measured(corpus: Corpus) -> Measured:
    """Real triples and those of AI pictures; pictures without a measurable face are left out."""
    real, ai = corpus.real_triples(), corpus.ai_triples()
    entries = {
        entry.file: entry for triple in (*real, *ai) for entry in (triple.subject, triple.reference, triple.extra)
    }
    opened = progress((_face(corpus, entry) for entry in entries.values()), len(entries), "opening")
    faces = {name: face for name, face in zip(entries, opened, strict=True) if face is not None}
    return Measured(_asked(real, faces), _asked(ai, faces))


def _face(corpus: Corpus, entry: Entry) -> Face | None:
    try:
        return Face.of(Portrait.of(open_photo(corpus.read_bytes(entry))))
    except AnalysisError:
        return None


def _asked(triples: Iterable[Triple], faces: dict[str, Face]) -> list[Asked]:
    found = []
    for triple in triples:
        three = [faces.get(entry.file) for entry in (triple.subject, triple.reference, triple.extra)]
        complete = [face for face in three if face is not None]
        if len(complete) == 3:
            found.append(Asked(triple, engine.compare_extra(*complete)))
    return found


def rows(corpus: Corpus) -> list[Row]:
    """For triples.csv."""
    return _rows(corpus, measured(corpus).real)


def _rows(corpus: Corpus, real: Iterable[Asked]) -> list[Row]:
    people = corpus.people()
    found: list[Row] = []
    for item in real:
        if item.result.measurements:
            row: Row = {
                "source": item.triple.subject.source,
                "beside": item.triple.extra.source,
                "person": people[item.person],
            }
            found.append(row | columns([item.result]))
    return found


def main() -> None:
    """Measure, write where asked to, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--write", action="store_true", help="write analysis/reference/triples.csv first")
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    found = measured(corpus)
    if chosen.write:
        write("triples.csv", _rows(corpus, found.real))
    tables = Nulls.load()
    people = corpus.people()
    by_person, by_source = partial(_without_person, tables, people), partial(_without_source, tables)
    for name, asked, unseen in (
        ("real, person left out", found.real, by_person),
        ("real, source left out", found.real, by_source),
        ("AI, person left out", found.ai, by_person),
        ("AI, source left out", found.ai, by_source),
    ):
        print(f"{name}: {len({item.person for item in asked})} people")
        _print([item.judged(unseen(item)) for item in asked])


def _without_person(tables: Nulls, people: Mapping[str, int], item: Asked) -> Nulls:
    return _unseen(tables, "person", str(people[item.person]))


def _without_source(tables: Nulls, item: Asked) -> Nulls:
    return _unseen(tables, "source", item.triple.reference.source)


@cache
def _unseen(tables: Nulls, what: str, which: str) -> Nulls:
    """The tables as if one person, or one source, had never been seen."""
    if what == "source":
        return tables.without(which)
    pairs, triples = (tuple(row for row in rows if row[what] != which) for rows in (tables.pairs, tables.triples))
    return Nulls(pairs, tables.photos, tables.strangers, triples)


def _print(asked: Sequence[Asked]) -> None:
    told = [item for item in asked if item.result.status is Status.OK]
    print(f"  measured and judged            {Share(len(told), len(asked))}")
    print(f"  further in the face as a whole {Share.of(item.says(DISTANCE_CODE) for item in told)}")
    print(f"  beyond both in a length        {Share.of(item.says(*LENGTH_CODES) for item in told)}")
    for count in sorted({len(group) for group in _groups(told)}):
        same = [group for group in _groups(told) if len(group) == count]
        agreed = [agreement([item.result for item in group]) for group in same]
        print(f"  pictures with {count} extras: said by all {Share.of(bool(it and it.findings) for it in agreed)}")
    codes = Counter(finding.code for item in told for finding in item.result.findings)
    print("  " + ", ".join(f"{code} {number}" for code, number in codes.most_common()))


def _groups(told: Iterable[Asked]) -> list[list[Asked]]:
    """The triples of one subject and one reference: each has another extra."""
    groups: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for item in told:
        groups[item.triple.subject.file, item.triple.reference.file].append(item)
    return list(groups.values())


if __name__ == "__main__":
    main()
