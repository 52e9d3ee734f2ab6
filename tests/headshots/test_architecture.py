"""Rules of the house that no import contract can say, read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for path in (ROOT / "headshots").rglob("*.py") if "migrations" not in path.parts)
VIEWS = [path for path in SOURCES if path.stem.endswith("views")]
OURS = ("accounts", "galleries", "photos", "comparisons", "sharing")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", VIEWS, ids=name)
def test_views_start_at_the_request_and_never_at_a_table(path: Path) -> None:
    """`Gallery.objects.get(uuid=…)` in a view is how a stranger gets in; `request.studio.galleries` cannot be."""
    offences = [
        node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert offences == []


def test_there_are_views_to_look_at() -> None:
    assert {path.parent.name for path in VIEWS} == {"studio", "client"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 300 or path.name == "settings.py"
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = {node.name: length for node in functions if (length := (node.end_lineno or 0) - node.lineno + 1) > 40}
    assert long == {}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_hidden_control_flow(path: Path) -> None:
    """No Django signals, no default ordering, no drawer called utils."""
    imported = {module for node in ast.walk(tree(path)) for module in _imports(node)}
    django = [module.split(".") for module in imported if module.startswith("django")]
    assert not [parts for parts in django if {"signals", "dispatch"} & set(parts)]
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef) and _orders(node)]
    assert path.stem not in {"utils", "helpers", "misc", "common"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_what_catches_everything_passes_it_on_or_logs_it(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler) and isinstance(node.type, ast.Name) and node.type.id == "Exception":
            inside = list(ast.walk(node))
            passes_on = any(isinstance(inner, ast.Raise) for inner in inside)
            logs = any(isinstance(inner, ast.Attribute) and inner.attr == "exception" for inner in inside)
            assert passes_on or logs, f"{name(path)}:{node.lineno}"


def test_tenancy_is_one_chain() -> None:
    """Only a gallery knows its studio; a second copy of it could disagree."""
    knows_studio = {
        model._meta.label
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model._meta.label == "accounts.Studio"
    }
    assert knows_studio == {"accounts.Membership", "galleries.Gallery"}


def test_addresses_carry_no_countable_ids() -> None:
    def converters(resolver: URLResolver) -> Iterator[object]:
        for item in resolver.url_patterns:
            yield from item.pattern.converters.values()
            if isinstance(item, URLResolver):
                yield from converters(item)

    assert not [converter for converter in converters(get_resolver()) if isinstance(converter, IntConverter)]
    assert any(isinstance(item, URLPattern | URLResolver) for item in get_resolver().url_patterns)


def test_tasks_take_one_id_and_are_three_lines() -> None:
    for path in (path for path in SOURCES if path.name == "tasks.py"):
        for node in (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)):
            assert len(node.args.args) <= 1, node.name
            assert len(node.body) == 1, node.name


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _orders(node: ast.ClassDef) -> bool:
    return node.name == "Meta" and any(
        isinstance(target, ast.Name) and target.id == "ordering"
        for statement in node.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    )
