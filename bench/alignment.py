"""How closely the stage lays one face over another, and how often it refuses to.

    python -m bench.alignment [--portraits DIR] [--json FILE]

Every couple of the corpus is laid eye to eye as the page does it. Printed for real pictures of one person from
different days, from one studio session, and for AI pictures beside a real one: quantiles of what eye corners, nose base
and mouth corners are apart in iris distances, the share that is refused and why, and the residual by pose difference.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from analysis.alignment import align, apply
from analysis.vision.landmarks import (
    EYE_INNER_LEFT,
    EYE_INNER_RIGHT,
    EYE_OUTER_LEFT,
    EYE_OUTER_RIGHT,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    NOSE_BASE,
)
from bench.corpus import SHARED, Corpus, Couple
from bench.intervals import Share
from bench.measure import PROCESSES
from bench.opening import opened
from bench.progress import progress

PLACES: Mapping[str, tuple[int, ...]] = {
    "eye corners": (EYE_OUTER_RIGHT, EYE_INNER_RIGHT, EYE_INNER_LEFT, EYE_OUTER_LEFT),
    "nose base": (NOSE_BASE,),
    "mouth corners": (MOUTH_RIGHT, MOUTH_LEFT),
}
ALL = "all"
QUANTILES = (0.5, 0.75, 0.9, 0.95)
POSES = (0, 5, 10, 15, 20, 90)  # degrees, edges of the groups


@dataclass(frozen=True, slots=True)
class Laid:
    """One couple on its stage: RMS distances in iris distances by place and over all, and why it was refused."""

    group: str
    apart: Mapping[str, float]
    pose_difference: float
    refused: str


def main() -> None:
    """Lay every couple, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    couples = list(asked(corpus))
    with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
        running = pool.map(partial(_laid, corpus.folder), couples, chunksize=8)
        laid = [item for item in progress(running, len(couples), "laying") if item]
    groups = sorted({item.group for item in laid})
    figures = {group: summary([item for item in laid if item.group == group]) for group in groups}
    for group, figure in figures.items():
        _print(group, figure)
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n")


def asked(corpus: Corpus) -> Iterable[tuple[str, Couple]]:
    """Every couple once, by group: which of two real pictures is laid on the other does not change their distance."""
    for couple in corpus.real_couples():
        if couple.subject.file < couple.reference.file:
            yield ("real, one session" if couple.one_session else "real, different days"), couple
    for couple in corpus.ai_couples():
        yield "AI beside real", couple


def summary(laid: list[Laid]) -> dict[str, Any]:
    """Quantiles over the couples that are laid over each other, what is refused, and both by pose difference."""
    shown = [item for item in laid if not item.refused]
    reasons = sorted({item.refused for item in laid if item.refused})
    return {
        "apart": {place: _quantiles(item.apart[place] for item in shown) for place in (ALL, *PLACES)},
        "refused": {reason: Share.of(item.refused == reason for item in laid).to_json() for reason in reasons},
        "by_pose_difference": {
            f"{low}–{high}°": _of_pose([item for item in laid if low <= item.pose_difference < high])
            for low, high in pairwise(POSES)
        },
    }


def _of_pose(laid: list[Laid]) -> dict[str, Any]:
    return {"couples": len(laid), "apart": _quantiles(item.apart[ALL] for item in laid)}


def _quantiles(values: Iterable[float]) -> dict[str, float]:
    """In iris distances; empty where there is nothing to tell."""
    listed = list(values)
    return {f"{share:.0%}": round(float(np.quantile(listed, share)), 3) for share in QUANTILES} if listed else {}


def _laid(folder: Path, one: tuple[str, Couple]) -> Laid | None:
    group, couple = one
    sides = [opened(folder / entry.file) for entry in (couple.subject, couple.reference)]
    if sides[0] is None or sides[1] is None:
        return None
    stage = align(sides[0], sides[1])
    on_stage = [
        apply(stage.to_stage(on_reference=on_reference), portrait.mesh.xy) / stage.stage_iris_distance
        for on_reference, portrait in ((False, sides[0]), (True, sides[1]))
    ]
    squared = ((on_stage[0] - on_stage[1]) ** 2).sum(1)
    apart = {place: float(np.sqrt(squared[list(points)].mean())) for place, points in PLACES.items()}
    return Laid(group, {ALL: stage.residual, **apart}, stage.pose_difference, stage.refused)


def _print(group: str, figure: dict[str, Any]) -> None:
    print(group)
    for place, quantiles in figure["apart"].items():
        print(f"  {place:14} {_line(quantiles)}")
    for reason, share in figure["refused"].items():
        print(f"  refused, {reason}: {Share(share['hits'], share['total'])}")
    for pose, held in figure["by_pose_difference"].items():
        print(f"  {pose:8} {held['couples']:4} couples   {_line(held['apart'])}")


def _line(quantiles: Mapping[str, float]) -> str:
    return "   ".join(f"{name} {value:.3f}" for name, value in quantiles.items())


if __name__ == "__main__":
    main()
