"""Measures every picture of a corpus and every couple it makes, on all cores, and remembers what it has measured."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import engine
from analysis.errors import AnalysisError
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.types import Alignment, PhotoReport, Result, from_json, to_json
from bench.corpus import Corpus, Couple, Entry
from bench.progress import progress
from bench.store import Store

PROCESSES = max(1, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Task:
    """One subject with the couples it is the subject of, so that it is decoded once for all of them."""

    folder: Path
    subject: Entry
    references: tuple[Entry, ...]
    alone: bool  # whether its own photo report is wanted as well


@dataclass(frozen=True, slots=True)
class Compared:
    """What was measured of a couple beyond the two photo reports."""

    alignment: Alignment
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything measured of a corpus; `refused` says why a picture could not be."""

    photos: dict[str, PhotoReport]
    couples: dict[str, Compared]
    refused: dict[str, str]


def measure(corpus: Corpus) -> Measured:
    """Reports of every picture and couple; what an earlier run measured with the same engine is read back."""
    store = Store(_name(corpus))
    tasks = list(_tasks(corpus, store))
    with ProcessPoolExecutor(PROCESSES) as pool:
        running = [pool.submit(_run, task) for task in tasks]
        for done in progress(as_completed(running), len(running), "measuring"):
            for key, value in done.result().items():
                store.put(key, value)
    return _read(corpus, store)


def _name(corpus: Corpus) -> str:
    folder = hashlib.sha256(str(corpus.folder.resolve()).encode()).hexdigest()[:8]
    return f"reports-{folder}-{sources()}"


def sources() -> str:
    """A hash of all code that a figure can depend on: what an older version measured is never taken for today's."""
    code = Path(engine.__file__).parent
    measured_by = [code / "pair.py", code / "matching.py", code / "alignment.py", code / "portrait.py"]
    for folder in ("analyzers", "vision", "photo", "provenance"):
        measured_by += sorted((code / folder).glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in measured_by)).hexdigest()[:12]


def _tasks(corpus: Corpus, store: Store) -> Iterator[Task]:
    wanted: dict[str, list[Entry]] = {}
    for couple in (*corpus.real_couples(), *corpus.ai_couples()):
        if couple.key not in store:
            wanted.setdefault(couple.subject.file, []).append(couple.reference)
    for entry in corpus.entries:
        alone = entry.file not in store
        if alone or entry.file in wanted:
            yield Task(corpus.folder, entry, tuple(wanted.get(entry.file, ())), alone)


def _run(task: Task) -> dict[str, Any]:
    """Values for the store: a report, or {"refused": why}."""
    values: dict[str, Any] = {}
    subject = _portrait(task.folder, task.subject)
    if task.alone:
        values[task.subject.file] = (
            to_json(engine.inspect(subject).report) if isinstance(subject, Portrait) else {"refused": subject}
        )
    for entry in task.references:
        key = Couple(task.subject, entry).key
        reference = _portrait(task.folder, entry)
        if isinstance(subject, Portrait) and isinstance(reference, Portrait):
            values[key] = to_json(_compared(Pair(subject, reference)))
        else:
            values[key] = {"refused": subject if isinstance(subject, str) else reference}
    return values


def _compared(pair: Pair) -> Compared:
    results, _ = engine.compare_pair(pair)
    return Compared(pair.alignment, results)


def _portrait(folder: Path, entry: Entry) -> Portrait | str:
    try:
        return Portrait.of(open_photo((folder / entry.file).read_bytes()))
    except AnalysisError as refused:
        return str(refused)


def _read(corpus: Corpus, store: Store) -> Measured:
    photos: dict[str, PhotoReport] = {}
    couples: dict[str, Compared] = {}
    refused: dict[str, str] = {}
    for entry in corpus.entries:
        value = store[entry.file]
        if "refused" in value:
            refused[entry.file] = value["refused"]
        else:
            photos[entry.file] = from_json(PhotoReport, value)
    for couple in (*corpus.real_couples(), *corpus.ai_couples()):
        value = store[couple.key]
        if "refused" not in value:
            couples[couple.key] = from_json(Compared, value)
    return Measured(photos, couples, refused)
