"""The tables in analysis/reference/: how results become rows, and rows a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from analysis import engine
from analysis.nulls import QUALITY_PREFIX
from analysis.types import Result

REFERENCE = Path(engine.__file__).parent / "reference"
Row = dict[str, str | int | float]


def columns(results: Iterable[Result]) -> Row:
    """Measurements and qualities by name, to five significant digits: more would be noise."""
    row: Row = {}
    for result in results:
        for name, value in result.quality.items():
            row[QUALITY_PREFIX + name] = f"{value:.5g}"
        for measurement in result.measurements:
            row[measurement.key] = f"{measurement.value:.5g}"
    return row


def write(name: str, rows: list[Row]) -> None:
    """The whole table anew."""
    leading = [column for column in ("source", "beside", "person", "session") if column in rows[0]]
    names = {column for row in rows for column in row} - set(leading)
    ordered = [*leading, *sorted(names, key=lambda column: (not column.startswith(QUALITY_PREFIX), column))]
    with (REFERENCE / name).open("w", newline="") as lines:
        writer = csv.DictWriter(lines, ordered, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
