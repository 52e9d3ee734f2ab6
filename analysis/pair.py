"""A subject beside its reference, with the evidence that pair analyzers share, each piece computed once."""

from __future__ import annotations

from functools import cached_property

from analysis.alignment import align
from analysis.matching import Matched, match
from analysis.portrait import Portrait
from analysis.types import Alignment


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
        subject, reference = self.subject.quality, self.reference.quality
        return {
            "log_iris_distance": min(subject["log_iris_distance"], reference["log_iris_distance"]),
            "scale_ratio": abs(subject["log_iris_distance"] - reference["log_iris_distance"]),
            "jpeg_quality": min(subject["jpeg_quality"], reference["jpeg_quality"]),
            "pose_difference": self.subject.pose.away_from(self.reference.pose),
            "turned": max(subject["turned"], reference["turned"]),
        }
