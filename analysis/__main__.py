"""`python -m analysis`: measure portraits without the web. See `analysis.cli`."""

from __future__ import annotations

import os
import sys

from analysis.cli.main import main


def _keep_stderr() -> None:
    """Codecs and nets print what they please to file descriptor 2; only our own sentences are to be seen there."""
    own = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    os.close(silence)
    sys.stderr = own


if __name__ == "__main__":
    _keep_stderr()
    raise SystemExit(main())
