"""The other photographs of a gallery: a worker measures the likeness against them, and each leaves with its figures."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from analysis import engine
from analysis.extras import beside
from analysis.extras.face import Face
from analysis.extras.memory import give_back
from analysis.portrait import Portrait
from analysis.types import Result, Status, from_json
from headshots.comparisons import actions, erasure, exhibits, extras, judging
from headshots.comparisons.models import Comparison
from headshots.photos.models import Photo, Role
from headshots.queue import State
from tests.headshots import factories
from tests.headshots.factories import faces
from tests.headshots.pictures import astronaut, encoded

pytestmark = pytest.mark.django_db


def judged(comparison: Comparison) -> Comparison:
    judging.compare(comparison.pk)
    comparison.refresh_from_db()
    assert (comparison.state, comparison.failure) == (State.DONE, "")
    return comparison


def results(comparison: Comparison) -> dict[Photo, Result]:
    return {extra.photo: from_json(Result, extra.result) for extra in comparison.extras.select_related("photo")}


def test_the_gallerys_other_photographs_stand_beside_a_comparison_by_themselves() -> None:
    gallery = factories.gallery()
    other = factories.photo(gallery, Role.REAL, astronaut(size=500))
    faceless = factories.photo(gallery, Role.REAL, encoded("png", size=(900, 900)))
    factories.photo(
        gallery, Role.REAL, encoded("jpg", size=(600, 400))[:900]
    )  # cannot be read, and takes nothing along
    factories.photo(gallery, Role.AI, astronaut(size=490))
    factories.photo(factories.gallery(gallery.studio), Role.REAL, astronaut(size=510))
    found = results(judged(faces(gallery)))
    assert found.keys() == {other, faceless}
    measured = found[other]
    assert measured.status is Status.OK
    (item,) = [item for item in measured.measurements if item.key == beside.DISTANCE]
    assert item.subject is not None
    assert item.reference is not None
    assert item.value == pytest.approx(item.subject - item.reference)
    assert (found[faceless].status, found[faceless].reason) == (Status.NOT_APPLICABLE, "no_face_in_extra")


def test_they_are_the_newest_and_no_more_than_there_is_time_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "MOST", 1)
    gallery = factories.gallery()
    factories.photo(gallery, Role.REAL, astronaut(size=500))
    newest = factories.photo(gallery, Role.REAL, astronaut(size=505))
    assert results(judged(faces(gallery))).keys() == {newest}


def test_measuring_again_takes_in_what_came_since(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    comparison = judged(faces(factories.gallery()))
    assert results(comparison) == {}
    late = factories.photo(comparison.gallery, Role.REAL, astronaut(size=500))
    assert actions.measure_again(comparison)
    with django_capture_on_commit_callbacks(execute=True):
        assert results(judged(comparison)).keys() == {late}
    assert actions.measure_again(comparison)
    assert results(judged(comparison)).keys() == {late}, "once, however often it is measured"


def test_a_photo_that_is_deleted_takes_its_figures_and_leaves_the_comparison() -> None:
    gallery = factories.gallery()
    other = factories.photo(gallery, Role.REAL, astronaut(size=500))
    kept = factories.photo(gallery, Role.REAL, astronaut(size=505))
    comparison = judged(faces(gallery))
    erasure.delete_photo(other)
    comparison.refresh_from_db()
    assert comparison.state == State.DONE
    assert results(comparison).keys() == {kept}


def test_photos_deleted_under_way_are_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = factories.gallery()
    kept, waiting, measured = (factories.photo(gallery, Role.REAL, astronaut(size=size)) for size in (500, 505, 508))
    comparison = faces(gallery)

    def meanwhile(*given: Any) -> Result:
        for photo in Photo.objects.filter(pk__in=[waiting.pk, measured.pk]):
            erasure.delete_photo(photo)
        return engine.compare_extra(*given)

    monkeypatch.setattr(extras, "compare_extra", meanwhile)
    assert results(judged(comparison)).keys() == {kept}


def test_one_that_breaks_takes_nothing_along(monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = factories.gallery()
    kept, broken = (factories.photo(gallery, Role.REAL, astronaut(size=size)) for size in (500, 505))
    comparison = faces(gallery)
    opened = 0

    def counting() -> None:
        nonlocal opened
        opened += 1
        give_back()

    def of(portrait: Portrait) -> Face:
        if opened == 1:  # the newest comes first
            raise ValueError("a mistake of ours")
        return Face.of(portrait)

    monkeypatch.setattr(extras, "give_back", counting)
    monkeypatch.setattr(extras, "Face", SimpleNamespace(of=of))
    found = results(judged(comparison))
    assert (found[broken].status, found[broken].reason) == (Status.FAILED, "failed")
    assert found[kept].status is Status.OK


def test_what_there_is_no_time_for_does_not_keep_the_comparison_back(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gallery = factories.gallery()
    for size in (500, 505):
        newest = factories.photo(gallery, Role.REAL, astronaut(size=size))

    def last(*given: Any) -> Result:
        settings.TASK_SOFT_LIMIT -= settings.TASK_SOFT_LIMIT
        return engine.compare_extra(*given)

    monkeypatch.setattr(extras, "compare_extra", last)
    assert results(judged(faces(gallery))).keys() == {newest}


def test_a_worker_that_lost_its_lease_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = factories.gallery()
    factories.photo(gallery, Role.REAL, astronaut(size=500))
    comparison = faces(gallery)
    make = exhibits.make

    def slow(*given: Any, **options: Any) -> Any:
        Comparison.objects.filter(pk=comparison.pk).update(attempt=2)  # the lease ran out; another worker has it
        return make(*given, **options)

    monkeypatch.setattr(exhibits, "make", slow)
    judging.compare(comparison.pk)
    assert not comparison.extras.exists()


def test_only_one_picture_is_open_while_they_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three portraits of 24 megapixels would not fit in what a worker may hold."""
    gallery = factories.gallery()
    factories.photo(gallery, Role.REAL, astronaut(size=500))
    comparison = faces(gallery)
    alive: list[int] = []
    of, open_ones = Portrait.of, 0

    class Counted(Portrait):
        def __del__(self) -> None:
            nonlocal open_ones
            open_ones -= 1

    def counting(*given: Any) -> Portrait:
        nonlocal open_ones
        portrait: Portrait = of.__func__(Counted, *given)  # type: ignore[attr-defined]  # a bound classmethod
        open_ones += 1
        alive.append(open_ones)
        return portrait

    monkeypatch.setattr(Portrait, "of", counting)
    judged(comparison)
    assert alive == [1, 2, 1]
