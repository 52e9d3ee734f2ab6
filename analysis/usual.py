"""What the five figures of a face's surface are on real photographs, from every source (`python -m bench.usual`)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

RELIEF, BROWS = "skin.relief", "brows.relief"
STROKES, WARMTH, STRANDS = "skin.strokes", "skin.warmth", "hair.strands"
MOST = 4.0  # standard deviations of one figure that count: mixed light can make warmth wander without end


@dataclass(frozen=True, slots=True)
class Usual:
    """What a figure is on real photographs: their `middle` and `spread` (a standard deviation).

    `visible` is what 95 of 100 pairs from one studio session differ by less than, `sign` which way real pictures do not
    go, `code` the finding that says so.
    """

    code: str
    sign: int
    middle: float
    spread: float
    visible: float

    def beyond(self, value: float) -> float:
        """Standard deviations by which a picture exceeds real photographs, in the direction of `sign`."""
        away = self.sign * (value - self.middle) / self.spread
        return min(max(away, -MOST), MOST)

    def seen(self, difference: float) -> float:
        """A difference beside what can be seen; 1 is just visible."""
        return self.sign * difference / self.visible


USUAL: Mapping[str, Usual] = {
    RELIEF: Usual("skin_bare", -1, middle=-3.59, spread=0.659, visible=0.29),
    BROWS: Usual("brows_bare", -1, middle=-2.87, spread=0.450, visible=0.27),
    STROKES: Usual("skin_drawn", +1, middle=0.36, spread=0.031, visible=0.036),
    WARMTH: Usual("skin_blotched", +1, middle=-0.09, spread=0.518, visible=0.27),
    STRANDS: Usual("hair_combed", +1, middle=0.72, spread=0.102, visible=0.043),
}


def summed(away: Sequence[float]) -> float:
    """Of how far each figure lies out: the root keeps the scale of independent figures where one of them is missing."""
    return sum(away) / math.sqrt(len(away))
