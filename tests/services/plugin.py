"""What surrounds every test run: services of its own, so that no test touches a developer's data.

Named in pyproject.toml as a plugin, because settings are read from the environment and pytest-django reads them before
any conftest.py. By default tests run as `make run` does, on SQLite, a folder and a real Valkey; with `--production` on
PostgreSQL, S3 and that Valkey over the same code.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from headshots.launch import valkey
from headshots.launch.processes import stop
from tests.services import chromium, ports, postgres, s3, site

_services = pytest.StashKey[ExitStack]()
REQUIRE_BROWSER = "CATCHLIGHT_REQUIRE_BROWSER"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--production", action="store_true", help="run on PostgreSQL and S3 instead of SQLite and a folder"
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    services = ExitStack()
    early_config.stash[_services] = services
    try:
        var = services.enter_context(_var())
        services.callback(stop, valkey.start(var / "valkey.sock", data=var, log=var / "log" / "broker.log"))
        environment = {
            "CATCHLIGHT_VAR": str(var),
            "STATIC_ROOT": str(var / "static"),
            "SECRET_KEY": "for-tests-only-" + "x" * 32,
            "DEBUG": "1",  # static files as they lie; pytest-django turns settings.DEBUG itself off
            "SITE_URL": "http://localhost:8000",
        }
        if early_config.known_args_namespace.production:
            environment["DATABASE_URL"] = services.enter_context(postgres.running())
            environment |= services.enter_context(s3.running()).environment
        for name in ("ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "REDIS_URL", "S3_BUCKET", "TRUSTED_PROXIES"):
            os.environ.pop(name, None)  # a developer's own choices
        os.environ.update(environment)
        return (yield)
    except BaseException:
        services.close()
        raise


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_services].close()


def pytest_report_header(config: pytest.Config) -> str:
    production = config.getoption("--production")
    return f"services: {'PostgreSQL, S3' if production else 'SQLite, a folder'}, Valkey"


@contextmanager
def _var() -> Iterator[Path]:
    """A data folder with a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="catchlight-tests-", dir="/tmp"))  # made with a random name
    (folder / "static").mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(trylast=True)  # after the folder of journeys has marked them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a Chromium, journeys are skipped and say so; where one is required, they fail instead."""
    journeys = [item for item in items if item.get_closest_marker("e2e")]
    if not journeys or chromium.find() is not None:
        return
    reason = f"no Chromium was found: run `make browser`, or name one with {chromium.NAMED_BY}"
    if os.environ.get(REQUIRE_BROWSER) == "1":
        raise pytest.UsageError(f"{REQUIRE_BROWSER} is set and {reason}")
    for item in journeys:
        item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def var() -> Iterator[Path]:
    """An empty data folder, for what starts services of its own."""
    with _var() as folder:
        yield folder


@pytest.fixture(scope="session")
def s3_server() -> Iterator[s3.Bucket]:
    """A bucket of its own, for tests of the storage itself."""
    with s3.running() as bucket:
        yield bucket


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A database server of its own."""
    with postgres.running() as url:
        yield url


@pytest.fixture(scope="session")
def running_site() -> Iterator[site.Site]:
    """All of Catchlight, as `make run` starts it, with its demo studio."""
    with _var() as folder, site.launched(folder, ports.free()) as running:
        yield running
