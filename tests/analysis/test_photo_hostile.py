"""Files made to break decoders: each is opened or refused with a sentence, soon, and leaves nothing behind."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from analysis.photo import open_photo
from tests.analysis.hostile_runner import SECONDS
from tests.analysis.shared import ROOT, SHARED, manifest

ROWS = manifest("hostile")
pytestmark = pytest.mark.skipif(not ROWS, reason="../shared/hostile is not here")

MUST_REFUSE = {"not-an-image", "wrong-type", "empty", "huge-dimensions", "zero-dimensions", "truncated"}
MUST_ACCEPT = {"control", "orientation", "mode", "tiny", "extreme-aspect", "animated", "content", "polyglot"}
MUST_ACCEPT |= {"text-bomb", "bad-icc", "bad-exif", "metadata-injection", "exif-broken"}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, dict[str, Any]]:
    """What became of each file, and under "" the resident bytes after each of three passes."""
    found: dict[str, dict[str, Any]] = {}
    while waiting := [name for name in ROWS if name not in found]:
        command = [sys.executable, "-m", "tests.analysis.hostile_runner"]
        command += [str(SHARED / "hostile" / name) for name in waiting]
        finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
        found |= {line["file"]: line for line in map(json.loads, finished.stdout.splitlines())}
        if finished.returncode:
            culprit = next(name for name in ROWS if name not in found)
            found[culprit] = {"verdict": f"ended with {finished.returncode}", "stderr": finished.stderr[-2000:]}
    return found


@pytest.mark.parametrize("name", ROWS)
def test_a_hostile_file_is_opened_or_refused(name: str, verdicts: dict[str, dict[str, Any]]) -> None:
    verdict = verdicts[name]
    assert verdict["verdict"] in ("accepted", "refused"), verdict
    assert verdict["seconds"] < SECONDS
    kind = ROWS[name]["kind"]
    if kind in MUST_REFUSE:
        assert verdict["verdict"] == "refused"
    if kind in MUST_ACCEPT:
        assert verdict["verdict"] == "accepted"
    if verdict["verdict"] == "refused":
        assert verdict["sentence"].endswith(".")


def test_nothing_grows_from_pass_to_pass(verdicts: dict[str, dict[str, Any]]) -> None:
    _, second, third = verdicts[""]["after_pass"]
    assert third - second < 8_000_000


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row["kind"] == "orientation"])
def test_pictures_stored_turned_look_like_the_upright_one(name: str) -> None:
    upright, turned = (
        open_photo((SHARED / "hostile" / file).read_bytes()).frame().reduced(64) for file in ("syn_ok_base.jpg", name)
    )
    assert np.abs(upright.astype(int) - turned).mean() < 2
