"""What the alignment bench counts: every couple once, and quantiles of those only that are laid over each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.alignment import Laid, asked, summary
from bench.corpus import Corpus, Entry


def _real(file: str, repo: str) -> Entry:
    return Entry(
        file=file,
        label="real",
        generator="",
        repo=repo,
        pair="",
        person="anna",
        pixels="native",
        jpeg_step=None,
    )


def test_two_real_pictures_are_laid_once(tmp_path: Path) -> None:
    couples = list(asked(Corpus(tmp_path, (_real("b.jpg", "x"), _real("a.jpg", "y")))))
    assert [(group, couple.key) for group, couple in couples] == [("real, different days", "a.jpg|b.jpg")]


def _laid(apart: float, pose: float, refused: str = "") -> Laid:
    places = dict.fromkeys(("all", "eye corners", "nose base", "mouth corners"), apart)
    return Laid("real", places, pose, refused)


def test_what_is_refused_is_counted_and_left_out_of_the_quantiles() -> None:
    figures = summary([_laid(0.02, 3), _laid(0.04, 7), _laid(0.30, 30, "pose_differs")])
    assert figures["apart"]["all"]["50%"] == pytest.approx(0.03)
    assert figures["refused"]["pose_differs"]["hits"] == 1
    assert figures["by_pose_difference"]["20–90°"]["apart"]["50%"] == pytest.approx(0.30)
    assert [held["couples"] for held in figures["by_pose_difference"].values()] == [1, 1, 0, 0, 1]
