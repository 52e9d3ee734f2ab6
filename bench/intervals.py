"""How sure a share is: Wilson's interval, which stays honest for small counts and for 0 of n."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `total`, with its 95 % interval (Wilson 1927)."""

    hits: int
    total: int

    @classmethod
    def of(cls, held: Iterable[bool]) -> Self:
        """The share of those that are true."""
        listed = list(held)
        return cls(sum(listed), len(listed))

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return 0.0, 1.0
        z2 = NORMAL_95**2
        centre = (self.hits + z2 / 2) / (self.total + z2)
        half = NORMAL_95 * math.sqrt(self.hits * (self.total - self.hits) / self.total + z2 / 4) / (self.total + z2)
        return max(0.0, centre - half), min(1.0, centre + half)

    def __str__(self) -> str:
        if not self.total:
            return "–"
        low, high = self.interval
        return f"{self.value:.1%} [{low:.1%}, {high:.1%}] ({self.hits}/{self.total})"

    def to_json(self) -> dict[str, float | int | None]:
        low, high = self.interval
        value = None if not self.total else round(self.value, 4)
        return {"hits": self.hits, "total": self.total, "share": value, "low": round(low, 4), "high": round(high, 4)}
