"""How much the pictures of a series differ from each other, beside real pictures of one person from different days."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from analysis.errors import NotApplicable
from analysis.nulls import SLIGHT, Nulls
from analysis.series import apart
from analysis.series.profile import Profile
from analysis.types import Measurement


def middle(key: str, profiles: Sequence[Profile]) -> Measurement | None:
    """The median of a figure over all couples of a series that can be told; None where there is none."""
    values = apart.couples(key, profiles)
    return Measurement(key=key, value=median(values), unit=apart.UNITS[key]) if values else None


def hardly_varies(item: Measurement, nulls: Nulls) -> bool:
    """Whether a figure lies below what all but five of a hundred real couples reach. Raises NotApplicable."""
    standing = nulls.couple(item.key, apart.tabled(item.key, item.value))
    if standing is None:
        raise NotApplicable("not_calibrated")
    return standing.below <= SLIGHT
