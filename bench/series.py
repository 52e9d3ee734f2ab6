"""What is said of AI pictures of one person: the null, the false alarms, and how many foreign pictures are found.

    python -m bench.series [--portraits DIR] [--write]

With --write, what real couples of one person from different days are apart goes into analysis/reference/couples.csv, as
numbers: a row is one ordered couple. Then every set of three real pictures or more is judged as if it were AI, by
tables that never saw its sources; every AI set by all tables, as it is and with one foreign picture put into it.
Identity embeddings stay in memory.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.nulls import Nulls
from analysis.series import apart, batch
from analysis.series.report import SeriesReport
from analysis.vision.identity import distance
from bench.corpus import AI, REAL, SHARED, Corpus, Entry
from bench.intervals import Share
from bench.profiles import Profiles, Set, ai_sets, measured, real_sets, sources
from bench.tables import Row, write

FOREIGN_EACH = 12  # pictures of each kind that are put into a set, one at a time
Chosen = Callable[[Set, Entry], bool]


def main() -> None:
    """Measure, write the table where asked to, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--write", action="store_true", help="write analysis/reference/couples.csv")
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    profiles = measured(corpus)
    rows = couples(corpus, profiles)
    if chosen.write:
        write("couples.csv", rows)
        print(f"couples.csv: {len(rows)} rows")
    tables = Nulls.load()
    _print_limits(rows, tables)
    _print_real(corpus, profiles, tables)
    _print_ai(corpus, profiles, tables)
    _print_foreign(corpus, profiles, tables)


def couples(corpus: Corpus, profiles: Profiles) -> list[Row]:
    """One row per ordered real couple of different days that was measured."""
    people = corpus.people()
    rows: list[Row] = []
    for couple in corpus.real_couples():
        subject, reference = couple.subject, couple.reference
        if couple.one_session or subject.file not in profiles or reference.file not in profiles:
            continue
        row: Row = {"source": subject.source, "beside": reference.source, "person": people[subject.person]}
        for key, figure in apart.FIGURES.items():
            value = figure(profiles[subject.file], profiles[reference.file])
            if value is not None:
                row[key] = f"{apart.tabled(key, value):.5g}"
        rows.append(row)
    return rows


def judged(entries: Sequence[Entry], profiles: Profiles, tables: Nulls) -> SeriesReport:
    """A set's report by some tables."""
    return batch.report([profiles[entry.file] for entry in entries if entry.file in profiles], tables=tables)


def _print_limits(rows: list[Row], tables: Nulls) -> None:
    print("\nreal couples of one person, and the limit beyond which a picture is odd")
    for trait in batch.TRAITS:
        values = np.array([float(row[trait.figure]) for row in rows if trait.figure in row])
        limit = tables.couple_limit(trait.figure, trait.share)
        print(
            f"  {trait.figure:20} {len(values) // 2} couples, middle {np.median(values):.3f}, "
            f"95 % {np.quantile(values, 0.95):.3f}, most {values.max():.3f}, limit {limit:.3f}"
        )


def _print_real(corpus: Corpus, profiles: Profiles, tables: Nulls) -> None:
    sets = real_sets(corpus)
    people = corpus.people()
    no_person = [_without_person(tables, people[entries[0].person]) for entries in sets]
    no_source = [reduce(Nulls.without, sorted(sources(entries)), tables) for entries in sets]
    print(f"\n{len(sets)} sets of real pictures judged as if they were AI")
    for name, held in (("person left out", no_person), ("sources left out", no_source)):
        reports = [judged(entries, profiles, table) for entries, table in zip(sets, held, strict=True)]
        told = [member for report in reports for member in report.members if member.distance is not None]
        print(f"  {name}: odd pictures {Share.of(member.odd for member in told)}")
        print(
            f"  {name}: sets with an odd picture {Share.of(any(m.odd for m in report.members) for report in reports)}"
        )
        print(f"  {name}: said of sets {_said(reports)}")
        print(f"  {name}: traits told {_told(reports)}")


def _without_person(tables: Nulls, person: int) -> Nulls:
    """The couples as if one person had never been seen."""
    return Nulls((), (), couples=tuple(row for row in tables.couples if row["person"] != str(person)))


