"""The bench's own arithmetic: intervals, couples, the store, and which code a figure depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import store
from bench.corpus import Corpus
from bench.intervals import Share
from bench.nuisance import spread
from bench.sources import _closure, fingerprint
from bench.store import Store

MANIFEST = """file\tlabel\tgenerator_or_source\trepo\tpair_id\tidentity\tpixels\tjpeg_lum_q_mean
r1.jpg\treal\tcamera\ta/a\tp1\tanna\tnative\t3.0
r2.jpg\treal\tcamera\tb/b\t\tanna\tnative\t
r3.jpg\treal\tcamera\tb/b\t\t\tnative\t
x1.png\tai\tmodel\tc/c\tp1\t\tnative\t
x2.png\tai\tmodel\tc/c\tp9\t\tfigure_crop\t
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    (tmp_path / "manifest.tsv").write_text(MANIFEST, encoding="utf-8")
    return Corpus.read(tmp_path)


def test_real_couples_are_one_persons_in_both_orders(corpus: Corpus) -> None:
    assert {couple.key for couple in corpus.real_couples()} == {"r1.jpg|r2.jpg", "r2.jpg|r1.jpg"}


def test_ai_couples_join_an_ai_picture_to_its_persons_real_ones(corpus: Corpus) -> None:
    assert [couple.key for couple in corpus.ai_couples()] == ["x1.png|r1.jpg"]


def test_couples_are_spread_over_the_sources(corpus: Corpus) -> None:
    assert {couple.subject.source for couple in spread(corpus.real_couples(), 2)} == {"a/a", "b/b"}


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 59, 0.0, 0.0611), (5, 100, 0.0215, 0.1118), (50, 100, 0.4038, 0.5962)],  # Newcombe 1998, method 3
)
def test_intervals_are_wilsons(hits: int, total: int, low: float, high: float) -> None:
    assert Share(hits, total).interval == pytest.approx((low, high), abs=2e-4)


def test_a_share_of_nothing_is_not_a_number_and_anything_is_possible() -> None:
    assert Share(0, 0).to_json() == {"hits": 0, "total": 0, "share": None, "low": 0.0, "high": 1.0}


def test_the_store_survives_a_torn_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "VAR", tmp_path)
    Store("run").put("a", {"x": 1})
    with (tmp_path / "run.jsonl").open("a") as lines:
        lines.write('["b", {"x"')
    again = Store("run")
    assert "a" in again
    assert "b" not in again
    again.put("b", 2)
    assert Store("run")["b"] == 2


def test_a_figure_depends_on_what_its_analyzer_imports_and_on_nothing_else() -> None:
    depends = _closure("analysis.analyzers.likeness_identity")
    assert "analysis.vision.identity" in depends
    assert "analysis.matching" in depends  # by way of the pair
    assert "analysis.analyzers.skin_texture" not in depends
    assert fingerprint("analysis.analyzers.likeness_identity") != fingerprint("analysis.analyzers.likeness_geometry")
