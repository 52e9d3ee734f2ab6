"""A progress bar on one line of a terminal; nothing at all where stderr is a file or a pipe."""

from __future__ import annotations

import shutil
import sys
from types import TracebackType
from typing import Self

WIDTH = 24


class Progress:
    """`with Progress(steps) as progress: progress.step("what is being done")` before each step."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.begun = 0
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._write("")

    def step(self, what: str) -> None:
        done = min(self.begun, self.steps)
        self.begun += 1
        filled = round(WIDTH * done / self.steps)
        self._write(f"[{'=' * filled}{' ' * (WIDTH - filled)}] {done}/{self.steps}  {what}")

    def _write(self, line: str) -> None:
        if self.shown:
            room = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\x1b[2K{line[:room]}")
            sys.stderr.flush()
