"""What one press of a button on a studio's page does, where that is more than one write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import UploadedFile

from headshots.accounts.models import User
from headshots.comparisons import actions as comparisons
from headshots.comparisons.models import Comparison
from headshots.galleries import actions as galleries
from headshots.galleries.models import Gallery
from headshots.photos import actions as photos
from headshots.photos.intake import UploadRejected
from headshots.photos.models import Photo, Role
from headshots.queue import State

NEW: Final = "new:"  # a choice among the files of this very upload: "new:0" is the first


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be used, and why, in a sentence for whoever chose it."""

    role: Role
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of an upload: the comparison, if both sides have a picture now, and the files that were refused."""

    comparison: Comparison | None
    refusals: tuple[Refusal, ...]
    problem: str = ""  # a sentence, when there is a pair but it cannot be compared
    missing: tuple[Role, ...] = ()  # the sides that have no picture yet, where no refusal says so already

    @property
    def may_stand_alone(self) -> bool:
        """Whether only the photograph is missing: the AI headshot can be looked at without one."""
        return not self.refusals and self.missing == (Role.REAL,)


def receive(
    gallery: Gallery,
    *,
    files: Mapping[Role, Sequence[UploadedFile[bytes]]],
    chosen: Mapping[Role, str],
    consents: bool,
    alone: bool = False,
    by: User,
) -> Arrival:
    """Record the consent, keep every file that can be used, and compare the chosen pair, or look at the AI headshot
    `alone`.

    Each file is kept or refused by itself. Nothing is compared while a file of this upload was refused: the person
    may want to mend that first, and what was kept is there when they press again. Nothing is consented to before there
    is a picture of anybody.
    """
    if consents and (any(files.values()) or gallery.photos.exists()):
        galleries.record_consent(gallery, given_by=by)
    kept: dict[Role, list[Photo | None]] = {role: [] for role in Role}
    refusals = []
    for role, uploads in files.items():
        for upload in uploads:
            try:
                kept[role].append(photos.add(gallery, role=role, upload=upload))
            except UploadRejected as refused:
                kept[role].append(None)
                refusals.append(Refusal(role, upload.name or "", str(refused)))
    subject, reference = (_choose(gallery, role, chosen.get(role, ""), kept[role]) for role in (Role.AI, Role.REAL))
    needed = {Role.AI: subject} if alone else {Role.AI: subject, Role.REAL: reference}
    if refusals or subject is None or None in needed.values():
        told = {refusal.role for refusal in refusals}
        empty = [role for role, photo in needed.items() if photo is None]
        return Arrival(None, tuple(refusals), missing=tuple(role for role in empty if role not in told))
    try:
        beside = None if alone else reference
        started = comparisons.start(gallery, subject=subject, reference=beside, started_by=by)
    except comparisons.CannotCompare as cannot:
        return Arrival(None, (), problem=str(cannot))
    return Arrival(started, ())


def _choose(gallery: Gallery, role: Role, choice: str, kept: Sequence[Photo | None]) -> Photo | None:
    """The picture that was ticked; else the first of this upload; else the newest that is there."""
    if choice.startswith(NEW) and choice.removeprefix(NEW).isdecimal():
        index = int(choice.removeprefix(NEW))
        if index < len(kept):
            return kept[index]
    there = list(gallery.photos.filter(role=role).exclude(state=State.FAILED).order_by("-created_at"))
    ticked = next((photo for photo in there if str(photo.uuid) == choice), None)
    first_kept = next((photo for photo in kept if photo), None)
    return ticked or first_kept or next(iter(there), None)
