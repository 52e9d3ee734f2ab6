"""A folder of labelled portraits: manifest.tsv, its rows, and the pairs that they make."""

from __future__ import annotations

import csv
import itertools
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

REAL, AI = "real", "ai"
STUDIO_SESSIONS = {"debruine/webmorphR.stim"}  # repos whose pictures of one person were all taken in one session
RESAMPLED = "figure_crop"  # cut from a printed figure: its pixels are not the generator's or the camera's
_STRIDE = 37  # a prime, so that neighbours in the list are put beside pictures far apart
SHARED = Path(os.environ.get("CATCHLIGHT_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One picture of the manifest."""

    file: str
    label: str
    generator: str
    repo: str  # where it was published: what is left out in leave-one-source-out
    pair: str  # one person with real and AI pictures
    person: str  # real pictures of one person
    pixels: str
    jpeg_step: float | None  # mean luminance quantiser; None where it is no JPEG

    @property
    def native(self) -> bool:
        return self.pixels != RESAMPLED

    @property
    def of_one_session(self) -> bool:
        """Whether its repo was taken in one studio on one day."""
        return self.repo in STUDIO_SESSIONS

    @property
    def source(self) -> str:
        """What is left out together: a repository, for a person may appear in several of its files."""
        return self.repo


@dataclass(frozen=True, slots=True)
class Couple:
    """A subject beside a real reference, by their entries."""

    subject: Entry
    reference: Entry

    @property
    def one_session(self) -> bool:
        """One camera, one light, one day: such pairs differ far less than any that are compared in a consult."""
        return self.subject.repo == self.reference.repo and self.subject.of_one_session

    @property
    def both(self) -> tuple[Entry, Entry]:
        return self.subject, self.reference

    @property
    def key(self) -> str:
        return f"{self.subject.file}|{self.reference.file}"


@dataclass(frozen=True, slots=True)
class Triple:
    """A subject, a real reference, and one more real picture of the person."""

    subject: Entry
    reference: Entry
    extra: Entry


@dataclass(frozen=True, slots=True)
class Corpus:
    """All pictures of one folder."""

    folder: Path
    entries: tuple[Entry, ...]

    @classmethod
    def read(cls, folder: Path) -> Corpus:
        """Raises FileNotFoundError when the folder has no manifest.tsv."""
        with (folder / "manifest.tsv").open(newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
        return cls(folder, tuple(_entry(row) for row in rows))

    def people(self) -> dict[str, int]:
        """A number for each person with real pictures; it means nothing elsewhere."""
        return {name: number for number, name in enumerate(sorted({entry.person for entry in self.entries}))}

    def real_couples(self) -> list[Couple]:
        """Every ordered pair of real pictures of one person: each picture is once the subject, once the reference."""
        people: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.label == REAL and entry.person:
                people[entry.person].append(entry)
        return [Couple(*pair) for entries in people.values() for pair in itertools.permutations(entries, 2)]

    def ai_couples(self) -> list[Couple]:
        """Every AI picture beside every real picture of its person."""
        real: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.label == REAL and entry.pair:
                real[entry.pair].append(entry)
        return [Couple(entry, other) for entry in self.entries if entry.label == AI for other in real[entry.pair]]

    def real_triples(self) -> list[Triple]:
        """Every ordered triple of real pictures of one person that were not all taken in one session."""
        found = []
        for couple in self.real_couples():
            others = (entry for entry in self.entries if entry.label == REAL and entry.person == couple.subject.person)
            found += [Triple(couple.subject, couple.reference, it) for it in others if it not in couple.both]
        return [triple for triple in found if triple.subject.repo not in STUDIO_SESSIONS]

    def ai_triples(self) -> list[Triple]:
        """Every AI picture beside every two real pictures of its person, also those that its generator did not see."""
        beside: dict[str, list[Couple]] = defaultdict(list)
        for couple in self.real_couples():
            beside[couple.subject.person].append(couple)
        found = []
        for person, entries in self._drawn().items():
            found += [Triple(entry, *couple.both) for entry in entries for couple in beside[person]]
        return found

    def _drawn(self) -> dict[str, list[Entry]]:
        """AI pictures by the person that they show, as real pictures of one person are named."""
        people = {entry.pair: entry.person for entry in self.entries if entry.pair and entry.person}
        drawn: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.label == AI and entry.pair in people:
                drawn[people[entry.pair]].append(entry)
        return drawn

    def strangers(self) -> list[Couple]:
        """Every real picture beside one of somebody else from another source; the same ones every time.

        What two such pictures differ by holds all that cameras, lamps, retouching and files do, from every source.
        """
        real = [entry for entry in self.entries if entry.label == REAL and entry.native]
        couples = []
        for number, entry in enumerate(real):
            others = [other for other in real if other.source != entry.source]
            if others:
                couples.append(Couple(entry, others[number * _STRIDE % len(others)]))
        return couples

    def read_bytes(self, entry: Entry) -> bytes:
        return (self.folder / entry.file).read_bytes()


def _entry(row: dict[str, str]) -> Entry:
    step = row.get("jpeg_lum_q_mean", "")
    return Entry(
        file=row["file"],
        label=row["label"],
        generator=row.get("generator_or_source", ""),
        repo=row.get("repo", ""),
        pair=row.get("pair_id", ""),
        person=row.get("identity", ""),
        pixels=row.get("pixels", ""),
        jpeg_step=float(step) if step else None,
    )
