"""Series as a worker would have left them: developed photos, and reports that are written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.series.report import Member, SeriesReport
from analysis.types import Confidence, Dimension, Finding, Picture, Region, Result, Severity, Status, to_json
from headshots import files
from headshots.comparisons import actions
from headshots.comparisons.models import Series
from headshots.galleries.models import Gallery
from headshots.photos.models import Photo, Role, Variant
from headshots.queue import State
from tests.headshots import factories
from tests.headshots.pictures import encoded

PICTURE = Picture(
    width=800, height=1000, iris_distance=100, subject_box=Region(0.2, 0.2, 0.8, 0.8), left_iris=(0.375, 0.4),
    right_iris=(0.625, 0.4), yaw=0, pitch=0, roll=0,
)  # fmt: skip


def photos(gallery: Gallery, role: Role, count: int) -> list[Photo]:
    """Developed, each a plain picture of its own colour."""
    made = []
    for _ in range(count):
        photo = factories.photo(gallery, role)
        for variant in Variant:
            key = files.save(encoded("webp", size=(400, 500)), within=photo.folder, suffix="webp")
            photo.renditions.create(variant=variant, key=key, width=400, height=500)
        Photo.objects.filter(pk=photo.pk).update(state=State.DONE)
        made.append(photo)
    return made


def finding(severity: Severity, code: str = "loss") -> Finding:
    """Its words are those of `tests.headshots.reports`."""
    return Finding(
        code=code, dimension=Dimension.BATCH, severity=severity, confidence=Confidence.FAIR, facts={"share": 0.4}
    )


def result(*findings: Finding) -> Result:
    return Result(analyzer="set", version=1, dimension=Dimension.BATCH, status=Status.OK, findings=findings)


def abstained() -> Result:
    return replace(result(), status=Status.NOT_APPLICABLE, reason="face_too_small", facts={"pixels": 43.0})


def member(photo: Photo, *findings: Finding, distance: float | None = None, odd: bool = False) -> Member:
    return Member(name=photo.uuid.hex, picture=PICTURE, results=(result(*findings),), distance=distance, odd=odd)


def refused(photo: Photo) -> Member:
    return Member(name=photo.uuid.hex, picture=None, refused="We could not find a face.")


def done(gallery: Gallery, role: Role, members: Sequence[Member], *results: Result) -> Series:
    """The series of these members, looked at."""
    series = actions.look_together(gallery, role, started_by=factories.owner(gallery.studio))
    report = SeriesReport(engine="e", members=tuple(members), results=results)
    Series.objects.filter(pk=series.pk).update(state=State.DONE, report=to_json(report), engine="e")
    series.photos.set(gallery.photos.filter(role=role))
    series.refresh_from_db()
    return series
