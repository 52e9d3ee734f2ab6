"""A subject beside its reference, with the evidence that pair analyzers share, each piece computed once; or alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from analysis.alignment import align, place
from analysis.errors import NotApplicable
from analysis.matching import IRIS_DISTANCE, Matched, Side, match, side_of
from analysis.overlaid import Overlaid
from analysis.portrait import Portrait
from analysis.registration import BODY, Registration, register
from analysis.types import Alignment
from analysis.vision.head_pose import HeadPose


class Seen(Protocol):
    """What of a picture its quality beside another one depends on."""

    @property
    def pose(self) -> HeadPose: ...

    @property
    def quality(self) -> Mapping[str, float]: ...


def quality(one: Seen, other: Seen) -> dict[str, float]:
    """How good and how alike two pictures are: what a null distribution is conditioned on.

    All symmetric in the two sides, so that the same pair has the same quality whichever is judged.
    """
    first, second = one.quality, other.quality
    return {
        "log_iris_distance": min(first["log_iris_distance"], second["log_iris_distance"]),
        "scale_ratio": abs(first["log_iris_distance"] - second["log_iris_distance"]),
        "jpeg_quality": min(first["jpeg_quality"], second["jpeg_quality"]),
        "pose_difference": one.pose.away_from(other.pose),
        "turned": max(first["turned"], second["turned"]),
    }


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
    def registration(self) -> Registration:
        """How the reference lies on the subject, and how well."""
        return register(self.subject, self.reference)

    @cached_property
    def overlaid(self) -> Overlaid:
        """Both pictures laid on each other; of use where they are one exposure."""
        return Overlaid(self.subject, self.reference, self.registration, self.matched)

    @cached_property
    def one_exposure(self) -> bool:
        """Whether one was made of the other: by the face, or by hair and clothes where the face does not decide."""
        found = self.registration
        return found.sure or (found.possible and self.overlaid.body_agreement >= BODY)

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
        """See `quality`."""
        return quality(self.subject, self.reference)

    @property
    def portraits(self) -> tuple[Portrait, ...]:
        return self.subject, self.reference

    @property
    def faces(self) -> tuple[tuple[Side, bool], ...]:
        """Each face as it was measured, and whether it is the reference's."""
        return (self.matched.subject, False), (self.matched.reference, True)


class Alone:
    """A picture that stands alone, drawn as a pair is with nothing beside it."""

    def __init__(self, subject: Portrait) -> None:
        self.subject = subject

    @cached_property
    def alignment(self) -> Alignment:
        return place(self.subject)

    @property
    def portraits(self) -> tuple[Portrait, ...]:
        return (self.subject,)

    @cached_property
    def faces(self) -> tuple[tuple[Side, bool], ...]:
        """The face as it was measured."""
        return ((side_of(self.subject, IRIS_DISTANCE), False),)


Shown = Pair | Alone
