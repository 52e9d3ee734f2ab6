"""Artefacts injected into real photographs with their truth: are they found, more the stronger, and where they are?

    python -m bench.place [--portraits DIR] [--count 20] [--json FILE]

Each kind is injected at five strengths into portraits spread over the sources, and put beside the untouched portrait.
The analyzers that ask about it judge by tables that never saw the source: one that would ask of any two photographs,
and one that asks only because both are one exposure. Printed per kind and analyzer: how often it is found at each
strength (as strong: in brackets), how often its figure rises with every step, and how well the place that is marked,
and the place that the heat map colours, lie on what really changed (intersection over union, median at full strength;
`placed` is how often the marked place reaches one half).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis import engine
from analysis.analyzer import HeatMap, Measured, PairAnalyzer
from analysis.errors import AnalysisError, NotApplicable
from analysis.nulls import Nulls
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.registry import PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.simulate import Injected, Kind, NothingToAlter, Scene, inject
from analysis.types import Finding, Region, Severity
from bench.corpus import REAL, SHARED, Corpus, Entry
from bench.intervals import Share
from bench.measure import PROCESSES
from bench.progress import progress

STRENGTHS = (0.2, 0.4, 0.6, 0.8, 1.0)
LEAST_IRIS_DISTANCE = 80.0  # pixels; smaller faces abstain from most of these questions


@dataclass(frozen=True, slots=True)
class Question:
    """Which analyzer is asked about a kind, the figure that should rise (or fall), and the findings that answer it."""

    analyzer: str
    figure: str
    sign: int
    codes: tuple[str, ...]


QUESTIONS: Mapping[Kind, Question] = {
    Kind.SKIN_SMOOTHING: Question("skin_texture", "skin.grain", -1, ("skin_smoother",)),
    Kind.WAXY_HIGHLIGHTS: Question("skin_highlights", "skin.highlights", 1, ("skin_waxy",)),
    Kind.SKIN_LIGHTENING: Question("skin_tone", "skin.tone", 1, ("skin_lighter", "skin_colour_shifted")),
    Kind.HALO: Question("background_edge", "background.edge.fringe", 1, ("edge_fringe",)),
    Kind.HARD_CUT: Question("background_edge", "background.edge.width", -1, ("edge_cut",)),
    Kind.BACKGROUND_BLUR: Question("background_focus", "background.focus.softness", 1, ("background_softer",)),
    Kind.BACKGROUND_NOISE: Question("background_grain", "background.grain", 1, ("background_grainier",)),
    Kind.MOUTH_ONLY_SMILE: Question("expression_smile", "smile.eyes_missing", 1, ("smile.eyes_left_behind",)),
    Kind.MIRRORED_CATCHLIGHT: Question("expression_eyes", "eyes.catchlight_offset", 1, ("eyes.catchlights_disagree",)),
    Kind.REMOVED_CATCHLIGHT: Question("expression_catchlights", "eyes.catchlight", -1, ("eyes.catchlights_missing",)),
    Kind.JAW_NARROWED: Question("likeness_geometry", "likeness.jaw_width", -1, ("likeness_jaw_width_smaller",)),
    Kind.HEAD_RESCALED: Question(
        "body_proportion", "body.shoulders", -1, ("body_shoulders_narrower", "body_shoulders_wider")
    ),
}

# What is asked where both are one exposure, whatever the analyzers above can tell of it.
EDITS: Mapping[Kind, Question] = {
    Kind.SKIN_SMOOTHING: Question("edited_skin", "edited.skin.detail", -1, ("edited_skin_smoothed",)),
    Kind.WAXY_HIGHLIGHTS: Question("edited_skin", "edited.skin.highlights", 1, ("edited_skin_highlights",)),
    Kind.SKIN_LIGHTENING: Question("edited_skin", "edited.skin.tone", 1, ("edited_skin_lighter",)),
    Kind.MARK_REMOVAL: Question("edited_skin", "edited.skin.marks", 1, ("edited_skin_marks",)),
    Kind.HALO: Question("edited_background", "edited.background.outline", 1, ("edited_outline",)),
    Kind.HARD_CUT: Question("edited_background", "edited.background.outline", 1, ("edited_outline",)),
    Kind.BACKGROUND_BLUR: Question("edited_background", "edited.background.focus", -1, ("edited_background_blurred",)),
    Kind.BACKGROUND_NOISE: Question("edited_background", "edited.background.grain", 1, ("edited_background_grain",)),
    Kind.RELIT_BACKGROUND: Question(
        "edited_background",
        "edited.background.colour",
        1,
        ("edited_background_relit", "edited_background_replaced"),
    ),
    Kind.MOUTH_ONLY_SMILE: Question("edited_shape", "edited.shape.mouth", 1, ("edited_mouth_moved",)),
    Kind.MIRRORED_CATCHLIGHT: Question(
        "edited_eyes", "edited.eyes.lost", 1, ("edited_catchlight_moved", "edited_catchlight_gone")
    ),
    Kind.REMOVED_CATCHLIGHT: Question("edited_eyes", "edited.eyes.lost", 1, ("edited_catchlight_gone",)),
    Kind.JAW_NARROWED: Question("edited_shape", "edited.shape.jaw", -1, ("edited_jaw_narrower",)),
    Kind.EYES_ENLARGED: Question("edited_shape", "edited.shape.eyes", 1, ("edited_eyes_larger",)),
    Kind.NOSE_NARROWED: Question("edited_shape", "edited.shape.nose", -1, ("edited_nose_narrower",)),
    Kind.HEAD_RESCALED: Question("edited_shape", "edited.shape.head", 1, ("edited_head_larger",)),
}
ASKED = tuple((kind, asked[kind]) for kind in Kind for asked in (QUESTIONS, EDITS) if kind in asked)
PLACED = 0.5  # intersection over union


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one injection. `value` and the overlaps are None where the analyzer abstained or marked nothing."""

    kind: Kind
    strength: float
    value: float | None
    found: bool
    strong: bool
    marked: float | None
    coloured: float | None


