"""The injector on real studio portraits of several skin tones and kinds of hair."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, NothingToAlter, Scene, inject
from analysis.vision.landmarks import FACE_OVAL
from analysis.vision.zones import polygon
from tests.analysis.shared import SHARED

FOLDER = SHARED / "portraits" / "real"
PORTRAITS = ("london_001_neutral.jpg", "london_012_neutral.jpg", "london_043_neutral.jpg")

pytestmark = [
    pytest.mark.portraits,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no portraits in {FOLDER.parent.name} beside the repository"),
]


@cache
def _scene(name: str) -> Scene:
    return Scene(Portrait.of(open_photo((FOLDER / name).read_bytes())))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", PORTRAITS)
def test_every_artefact_is_injected_where_it_says(name: str, kind: Kind) -> None:
    scene = _scene(name)
    injected = inject(scene, kind, strength=1.0)
    different = np.abs(injected.pixels.astype(int) - scene.pixels).max(-1)
    assert injected.mask.any()
    # A studio wall has little that blur could take; everything else changes much more inside than outside.
    times = 1.5 if kind is Kind.BACKGROUND_BLUR else 5
    assert different[injected.mask].mean() > times * different[~injected.mask].mean()


@pytest.mark.parametrize("name", PORTRAITS)
def test_marks_are_small_and_on_the_face(name: str) -> None:
    scene = _scene(name)
    removed = inject(scene, Kind.MARK_REMOVAL, strength=1.0)
    oval = polygon(scene.shape, scene.mesh[list(FACE_OVAL)])
    assert oval[removed.mask].all()
    assert removed.mask.sum() < 0.02 * oval.sum()


def test_a_cheek_without_marks_has_none_to_remove() -> None:
    scene = _scene(PORTRAITS[0])
    smooth = inject(scene, Kind.SKIN_SMOOTHING, strength=1.0)
    clean = inject(scene.after(smooth.pixels), Kind.MARK_REMOVAL, strength=1.0)
    with pytest.raises(NothingToAlter):
        inject(scene.after(clean.pixels), Kind.MARK_REMOVAL, strength=1.0)


def test_the_face_is_found_again_after_every_warp() -> None:
    scene = _scene(PORTRAITS[0])
    for kind in (Kind.JAW_NARROWED, Kind.EYES_ENLARGED, Kind.NOSE_NARROWED, Kind.MOUTH_ONLY_SMILE):
        altered = inject(scene, kind, strength=1.0).portrait()
        assert altered.iris_distance == pytest.approx(scene.iris_distance, rel=0.02)
