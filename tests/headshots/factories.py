"""Rows for tests, made through the same actions that the pages use."""

from __future__ import annotations

from itertools import count

from headshots.accounts import actions as accounts
from headshots.accounts.models import Role as MemberRole
from headshots.accounts.models import Studio, User
from headshots.comparisons import actions as comparisons
from headshots.comparisons.models import Comparison
from headshots.galleries import actions as galleries
from headshots.galleries.models import Gallery
from headshots.photos import actions as photos
from headshots.photos.models import Photo, Role
from tests.headshots.pictures import astronaut, encoded, upload

PASSWORD = "correct horse battery"
_number = count(1)


def studio(name: str = "North Light") -> Studio:
    return accounts.create_studio(name=name, owner_email=f"owner{next(_number)}@example.com", password=PASSWORD)


def owner(of: Studio) -> User:
    return of.members.get(memberships__role=MemberRole.OWNER)


def gallery(of: Studio | None = None, *, client: str = "Dana Reyes", consented: bool = True) -> Gallery:
    home = of or studio()
    made = galleries.create(home, client_name=client)
    if consented:
        galleries.record_consent(made, given_by=owner(home))
    return made


def photo(in_gallery: Gallery, role: Role = Role.AI, content: bytes | None = None) -> Photo:
    """A photo of its own colour unless its content is given."""
    content = content or encoded("png", colour=f"#{next(_number):06x}")
    return photos.add(in_gallery, role=role, upload=upload(content))


def comparison(in_gallery: Gallery | None = None) -> Comparison:
    """Queued, of two plain pictures that nobody could find a face in."""
    home = in_gallery or gallery()
    return comparisons.start(
        home, subject=photo(home, Role.AI), reference=photo(home, Role.REAL), started_by=owner(home.studio)
    )


def faces(in_gallery: Gallery | None = None) -> Comparison:
    """Queued, of one real face twice, smaller and compressed as the AI headshot."""
    home = in_gallery or gallery()
    subject = photo(home, Role.AI, astronaut(size=480, quality=80))
    reference = photo(home, Role.REAL, astronaut())
    return comparisons.start(home, subject=subject, reference=reference, started_by=owner(home.studio))
