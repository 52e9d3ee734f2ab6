"""The child process in which an uploaded file is decoded for the first time.

`python -m headshots.comparisons.darkroom ORIGINAL FOLDER LONGEST…` writes one WebP for each size into FOLDER and a JSON
line to stdout: `{"pictures": [[file, width, height], …]}` or `{"refused": sentence}`. It limits its own memory and time
before it touches the file, knows neither settings nor database, and may be killed at any moment.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Final

from PIL import Image

from analysis.errors import Undecodable
from analysis.photo import open_photo
from headshots.orphans import die_with_parent

MEMORY: Final = 1_600_000_000  # bytes: 100 megapixels at four bytes, twice, a few bands, and the libraries
CPU_SECONDS: Final = 40
FILE_BYTES: Final = 50_000_000
QUALITY: Final = 86


def confine() -> None:
    """What the limits are for is in the originals: a picture may be small as a file and huge in memory."""
    for what, limit in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def develop(original: Path, folder: Path, sizes: list[int]) -> list[tuple[str, int, int]]:
    """One WebP per size, upright, sRGB, without metadata. Raises Undecodable."""
    frame = open_photo(original.read_bytes()).frame()
    pictures = []
    for size in sizes:
        image = Image.fromarray(frame.reduced(size))
        name = f"{size}.webp"
        image.save(folder / name, quality=QUALITY, method=2)
        pictures.append((name, image.width, image.height))
    return pictures


def main(arguments: list[str]) -> int:
    die_with_parent()
    confine()
    original, folder, *sizes = arguments
    try:
        answer: dict[str, object] = {"pictures": develop(Path(original), Path(folder), [int(size) for size in sizes])}
    except Undecodable as error:
        answer = {"refused": str(error)}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
