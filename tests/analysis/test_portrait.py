"""Finding the face, also where the detector offers something else first."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.errors import NoFace
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import png
from analysis.vision import faces
from analysis.vision.detector import Detection
from tests.analysis.astronaut import astronaut, data, scene


def test_what_is_no_face_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A detector that takes the helmet for the larger face must not cost us the portrait."""
    (face,) = faces.find(astronaut().frame.pixels)
    away = np.array([60.0, 240.0])
    helmet = Detection(0.9, face.box + away, face.keypoints + away)
    monkeypatch.setattr(faces, "find", lambda _: [helmet, face])
    assert Portrait.of(open_photo(data())).iris_distance == pytest.approx(astronaut().iris_distance, abs=0.5)


def test_a_picture_without_a_face_says_so() -> None:
    lower = scene().pixels[300:, 100:400]
    with pytest.raises(NoFace, match=r"face"):
        Portrait.of(open_photo(png(lower)))
