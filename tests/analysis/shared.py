"""Where the material outside the repository lies; tests that need it skip where it is absent."""

from __future__ import annotations

import csv
import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("CATCHLIGHT_SHARED", ROOT.parent / "shared"))


def manifest(folder: str) -> dict[str, dict[str, str]]:
    """The rows of a folder's manifest.tsv by file name; empty where there is none."""
    path = SHARED / folder / "manifest.tsv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines, delimiter="\t")}
