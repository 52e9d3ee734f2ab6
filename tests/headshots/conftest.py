"""What every test of the Django project starts from: nothing in storage, nothing counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache

from headshots import files


@pytest.fixture(autouse=True)
def clean_services() -> Iterator[None]:
    """Each test finds storage empty and rate limits at nought."""
    yield
    cache.clear()
    for folder in files.folders():
        files.delete_folder(folder)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as in production, with the least work that it allows."""
    hasher = type(get_hasher("argon2"))
    monkeypatch.setattr(hasher, "time_cost", 1)
    monkeypatch.setattr(hasher, "memory_cost", 8)
    monkeypatch.setattr(hasher, "parallelism", 1)
