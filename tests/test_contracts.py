"""Each import contract of pyproject.toml is seen to fail when it is broken, and to hold on the tree as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = str(Path(sys.executable).with_name("lint-imports"))

# contract → (file, line added to it)
VIOLATIONS = {
    "analysis knows neither the web nor the queue": ("analysis/types.py", "import django"),
    "only comparisons imports analysis": ("headshots/doorbell.py", "import analysis.types"),
    "analyzers are independent of each other": ("analysis/analyzers/one.py", "from analysis.analyzers import another"),
    "layers inside analysis": ("analysis/errors.py", "import analysis.types"),
    "layers inside headshots": ("headshots/accounts/apps.py", "import headshots.studio.apps"),
    "layers inside each app": ("headshots/galleries/models.py", "import headshots.galleries.actions"),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for package in ("analysis", "headshots"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "analysis" / "analyzers" / "another.py").touch()
    (copy / "analysis" / "analyzers" / "one.py").touch()
    return copy


@pytest.fixture
def broken(tree: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    name, line = VIOLATIONS[request.param]
    file = tree / name
    before = file.read_text()
    file.write_text(f"{before}\n{line}\n")
    yield tree
    file.write_text(before)


def verdicts(tree: Path) -> dict[str, str]:
    """Contract → KEPT or BROKEN."""
    command = [LINT, "--no-cache", "--no-logo"]
    said = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    found = re.findall(r"^(.+?) (KEPT|BROKEN)$", said.stdout, flags=re.MULTILINE)
    assert found, said.stdout + said.stderr
    return dict(found)


def test_every_contract_has_its_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert [contract["name"] for contract in contracts] == list(VIOLATIONS)


def test_the_tree_keeps_every_contract(tree: Path) -> None:
    assert verdicts(tree) == dict.fromkeys(VIOLATIONS, "KEPT")


@pytest.mark.parametrize(("broken", "contract"), [(name, name) for name in VIOLATIONS], indirect=["broken"])
def test_a_violation_breaks_its_contract_and_no_other(broken: Path, contract: str) -> None:
    assert verdicts(broken) == dict.fromkeys(VIOLATIONS, "KEPT") | {contract: "BROKEN"}
