"""What the judges say of each couple when they have never seen its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from analysis import engine
from analysis.nulls import Nulls
from analysis.types import Dimension, Finding, Picture, Result, Severity, Status
from bench.corpus import Corpus, Couple
from bench.measure import Compared, Measured


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything said of one couple's subject: by the pair analyzers, and of the subject alone."""

    couple: Couple
    compared: Compared
    pictures: tuple[Picture, Picture]  # subject, reference
    results: tuple[Result, ...]

    @property
    def findings(self) -> list[Finding]:
        return [finding for result in self.results for finding in result.findings]

    def strong(self, dimensions: Iterable[Dimension] = tuple(Dimension)) -> set[str]:
        """Codes of the strong findings in some dimensions."""
        wanted = set(dimensions)
        return {item.code for item in self.findings if item.severity is Severity.STRONG and item.dimension in wanted}

    @property
    def abstained(self) -> set[str]:
        return {result.analyzer for result in self.results if result.status is not Status.OK}


@cache
def _tables(*left_out: str) -> Nulls:
    remaining = engine.nulls()
    for source in left_out:
        remaining = remaining.without(source)
    return remaining


def tables(couple: Couple) -> Nulls:
    """The tables of real photographs as if the couple's sources had never been seen."""
    return _tables(*sorted({couple.subject.source, couple.reference.source}))


def verdicts(measured: Measured, couples: Iterable[Couple]) -> list[Verdict]:
    """Judged leave-one-source-out: no row of the subject's or the reference's source is in the tables used."""
    judged = []
    for couple in couples:
        compared = measured.couples.get(couple.key)
        if compared is None:
            continue
        photo, other = measured.photos[couple.subject.file], measured.photos[couple.reference.file]
        unseen = tables(couple)
        results = tuple(engine.rejudge(result, unseen) for result in (*compared.results, *photo.results))
        judged.append(Verdict(couple, compared, (photo.picture, other.picture), results))
    return judged


def strangers(measured: Measured, couples: Iterable[Couple]) -> list[Result]:
    """What is said of real pictures beside somebody else's by the one analyzer that is judged among them.

    Its table of strangers has no row of either source; a person's own couples, of which these are none, stay.
    """
    return [
        engine.rejudge(measured.strangers[couple.key], replace(engine.nulls(), strangers=tables(couple).strangers))
        for couple in couples
        if couple.key in measured.strangers
    ]


def one_each(judged: Iterable[Verdict]) -> list[Verdict]:
    """One couple per subject: the reference whose pose is nearest, which is what a photographer would choose."""
    best: dict[str, Verdict] = {}
    for verdict in judged:
        held = best.get(verdict.couple.subject.file)
        if held is None or verdict.compared.alignment.pose_difference < held.compared.alignment.pose_difference:
            best[verdict.couple.subject.file] = verdict
    return list(best.values())


def refused(corpus: Corpus, measured: Measured, label: str) -> list[str]:
    """Files of one label that could not be measured at all."""
    return [entry.file for entry in corpus.entries if entry.label == label and entry.file in measured.refused]
