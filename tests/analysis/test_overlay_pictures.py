"""The stage, annotated pictures and close-ups of a pair whose alignment is known."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from analysis import overlay
from analysis.alignment import NEUTRAL, apply
from analysis.overlay.annotated import BODY, LEGEND, MARGIN, WIDTH
from analysis.overlay.closeup import MOST_SIDE
from analysis.overlay.notes import DISC, STAGE_WIDTH, _spots
from analysis.overlay.window import FARTHEST, LEAST_SIDE, Window
from analysis.pair import Pair
from analysis.types import ComparisonReport, Dimension, PhotoReport, Region, Severity
from analysis.vision.landmarks import LEFT_IRIS, RIGHT_IRIS
from tests.analysis.astronaut import astronaut, turned

EYES = Region(0.38, 0.17, 0.5, 0.23)
LABELS = overlay.Labels(title="Skin", subject="AI headshot", reference="Photograph", caption="Measured by Catchlight.")


@pytest.fixture(scope="module")
def pair() -> Pair:
    return Pair(astronaut(), turned(degrees=18.0, scale=1.5))


@pytest.fixture(scope="module")
def stages(pair: Pair) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    return (
        overlay.stage(pair.subject, pair.alignment, on_reference=False),
        overlay.stage(pair.reference, pair.alignment, on_reference=True),
    )


def _resized(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _report(pair: Pair) -> ComparisonReport:
    alone = [PhotoReport(engine="e", picture=side.picture, results=()) for side in (pair.subject, pair.reference)]
    return ComparisonReport(engine="e", subject=alone[0], reference=alone[1], alignment=pair.alignment, results=())


def _notes(pair: Pair, regions: list[Region]) -> list[overlay.Note]:
    return [
        overlay.Note.of(
            _report(pair),
            number=number,
            text=f"Finding number {number}",
            severity=Severity.STRONG,
            subject_regions=(region,),
        )
        for number, region in enumerate(regions, start=1)
    ]


def test_one_face_turned_and_enlarged_comes_to_lie_on_itself(
    pair: Pair, stages: tuple[NDArray[np.uint8], NDArray[np.uint8]]
) -> None:
    subject, reference = stages
    assert subject.shape == reference.shape == (pair.alignment.stage_height, pair.alignment.stage_width, 3)
    both = (subject != NEUTRAL).any(-1) & (reference != NEUTRAL).any(-1)
    soft = [cv2.GaussianBlur(stage, (0, 0), 4).astype(float) for stage in stages]
    assert both.mean() > 0.6
    assert np.median(np.abs(soft[0] - soft[1])[both]) < 4


def test_beyond_the_picture_is_neutral_grey(pair: Pair, stages: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> None:
    height, width = stages[0].shape[:2]
    places = np.stack(np.meshgrid(np.arange(width), np.arange(height)), -1).reshape(-1, 2).astype(float)
    a, b, c, d, e, f = pair.alignment.subject_to_stage
    in_file = (places - (c, f)) @ np.linalg.inv(np.array([[a, b], [d, e]])).T
    outside = ((in_file < -2) | (in_file > (513, 513))).any(1).reshape(height, width)
    assert outside.any()
    assert (stages[0][outside] == NEUTRAL).all()


def test_a_rolled_head_shows_the_picture_beyond_its_plate() -> None:
    """The plate is upright and the stage follows the head, so the stage's corners reach beyond the plate."""
    rolled = turned(degrees=35.0, scale=2.0)
    pair = Pair(rolled, rolled)
    drawn = overlay.stage(rolled, pair.alignment, on_reference=False)
    size = pair.alignment.stage_width, pair.alignment.stage_height
    matrix = np.array(pair.alignment.subject_to_stage).reshape(2, 3)
    whole = cv2.warpAffine(rolled.photo.decode(), matrix, size, flags=cv2.INTER_LINEAR, borderValue=NEUTRAL)
    assert np.abs(cv2.blur(drawn, (9, 9)).astype(float) - cv2.blur(whole, (9, 9))).mean() < 2


