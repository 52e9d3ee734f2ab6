"""What is told where no picture is larger or better stored than another: accuracy on copies that are all alike.

    python -m bench.equalised [--portraits DIR] [--iris-distance 75] [--quality 80] [--json FILE]

AI pictures are smaller than real ones and stored otherwise; a figure that tells them apart by that tells nothing. So
every picture, whatever its label, is brought to one distance between the irises and stored once more as JPEG of one
quality, and bench/accuracy.py is run on the copies. Smaller faces are left out: nothing is enlarged. The copies lie
under var/bench, beside what was measured on them.
"""

from __future__ import annotations

import argparse
import csv
import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import cv2

from analysis.errors import AnalysisError
from analysis.photo import open_photo
from analysis.portrait import Portrait
from bench.accuracy import accuracy, show
from bench.corpus import SHARED, Corpus
from bench.measure import PROCESSES, measure
from bench.progress import progress
from bench.store import VAR

Row = dict[str, str]
MANIFEST = "manifest.tsv"


def main() -> None:
    """Copy, measure, judge, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portraits", type=Path, default=SHARED / "portraits")
    parser.add_argument("--iris-distance", type=float, default=75.0, help="pixels; smaller faces are left out")
    parser.add_argument("--quality", type=int, default=80, help="of the JPEG that every copy is")
    parser.add_argument("--json", type=Path, help="where to write all figures")
    chosen = parser.parse_args()
    copies = VAR / f"equalised-{chosen.iris_distance:g}-{chosen.quality}"
    left_out = equalise(chosen.portraits, copies, iris_distance=chosen.iris_distance, quality=chosen.quality)
    corpus = Corpus.read(copies)
    figures = {"left_out": left_out, **accuracy(corpus, measure(corpus))}
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n")
    show(figures)


def equalise(folder: Path, copies: Path, *, iris_distance: float, quality: int) -> int:
    """Write the copies and their manifest; returns how many pictures were too small or had no face."""
    with (folder / MANIFEST).open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    work = partial(_copied, folder, copies, iris_distance=iris_distance, quality=quality)
    # Processes of their own: a forked copy of one whose nets have threads may wait for them for ever.
    anew = get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=anew, initializer=partial(cv2.setNumThreads, 1)) as pool:
        made = list(progress(pool.map(work, rows), len(rows), "copying"))
    kept = [row for row in made if row]
    with (copies / MANIFEST).open("w", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(rows[0]), delimiter="\t")
        writer.writeheader()
        writer.writerows(kept)
    return len(rows) - len(kept)


def _copied(folder: Path, copies: Path, row: Row, *, iris_distance: float, quality: int) -> Row | None:
    """The row of the copy, which is written unless it is there; None where there is none to make."""
    name = str(Path(row["file"]).with_suffix(".jpg"))
    try:
        portrait = Portrait.of(open_photo((folder / row["file"]).read_bytes()))
    except AnalysisError:
        return None
    scale = iris_distance / portrait.iris_distance
    if scale > 1.0:
        return None
    copy = copies / name
    if not copy.exists():
        photo = portrait.photo
        pixels = photo.frame().crop((0, 0, photo.width, photo.height), scale=scale)
        done, stored = cv2.imencode(".jpg", pixels[..., ::-1], (cv2.IMWRITE_JPEG_QUALITY, quality))
        if not done:
            raise RuntimeError(f"the JPEG encoder failed on a copy of {row['file']}")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(stored.tobytes())
    return {**row, "file": name, "format": "JPEG"}


if __name__ == "__main__":
    main()
