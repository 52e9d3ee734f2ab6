"""Log lines as JSON, one a line, in which no share token survives.

A share token is the whole of a client's access, so it may not reach a log by any road: the path of a request, an
exception's text, a library's debug line. The formatter is the last station that every line passes.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from headshots.tokens import PATTERN

# What was quoted once on its way (repr) may have an escape right before the token.
_TOKEN: Final = re.compile(rf"(?:(?<![A-Za-z0-9_-])|(?<=\\[nrt])){PATTERN}(?![A-Za-z0-9_-])")
# A mistyped token has no longer its shape and is still nearly the whole secret: where tokens stand, all is blotted out.
_PLACE: Final = re.compile(r"(?i)(/s/+)[^/\s\"?#]+")
_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


def scrub(line: str) -> str:
    """The line with everything blotted out that has the shape of a share token or stands in the place of one."""
    return _PLACE.sub(r"\1[token]", _TOKEN.sub("[token]", line))


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
        # Before the dump: an escape such as \n would put a letter right before a token and hide its beginning.
        return json.dumps(_scrubbed(line), ensure_ascii=False)


class PlainFormatter(logging.Formatter):
    """The same for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


def _scrubbed(value: object) -> object:
    """The same, made of what JSON knows, with every string in it scrubbed."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {scrub(str(key)): _scrubbed(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_scrubbed(item) for item in value]
    return scrub(str(value))
