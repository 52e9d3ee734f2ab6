"""`python -m analysis` as a person runs it: what it writes, what it says, and how it refuses."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from analysis.cli.main import main
from analysis.registry import PAIR_ANALYZERS, PHOTO_ANALYZERS
from analysis.series.report import SeriesReport
from analysis.simulate import demo_pair
from analysis.types import ComparisonReport, PhotoReport, Result, from_json
from analysis.words import DIMENSIONS
from tests.analysis.shared import ROOT

# A machine on which no package carries a net.
WITHOUT_MODELS = """
import importlib.metadata, runpy, sys
def missing(name):
    raise importlib.metadata.PackageNotFoundError(name)
importlib.metadata.distribution = missing
sys.argv[0] = "analysis"
runpy.run_module("analysis", run_name="__main__")
"""


def _run(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, code: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "analysis"]
    return subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("pictures")
    for name, data in zip(("altered.png", "original.png"), demo_pair(), strict=True):
        (folder / name).write_bytes(data)
    return folder / "altered.png", folder / "original.png"


@pytest.fixture(scope="module")
def compared(
    pictures: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[subprocess.CompletedProcess[str], Path]:
    folder = tmp_path_factory.mktemp("out") / "new" / "folder"
    return _run("compare", *pictures, "-o", folder), folder


def _refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a refusal."""
    assert done.returncode == 2
    return _sentence(done.stdout, done.stderr)


def _sentence(stdout: str, stderr: str) -> str:
    assert stdout == ""
    sentence = stderr.removesuffix("\n")
    assert sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """The same from within this process, which costs a fifth of starting another."""

    def run(*arguments: str | Path) -> str:
        try:
            status = main([str(item) for item in arguments])
        except SystemExit as stopped:
            assert isinstance(stopped.code, int)
            status = stopped.code
        assert status == 2
        return _sentence(*capsys.readouterr())

    return run


