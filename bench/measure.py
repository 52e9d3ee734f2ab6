"""Measures every picture of a corpus and every couple it makes, on all cores, and remembers what it has measured.

Each analyzer's result is kept under a hash of the code it depends on: after a change only what the change touches is
measured again, and a run that was stopped goes on where it stood.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2

from analysis import engine
from analysis.analyzer import PairAnalyzer, PhotoAnalyzer
from analysis.errors import AnalysisError
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.registry import ALONE_ANALYZERS, PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.types import Alignment, Picture, Result, from_json, to_json
from bench.corpus import Corpus, Couple, Entry
from bench.progress import progress
from bench.sources import fingerprint
from bench.store import Store

PROCESSES = max(1, os.cpu_count() or 1)
REFUSED = "refused because"
STRANGERS_ANALYZER = "skin_surface"
_PICTURE, _ALIGNMENT = "analysis.portrait", "analysis.alignment"


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was measured of one picture; `alone` is what is asked of it where nothing stands beside it."""

    picture: Picture
    results: tuple[Result, ...]
    alone: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was measured of a couple beyond its two pictures."""

    alignment: Alignment
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything measured of a corpus; `refused` says why a picture could not be."""

    photos: dict[str, Inspected]
    couples: dict[str, Compared]
    strangers: dict[str, Result]  # of the one analyzer that is judged by them
    refused: dict[str, str]


@dataclass(frozen=True, slots=True)
class Task:
    """One subject, the references it is put beside, and which parts of each are missing from the store."""

    folder: Path
    subject: Entry
    alone: tuple[str, ...]
    beside: tuple[tuple[Entry, tuple[str, ...]], ...]


def measure(corpus: Corpus) -> Measured:
    """Results of every picture and couple; what an earlier run measured with the same code is read back."""
    store = Store(f"results-{hashlib.sha256(str(corpus.folder.resolve()).encode()).hexdigest()[:8]}")
    tasks = list(_tasks(corpus, store))
    with ProcessPoolExecutor(PROCESSES, initializer=_alone_on_a_core) as pool:
        running = [pool.submit(_run, task) for task in tasks]
        for done in progress(as_completed(running), len(running), "measuring"):
            for key, value in done.result().items():
                store.put(key, value)
    return _read(corpus, store)


def _alone_on_a_core() -> None:
    """Processes run side by side; threads inside each would only get in each other's way."""
    cv2.setNumThreads(1)


def _parts(analyzers: tuple[PhotoAnalyzer, ...] | tuple[PairAnalyzer, ...]) -> Iterator[tuple[str, str]]:
    """(analyzer id, its key in the store)"""
    for analyzer in analyzers:
        yield analyzer.id, f"{analyzer.id}@{fingerprint(analyzer.measure.__module__)}"


def _key(of: str, part: str) -> str:
    return f"{of}#{part}"


PHOTO_PARTS = {
    f"picture@{fingerprint(_PICTURE)}": "picture",
    **{key: name for name, key in _parts((*PHOTO_ANALYZERS, *ALONE_ANALYZERS))},
}
PAIR_PARTS = {
    f"alignment@{fingerprint(_ALIGNMENT)}": "alignment",
    **{key: name for name, key in _parts(PAIR_ANALYZERS)},
}


STRANGERS_PART = next(key for key, name in PAIR_PARTS.items() if name == STRANGERS_ANALYZER)


def _tasks(corpus: Corpus, store: Store) -> Iterator[Task]:
    beside: dict[str, list[tuple[Entry, tuple[str, ...]]]] = {}
    asked = [(couple, tuple(PAIR_PARTS)) for couple in (*corpus.real_couples(), *corpus.ai_couples())]
    asked += [(couple, (STRANGERS_PART,)) for couple in corpus.strangers()]
    for couple, parts in asked:
        missing = tuple(part for part in parts if _key(couple.key, part) not in store)
        if missing:
            beside.setdefault(couple.subject.file, []).append((couple.reference, missing))
    for entry in corpus.entries:
        alone = tuple(part for part in PHOTO_PARTS if _key(entry.file, part) not in store)
        if alone or entry.file in beside:
            yield Task(corpus.folder, entry, alone, tuple(beside.get(entry.file, ())))


def _run(task: Task) -> dict[str, Any]:
    """Values for the store: a part's JSON, or {REFUSED: why}."""
    values: dict[str, Any] = {}
    subject = _portrait(task.folder, task.subject)
    for part in task.alone:
        values[_key(task.subject.file, part)] = _photo_part(subject, PHOTO_PARTS[part])
    for entry, parts in task.beside:
        reference = _portrait(task.folder, entry)
        pair = Pair(subject, reference) if isinstance(subject, Portrait) and isinstance(reference, Portrait) else None
        for part in parts:
            key = _key(Couple(task.subject, entry).key, part)
            values[key] = {REFUSED: "no face"} if pair is None else _pair_part(pair, PAIR_PARTS[part])
    return values


def _photo_part(subject: Portrait | str, name: str) -> Any:
    if isinstance(subject, str):
        return {REFUSED: subject}
    if name == "picture":
        return to_json(subject.picture)
    return to_json(engine.measured_alone(name, subject))


def _pair_part(pair: Pair, name: str) -> Any:
    return to_json(pair.alignment if name == "alignment" else engine.measured_beside(name, pair))


def _portrait(folder: Path, entry: Entry) -> Portrait | str:
    try:
        return Portrait.of(open_photo((folder / entry.file).read_bytes()))
    except AnalysisError as refused:
        return str(refused)


def _read(corpus: Corpus, store: Store) -> Measured:
    photos: dict[str, Inspected] = {}
    couples: dict[str, Compared] = {}
    refused: dict[str, str] = {}
    for entry in corpus.entries:
        first, *others = (store[_key(entry.file, part)] for part in PHOTO_PARTS)
        if REFUSED in first:
            refused[entry.file] = first[REFUSED]
        else:
            results = tuple(from_json(Result, item) for item in others)
            every, alone = results[: len(PHOTO_ANALYZERS)], results[len(PHOTO_ANALYZERS) :]
            photos[entry.file] = Inspected(from_json(Picture, first), every, alone)
    for couple in (*corpus.real_couples(), *corpus.ai_couples()):
        first, *others = (store[_key(couple.key, part)] for part in PAIR_PARTS)
        if REFUSED not in first:
            couples[couple.key] = Compared(
                from_json(Alignment, first), tuple(from_json(Result, item) for item in others)
            )
    strangers = {couple.key: store[_key(couple.key, STRANGERS_PART)] for couple in corpus.strangers()}
    told = {key: from_json(Result, value) for key, value in strangers.items() if REFUSED not in value}
    return Measured(photos, couples, told, refused)
