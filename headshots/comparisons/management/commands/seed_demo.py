from __future__ import annotations

import secrets
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand

from analysis.errors import ModelUnavailable
from analysis.simulate.demo import CREDIT, demo_pair
from headshots.accounts import actions as accounts
from headshots.accounts.models import Studio, User
from headshots.comparisons import actions as comparisons
from headshots.comparisons.staging import SIMULATED
from headshots.galleries import actions as galleries
from headshots.photos import actions as photos
from headshots.photos.models import Role

EMAIL: Final = "demo@catchlight.example"
STUDIO: Final = "Demo studio"
CLIENT: Final = "Simulated example"
NOTES: Final = f"Nobody's private picture: {CREDIT}. The AI headshot is simulated: the same portrait, altered by us."


class Command(BaseCommand):
    help = "Create the demo studio, its sign-in and one comparison that is plainly labelled simulated. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> str:
        owner = User.objects.filter(email=EMAIL).first() or self._sign_in()
        studio = owner.studios.get(name=STUDIO)
        if not studio.galleries.exists():
            try:
                self._gallery(studio, owner)
            except ModelUnavailable as problem:  # /healthz says so too, and the next start tries again
                self.stderr.write(f"The demo has no comparison yet. {problem}")
        return self._said(owner)

    def _sign_in(self) -> User:
        """The password is random on every machine: a demo that is left running must not be anybody's way in."""
        password = secrets.token_urlsafe(9)
        kept = settings.VAR_DIR / "demo-password"
        kept.touch(mode=0o600)
        kept.write_text(password)
        studio = accounts.create_studio(name=STUDIO, owner_email=EMAIL, password=password)
        return studio.members.get()

    def _gallery(self, studio: Studio, owner: User) -> None:
        altered, original = demo_pair()
        gallery = galleries.create(studio, client_name=CLIENT, title="NASA portrait", private_notes=NOTES)
        galleries.record_consent(gallery, given_by=owner)
        subject = photos.add(gallery, role=Role.AI, upload=SimpleUploadedFile(SIMULATED, altered))
        reference = photos.add(gallery, role=Role.REAL, upload=SimpleUploadedFile("NASA portrait.png", original))
        comparisons.start(gallery, subject=subject, reference=reference, started_by=owner)

    def _said(self, owner: User) -> str:
        kept = settings.VAR_DIR / "demo-password"
        password = kept.read_text() if kept.is_file() else ""
        return f"{EMAIL} / {password}" if owner.check_password(password) else f"{EMAIL} (its password was changed)"
