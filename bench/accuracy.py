"""False alarms on real photographs, and what is shown on AI portraits, with intervals.

    python bench/accuracy.py [--portraits DIR] [--json FILE]

DIR holds manifest.tsv (file, label, pair_id, identity, repo, pixels, …). Every picture and couple is measured once and
remembered under var/bench, so a stopped run goes on. Each couple is judged by tables that never saw its own source.
Real couples are two real pictures of one person; the first is judged as if it were the AI headshot.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis import engine
from analysis.portrait import UNCOMPRESSED
from analysis.types import Dimension, Result, Severity
from bench.alone import alone
from bench.corpus import AI, REAL, SHARED, Corpus
from bench.intervals import Share
from bench.measure import Measured, measure
from bench.verdicts import Verdict, one_each, refused, strangers, verdicts

SEEN = tuple(dimension for dimension in Dimension if dimension is not Dimension.PROVENANCE)


def main() -> None:
    """Measure, judge, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--json", type=Path, help="where to write all figures")
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    figures = accuracy(corpus, measure(corpus))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n")
    show(figures)


def accuracy(corpus: Corpus, measured: Measured) -> dict[str, Any]:
    """All figures as JSON; every share as hits, total, share, low and high (Wilson, 95 %)."""
    real = verdicts(measured, corpus.real_couples())
    ai = verdicts(measured, corpus.ai_couples())
    return {
        "engine": engine.ENGINE,
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "pictures": {
            "real": sum(entry.label == REAL for entry in corpus.entries),
            "ai": sum(entry.label == AI for entry in corpus.entries),
            "refused_real": refused(corpus, measured, REAL),
            "refused_ai": refused(corpus, measured, AI),
        },
        "false_alarms": _alarms(real),
        "strangers_skin_strong": Share.of(map(_is_strong, strangers(measured, corpus.strangers()))).to_json(),
        "power": _alarms(ai),
        "abstention": {"real": _abstention(real), "ai": _abstention(ai)},
        "reliability": _reliability(real, ai),
        "alone": alone(corpus, measured),
    }


def _alarms(judged: list[Verdict]) -> dict[str, Any]:
    """How often something strong is said: by couple, by picture, by code, and in groups that must not differ."""
    singles = one_each(judged)
    codes = sorted({code for verdict in judged for code in verdict.strong()})
    return {
        "any_strong_by_couple": _share(judged, lambda item: bool(item.strong())),
        "any_strong_by_picture": _share(singles, lambda item: bool(item.strong())),
        "any_strong_without_provenance": _share(singles, lambda item: bool(item.strong(SEEN))),
        "any_moderate_or_strong_by_picture": _share(singles, _moderate_or_more),
        "by_code": {code: _share(judged, partial(_says, code)) for code in codes},
        "by_dimension": {dimension.value: _share(singles, partial(_says_in, dimension)) for dimension in Dimension},
        "by_source": _grouped(singles, lambda item: item.couple.subject.repo),
        "by_generator": _grouped(singles, lambda item: item.couple.subject.generator),
        "by_face_size": _grouped(singles, _face_size),
        "by_jpeg": _grouped(singles, _jpeg),
        "by_skin_tone": _by_skin_tone(singles),
    }


def _is_strong(result: Result) -> bool:
    return any(finding.severity is Severity.STRONG for finding in result.findings)


def _says(code: str, verdict: Verdict) -> bool:
    return code in verdict.strong()


def _says_in(dimension: Dimension, verdict: Verdict) -> bool:
    return bool(verdict.strong((dimension,)))


def _abstains(analyzer: str, verdict: Verdict) -> bool:
    return analyzer in verdict.abstained


def _moderate_or_more(verdict: Verdict) -> bool:
    return any(finding.severity.rank >= 2 for finding in verdict.findings)


def _face_size(verdict: Verdict) -> str:
    distance = min(picture.iris_distance for picture in verdict.pictures)
    return "under 70 px" if distance < 70 else "70–140 px" if distance < 140 else "140 px and over"


def _jpeg(verdict: Verdict) -> str:
    quality = min(UNCOMPRESSED if item.jpeg_quality is None else item.jpeg_quality for item in verdict.pictures)
    return "under 80" if quality < 80 else "80–92" if quality < 92 else "92 and over"


def _by_skin_tone(judged: list[Verdict]) -> dict[str, Any]:
    """Thirds of the typology angle measured on the reference, darkest first."""
    angles = {id(verdict): angle for verdict in judged if (angle := _typology_angle(verdict)) is not None}
    ordered = sorted(angles.values())
    if not ordered:
        return {}
    low, high = ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3]

    def third(verdict: Verdict) -> str:
        angle = angles.get(id(verdict))
        if angle is None:
            return "not measured"
        return "darkest third" if angle < low else "middle third" if angle < high else "lightest third"

    return _grouped(judged, third)


def _typology_angle(verdict: Verdict) -> float | None:
    for result in verdict.results:
        for measurement in result.measurements:
            if measurement.key == "skin.tone.ita":
                return measurement.reference
    return None


def _abstention(judged: list[Verdict]) -> dict[str, Any]:
    names = [result.analyzer for result in judged[0].results] if judged else []
    return {name: _share(judged, partial(_abstains, name)) for name in names}


def _reliability(real: list[Verdict], ai: list[Verdict]) -> dict[str, Any]:
    """Of the couples with a strong finding, the share that are AI, were real and AI couples equally many."""
    wrong, right = sum(bool(item.strong()) for item in real), sum(bool(item.strong()) for item in ai)
    if not real or not ai or not (wrong or right):
        return {}
    rates = wrong / len(real), right / len(ai)
    return {"strong_that_is_right_at_equal_odds": round(rates[1] / (rates[0] + rates[1]), 4)}


def _share(judged: Iterable[Verdict], holds: Callable[[Verdict], bool]) -> dict[str, Any]:
    return Share.of(holds(verdict) for verdict in judged).to_json()


def _grouped(judged: list[Verdict], group: Callable[[Verdict], str]) -> dict[str, Any]:
    names = sorted({group(verdict) for verdict in judged})
    return {
        name: _share((item for item in judged if group(item) == name), lambda item: bool(item.strong()))
        for name in names
    }


def show(figures: dict[str, Any], indent: str = "") -> None:
    """Print all figures, shares with their intervals."""
    for name, value in figures.items():
        if isinstance(value, dict) and "hits" in value:
            print(f"{indent}{name}: {Share(value['hits'], value['total'])}")
        elif isinstance(value, dict):
            print(f"{indent}{name}")
            show(value, indent + "  ")
        else:
            print(f"{indent}{name}: {value}")


if __name__ == "__main__":
    main()
