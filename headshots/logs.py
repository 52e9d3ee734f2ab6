"""Log lines as JSON, one a line, in which no share token survives.

A share token is the whole of a client's access, so it may not reach a log by any road: the path of a request, an
exception's text, a library's debug line. The formatter is the last station that every line passes.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Final

from headshots.tokens import PATTERN

_TOKEN: Final = re.compile(rf"(?<![A-Za-z0-9_-]){PATTERN}(?![A-Za-z0-9_-])")
_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


def scrub(line: str) -> str:
    """The line with everything that has the shape of a share token blotted out."""
    return _TOKEN.sub("[token]", line)


class JsonFormatter(logging.Formatter):
    """`{"time", "level", "logger", "message", …extra}`, with the traceback under `error`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({key: value for key, value in vars(record).items() if key not in _STANDARD})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return scrub(json.dumps(line, default=str, ensure_ascii=False))


class PlainFormatter(logging.Formatter):
    """The same for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))