def main() -> None:
    """Inject, judge, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    waiting = spread([entry for entry in corpus.entries if entry.label == REAL and entry.native])
    answered: list[dict[str, list[Answer]]] = []
    with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
        while waiting and len(answered) < chosen.count:
            wanted = chosen.count - len(answered)
            turn, waiting = waiting[:wanted], waiting[wanted:]
            running = pool.map(partial(answers, corpus.folder), turn)
            answered += [item for item in progress(running, len(turn), "injecting") if item]
    figures = {name: summary([item[name] for item in answered]) for name in answered[0]}
    print(f"{len(answered)} portraits")
    for kind, figure in figures.items():
        _print(kind, figure)
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n")


def spread(entries: list[Entry]) -> list[Entry]:
    """Entries taken in turn from the sources, one picture of a person, the same ones every time."""
    people: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        people[entry.source].setdefault(entry.person or entry.file, entry)
    waiting = [list(held.values()) for held in people.values()]
    return [held[turn] for turn in range(max(map(len, waiting))) for held in waiting if turn < len(held)]


def answers(folder: Path, entry: Entry) -> dict[str, list[Answer]] | None:
    """All kinds and strengths on one portrait; None where its face is too small to be asked."""
    portrait = Portrait.of(open_photo((folder / entry.file).read_bytes()))
    if portrait.iris_distance < LEAST_IRIS_DISTANCE:
        return None
    scene, unseen = Scene(portrait), engine.nulls().without(entry.source)
    told: dict[str, list[Answer]] = {_name(kind, question): [] for kind, question in ASKED}
    for kind in Kind:
        for injected, pair in _series(scene, kind):
            for _, question in (item for item in ASKED if item[0] is kind):
                told[_name(kind, question)].append(_answer(injected, pair, question, unseen))
    return told


def _name(kind: Kind, question: Question) -> str:
    return f"{kind.value}, {question.analyzer}"


def _series(scene: Scene, kind: Kind) -> Iterator[tuple[Injected, Pair]]:
    for strength in STRENGTHS:
        try:
            injected = inject(scene, kind, strength=strength, seed=1)
            altered = injected.portrait()
        except (NothingToAlter, AnalysisError):
            return
        yield injected, Pair(altered, scene.portrait)


def _answer(injected: Injected, pair: Pair, question: Question, unseen: Nulls) -> Answer:
    nothing = Answer(injected.kind, injected.strength, None, False, False, None, None)
    try:
        measured, findings = _judged(question.analyzer, pair, unseen)
    except NotApplicable:
        return nothing
    figure = measured.get(question.figure)
    if figure is None:
        return nothing
    truth = injected.mask
    said = next((finding for finding in findings if finding.code in question.codes), None)
    ours = next((heat for heat in measured.heatmaps if not heat.on_reference), None)
    return Answer(
        kind=injected.kind,
        strength=injected.strength,
        value=question.sign * figure.value,
        found=said is not None,
        strong=said is not None and said.severity is Severity.STRONG,
        marked=None if said is None else overlap(filled(said.subject_regions, truth.shape), truth),
        coloured=None if ours is None else overlap(hot(ours, truth.shape), truth),
    )


def _judged(name: str, pair: Pair, unseen: Nulls) -> tuple[Measured, tuple[Finding, ...]]:
    for alone in PHOTO_ANALYZERS:
        if alone.id == name:
            measured = alone.measure(pair.subject)
            return measured, alone.judge(measured, unseen)
    beside: PairAnalyzer = next(analyzer for analyzer in PAIR_ANALYZERS if analyzer.id == name)
    measured = beside.measure(pair)
    return measured, beside.judge(measured, unseen)


def filled(regions: tuple[Region, ...], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The regions on the pixels of the file, bool (h, w)."""
    drawn = np.zeros(shape[:2], np.uint8)
    for region in regions:
        box = (
            (region.left, region.top),
            (region.right, region.top),
            (region.right, region.bottom),
            (region.left, region.bottom),
        )
        corners = np.array(region.polygon or box) * (shape[1], shape[0])
        cv2.fillPoly(drawn, [np.round(corners).astype(np.int32)], 1)
    return drawn.astype(bool)


