"""Profiles of a corpus, in memory only, and the sets of one person that its pictures make."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import cv2

from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.series.profile import Profile, profile
from bench.corpus import AI, REAL, STUDIO_SESSIONS, Corpus, Entry
from bench.progress import progress

PROCESSES = max(1, os.cpu_count() or 1)
FEWEST = 3
Profiles = dict[str, Profile]
Set = list[Entry]


def measured(corpus: Corpus) -> Profiles:
    """Profiles by file, of every picture whose pixels are its own; those without a measurable face are left out."""
    entries = [entry for entry in corpus.entries if entry.native]
    with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
        running = pool.map(partial(_profile, corpus.folder), [entry.file for entry in entries], chunksize=4)
        found = list(progress(running, len(entries), "measuring"))
    return {item.name: item for item in found if isinstance(item, Profile)}


def real_sets(corpus: Corpus) -> list[Set]:
    """Real pictures of one person, three or more, on different days."""
    entries = [entry for entry in corpus.entries if entry.label == REAL and entry.source not in STUDIO_SESSIONS]
    return _sets((entry.person, entry) for entry in entries)


def ai_sets(corpus: Corpus) -> list[Set]:
    """AI pictures of one person by one generator, three or more, whose pixels are its own."""
    entries = [entry for entry in corpus.entries if entry.label == AI and entry.native]
    return _sets((entry.pair and f"{entry.pair} {entry.generator}", entry) for entry in entries)


def sources(entries: Set) -> set[str]:
    """What has to be left out where a set is judged as if it had never been seen."""
    return {entry.source for entry in entries}


def _profile(folder: Path, file: str) -> object:
    return profile(file, lambda: Portrait.of(open_photo((folder / file).read_bytes())))


def _sets(named: Iterable[tuple[str, Entry]]) -> list[Set]:
    sets: dict[str, Set] = defaultdict(list)
    for name, entry in named:
        if name:
            sets[name].append(entry)
    return [entries for entries in sets.values() if len(entries) >= FEWEST]
