"""A subject beside its reference, with the evidence that pair analyzers share, each piece computed once."""

from __future__ import annotations

import math
from functools import cached_property

from analysis.alignment import align
from analysis.matching import Matched, match
from analysis.portrait import Portrait
from analysis.types import Alignment

UNCOMPRESSED = 100.0  # stands for "no JPEG" on the quality scale


class Pair:
    """The picture that is judged and the real photograph beside it."""

    def __init__(self, subject: Portrait, reference: Portrait) -> None:
        self.subject = subject
        self.reference = reference

    @cached_property
    def alignment(self) -> Alignment:
        return align(self.subject, self.reference)

    @cached_property
    def matched(self) -> Matched:
        """Both faces at one scale, compression and sharpness."""
        return match(self.subject, self.reference)

    @cached_property
    def quality(self) -> dict[str, float]:
        """How good and how alike the two pictures are: what a null distribution is conditioned on.

        All symmetric in the two sides, so that the same pair has the same quality whichever is judged.
        """
        subject, reference = self.subject, self.reference
        distances = subject.iris_distance, reference.iris_distance
        jpeg = [UNCOMPRESSED if side.jpeg_quality is None else side.jpeg_quality for side in (subject, reference)]
        return {
            "log_iris_distance": math.log2(min(*distances)),
            "scale_ratio": abs(math.log2(distances[0] / distances[1])),
            "jpeg_quality": min(jpeg),
            "pose_difference": subject.pose.away_from(reference.pose),
            "turned": max(abs(subject.pose.yaw), abs(reference.pose.yaw)),
        }
