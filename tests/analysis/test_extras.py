"""A further photograph of the person: what is measured against it, and what several of them say together."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from analysis import engine
from analysis.analyzers.likeness_geometry import LENGTHS
from analysis.errors import NotApplicable
from analysis.extras import beside
from analysis.extras.agreement import agreement
from analysis.extras.face import Face
from analysis.nulls import QUALITY_PREFIX, Nulls
from analysis.types import Region, Result, Severity, from_json, to_json
from analysis.vision.head_pose import HeadPose
from analysis.words import FINDINGS
from analysis.words.likeness import USUAL_DISTANCES
from tests.analysis.astronaut import astronaut

WHOLE = Region(0.2, 0.2, 0.8, 0.8)
QUALITY = {"log_iris_distance": 7.0, "jpeg_quality": 90.0, "turned": 0.0}
JAW = 1
JAW_KEY = beside.length_key(LENGTHS[JAW])


def face(*, at: float = 0.0, jaw: float = 0.0, yaw: float = 0.0, pixels: float = 128.0) -> Face:
    """A face `at` a distance from the origin of identities, its jaw longer by octaves."""
    embedding = np.zeros(128)
    embedding[0] = at
    return Face(
        embedding=embedding,
        log_lengths=tuple(jaw if number == JAW else 0.0 for number in range(len(LENGTHS))),
        pose=HeadPose(yaw, 0.0, 0.0),
        quality=QUALITY,
        iris_distance=pixels,
        oval=WHOLE,
        outlines=(WHOLE,) * len(LENGTHS),
    )


def tables(spread: float = 0.02) -> Nulls:
    """Real pictures of one person that are 0.3 apart, and of which a third lies no further off than `spread` or so."""
    random = np.random.default_rng(0)
    pairs, triples = [], []
    for number in range(200):
        source = {"source": f"source {number % 5}", "session": "different"}
        quality = {f"{QUALITY_PREFIX}{name}": str(value) for name, value in QUALITY.items()}
        more = {f"{QUALITY_PREFIX}pose_difference": "0", f"{QUALITY_PREFIX}scale_ratio": "0"}
        pairs.append({**source, **quality, **more, "likeness.distance": f"{random.normal(0.3, 0.03):.4f}"})
        keys = [beside.DISTANCE, *(beside.length_key(length) for length in LENGTHS)]
        figures = {key: f"{random.normal(0.0, spread):.4f}" for key in keys}
        apart = {f"{QUALITY_PREFIX}{key}{beside.APART}": f"{random.uniform(0.0, 0.4):.4f}" for key in keys}
        triples.append({**source, **figures, **apart})
    return Nulls(tuple(pairs), (), (), tuple(triples))


def judged(subject: Face, reference: Face, extra: Face) -> list[str]:
    found = beside.judge(beside.measure(subject, reference, extra), tables())
    assert all(finding.severity is Severity.SLIGHT for finding in found), "never more"
    return [finding.code for finding in found]


def test_both_distances_are_kept_and_their_difference_is_the_figure() -> None:
    item = beside.measure(face(at=0.5), face(at=0.3), face())[beside.DISTANCE]
    assert (item.subject, item.reference) == pytest.approx((0.5, 0.3))
    assert item.value == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("jaws", "beyond"),  # of subject, reference and extra
    [
        ((0.2, 0.05, 0.0), 0.15),
        ((0.2, 0.0, 0.05), 0.15),
        ((-0.2, 0.05, -0.05), -0.15),
        ((0.02, 0.05, 0.0), 0.0),
        ((0.05, 0.05, 0.0), 0.0),
    ],
)
def test_a_length_counts_only_beyond_those_of_both_photographs(jaws: tuple[float, float, float], beyond: float) -> None:
    item = beside.measure(*(face(jaw=jaw) for jaw in jaws))[JAW_KEY]
    assert item.value == pytest.approx(beyond)
    assert (item.subject, item.reference) == pytest.approx((jaws[0] - jaws[2], jaws[1] - jaws[2]))


def test_what_lies_beyond_real_pictures_is_found_and_its_side_is_named() -> None:
    near, off = face(at=0.3), face(at=0.3, jaw=-0.3)
    assert judged(off, near, face()) == ["likeness_beside_jaw_width_smaller"]
    assert judged(face(at=0.7), near, face()) == [beside.DISTANCE_CODE]
    assert judged(near, near, face()) == []


def test_two_photographs_that_are_far_apart_accuse_nobody() -> None:
    """Both distances are long: the photographs differ as much, whatever a face-comparison net thinks of it."""
    assert judged(face(at=0.7), face(at=0.69), face()) == []


def test_a_photograph_that_happens_to_be_very_near_accuses_nobody() -> None:
    """The difference is large because reference and extra are alike, as after one sitting; the distance is usual."""
    assert judged(face(at=0.32), face(at=0.05), face()) == []


@pytest.mark.parametrize(
    ("third", "reason"),
    [
        (face(pixels=20), "face_too_small"),
        (face(yaw=40), "turned_away"),
        (face(yaw=32), "one_pose_differs"),
    ],
)
def test_it_abstains_with_its_reason_whichever_of_the_three_it_is(third: Face, reason: str) -> None:
    for faces in ((third, face(), face()), (face(), third, face()), (face(), face(), third)):
        with pytest.raises(NotApplicable) as abstained:
            beside.measure(*faces)
        assert abstained.value.reason == reason


def test_heads_turned_a_little_apart_still_tell_the_distance_but_no_length() -> None:
    measured = beside.measure(face(), face(), face(yaw=17))
    assert [item.key for item in measured.measurements] == [beside.DISTANCE]
    assert beside.judge(measured, tables()) == ()


def test_what_is_called_usual_is_what_real_pictures_of_one_person_are_apart() -> None:
    rows = Nulls.load().pairs
    middle = np.quantile([float(row["likeness.distance"]) for row in rows if row["likeness.distance"]], (0.1, 0.9))
    assert pytest.approx(middle, abs=0.005) == USUAL_DISTANCES


def test_without_three_pictures_of_enough_people_it_says_so() -> None:
    with pytest.raises(NotApplicable, match="not_calibrated"):
        beside.judge(beside.measure(face(), face(), face()), Nulls(tables().pairs, ()))


def results(*faces: tuple[Face, Face]) -> list[Result]:
    """Of one subject and reference beside each extra: `faces` are (subject, extra)."""
    found = []
    for subject, extra in faces:
        result = engine.compare_extra(subject, face(at=0.3), extra)
        found.append(engine.rejudge(result, tables()))
    return found


def test_a_result_survives_json() -> None:
    for result in results((face(at=0.7, jaw=-0.3), face()), (face(at=0.7), face(yaw=40))):
        assert from_json(Result, to_json(result)) == result


def test_all_extras_say_it_or_nobody_does() -> None:
    off = face(at=0.3, jaw=-0.3)
    near, nearer, beyond = face(), face(jaw=-0.1), face(jaw=-0.4)
    together = agreement(results((off, near), (off, nearer)))
    assert together is not None
    (finding,) = together.findings
    assert finding.code == "likeness_beside_jaw_width_smaller"
    assert finding.facts["photographs"] == 3
    assert finding.facts["share"] == pytest.approx(1 - 2**-0.2), "by what it lies beyond the nearest of them"
    doubted = agreement(results((off, near), (off, beyond)))
    assert doubted is not None
    assert doubted.findings == ()


def test_an_extra_that_cannot_tell_has_no_voice() -> None:
    off = face(at=0.3, jaw=-0.3)
    for silent in (face(yaw=17), face(yaw=40)):  # no length; nothing at all
        together = agreement(results((off, face()), (off, silent)))
        assert together is not None
        assert [finding.facts["photographs"] for finding in together.findings] == [2]


def test_extras_that_all_abstain_say_nothing_together_and_keep_their_reasons() -> None:
    abstained = results((face(), face(yaw=40)), (face(), face(pixels=20)))
    assert [result.reason for result in abstained] == ["turned_away", "face_too_small"]
    assert agreement(abstained) is None
    assert agreement([]) is None


def test_every_finding_has_its_words_for_any_number_of_photographs() -> None:
    for code in (beside.DISTANCE_CODE, *beside.LENGTH_CODES):
        words = FINDINGS[code]
        facts = {"share": 0.05, "photographs": 3.0}
        said = " ".join(getattr(words, name).format(**facts) for name in words.__slots__)
        assert len(words.headline.format(**facts).split()) <= 8
        assert "!" not in said
        assert ("3 photographs" in said) is (code != beside.DISTANCE_CODE)


def test_the_table_holds_every_difference_with_both_signs_and_no_picture() -> None:
    """Any of three pictures was the subject, the reference and the extra."""
    table = (files("analysis") / "reference" / "triples.csv").read_text()
    rows = list(csv.DictReader(table.splitlines()))
    values = sorted(float(row[beside.DISTANCE]) for row in rows)
    np.testing.assert_allclose(values, [-value for value in reversed(values)], atol=1e-5)
    assert not any(ending in table for ending in (".jpg", ".png", ".webp"))


def test_a_portrait_becomes_a_face_that_is_no_further_from_itself_than_nothing() -> None:
    one = Face.of(astronaut())
    measured = beside.measure(one, one, one)
    assert [item.value for item in measured.measurements] == [0.0] * len(measured.measurements)
    assert len(measured.measurements) == 1 + len(LENGTHS)


def test_the_nearer_two_photographs_are_the_further_a_third_may_be() -> None:
    """On the real tables: what stands out beside two photographs far apart need not beside two that are alike."""
    nulls = Nulls.load()
    near, far = (
        nulls.triple(beside.DISTANCE, 0.12, {f"{beside.DISTANCE}{beside.APART}": apart}) for apart in (0.25, 0.45)
    )
    assert near is not None
    assert far is not None
    assert near.above > 2 * far.above


def test_an_unmeasured_length_is_not_counted_as_a_doubt() -> None:
    off = face(at=0.3, jaw=-0.3)
    (one,) = results((off, face()))
    bare = replace(one, measurements=one.measurements[:1], findings=())
    together = agreement([one, bare])
    assert together is not None
    assert [finding.code for finding in together.findings] == ["likeness_beside_jaw_width_smaller"]