def test_numbers_stand_at_one_place_on_both_pictures_and_apart(pair: Pair) -> None:
    regions = [Region(0.3 + 0.01 * i, 0.15, 0.34 + 0.01 * i, 0.2) for i in range(9)]
    alignment = pair.alignment
    spots = list(_spots(_notes(pair, regions), alignment.stage_width, alignment.stage_height).values())
    radius = DISC * alignment.stage_width / STAGE_WIDTH
    assert all(math.dist(one, other) > 2 * radius for i, one in enumerate(spots) for other in spots[:i])
    for x, y in spots:
        assert radius < x < alignment.stage_width - radius
        assert radius < y < alignment.stage_height - radius


def test_marks_are_drawn_around_their_region_and_nowhere_else(
    pair: Pair, stages: tuple[NDArray[np.uint8], NDArray[np.uint8]]
) -> None:
    drawn = overlay.marked(stages[0], _notes(pair, [EYES]), pair.alignment, on_reference=False)
    changed = (drawn != stages[0]).any(-1)
    line = _notes(pair, [EYES])[0].subject[0]
    inside = np.zeros(changed.shape, np.uint8)
    cv2.fillPoly(inside, [np.round(line).astype(np.int32)], 1)
    core = cv2.erode(inside, np.ones((15, 15), np.uint8)) > 0
    assert core.any()
    assert not changed[core].any()  # what is pointed at stays as it is
    middle = np.round((line[0] + line[1]) / 2).astype(int)
    assert changed[middle[1] - 4 : middle[1] + 5, middle[0] - 4 : middle[0] + 5].any()
    same = overlay.marked(stages[1], _notes(pair, [EYES]), pair.alignment, on_reference=True)
    np.testing.assert_array_equal(same, stages[1])  # the finding has no place on the photograph


def test_a_place_too_small_to_see_is_drawn_as_a_box(
    pair: Pair, stages: tuple[NDArray[np.uint8], NDArray[np.uint8]]
) -> None:
    speck = Region(0.44, 0.2, 0.4402, 0.2002)
    drawn = overlay.marked(stages[0], _notes(pair, [speck]), pair.alignment, on_reference=False)
    x, y = np.round(_notes(pair, [speck])[0].subject[0].mean(0)).astype(int)
    near = (drawn != stages[0]).any(-1)[y - 12 : y + 13, x - 12 : x + 13]
    assert near.sum() > 20


def test_the_download_has_both_pictures_the_legend_the_list_and_the_caption(
    pair: Pair, stages: tuple[NDArray[np.uint8], NDArray[np.uint8]]
) -> None:
    plain = overlay.annotated(stages, pair.alignment, labels=LABELS)
    scale = overlay.Scale(name="Fine detail missing", low="0.5 octaves", high="2.5 octaves")
    with_scale = overlay.annotated(stages, pair.alignment, labels=LABELS, scale=scale)
    with_list = overlay.annotated(stages, pair.alignment, labels=LABELS, scale=scale, notes=_notes(pair, [EYES] * 3))
    assert plain.shape[1] == with_scale.shape[1] == with_list.shape[1] == WIDTH
    assert plain.shape[0] < with_scale.shape[0] < with_list.shape[0]
    assert with_scale.shape[0] - plain.shape[0] == LEGEND


