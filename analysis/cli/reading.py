"""From a path to a portrait, or to one sentence why not."""

from __future__ import annotations

from pathlib import Path

from analysis.errors import NoFace, Undecodable
from analysis.photo import MAX_BYTES, open_photo
from analysis.portrait import Portrait


class Unusable(Exception):
    """A file that cannot be measured. The message is a sentence that names it."""


def portrait(path: Path) -> Portrait:
    """The portrait in a file. Raises Unusable, and ModelUnavailable where a net is missing."""
    data = content(path)
    try:
        return Portrait.of(open_photo(data))
    except (Undecodable, NoFace) as problem:
        raise Unusable(f"{path}: {problem}") from None


def content(path: Path) -> bytes:
    """What is in a file, up to one byte beyond our limit. Raises Unusable."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Unusable(f"{path}: there is no such file.") from None
    except OSError as problem:
        raise Unusable(f"{path}: the file cannot be read ({problem.strerror}).") from None
