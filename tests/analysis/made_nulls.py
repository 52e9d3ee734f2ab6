"""Tables of made-up real pairs with a known spread, for judging numbers without a picture."""

from __future__ import annotations

import numpy as np

from analysis.nulls import QUALITY_PREFIX, Nulls

QUALITY = {"log_iris_distance": 7.0, "jpeg_quality": 90.0}


def made_nulls(*keys: str, spread: float, centre: float = 0.0, rows: int = 200) -> Nulls:
    """Normal differences for each key, at qualities around QUALITY."""
    random = np.random.default_rng(0)
    table = [
        {
            "source": f"source {number % 5}",
            "person": str(number % 20),
            "session": "different",
            **{QUALITY_PREFIX + name: f"{value + random.normal():.4g}" for name, value in QUALITY.items()},
            **{key: f"{random.normal(centre, spread):.5g}" for key in keys},
        }
        for number in range(rows)
    ]
    return Nulls(tuple(table), tuple(table), tuple(table))
