"""Further photographs of the person, named on the command line: what each says of likeness, and what all say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.cli.reading import portrait
from analysis.engine import compare_extra
from analysis.extras.agreement import agreement
from analysis.extras.face import Face
from analysis.pair import Pair
from analysis.types import Result


@dataclass(frozen=True, slots=True)
class Also:
    """One further photograph, by the name of its file."""

    name: str
    result: Result


def further(pair: Pair, also: Sequence[Path], *, before_each: Callable[[Path], None]) -> list[Also]:
    """Each measured by itself. Raises Unusable for the first that cannot be, and ModelUnavailable."""
    if not also:
        return []
    subject, reference = Face.of(pair.subject), Face.of(pair.reference)
    found = []
    for path in also:
        before_each(path)
        found.append(Also(path.name, compare_extra(subject, reference, Face.of(portrait(path)))))
    return found


def together(extras: Sequence[Also]) -> Result | None:
    return agreement([extra.result for extra in extras])
