"""Laying faces on one stage: eyes meet, and pairs that do not fit are refused with a reason."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.alignment import (
    ABOVE_EYES,
    BELOW_EYES,
    FRAMES,
    HALF_WIDTH,
    LEAST_IRIS_DISTANCE,
    MOST_IRIS_DISTANCE,
    MOST_POSE_DIFFERENCE,
    NEUTRAL,
    align,
    apply,
    on_stage,
)
from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate import Kind, inject, png
from analysis.types import Affine
from analysis.vision.landmarks import EYE_INNER_LEFT, EYE_INNER_RIGHT, EYE_OUTER_LEFT, EYE_OUTER_RIGHT
from analysis.vision.mesh import Mesh
from analysis.vision.view import View
from analysis.words import REASONS
from tests.analysis.astronaut import astronaut, scene, turned


def _eyes(portrait: Portrait, to_stage: Affine) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    xy = portrait.mesh.xy
    middles = np.stack([(xy[EYE_OUTER_RIGHT] + xy[EYE_INNER_RIGHT]) / 2, (xy[EYE_OUTER_LEFT] + xy[EYE_INNER_LEFT]) / 2])
    return apply(to_stage, middles)


@pytest.mark.parametrize(("degrees", "scale"), [(0.0, 1.0), (18.0, 1.5), (-25.0, 2.0), (35.0, 1.0)])
def test_eye_meets_eye_level_at_one_scale(degrees: float, scale: float) -> None:
    reference = turned(degrees=degrees, scale=scale)
    alignment = align(astronaut(), reference)
    ours, theirs = (
        _eyes(astronaut(), alignment.subject_to_stage),
        _eyes(reference, alignment.to_stage(on_reference=True)),
    )
    np.testing.assert_allclose(ours, theirs, atol=1e-6)
    upper_part = ABOVE_EYES / (ABOVE_EYES + BELOW_EYES)
    assert ours[0, 1] == pytest.approx(upper_part * alignment.stage_height, abs=1)
    assert ours.mean(0)[0] == pytest.approx(alignment.stage_width / 2, abs=1)
    assert np.linalg.norm(ours[1] - ours[0]) == pytest.approx(alignment.stage_iris_distance)
    assert alignment.residual < 0.01
    assert alignment.pose_difference < 1  # tilting a picture changes nothing that is seen of a face
    assert not alignment.refused


@pytest.mark.parametrize(("degrees", "scale"), [(18.0, 1.5), (-25.0, 2.0)])
def test_both_maps_are_similarities(degrees: float, scale: float) -> None:
    alignment = align(astronaut(), turned(degrees=degrees, scale=scale))
    for on_reference in (False, True):
        a, b, _, d, e, _ = alignment.to_stage(on_reference=on_reference)
        assert math.hypot(a, d) == pytest.approx(math.hypot(b, e))
        assert a * b + d * e == pytest.approx(0, abs=1e-9)
        assert a * e - b * d > 0  # never mirrored


def test_the_order_of_the_two_does_not_matter() -> None:
    other = turned(degrees=18.0, scale=1.5)
    one, two = align(astronaut(), other), align(other, astronaut())
    assert one.subject_to_stage == two.reference_to_stage
    assert one.residual == pytest.approx(two.residual)
    assert one.pose_difference == pytest.approx(two.pose_difference)


def test_the_stage_is_as_fine_as_the_larger_face_within_limits() -> None:
    assert align(astronaut(), astronaut()).stage_iris_distance == LEAST_IRIS_DISTANCE
    large = turned(degrees=0.0, scale=4.0)
    assert LEAST_IRIS_DISTANCE < align(astronaut(), large).stage_iris_distance <= MOST_IRIS_DISTANCE


def test_the_frame_closes_in_where_a_picture_is_cropped() -> None:
    sitter = astronaut()
    x, y = sitter.mesh.xy.mean(0).astype(int)
    reach = round(2.3 * sitter.iris_distance)
    head = np.ascontiguousarray(sitter.photo.decode()[max(0, y - reach) : y + reach, x - reach : x + reach])
    close = align(sitter, Portrait.of(open_photo(png(head))))
    wide = align(sitter, sitter)
    assert close.stage_width < wide.stage_width
    assert close.stage_width >= math.floor(2 * HALF_WIDTH * FRAMES[-1] * close.stage_iris_distance)
    assert close.stage_width / close.stage_height == pytest.approx(wide.stage_width / wide.stage_height, abs=0.01)


def test_a_face_that_turns_away_is_refused_with_a_reason_that_has_words() -> None:
    alignment = align(astronaut(), _with_mesh(astronaut(), yaw=MOST_POSE_DIFFERENCE + 5))
    assert alignment.refused == "pose_differs"
    assert alignment.pose_difference > MOST_POSE_DIFFERENCE
    assert REASONS[alignment.refused].sentence.format(degrees=alignment.pose_difference)


def test_faces_of_other_proportions_do_not_fit() -> None:
    points = astronaut().mesh.points.copy()
    eyes = points[[EYE_OUTER_RIGHT, EYE_INNER_RIGHT, EYE_INNER_LEFT, EYE_OUTER_LEFT]].mean(0)
    points[:, 1] = eyes[1] + 1.4 * (points[:, 1] - eyes[1])
    longer = _portrait(astronaut(), points)
    longer.__dict__["pose"] = astronaut().pose
    alignment = align(astronaut(), longer)
    assert alignment.refused == "faces_do_not_fit"
    assert REASONS[alignment.refused].sentence


def test_a_smile_raises_the_residual_and_does_not_move_the_eyes() -> None:
    smiling = inject(scene(), Kind.MOUTH_ONLY_SMILE, strength=1.0).portrait()
    alignment = align(astronaut(), smiling)
    assert alignment.residual > align(astronaut(), astronaut()).residual
    ours, theirs = (alignment.to_stage(on_reference=on_reference) for on_reference in (False, True))
    np.testing.assert_allclose(ours[:2], theirs[:2], rtol=0.03, atol=0.03)


@settings(deadline=None)
@given(st.floats(-40, 40), st.floats(0.3, 3), st.floats(0.1, 2.5))
def test_a_view_is_drawn_where_its_map_says(degrees: float, zoom: float, scale: float) -> None:
    """A white square of a view, drawn on a stage, has its middle where the map puts it."""
    pixels = np.zeros((200, 200, 3), np.uint8)
    pixels[90:110, 70:90] = 255
    view = View(pixels, scale, 30.0, 50.0, (1000, 1000))
    middle = view.to_file(np.array([[79.5, 99.5]]))
    cosine, sine = zoom * math.cos(math.radians(degrees)), zoom * math.sin(math.radians(degrees))
    x, y = np.array([[cosine, -sine], [sine, cosine]]) @ middle[0]
    to_stage = (cosine, -sine, 150.0 - float(x), sine, cosine, 150.0 - float(y))
    drawn = on_stage(view, to_stage, (300, 300))
    bright = drawn[..., 0] > 200
    if 4 < 20 * zoom / scale < 200:  # the square is seen, and seen whole
        ys, xs = np.nonzero(bright)
        assert xs.mean() == pytest.approx(150, abs=1)
        assert ys.mean() == pytest.approx(150, abs=1)


def test_beyond_a_view_the_stage_is_neutral_grey() -> None:
    view = View(np.zeros((20, 20, 3), np.uint8), 1.0, 0.0, 0.0, (20, 20))
    drawn = on_stage(view, (1.0, 0.0, 10.0, 0.0, 1.0, 10.0), (60, 60))
    assert (drawn[12:28, 12:28] == 0).all()
    assert (drawn[40:] == NEUTRAL).all()
    assert (drawn[:, :8] == NEUTRAL).all()


def _with_mesh(portrait: Portrait, *, yaw: float) -> Portrait:
    """The same picture, its mesh turned about the vertical."""
    angle = math.radians(yaw)
    turn = np.array([[math.cos(angle), 0, -math.sin(angle)], [0, 1, 0], [math.sin(angle), 0, math.cos(angle)]])
    centre = portrait.mesh.points.mean(0)
    return _portrait(portrait, (portrait.mesh.points - centre) @ turn.T + centre)


def _portrait(portrait: Portrait, points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Portrait:
    mesh = Mesh(points, portrait.mesh.noise, portrait.mesh.expression, portrait.mesh.presence)
    return Portrait(portrait.photo, portrait.frame, portrait.plate, mesh, 1)
