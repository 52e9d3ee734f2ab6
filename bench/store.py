"""Reports that were measured before, one JSON line each, so that a run that was stopped goes on where it stood.

A store belongs to one corpus and one version of the measuring code. Only measurements count here; judging is done again
by whoever reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VAR = Path(__file__).resolve().parents[1] / "var" / "bench"


class Store:
    """Key → JSON value, appended line by line; the last line of a key wins, a torn last line is dropped."""

    def __init__(self, name: str) -> None:
        VAR.mkdir(parents=True, exist_ok=True)
        self._path = VAR / f"{name}.jsonl"
        self._values: dict[str, Any] = {}
        if self._path.exists():
            self._load()

    def _load(self) -> None:
        text = self._path.read_text(encoding="utf-8")
        if text and not text.endswith("\n"):
            with self._path.open("a", encoding="utf-8") as lines:
                lines.write("\n")
        for line in text.splitlines():
            try:
                key, value = json.loads(line)
            except ValueError:
                continue
            self._values[key] = value

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def put(self, key: str, value: Any) -> None:
        """Keep a value, on disk before anything else is measured."""
        self._values[key] = value
        with self._path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps([key, value]) + "\n")
