"""What is said of single pictures, each looked at as if there were no photograph beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from analysis import engine
from analysis.nulls import Nulls
from analysis.types import Dimension, Result, Status
from bench.corpus import AI, REAL, Corpus, Entry
from bench.intervals import Share
from bench.measure import Measured


@dataclass(frozen=True, slots=True)
class Looked:
    """One picture and everything said of it, by tables that never saw its source."""

    entry: Entry
    results: tuple[Result, ...]

    @property
    def codes(self) -> set[str]:
        """What was found in the picture itself: what a file says of its origin is no measurement."""
        found = (finding for result in self.results for finding in result.findings)
        return {finding.code for finding in found if finding.dimension is not Dimension.PROVENANCE}

    def answered(self, analyzer: str) -> bool:
        return any(result.analyzer == analyzer and result.status is Status.OK for result in self.results)


def alone(corpus: Corpus, measured: Measured) -> dict[str, Any]:
    """Shares of pictures with any finding, as JSON: by label, code and where they come from."""
    tables = {source: engine.nulls().without(source).for_alone() for source in {it.source for it in corpus.entries}}
    looked = [
        _looked(entry, measured, tables[entry.source]) for entry in corpus.entries if entry.file in measured.photos
    ]
    return {label: _said([item for item in looked if item.entry.label == label]) for label in (REAL, AI)}


def _looked(entry: Entry, measured: Measured, tables: Nulls) -> Looked:
    photo = measured.photos[entry.file]
    judged = (engine.rejudge(result, tables) for result in (*photo.alone, *photo.results))
    return Looked(entry, tuple(engine.at_most_slight(result) for result in judged))


def _said(looked: list[Looked]) -> dict[str, Any]:
    analyzers = [result.analyzer for result in looked[0].results] if looked else []
    return {
        "any_finding": _share(looked),
        "by_code": {
            code: Share.of(code in item.codes for item in looked).to_json()
            for code in sorted({code for item in looked for code in item.codes})
        },
        "by_source": _grouped(looked, "source"),
        "by_generator": _grouped(looked, "generator"),
        "answered": {name: Share.of(map(partial(_answers, name), looked)).to_json() for name in analyzers},
    }


def _share(looked: list[Looked]) -> dict[str, Any]:
    return Share.of(bool(item.codes) for item in looked).to_json()


def _grouped(looked: list[Looked], by: str) -> dict[str, Any]:
    names = sorted({getattr(item.entry, by) for item in looked})
    return {name: _share([item for item in looked if getattr(item.entry, by) == name]) for name in names}


def _answers(analyzer: str, item: Looked) -> bool:
    return item.answered(analyzer)