def test_a_long_headline_is_broken_and_not_cut(pair: Pair, stages: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> None:
    (note,) = _notes(pair, [EYES])
    longer = overlay.Note(number=1, text=" ".join(["word"] * 40), severity=note.severity, subject=note.subject)
    short, long = (overlay.annotated(stages, pair.alignment, labels=LABELS, notes=[item]) for item in (note, longer))
    assert long.shape[0] - short.shape[0] > 2 * BODY
    assert (long[:, WIDTH - MARGIN // 2 :] == long[0, 0]).all()


def test_what_is_told_as_a_length_is_shown_between_both_its_ends(pair: Pair) -> None:
    wide = Region(0.3, 0.1, 0.6, 0.4)
    near, far = (Window.around(pair, (wide,), (), dimension) for dimension in (Dimension.SKIN, Dimension.LIKENESS))
    assert near.across <= FARTHEST < far.across
    ends = apply(pair.alignment.subject_to_stage, np.array([[wide.left, wide.top], [wide.right, wide.bottom]]) * 512)
    ends /= pair.alignment.stage_iris_distance
    assert (np.array([far.left, far.top]) <= ends[0]).all()
    assert (np.array([far.left, far.top]) + far.across >= ends[1]).all()


def test_of_a_place_too_large_for_a_close_up_its_deepest_part_is_shown(pair: Pair) -> None:
    """A crescent around the head, as hair is: the middle of its outline lies on the forehead, and outside of it."""
    turn = np.linspace(np.pi, 2 * np.pi, 24)
    outer, inner = (
        np.array([0.44, 0.2]) + radius * np.stack([np.cos(turn), np.sin(turn)], 1) for radius in (0.16, 0.08)
    )
    crescent = np.concatenate([outer, inner[::-1]])
    window = Window.around(pair, (Region.around(tuple((float(x), float(y)) for x, y in crescent)),), (), Dimension.SKIN)
    middle = pair.alignment.stage_iris_distance * (np.array([window.left, window.top]) + window.across / 2)
    line = apply(pair.alignment.subject_to_stage, crescent * 512).astype(np.float32)
    inside = cv2.pointPolygonTest(line, (float(middle[0]), float(middle[1])), True)
    assert inside > 0.1 * pair.alignment.stage_iris_distance


@pytest.mark.parametrize("region", [EYES, Region(0.43, 0.2, 0.44, 0.21), Region(0.1, 0.05, 0.9, 0.9)])
def test_close_ups_are_squares_of_one_size_and_one_face_scale(pair: Pair, region: Region) -> None:
    subject, reference = overlay.close_up(pair, Window.around(pair, (region,), (), Dimension.SKIN))
    assert subject.shape == reference.shape
    assert subject.shape[0] == subject.shape[1]
    assert LEAST_SIDE <= subject.shape[0] <= MOST_SIDE
    both = (subject != NEUTRAL).any(-1) & (reference != NEUTRAL).any(-1)
    soft = [cv2.GaussianBlur(picture, (0, 0), 9).astype(float) for picture in (subject, reference)]
    assert np.median(np.abs(soft[0] - soft[1])[both]) < 5


def test_a_close_up_shows_the_middle_of_its_region(pair: Pair) -> None:
    subject, _ = overlay.close_up(pair, Window.around(pair, (EYES,), (), Dimension.EXPRESSION))
    side, stage = subject.shape[0], overlay.stage(pair.subject, pair.alignment, on_reference=False)
    corner = np.array([[EYES.left, EYES.top], [EYES.right, EYES.bottom]]) * (512, 512)
    (x, y) = apply(pair.alignment.subject_to_stage, corner).mean(0)
    irises = apply(pair.alignment.subject_to_stage, pair.subject.mesh.xy[[RIGHT_IRIS, LEFT_IRIS]])
    assert pair.alignment.stage_iris_distance == pytest.approx(float(np.linalg.norm(irises[1] - irises[0])), rel=0.1)
    template = _resized(subject, side // 4)
    scores = []
    for across in np.arange(0.8, 1.55, 0.05):
        wide = round(across * pair.alignment.stage_iris_distance)
        part = stage[round(y - wide / 2) : round(y + wide / 2), round(x - wide / 2) : round(x + wide / 2)]
        scores.append(float(cv2.matchTemplate(_resized(part, side // 4), template, cv2.TM_CCOEFF_NORMED)[0, 0]))
    assert side >= LEAST_SIDE
    assert max(scores) > 0.97


def test_a_close_up_of_nowhere_is_refused(pair: Pair) -> None:
    with pytest.raises(ValueError, match="region"):
        Window.around(pair, (), (), Dimension.SKIN)


def test_a_pair_of_pictures_is_named_only_where_there_is_a_name() -> None:
    black, grey = np.zeros((300, 300, 3), np.uint8), np.full((300, 300, 3), 90, np.uint8)
    sheet = overlay.beside(black, grey, names=("AI headshot", ""))
    assert sheet[:, :300].any()
    np.testing.assert_array_equal(sheet[:, -300:], grey)
