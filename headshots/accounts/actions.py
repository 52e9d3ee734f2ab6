"""Every write to studios and their people."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from headshots.accounts.models import Membership, Role, Studio, User


@transaction.atomic
def create_studio(*, name: str, owner_email: str, password: str) -> Studio:
    """A studio with its owner. Raises ValidationError when the name, the colour or the password will not do."""
    studio = Studio(name=name)
    studio.full_clean()
    studio.save()
    add_member(studio, email=owner_email, password=password, role=Role.OWNER)
    return studio


@transaction.atomic
def add_member(studio: Studio, *, email: str, password: str, role: Role) -> Membership:
    """Raises ValidationError when the address is taken or the password is weak."""
    user = User(email=User.objects.normalize_email(email).lower())
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    return Membership.objects.create(studio=studio, user=user, role=role)


def update_studio(studio: Studio, *, name: str, accent: str, link_days: int) -> Studio:
    """Raises ValidationError on a value that its field refuses."""
    studio.name, studio.accent, studio.link_days = name, accent.lower(), link_days
    studio.full_clean()
    studio.save()
    return studio
