"""Every write to photographs, except their deletion: that reaches further (`headshots.comparisons.erasure`)."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from headshots import doorbell, files
from headshots.galleries.models import Gallery
from headshots.photos.intake import Accepted, UploadRejected, accept
from headshots.photos.models import Photo, Role

DEVELOP = "comparisons.develop"


def add(gallery: Gallery, *, role: Role, upload: UploadedFile[bytes]) -> Photo:
    """Keep an uploaded file and have its renditions made. The same file again gives the photo that is there.

    Raises UploadRejected with a sentence for whoever chose the file.
    """
    accepted = accept(upload)
    known = gallery.photos.filter(sha256=accepted.sha256).first()
    if known is not None:
        return _same(known, role)
    photo = Photo(
        gallery=gallery,
        role=role,
        sha256=accepted.sha256,
        original_name=accepted.name,
        bytes=len(accepted.data),
        format=accepted.format,
        width=accepted.width,
        height=accepted.height,
    )
    return _keep(photo, accepted)


def _keep(photo: Photo, accepted: Accepted) -> Photo:
    """File first, row second: a row always has its file. A file without a row is removed here."""
    photo.original = files.save(accepted.data, within=photo.folder, suffix=photo.format)
    try:
        with transaction.atomic():
            photo.save()
            doorbell.ring(DEVELOP, photo.pk)
    except IntegrityError:  # the same file arrived twice at once, or the gallery is gone
        files.delete_folder(photo.folder)
        known = photo.gallery.photos.filter(sha256=photo.sha256).first()
        if known is None:
            raise
        return _same(known, Role(photo.role))
    return photo


def _same(known: Photo, role: Role) -> Photo:
    if known.role != role:
        raise UploadRejected(
            _("This very file is already in this gallery as the %(role)s. Choose the other picture.")
            % {"role": known.get_role_display()}
        )
    return known
