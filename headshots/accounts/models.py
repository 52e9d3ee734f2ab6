from __future__ import annotations

import uuid
from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

ACCENT: Final = "#d9a441"  # tungsten, LOOKS.md
_COLOUR: Final = r"^#[0-9a-f]{6}$"
LINK_DAYS: Final = (1, 365)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in with an e-mail address. Which studio they belong to is a Membership."""

    username = None  # type: ignore[assignment]  # Django's documented way to drop an inherited field
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # AbstractUser's manager wants a username

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Studio(models.Model):
    """The tenant: everything hangs from a studio by foreign keys."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=ACCENT,
        validators=[RegexValidator(_COLOUR, _("Use a colour such as #d9a441."))],
    )
    link_days = models.PositiveSmallIntegerField(
        _("days a link lasts"),
        default=30,
        validators=[MinValueValidator(LINK_DAYS[0]), MaxValueValidator(LINK_DAYS[1])],
    )
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(User, through="Membership", related_name="studios")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(accent__regex=_COLOUR), name="accounts_studio_accent"),
            models.CheckConstraint(condition=~Q(name=""), name="accounts_studio_named"),
            models.CheckConstraint(condition=Q(link_days__range=LINK_DAYS), name="accounts_studio_link_days"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner", _("owner")
    PHOTOGRAPHER = "photographer", _("photographer")
    ASSISTANT = "assistant", _("assistant")


class Membership(models.Model):
    studio = models.ForeignKey(Studio, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["studio", "user"], name="accounts_membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="accounts_membership_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} of {self.studio}"
