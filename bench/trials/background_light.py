"""Does the background share the sitter's light? Tried for B5 and left out: on real photographs it need not.

    python -m bench.trials.background_light [--portraits DIR]

Colour: stops of red over blue in the background (grey world; Buchsbaum 1980) beside the same of the skin. Side: how
much brighter the right third of the background is than the left, beside the side of the face that is lit
(vision/shading.py). Printed for real and for AI pictures: the correlation, and how often both sides are clear and
contradict each other.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from analysis.vision import colour, zones
from analysis.vision.colour import Floats
from bench.corpus import AI, REAL, SHARED, Corpus, Entry
from bench.intervals import Share
from bench.measure import PROCESSES
from bench.opening import opened
from bench.progress import progress

IRIS_DISTANCE = 40.0  # pixels: light has no finer detail
BACKGROUND = 0.1  # probability of the sitter below which a pixel is background
LEAST = 1000  # pixels
CLEAR = 0.7  # stops by which a side must be brighter to count as lit
_DARK = 1e-3


@dataclass(frozen=True, slots=True)
class Lit:
    """In stops: red over blue of background and skin, and by how much the right is brighter behind and on the face."""

    behind: float
    skin: float
    behind_side: float | None
    face_side: float | None


def main() -> None:
    """Measure every picture alone and print one block per label."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    corpus = Corpus.read(parser.parse_args().portraits)
    for label in (REAL, AI):
        entries = [entry for entry in corpus.entries if entry.label == label and entry.native]
        with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
            running = pool.map(partial(_lit, corpus.folder), entries)
            _print(label, [lit for lit in progress(running, len(entries), label) if lit])


def _lit(folder: Path, entry: Entry) -> Lit | None:
    portrait = opened(folder / entry.file)
    if portrait is None:
        return None
    view = portrait.head(IRIS_DISTANCE)
    skin = zones.skin(view.pixels, view.from_file(portrait.mesh.xy), portrait.iris_distance * view.scale)
    behind = portrait.person_in(view) < BACKGROUND
    if min(behind.sum(), skin.sum()) < LEAST:
        return None
    light = colour.linear(view.pixels)
    shading = portrait.shading
    return Lit(
        _warmth(light[behind].mean(0)),
        _warmth(np.median(light[skin], 0)),
        _side(np.log2(colour.luminance(view.pixels) + np.float32(_DARK)), behind),
        shading.side if shading and shading.clear else None,
    )


def _warmth(light: Floats) -> float:
    """Stops of red over blue of one linear RGB colour."""
    return float(np.log2(light[0] + _DARK) - np.log2(light[2] + _DARK))


def _side(stops: Floats, behind: zones.Mask) -> float | None:
    third = stops.shape[1] // 3
    left, right = stops[:, :third][behind[:, :third]], stops[:, -third:][behind[:, -third:]]
    if min(left.size, right.size) < LEAST // 3:
        return None
    return float(np.median(right) - np.median(left))


def _print(label: str, found: list[Lit]) -> None:
    behind, skin = np.array([(lit.behind, lit.skin) for lit in found]).T
    print(f"{label}: colour of background and skin r = {np.corrcoef(behind, skin)[0, 1]:.2f} ({len(found)} pictures)")
    sides = [
        (lit.behind_side, lit.face_side) for lit in found if lit.behind_side is not None and lit.face_side is not None
    ]
    print(f"  side of the light r = {np.corrcoef(np.array(sides).T)[0, 1]:.2f} ({len(sides)} pictures)")
    clear = [(one, other) for one, other in sides if min(abs(one), abs(other)) > CLEAR]
    print(f"  clear on both, of these contrary: {Share.of(one * other < 0 for one, other in clear)}")


if __name__ == "__main__":
    main()
