"""Which Chromium the journeys run in, and, as a command, how to get one: `python -m tests.services.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMED_BY = "CATCHLIGHT_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",  # /dev/shm is small in containers
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find() -> Path | None:
    """The one that is named, one on PATH, or the one that Playwright downloaded."""
    if named := os.environ.get(NAMED_BY):
        return Path(named) if Path(named).is_file() else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def flags() -> list[str]:
    """Quiet, no talk to its maker; root has no sandbox to offer."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)


def install() -> None:
    """From the system's packages as root on Debian; else the build that Playwright downloads for this user."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], check=True, stdin=subprocess.DEVNULL, env=quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    if find() is None:
        install()
    found = find()
    sys.stdout.write(f"Journeys run in {found}.\n" if found else "No Chromium could be installed here.\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
