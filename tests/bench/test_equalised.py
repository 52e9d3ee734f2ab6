"""Copies that are all alike, so that no figure can win by size or compression."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from skimage import data

from analysis.photo import open_photo
from analysis.portrait import Portrait
from bench.corpus import Corpus
from bench.equalised import equalise

MANIFEST = """file\tlabel\tgenerator_or_source\trepo\tpair_id\tidentity\tpixels\tformat\tjpeg_lum_q_mean
real/large.png\treal\tcamera\ta/a\tp1\teileen\tnative\tPNG\t
ai/small.png\tai\tmodel\tb/b\tp1\t\tnative\tPNG\t
ai/nobody.png\tai\tmodel\tb/b\tp1\t\tnative\tPNG\t
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    whole = Image.fromarray(data.astronaut())  # type: ignore[no-untyped-call]  # scikit-image is not typed
    for name, picture in {
        "real/large.png": whole.crop((96, 0, 352, 384)).resize((1024, 1536)),
        "ai/small.png": whole,
        "ai/nobody.png": Image.new("RGB", (400, 400), "grey"),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        picture.save(path)
    (tmp_path / "manifest.tsv").write_text(MANIFEST, encoding="utf-8")
    return tmp_path


def test_every_copy_has_one_face_size_and_one_quality(folder: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    assert equalise(folder, copies, iris_distance=75.0, quality=80) == 2
    (entry,) = Corpus.read(copies).entries
    stored = (copies / entry.file).read_bytes()
    copy = Portrait.of(open_photo(stored))
    assert (entry.file, entry.label, Image.open(io.BytesIO(stored)).format) == ("real/large.jpg", "real", "JPEG")
    assert copy.iris_distance == pytest.approx(75.0, rel=0.03)
    assert copy.jpeg_quality == pytest.approx(80, abs=1)
