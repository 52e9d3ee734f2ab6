"""Members of a series in the order in which its pictures were given, those that could not be measured among them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.series.profile import Profile, Refused
from analysis.series.report import Member


def in_order(pictures: Sequence[Profile | Refused], measured: Sequence[Member]) -> tuple[Member, ...]:
    """`measured` holds one member per profile, in their order."""
    members = iter(measured)
    return tuple(
        Member(name=picture.name, picture=None, refused=picture.sentence)
        if isinstance(picture, Refused)
        else next(members)
        for picture in pictures
    )
