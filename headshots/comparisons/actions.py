"""Every write to comparisons that a person asks for. Deleting is in `erasure`, what workers write in `judging`
and `looking`."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from headshots import doorbell
from headshots.accounts.models import User
from headshots.comparisons import series
from headshots.comparisons.models import Comparison, Curation, Series
from headshots.galleries.models import Consent, Gallery
from headshots.photos.models import Photo, Role
from headshots.queue import State

COMPARE = "comparisons.compare"
LOOK = "comparisons.look_together"


class CannotCompare(Exception):
    """The pictures cannot be measured. The message is a sentence for the photographer."""


def start(gallery: Gallery, *, subject: Photo, reference: Photo | None, started_by: User) -> Comparison:
    """Queue a pair for measuring, or the subject alone; the same once more gives the comparison that is there.

    Raises CannotCompare without a recorded consent, or when the photos are not this gallery's AI headshot and
    photograph.
    """
    photos = [subject] if reference is None else [subject, reference]
    if {photo.gallery_id for photo in photos} != {gallery.pk}:
        raise CannotCompare(_("The pictures must belong to this gallery."))
    if [photo.role for photo in photos] != [Role.AI, Role.REAL][: len(photos)]:
        raise CannotCompare(_("Choose one AI headshot and one photograph."))
    consent = _consent(gallery)
    with transaction.atomic():
        comparison, created = Comparison.objects.get_or_create(
            subject=subject,
            reference=reference,
            defaults={"gallery": gallery, "consent": consent, "started_by": started_by},
        )
        if created:
            doorbell.ring(COMPARE, comparison.pk)
    return comparison


def look_together(gallery: Gallery, role: Role, *, started_by: User) -> Series:
    """Queue all pictures of a role for being looked at together; again where pictures came since, or where it failed.

    Raises CannotCompare without a recorded consent, or with fewer pictures than there is something to compare.
    """
    now = series.pictures(gallery, role)
    if len(now) < series.FEWEST:
        raise CannotCompare(_("Two pictures are needed at least. Add another one first."))
    consent = _consent(gallery)
    with transaction.atomic():
        found, created = Series.objects.get_or_create(
            gallery=gallery, role=role, defaults={"consent": consent, "started_by": started_by}
        )
        stale = found.state == State.FAILED or (found.state == State.DONE and series.added_since(found, now) > 0)
        if created or (stale and Series.objects.requeue(found.pk)):
            doorbell.ring(LOOK, found.pk)
    return found


def _consent(gallery: Gallery) -> Consent:
    """The latest. Raises CannotCompare where there is none."""
    consent = gallery.consents.order_by("-given_at").first()
    if consent is None:
        raise CannotCompare(_("Record the client’s consent first. Nothing is measured without it."))
    return consent


def measure_again(comparison: Comparison) -> bool:
    """Queue a failed or finished comparison once more, its photos too where they failed; False while it is under way.

    What a finished comparison shows stays until the new report replaces it.
    """
    with transaction.atomic():
        if not Comparison.objects.requeue(comparison.pk):
            return False
        for photo in comparison.photos.values():
            Photo.objects.filter(state="failed").requeue(photo.pk)
        doorbell.ring(COMPARE, comparison.pk)
    return True


def hide_finding(comparison: Comparison, finding: str, *, hidden: bool) -> None:
    """Leave a finding out of what the client sees, or put it back."""
    Curation.objects.update_or_create(comparison=comparison, finding=finding, defaults={"hidden": hidden})


def note_finding(comparison: Comparison, finding: str, *, note: str) -> None:
    """A private note; raises ValidationError when it is too long."""
    curation, _created = Curation.objects.get_or_create(comparison=comparison, finding=finding)
    curation.private_note = note.strip()
    curation.full_clean()
    curation.save(update_fields=["private_note"])


@transaction.atomic
def order_findings(comparison: Comparison, findings: list[str]) -> None:
    """Show the findings in this order; those that are not named follow in the order of measuring."""
    comparison.curations.update(position=None)
    for position, finding in enumerate(findings):
        Curation.objects.update_or_create(comparison=comparison, finding=finding, defaults={"position": position})
