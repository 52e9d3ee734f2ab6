"""What happens to real photographs on their way to a consult must not be called a finding.

    python -m bench.nuisance [--portraits DIR] [--couples 24] [--alone] [--json FILE]

Couples of real pictures of one person, spread over the sources. The subject of each is resized, compressed, blurred,
brightened, flashed, desaturated, retouched a little, or given a shallow depth of field, and judged beside the untouched
reference by tables that never saw its source. Printed: the share with any strong finding, per alteration. With --alone
each subject is looked at by itself instead, and counted is any finding at all.
"""

from __future__ import annotations

import argparse
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from analysis import engine
from analysis.errors import AnalysisError
from analysis.pair import Pair
from analysis.photo import Pixels, open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, Scene, inject
from analysis.types import Dimension, Severity
from bench.corpus import SHARED, Corpus, Couple
from bench.intervals import Share
from bench.measure import PROCESSES
from bench.progress import progress
from bench.verdicts import tables

Alter = Callable[[Scene], bytes]
BLACK_AND_WHITE = (0.299, 0.587, 0.114)


def _jpeg(pixels: Pixels, quality: int) -> bytes:
    stored = io.BytesIO()
    Image.fromarray(pixels).save(stored, "JPEG", quality=quality)
    return stored.getvalue()


def _recompressed(scene: Scene, *, quality: int) -> bytes:
    return _jpeg(scene.pixels, quality)


def _resized(scene: Scene, *, factor: float) -> bytes:
    height, width = scene.pixels.shape[:2]
    size = max(1, round(width * factor)), max(1, round(height * factor))
    return _jpeg(np.asarray(cv2.resize(scene.pixels, size, interpolation=cv2.INTER_AREA), np.uint8), 92)


def _blurred(scene: Scene, *, sigma: float) -> bytes:
    return _jpeg(np.asarray(cv2.GaussianBlur(scene.pixels, (0, 0), sigma), np.uint8), 92)


def _toned(scene: Scene, *, gain: tuple[float, float, float], gamma: float = 1.0) -> bytes:
    values = 255 * (scene.pixels / 255.0) ** gamma * np.array(gain)
    return _jpeg(np.clip(values, 0, 255).astype(np.uint8), 92)


def _desaturated(scene: Scene) -> bytes:
    grey = scene.pixels @ np.array(BLACK_AND_WHITE)
    return _jpeg(np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[..., None], 3, 2), 92)


def _sharpened(scene: Scene) -> bytes:
    soft = cv2.GaussianBlur(scene.pixels, (0, 0), 1.2).astype(np.float32)
    values = scene.pixels + 0.8 * (scene.pixels.astype(np.float32) - soft)
    return _jpeg(np.clip(values, 0, 255).astype(np.uint8), 92)


def _injected(scene: Scene, *, kind: Kind, strength: float) -> bytes:
    return _jpeg(inject(scene, kind, strength=strength).pixels, 92)


ALTERATIONS: dict[str, Alter] = {
    "untouched, quality 92": partial(_recompressed, quality=92),
    **{f"JPEG quality {quality}": partial(_recompressed, quality=quality) for quality in (95, 80, 65, 50, 40)},
    **{f"resized to {factor:.0%}": partial(_resized, factor=factor) for factor in (0.75, 0.5)},
    "soft focus, 1 px": partial(_blurred, sigma=1.0),
    "sharpened": _sharpened,
    "half a stop brighter": partial(_toned, gain=(1.0, 1.0, 1.0), gamma=0.8),
    "half a stop darker": partial(_toned, gain=(1.0, 1.0, 1.0), gamma=1.25),
    "warmer white balance": partial(_toned, gain=(1.06, 1.0, 0.9)),
    "black and white": _desaturated,
    "mild retouching": partial(_injected, kind=Kind.SKIN_SMOOTHING, strength=0.2),
    "shallow depth of field": partial(_injected, kind=Kind.BACKGROUND_BLUR, strength=0.5),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said of one altered couple: codes that count, by alteration; None where it was refused."""

    couple: str
    codes: dict[str, list[str] | None]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--couples", type=int, default=24)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    corpus = Corpus.read(chosen.portraits)
    couples = spread(corpus.real_couples(), chosen.couples)
    with ProcessPoolExecutor(PROCESSES, initializer=partial(cv2.setNumThreads, 1)) as pool:
        running = pool.map(partial(_heard_alone if chosen.alone else _heard, corpus.folder), couples)
        heard = list(progress(running, len(couples), "altering"))
    shares = {name: _share(heard, name) for name in ALTERATIONS}
    for name, share in shares.items():
        said = sorted({code for item in heard for code in item.codes[name] or ()})
        print(f"{name:26} {share!s:34} {', '.join(said)}")
    if chosen.json:
        chosen.json.write_text(json.dumps({name: share.to_json() for name, share in shares.items()}, indent=2) + "\n")


def spread(couples: list[Couple], wanted: int) -> list[Couple]:
    """Couples taken in turn from the sources, so that none of them decides alone; the same ones every time."""
    by_source: dict[str, list[Couple]] = defaultdict(list)
    for couple in couples:
        by_source[couple.subject.source].append(couple)
    taken: list[Couple] = []
    while len(taken) < min(wanted, len(couples)):
        taken += list(_next_of_each(by_source))[: wanted - len(taken)]
    return taken


def _next_of_each(by_source: dict[str, list[Couple]]) -> Iterator[Couple]:
    for held in by_source.values():
        if held:
            yield held.pop(len(held) // 2)


def _heard(folder: Path, couple: Couple) -> Heard:
    subject = Portrait.of(open_photo((folder / couple.subject.file).read_bytes()))
    reference = Portrait.of(open_photo((folder / couple.reference.file).read_bytes()))
    scene = Scene(subject)
    return Heard(
        couple.key,
        {name: _codes(couple, scene, alter, reference) for name, alter in ALTERATIONS.items()},
    )


def _heard_alone(folder: Path, couple: Couple) -> Heard:
    scene = Scene(Portrait.of(open_photo((folder / couple.subject.file).read_bytes())))
    return Heard(couple.key, {name: _codes_alone(couple, scene, alter) for name, alter in ALTERATIONS.items()})


def _codes_alone(couple: Couple, scene: Scene, alter: Alter) -> list[str] | None:
    try:
        altered = Portrait.of(open_photo(alter(scene)))
    except AnalysisError:
        return None
    report = engine.look_at_alone(altered, engine.inspect(altered).report).report
    unseen = tables(couple).for_alone()
    results = (engine.rejudge(result, unseen) for result in (*report.results, *report.subject.results))
    return [item.code for result in results for item in result.findings if item.dimension is not Dimension.PROVENANCE]


def _codes(couple: Couple, scene: Scene, alter: Alter, reference: Portrait) -> list[str] | None:
    try:
        altered = Portrait.of(open_photo(alter(scene)))
    except AnalysisError:
        return None
    results, _ = engine.compare_pair(Pair(altered, reference))
    results += engine.inspect(altered).report.results
    unseen = tables(couple)
    judged = [engine.rejudge(result, unseen) for result in results]
    return [item.code for result in judged for item in result.findings if item.severity is Severity.STRONG]


def _share(heard: list[Heard], alteration: str) -> Share:
    said = [item.codes[alteration] for item in heard if item.codes[alteration] is not None]
    return Share(sum(bool(codes) for codes in said), len(said))


if __name__ == "__main__":
    main()
