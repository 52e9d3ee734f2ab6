"""Series of real files: what a profile keeps, and that a foreign face is found among pictures of one person."""

from __future__ import annotations

import dataclasses
import io
import json

import numpy as np
import pytest
from PIL import Image

from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.series import batch, sources
from analysis.series.profile import Profile, Refused, profile
from analysis.series.report import SeriesReport
from analysis.types import from_json, to_json
from tests.analysis.shared import SHARED, manifest

ROWS = manifest("portraits")
pytestmark = [pytest.mark.portraits, pytest.mark.skipif(not ROWS, reason="no portraits beside the repository")]


def content(file: str) -> bytes:
    return (SHARED / "portraits" / file).read_bytes()


def seen(name: str, data: bytes) -> Profile | Refused:
    return profile(name, lambda: Portrait.of(open_photo(data)))


def files(**wanted: str) -> list[str]:
    return [name for name, row in ROWS.items() if all(row[column] == value for column, value in wanted.items())]


@pytest.fixture(scope="module")
def real() -> list[Profile]:
    """Five real pictures of one person, from different days."""
    found = [seen(name, content(name)) for name in files(identity="d106")]
    return [item for item in found if isinstance(item, Profile)]


@pytest.fixture(scope="module")
def drawn() -> list[Profile]:
    """AI pictures of one person by one generator."""
    found = [seen(name, content(name)) for name in files(pair_id="iy_p3_woman", label="ai")]
    return [item for item in found if isinstance(item, Profile)]


def test_no_real_picture_is_odd_among_those_of_its_person(real: list[Profile]) -> None:
    told = batch.report(real)
    assert len(told.members) == 5
    assert [member.name for member in told.members if member.odd] == []
    assert all(member.distance is not None and member.distance < 1 for member in told.members)


def test_one_foreign_face_among_ai_pictures_is_odd_and_no_other_is(drawn: list[Profile], real: list[Profile]) -> None:
    told = batch.report([*drawn[:2], real[0], *drawn[2:]])
    assert [member.name for member in told.members if member.odd] == [real[0].name]
    assert "batch_another_face" in {f.code for result in told.members[2].results for f in result.findings}


def test_a_file_without_a_face_is_refused_and_the_others_are_told(real: list[Profile]) -> None:
    wall = io.BytesIO()
    Image.new("RGB", (600, 600), (120, 130, 140)).save(wall, "PNG")
    told = batch.report([*real[:3], seen("wall", wall.getvalue()), seen("torn", b"not a picture"), *real[3:]])
    assert [bool(member.refused) for member in told.members] == [False] * 3 + [True] * 2 + [False] * 2
    assert all(member.refused.endswith(".") for member in told.members[3:5])
    assert told.results == batch.report(real).results


def test_a_picture_saved_again_smaller_is_nearly_the_same_and_a_blurred_one_is_soft(real: list[Profile]) -> None:
    first = real[0]
    image = Image.open(io.BytesIO(content(first.name))).convert("RGB")
    again, small = io.BytesIO(), io.BytesIO()
    image.resize((image.width * 3 // 4, image.height * 3 // 4)).save(again, "JPEG", quality=80)
    step = max(1, round(first.picture.iris_distance * 0.03))
    image.resize((image.width // step, image.height // step)).resize(image.size).save(small, "JPEG", quality=92)
    told = sources.report([first, seen("again", again.getvalue()), seen("blurred", small.getvalue()), real[1]])
    codes = [{finding.code for result in member.results for finding in result.findings} for member in told.members]
    assert ["source_copy" in one for one in codes] == [False, True, codes[2] >= {"source_copy"}, False]
    assert "source_copy" in codes[1]
    assert "source_soft" in codes[2] - codes[0]


def test_a_report_of_real_files_comes_back_from_json_without_any_embedding(real: list[Profile]) -> None:
    for told in (batch.report(real), sources.report(real)):
        text = json.dumps(to_json(told))
        assert from_json(SeriesReport, json.loads(text)) == told
        assert not any(f"{number:.6f}"[:8] in text for number in real[0].face.embedding)


def test_a_profile_keeps_no_pixels(real: list[Profile]) -> None:
    held = [getattr(real[0], field.name) for field in dataclasses.fields(Profile)]
    held += [getattr(real[0].face, field.name) for field in dataclasses.fields(real[0].face)]
    assert max(item.size for item in held if isinstance(item, np.ndarray)) <= 128
