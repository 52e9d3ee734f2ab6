"""What can go wrong while a photograph is judged. Every message is a sentence for the person who chose the file."""

from __future__ import annotations

from collections.abc import Mapping


class AnalysisError(Exception):
    """Base of every error this package raises on purpose."""


class Undecodable(AnalysisError):
    """The bytes are not a picture we can read, or exceed a limit."""


class NoFace(AnalysisError):
    """No face was found, or none large enough to say anything about."""


class ModelUnavailable(AnalysisError):
    """A net is missing or is not the file it should be; nothing can be measured until that is mended."""


class NotApplicable(AnalysisError):
    """A measurement's preconditions do not hold for this picture.

    `reason` is a key of the words catalogue (`face_too_small`), `facts` the figures that its sentence needs.
    """

    def __init__(self, reason: str, facts: Mapping[str, float] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = dict(facts or {})
