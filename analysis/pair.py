"""A subject beside its reference, with the evidence that pair analyzers share, each piece computed once."""

from __future__ import annotations

from functools import cached_property

from analysis.alignment import align
from analysis.errors import NotApplicable
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

    def require(self, *, pose_difference: float, iris_distance: float) -> None:
        """Raises NotApplicable where heads are turned further apart (degrees) or the smaller face has fewer pixels."""
        apart = self.quality["pose_difference"]
        if apart > pose_difference:
            raise NotApplicable("pose_differs", {"degrees": apart})
        smaller = min(self.subject.iris_distance, self.reference.iris_distance)
        if smaller < iris_distance:
            raise NotApplicable("face_too_small", {"pixels": smaller, "needed": iris_distance})

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
