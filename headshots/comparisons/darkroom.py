"""The child process in which an uploaded file is decoded for the first time.

`python -m headshots.comparisons.darkroom LONGEST…` reads the file from stdin and writes to stdout a JSON line,
`{"pictures": [[bytes, width, height], …]}` or `{"refused": sentence}`, and then one WebP for each size, end to end. It
limits its own memory and time before it touches the file, knows neither settings nor database, and may be killed at any
moment: it names no file, so there is none to be left behind.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from typing import Final

from PIL import Image

from analysis.errors import Undecodable
from analysis.photo import open_photo
from headshots.orphans import die_with_parent

MEMORY: Final = 1_600_000_000  # bytes: 100 megapixels at four bytes, twice, a few bands, and the libraries
CPU_SECONDS: Final = 40
FILE_BYTES: Final = 50_000_000  # of stdout, which is a file of the parent's
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


def develop(original: bytes, sizes: list[int]) -> list[tuple[bytes, int, int]]:
    """One WebP per size with its width and height: upright, sRGB, without metadata. Raises Undecodable."""
    frame = open_photo(original).frame()
    pictures = []
    for size in sizes:
        image = Image.fromarray(frame.reduced(size))
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=QUALITY, method=2)
        pictures.append((buffer.getvalue(), image.width, image.height))
    return pictures


def main(sizes: list[str]) -> int:
    die_with_parent()
    confine()
    pictures: list[tuple[bytes, int, int]] = []
    try:
        pictures = develop(sys.stdin.buffer.read(), [int(size) for size in sizes])
        answer: dict[str, object] = {"pictures": [(len(data), width, height) for data, width, height in pictures]}
    except Undecodable as error:
        answer = {"refused": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    for data, _width, _height in pictures:
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
