"""Profiles of made-up pictures whose distances are known, and a table of made-up real couples to judge them by."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.extras.face import Face
from analysis.nulls import Nulls
from analysis.series import apart
from analysis.series.profile import Clipping, Profile
from analysis.types import Picture, Region
from analysis.vision.head_pose import HeadPose
from analysis.vision.shading import Shading

WHOLE = Region(0.25, 0.25, 0.75, 0.75)
LENGTHS, EXPRESSIONS = 6, 43
# Middle and standard deviation of what made-up real couples are apart, as the table holds it.
USUAL = {
    apart.LIKENESS: (0.35, 0.05),
    apart.PROPORTIONS: (0.03, 0.01),
    apart.TONE: (6.0, 2.0),
    apart.POSE: (3.0, 0.7),
    apart.LIGHT: (0.0, 0.7),
    apart.EXPRESSION: (-1.0, 0.7),
}


def made_profile(
    name: str = "one",
    *,
    embedding: float | NDArray[np.float64] = 0.0,
    length: float = 0.0,
    expression: float = 0.0,
    yaw: float = 0.0,
    iris_distance: float = 200.0,
    jpeg_quality: float | None = 95.0,
    **changes: Any,
) -> Profile:
    """`embedding` is the place on one line (or all 128 numbers), `length` octaves on every length of the face."""
    place = np.zeros(128)
    place[: np.size(embedding)] = embedding
    pose = HeadPose(yaw, 0.0, 0.0)
    face = Face(
        embedding=place,
        log_lengths=(length,) * LENGTHS,
        pose=pose,
        quality={"log_iris_distance": math.log2(iris_distance), "jpeg_quality": 95.0, "turned": abs(yaw)},
        iris_distance=iris_distance,
        oval=WHOLE,
        outlines=(WHOLE,) * LENGTHS,
    )
    made = Profile(
        name=name,
        picture=Picture(
            width=1000,
            height=1000,
            iris_distance=iris_distance,
            subject_box=WHOLE,
            left_iris=(0.4, 0.4),
            right_iris=(0.6, 0.4),
            yaw=yaw,
            pitch=0.0,
            roll=0.0,
            jpeg_quality=jpeg_quality,
        ),
        face=face,
        colour=(65.0, 15.0, 18.0),
        monochrome=False,
        sharpness=-1.5,
        clipping=Clipping(bright=0.0, dark=0.0),
        light=Shading(0.3, 0.3, 0.8),
        expression=np.array([expression, *[0.0] * (EXPRESSIONS - 1)]),
        taken="",
        faces=1,
    )
    return replace(made, **changes)


def made_couples(rows: int = 120) -> Nulls:
    """Normal figures around USUAL."""
    random = np.random.default_rng(0)
    table = tuple(
        {"source": "a", "beside": "a", **{key: f"{random.normal(*usual):.5g}" for key, usual in USUAL.items()}}
        for _ in range(rows)
    )
    return Nulls((), (), couples=table)