def test_a_comparison_writes_its_report(compared: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, folder = compared
    assert done.returncode == 0, done.stderr
    report = from_json(ComparisonReport, json.loads((folder / "report.json").read_text(encoding="utf-8")))
    assert [result.analyzer for result in report.results] == [analyzer.id for analyzer in PAIR_ANALYZERS]
    assert [len(photo.results) for photo in report.photos] == [len(PHOTO_ANALYZERS)] * 2
    assert report.subject.picture.iris_distance == pytest.approx(43, abs=2)


def test_a_comparison_writes_both_stages_and_every_picture_opens(
    compared: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    _, folder = compared
    report = from_json(ComparisonReport, json.loads((folder / "report.json").read_text(encoding="utf-8")))
    for name in ("ai", "photograph"):
        with Image.open(folder / "stage" / f"{name}.jpg") as stage:
            assert stage.size == (report.alignment.stage_width, report.alignment.stage_height)
    for path in folder.rglob("*.*"):
        if path.suffix in (".jpg", ".png"):
            with Image.open(path) as image:
                image.load()
    drawn = {path.stem for path in (folder / "annotated").glob("*.jpg")}
    placed = {
        finding.dimension.value
        for result in report.results
        for finding in result.findings
        if finding.subject_regions or finding.reference_regions
    }
    assert placed <= drawn


def test_the_summary_names_every_dimension_with_its_band_and_no_verdict_of_ours(
    compared: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, folder = compared
    assert f"Written to {folder}:" in done.stdout
    assert "report.json, stage/" in done.stdout
    for dimension in {analyzer.dimension for analyzer in PAIR_ANALYZERS}:
        assert any(
            line[:2] in ("◆ ", "◈ ", "◇ ", "· ", "– ", "? ") and line[2:].startswith(DIMENSIONS[dimension])
            for line in done.stdout.splitlines()
        )
    assert "altered.png beside original.png" in done.stdout
    assert "43 pixels between the eyes" in done.stdout  # skin abstains, and says why
    assert "!" not in done.stdout
    assert "fake" not in done.stdout.lower()
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_nothing_but_the_summary_is_printed_where_no_terminal_is(
    compared: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    assert compared[0].stderr == ""


def test_a_terminal_sees_progress_that_leaves_no_trace(pictures: tuple[Path, Path]) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "analysis", "inspect", str(pictures[1])],
            stdout=subprocess.PIPE,
            stderr=theirs,
            cwd=ROOT,
            timeout=300,
            check=True,
        )
        os.close(theirs)
        seen = os.read(ours, 65536).decode()
    finally:
        os.close(ours)
    assert "Reading original.png" in seen
    assert "[==" in seen
    assert seen.endswith("\x1b[2K")
    assert "Reading" not in done.stdout.decode()


def test_photographs_are_inspected_one_by_one(pictures: tuple[Path, Path], tmp_path: Path) -> None:
    done = _run("inspect", *pictures, "-o", tmp_path)
    assert done.returncode == 0
    assert "altered.png" in done.stdout
    assert "512 × 512 pixels" in done.stdout
    assert f"Written to {tmp_path}:" in done.stdout
    written = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [item["file"] for item in written] == ["altered.png", "original.png"]
    reports = [from_json(PhotoReport, item["report"]) for item in written]
    assert all(len(report.results) == len(PHOTO_ANALYZERS) for report in reports)


def test_a_terminal_without_our_signs_shows_others(pictures: tuple[Path, Path]) -> None:
    done = _run("inspect", pictures[1], environment={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "512 ? 512 pixels" in done.stdout


def test_a_missing_file_is_named(refusal: Callable[..., str], tmp_path: Path) -> None:
    sentence = refusal("compare", tmp_path / "gone.jpg", tmp_path / "other.jpg", "-o", tmp_path)
    assert "gone.jpg" in sentence
    assert "no such file" in sentence


def test_a_folder_is_no_photograph(refusal: Callable[..., str], tmp_path: Path) -> None:
    assert "cannot be read" in refusal("inspect", tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.jpg", b""), ("notes.txt", b"not a picture\n" * 50), ("half.png", None)],
)
def test_what_is_no_picture_is_refused_with_what_to_do(
    name: str, data: bytes | None, refusal: Callable[..., str], pictures: tuple[Path, Path], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(pictures[1].read_bytes()[:20_000] if data is None else data)
    sentence = refusal("inspect", path)
    assert name in sentence
    assert any(word in sentence for word in ("Choose", "choose", "export"))


def test_a_picture_without_a_face_is_refused(pictures: tuple[Path, Path], tmp_path: Path) -> None:
    """In a process of its own, where the nets would speak up."""
    path = tmp_path / "sky.png"
    Image.fromarray(np.tile(np.linspace(120, 220, 400, dtype=np.uint8)[:, None, None], (1, 400, 3))).save(path)
    assert "face" in _refused(_run("compare", pictures[0], path, "-o", tmp_path / "out"))


def test_a_missing_model_is_refused_with_what_to_install(pictures: tuple[Path, Path]) -> None:
    sentence = _refused(_run("inspect", pictures[1], code=WITHOUT_MODELS))
    assert "is missing" in sentence
    assert "Install" in sentence


def test_a_file_in_the_way_of_the_folder_is_named(refusal: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("here first")
    assert "taken" in refusal("compare", "a.jpg", "b.jpg", "-o", tmp_path / "taken")


@pytest.mark.parametrize(
    "arguments", [(), ("compare",), ("compare", "a.jpg", "b.jpg"), ("inspect",), ("judge", "a.jpg")]
)
def test_arguments_that_make_no_sense_are_refused_in_a_sentence(
    refusal: Callable[..., str], arguments: tuple[str, ...]
) -> None:
    assert "--help" in refusal(*arguments)


def test_help_is_given() -> None:
    done = _run("--help")
    assert done.returncode == 0
    assert "compare" in done.stdout
    assert "inspect" in done.stdout


def test_a_series_is_told_picture_by_picture_and_as_a_set(
    pictures: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torn = tmp_path / "torn.jpg"
    torn.write_bytes(b"not a picture")
    original = str(pictures[1])
    assert main(["series", "--ai", original, original, str(torn), original, "-o", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert [line.split()[1] for line in told.splitlines()[:2]] == ["0.00", "0.00"]
    assert "One expression in all of them" in told
    report = from_json(SeriesReport, json.loads((tmp_path / "report.json").read_text(encoding="utf-8")))
    assert [member.name for member in report.members] == ["original.png", "original.png", "torn.jpg", "original.png"]
    assert [bool(member.refused) for member in report.members] == [False, False, True, False]


def test_photographs_are_told_what_they_lack(pictures: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "--real", *map(str, pictures)]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[0].startswith("altered.png")
    assert "The face has few pixels" in told
    assert "Fewer good photographs than services ask for" in told


def test_a_series_is_of_one_kind_and_of_files_that_are_there(refusal: Callable[..., str]) -> None:
    assert "--ai" in refusal("series", "--ai", "a.png", "--real", "b.png")
    assert "there is no such file" in refusal("series", "--real", "nowhere.png")


def test_further_photographs_are_told_beside_the_likeness(
    pictures: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    selfie, faceless = tmp_path / "selfie.png", tmp_path / "sky.png"
    with Image.open(pictures[1]) as original:
        original.resize((480, 480)).save(selfie)
    Image.new("RGB", (400, 400)).save(faceless)
    folder = tmp_path / "out"
    altered, original_file = map(str, pictures)
    assert main(["compare", altered, original_file, "--also", str(selfie), "-o", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = (line for line in lines if "Beside selfie.png: AI 0." in line)
    assert "your photograph 0." in line
    above = [item for item in lines[: lines.index(line)] if item[:2] in ("◆ ", "◈ ", "◇ ", "· ", "– ", "? ")]
    assert above[-1][2:].startswith("Likeness")
    (saved,) = json.loads((folder / "also.json").read_text(encoding="utf-8"))
    assert saved["file"] == "selfie.png"
    assert from_json(Result, saved["result"]).analyzer == "likeness_beside"
    assert main(["compare", altered, original_file, "--also", str(faceless), "-o", str(folder)]) == 2
    assert "sky.png" in capsys.readouterr().err


def test_a_headshot_without_a_photograph_says_how_little_that_is(
    pictures: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(pictures[0]), "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{pictures[0].name} alone\n")
    assert "at most a slight finding" in " ".join(said.split())
    report = from_json(ComparisonReport, json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8")))
    assert report.reference is None
    assert [path.name for path in (tmp_path / "out" / "stage").iterdir()] == ["ai.jpg"]


def test_further_photographs_need_a_first_one(refusal: Callable[..., str], tmp_path: Path) -> None:
    assert "name that one before --also" in refusal("compare", "ai.jpg", "-o", tmp_path, "--also", "x.jpg")