def hot(heat: HeatMap, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Where a heat map shows any colour, on the pixels of the file, bool (h, w)."""
    height, width = shape[:2]
    left, right = round(heat.region.left * width), round(heat.region.right * width)
    top, bottom = round(heat.region.top * height), round(heat.region.bottom * height)
    shown = (np.nan_to_num(heat.values, nan=heat.floor - 1) >= heat.floor).astype(np.uint8)
    whole = np.zeros((height, width), bool)
    whole[top:bottom, left:right] = cv2.resize(shown, (right - left, bottom - top), interpolation=cv2.INTER_NEAREST) > 0
    return whole


def overlap(said: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    """Intersection over union; 0 where both are empty."""
    return float((said & true).sum() / max(1, (said | true).sum()))


def summary(series: list[list[Answer]]) -> dict[str, Any]:
    """One kind over all portraits, a list of answers each; its figure rises where it does so with every step."""
    told = [answer for one in series for answer in one if answer.value is not None]
    values = [[answer.value for answer in one if answer.value is not None] for one in series]
    complete = [one for one in values if len(one) == len(STRENGTHS)]
    full = [answer for answer in told if answer.strength == STRENGTHS[-1]]
    return {
        "abstained": Share(sum(map(len, series)) - len(told), sum(map(len, series))).to_json(),
        "found": {
            f"{strength:.0%}": Share.of(answer.found for answer in told if answer.strength == strength).to_json()
            for strength in STRENGTHS
        },
        "strong": {
            f"{strength:.0%}": Share.of(answer.strong for answer in told if answer.strength == strength).to_json()
            for strength in STRENGTHS
        },
        "rises": Share.of(all(low < high for low, high in pairwise(one)) for one in complete).to_json(),
        "marked_overlap": _median([item.marked for item in full if item.marked is not None]),
        "placed": Share.of((item.marked or 0.0) >= PLACED for item in full if item.found).to_json(),
        "coloured_overlap": _median([item.coloured for item in full if item.coloured is not None]),
    }


def _print(kind: str, figure: dict[str, Any]) -> None:
    found = ", ".join(
        f"{strength} {share['hits']}/{share['total']} ({figure['strong'][strength]['hits']})"
        for strength, share in figure["found"].items()
    )
    names = ("abstained", "rises", "placed")
    shares = ", ".join(f"{name} {figure[name]['hits']}/{figure[name]['total']}" for name in names)
    places = f"marked {figure['marked_overlap']}, coloured {figure['coloured_overlap']}"
    print(f"{kind:38} found {found}; {shares}; {places}")


def _median(values: list[float]) -> float | None:
    return round(float(np.median(values)), 2) if values else None


if __name__ == "__main__":
    main()
