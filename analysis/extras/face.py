"""What likeness is measured from, once the pixels of a picture are let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from analysis.analyzers.likeness_geometry import LENGTHS, log_lengths, outline
from analysis.portrait import Portrait
from analysis.types import Region
from analysis.vision.head_pose import HeadPose
from analysis.vision.landmarks import FACE_OVAL


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    """One face in numbers: three of them fit in memory where three portraits would not. Never stored, because of
    the identity embedding (128,)."""

    embedding: NDArray[np.float64]
    log_lengths: tuple[float, ...]  # log2 of likeness_geometry.LENGTHS, in centimetres at average size
    pose: HeadPose
    quality: Mapping[str, float]
    iris_distance: float  # pixels of the file
    oval: Region
    outlines: tuple[Region, ...]  # of LENGTHS

    @classmethod
    def of(cls, portrait: Portrait) -> Self:
        view = portrait.plate
        return cls(
            embedding=portrait.embedding,
            log_lengths=log_lengths(portrait.mesh.points),
            pose=portrait.pose,
            quality=portrait.quality,
            iris_distance=portrait.iris_distance,
            oval=view.region(view.from_file(portrait.mesh.xy[list(FACE_OVAL)])),
            outlines=tuple(outline(portrait, length) for length in LENGTHS),
        )
