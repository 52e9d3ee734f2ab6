"""The figures and texts behind a dimension or a finding, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.types import Measurement
from headshots.comparisons import reading, wording
from headshots.comparisons.evidence import Reading
from headshots.comparisons.models import Side
from headshots.comparisons.reading import Said


def readings(said: Iterable[Said]) -> tuple[Reading, ...]:
    """Every figure and text of these results: pairs as they are, single photographs side by side."""
    said = list(said)
    table = [
        wording.pair_reading(measurement)
        for item in said
        if item.side == reading.PAIR
        for measurement in item.result.measurements
    ]
    subject, reference = _alone(said, Side.SUBJECT), _alone(said, Side.REFERENCE)
    table += [
        wording.single_reading(key, subject.get(key), reference.get(key))
        for key in dict.fromkeys([*subject, *reference])
    ]
    on_subject, on_reference = _notes(said, Side.SUBJECT), _notes(said, Side.REFERENCE)
    for name in dict.fromkeys([*on_subject, *on_reference]):
        table.append(wording.note_reading(name, on_subject.get(name, ""), on_reference.get(name, "")))
    return tuple(row for row in table if row.label)


def _alone(said: list[Said], side: Side) -> dict[str, Measurement]:
    return {
        measurement.key: measurement for item in said if item.side == side for measurement in item.result.measurements
    }


def _notes(said: list[Said], side: Side) -> dict[str, str]:
    return {name: text for item in said if item.side == side for name, text in item.result.notes.items()}
