"""How long comparing two 24-megapixel JPEGs takes, beside the floor: decoding both and running each net once.

    python -m bench.speed [--runs 7]

The pictures are the demo portrait enlarged to 4000 × 6000 with grain, so nothing private is needed. Times are medians
of warm runs in one process, printed with the ratio to the floor of the same process: seconds differ between machines,
the ratio hardly does. Peak memory is that of a fresh process that makes one comparison, alone and with a third
photograph of that size beside it.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage import data

from analysis import engine
from analysis.extras.face import Face
from analysis.extras.memory import give_back
from analysis.pair import Pair
from analysis.photo import open_photo
from analysis.portrait import FRAME_SIDE, PLATE_IRIS_DISTANCE, Portrait
from analysis.vision import body, faces, identity, mesh, person

T = TypeVar("T")
WIDTH, HEIGHT = 4000, 6000
FACE = (96, 0, 352, 384)  # left, top, right, bottom in the demo portrait: 2 : 3, head and shoulders
GRAIN = 4.0  # 8-bit steps, so that the files weigh what a camera's do
ONE_COMPARISON, ONE_MORE = "--one-comparison", "--one-more"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument(ONE_COMPARISON, nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument(ONE_MORE, type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one_comparison:
        subject, reference = chosen.one_comparison
        faces = _compared(subject.read_bytes(), reference.read_bytes())
        if chosen.one_more:
            give_back()
            engine.compare_extra(*faces, Face.of(_portrait(chosen.one_more.read_bytes())))
        print(_most_resident())
        return
    _print(photographs(), max(5, chosen.runs))


def photographs() -> tuple[bytes, bytes]:
    """Two 24-megapixel JPEGs of one person that differ in grain and exposure."""
    left, top, right, bottom = FACE
    whole: NDArray[np.uint8] = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image is not typed
    small = whole[top:bottom, left:right]
    large = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    return _jpeg(large, seed=1, exposure=1.0), _jpeg(large, seed=2, exposure=0.92)


def _jpeg(pixels: NDArray[np.float32], *, seed: int, exposure: float) -> bytes:
    grain = np.random.default_rng(seed).normal(0, GRAIN, pixels.shape).astype(np.float32)
    stored = io.BytesIO()
    Image.fromarray(np.clip(pixels * exposure + grain, 0, 255).astype(np.uint8)).save(stored, "JPEG", quality=92)
    return stored.getvalue()


def comparison(files: tuple[bytes, bytes]) -> dict[str, float]:
    """Seconds per stage of everything a worker measures for one comparison."""
    stages: dict[str, float] = defaultdict(float)
    started = time.perf_counter()
    portraits = []
    for name, file in zip(("open subject", "open reference"), files, strict=True):
        portraits.append(_timed(stages, name, partial(_portrait, file)))
    pair = Pair(*portraits)
    _timed(stages, "matching", lambda: pair.matched)
    first: list[float] = []
    results, _ = engine.compare_pair(pair, on_result=lambda _: first.append(time.perf_counter() - started))
    for portrait in portraits:
        results += engine.inspect(portrait).report.results
    for result in results:
        stages[result.analyzer] += result.seconds
    stages["first dimension"] = first[0]
    stages["whole comparison"] = time.perf_counter() - started
    return stages


def _portrait(file: bytes) -> Portrait:
    return Portrait.of(open_photo(file))


def floor(files: tuple[bytes, bytes]) -> float:
    """Seconds to decode both pictures to working size and run each net once on each."""
    started = time.perf_counter()
    for file in files:
        photo = open_photo(file)
        decoded = photo.frame()
        frame = decoded.reduced(FRAME_SIDE)
        found = faces.find(frame)[0]
        rough = mesh.fit_once(frame, found)
        scale = PLATE_IRIS_DISTANCE / (rough.iris_distance * photo.width / frame.shape[1])
        decoded.crop((0, 0, photo.width, photo.height), scale=min(1.0, scale))
        body.find(frame)
        person.probability(frame, rough.xy)
        identity.embed(frame, rough.xy)
    return time.perf_counter() - started


def _timed(stages: dict[str, float], name: str, work: Callable[[], T]) -> T:
    started = time.perf_counter()
    result = work()
    stages[name] += time.perf_counter() - started
    return result


def _print(files: tuple[bytes, bytes], runs: int) -> None:
    comparison(files)
    floor(files)
    floors: list[float] = []
    stages: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        floors.append(floor(files))
        for name, seconds in comparison(files).items():
            stages[name].append(seconds)
    base = statistics.median(floors)
    print(f"two JPEGs of {WIDTH} × {HEIGHT}, {len(files[0]) / 1e6:.1f} MB; medians of {runs} warm runs")
    print(f"{'floor: decode both, each net once':40} {base * 1000:8.0f} ms")
    for name, times in stages.items():
        middle = statistics.median(times)
        print(f"{name:40} {middle * 1000:8.0f} ms   {middle / base:5.2f} × floor")
    print(f"{'peak memory of one comparison':40} {_peak(files):8d} MB")
    print(f"{'… and one more photograph':40} {_peak(files, one_more=True):8d} MB")


def _most_resident() -> int:
    """Megabytes this process ever held. Not ru_maxrss, which a child inherits from whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def _compared(*files: bytes) -> tuple[Face, Face]:
    """As a worker does it: nothing but the faces is left of both portraits."""
    subject, reference = map(_portrait, files)
    pair = Pair(subject, reference)
    engine.compare_pair(pair)
    for portrait in (subject, reference):
        engine.inspect(portrait)
    return Face.of(subject), Face.of(reference)


def _peak(files: tuple[bytes, bytes], *, one_more: bool = False) -> int:
    """Megabytes that a fresh process needs at most; the pictures are made in this one, which costs more."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.jpg" for number in range(len(files))]
        for path, file in zip(paths, files, strict=True):
            path.write_bytes(file)
        command = [sys.executable, "-m", "bench.speed", ONE_COMPARISON, *map(str, paths)]
        command += [ONE_MORE, str(paths[0])] if one_more else []
        return int(subprocess.run(command, capture_output=True, check=True).stdout.split()[-1])


if __name__ == "__main__":
    main()
