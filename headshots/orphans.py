"""No process outlives the one that started it, however that one ends. Linux sees to it; elsewhere nobody does."""

from __future__ import annotations

import ctypes
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_LIBC: Final = ctypes.CDLL(None) if sys.platform.startswith("linux") else None  # loaded before any fork


def die_with_parent(number: signal.Signals = signal.SIGKILL) -> None:
    """Ask for `number` when the thread that started this process ends. It outlives exec, but no fork."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, number)
