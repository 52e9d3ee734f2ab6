"""Opens every file it is given, with little memory and time; prints one JSON line each, then how much memory grew.

Run as a script: `python -m tests.analysis.hostile_runner FILE…`. A crash or a hang ends the process, so the first file
without a line is the one to blame, and whoever started it goes on behind that file.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import warnings
from pathlib import Path

from analysis import provenance
from analysis.errors import Undecodable
from analysis.photo import open_photo, read_header

MEMORY = 1_000_000_000  # bytes of address space on top of what the imports take
SECONDS = 10


def judge(path: Path) -> dict[str, object]:
    """What became of one file."""
    data = path.read_bytes()
    start = time.perf_counter()
    try:
        header = read_header(data)
        photo = open_photo(data)
        pixels = photo.frame().reduced(2048)
        quick = photo.decode(256)
        photo.luma_on_grid(256)
        provenance.read(data, photo.format, photo.width, photo.height)
    except Undecodable as refusal:
        return {"verdict": "refused", "sentence": str(refusal), "seconds": time.perf_counter() - start}
    fits = (header.width, header.height) == (photo.width, photo.height) and str(pixels.dtype) == "uint8"
    return {
        "verdict": "accepted" if fits else "inconsistent",
        "size": [photo.width, photo.height],
        "shapes": [pixels.shape, quick.shape],
        "seconds": time.perf_counter() - start,
    }


def memory(column: int) -> int:
    """Bytes of this process: address space (0) or resident (1)."""
    return int(Path("/proc/self/statm").read_text().split()[column]) * os.sysconf("SC_PAGE_SIZE")


def main(paths: list[Path]) -> None:
    warnings.simplefilter("error")
    limit = memory(0) + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    after_pass = []
    for first in (True, False, False):
        for path in paths:
            signal.alarm(SECONDS)
            verdict = judge(path)
            if first:
                print(json.dumps({"file": path.name} | verdict), flush=True)  # noqa: T201 - this is its output
        after_pass.append(memory(1))
    print(json.dumps({"file": "", "after_pass": after_pass}))  # noqa: T201


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
