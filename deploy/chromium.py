"""The browser of the browser tests: the system's Chromium where there is one, else Playwright's."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path

from deploy.places import PYTHON
from deploy.progress import StepFailed, call, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WHERE = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
DEBIAN_PACKAGES = ("chromium", "fonts-liberation")
REMEDY = (
    "på Debian: sudo apt-get install chromium. "
    "Andre steder: .venv/bin/python -m playwright install --with-deps chromium. Kør derefter testene igen."
)


def find_chromium() -> Path | None:
    """The executable to launch, or None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else of_playwright()


def of_playwright() -> Path | None:
    """Asked in a process of its own: in a browser test Playwright runs already, and refuses to run twice."""
    path = Path(call([sys.executable, "-c", WHERE], what="Playwright svarer ikke", remedy=REMEDY).strip())
    return path if path.exists() else None


def ensure_chromium() -> None:
    """Install Chromium if there is none, and see that what is there can start."""
    if not find_chromium():
        with step("Installerer Chromium til browsertestene"):
            install_chromium()
    chromium = find_chromium()
    if not chromium:
        raise StepFailed("Chromium findes stadig ikke efter installationen", remedy=REMEDY)
    call([chromium, "--version"], what=f"{chromium} kan ikke starte", remedy=REMEDY)


def install_chromium() -> None:
    install = partial(call, what="Chromium kunne ikke installeres", remedy=REMEDY)
    if os.geteuid() == 0 and distribution() == "debian":
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install(["apt-get", "update"], env=quiet)
        install(["apt-get", "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES], env=quiet)
    else:
        install([PYTHON, "-m", "playwright", "install", "chromium"])


def distribution(release: Path = Path("/etc/os-release")) -> str:
    """``debian``, ``ubuntu`` …; empty where the system does not say."""
    lines = release.read_text().splitlines() if release.is_file() else []
    return next((line.partition("=")[2].strip('"') for line in lines if line.startswith("ID=")), "")