def _print_ai(corpus: Corpus, profiles: Profiles, tables: Nulls) -> None:
    sets = ai_sets(corpus)
    reports = [judged(entries, profiles, tables) for entries in sets]
    members = [member for report in reports for member in report.members if member.distance is not None]
    print(f"\n{len(sets)} AI sets: odd pictures {Share.of(member.odd for member in members)}")
    print(f"  said of sets {_said(reports)}; traits told {_told(reports)}")
    print("\nmiddle figure of a set, its middle over sets and its range; how often an AI set's is below a real one's")
    for key in apart.FIGURES:
        real, ai = (_middles(key, held, profiles) for held in (real_sets(corpus), sets))
        for name, values in (("real", real), ("AI", ai)):
            print(
                f"  {key:20} {name:5} {np.median(values):.3f} [{values.min():.3f}, {values.max():.3f}] ({values.size})"
            )
        print(f"  {key:20} below {(ai[:, None] < real).mean():.2f}")


def _print_foreign(corpus: Corpus, profiles: Profiles, tables: Nulls) -> None:
    print("\none foreign picture put into an AI set: found, and pictures of the set marked in its stead")
    kinds: dict[str, Chosen] = {
        "AI, another person, same generator": lambda held, entry: (
            entry.label == AI and entry.pair not in ("", held[0].pair) and entry.generator == held[0].generator
        ),
        "AI, another person, other generator": lambda held, entry: (
            entry.label == AI and entry.source != held[0].source and entry.native
        ),
        "real, another person": lambda held, entry: entry.label == REAL and entry.source != held[0].source,
        "real, the same person": lambda held, entry: entry.label == REAL and entry.pair == held[0].pair,
    }
    for name, wanted in kinds.items():
        _print_put_in(
            name,
            [(held, entry) for held in ai_sets(corpus) for entry in _spread(corpus, held, wanted)],
            profiles,
            tables,
        )
    alike = [(held, entry) for held in ai_sets(corpus) for entry in _most_alike(corpus, held, profiles)]
    _print_put_in("real, the three most alike other people", alike, profiles, tables)


def _print_put_in(name: str, cases: list[tuple[Set, Entry]], profiles: Profiles, tables: Nulls) -> None:
    found, instead = [], []
    for held, entry in cases:
        report = judged([*held, entry], profiles, tables)
        *own, foreign = report.members
        if foreign.distance is not None:
            found.append(foreign.odd)
        before = {member.name for member in judged(held, profiles, tables).members if member.odd}
        instead += [member.odd and member.name not in before for member in own]
    print(f"  {name}: {Share.of(found)}; in its stead {Share.of(instead)}")


def _spread(corpus: Corpus, held: Set, wanted: Chosen) -> list[Entry]:
    """Some of those that are wanted, evenly over the list; the same ones every time."""
    there = [entry for entry in corpus.entries if entry.native and wanted(held, entry)]
    return there[:: max(1, len(there) // FOREIGN_EACH)][:FOREIGN_EACH]


def _most_alike(corpus: Corpus, held: Set, profiles: Profiles) -> Iterator[Entry]:
    """The real pictures of three others whose faces are nearest to the set's first."""
    first = profiles[held[0].file].face.embedding
    others = [
        entry
        for entry in corpus.entries
        if entry.label == REAL and entry.source != held[0].source and entry.file in profiles
    ]
    nearest = sorted(others, key=lambda entry: distance(first, profiles[entry.file].face.embedding))
    yield from nearest[:3]


def _middles(key: str, sets: Sequence[Set], profiles: Profiles) -> NDArray[np.float64]:
    """Of each set the median over its couples, where any can be told."""
    found = (apart.couples(key, [profiles[entry.file] for entry in held if entry.file in profiles]) for held in sets)
    return np.array([np.median(values) for values in found if values])


def _said(reports: Sequence[SeriesReport]) -> dict[str, int]:
    codes = (finding.code for report in reports for result in report.results for finding in result.findings)
    return dict(Counter(codes))


def _told(reports: Sequence[SeriesReport]) -> dict[str, int]:
    answered = (
        result.analyzer
        for report in reports
        for member in report.members
        for result in member.results
        if result.status == "ok"
    )
    return dict(Counter(answered))


if __name__ == "__main__":
    main()
