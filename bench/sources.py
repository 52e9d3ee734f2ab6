"""Which code a figure depends on, so that only what has changed is measured again."""

from __future__ import annotations

import ast
import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "analysis"
JUDGING = {"analysis.nulls"}  # what a figure is judged by does not change the figure


@cache
def fingerprint(module: str) -> str:
    """A hash over the module and everything of ours that it imports, directly or not."""
    digest = hashlib.sha256()
    for name in sorted(_closure(module)):
        digest.update(_file(name).read_bytes())
    return digest.hexdigest()[:12]


def _closure(module: str) -> set[str]:
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _imports(name)
    return seen


@cache
def _imports(module: str) -> tuple[str, ...]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(_file(module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return tuple(
        name for name in found if name.startswith(f"{PACKAGE}.") and name not in JUDGING and _file(name).exists()
    )


def _file(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
