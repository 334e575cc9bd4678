"""The packages: Python's from the hashed requirements, the browser's from the lock file.

A stamp beside what was installed holds the digest of the file it was installed from, so an unchanged
start installs nothing and a changed file is never missed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from functools import partial
from pathlib import Path

from deploy.places import ENVIRONMENT, PACKAGES, PYTHON, ROOT
from deploy.progress import StepFailed, call, step

BOOTSTRAP = ROOT / "deploy" / "requirements-bootstrap.txt"
REQUIREMENTS = ROOT / "deploy" / "requirements-dev.txt"
LOCK = ROOT / "package-lock.json"
STAMP = ".installed-from"

OFFLINE = "se efter, at maskinen kan nå pakkearkivet (netværk, proxy, certifikater), og kør kommandoen igen."


def is_current(folder: Path, source: Path) -> bool:
    """Was the folder filled from exactly this file?"""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text() == digest(source)


def mark_current(folder: Path, source: Path) -> None:
    (folder / STAMP).write_text(digest(source))


def digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()


def ensure_python_packages() -> None:
    """Make ``.venv`` with the interpreter that runs this, and fill it."""
    if not PYTHON.exists():
        with step("Opretter Python-miljøet .venv"):
            make_environment()
    if not is_current(ENVIRONMENT, REQUIREMENTS):
        with step("Henter Python-pakker"):
            install_python_packages()
        mark_current(ENVIRONMENT, REQUIREMENTS)


def make_environment() -> None:
    call(
        [sys.executable, "-m", "venv", "--clear", ENVIRONMENT],
        what="Python kunne ikke oprette et virtuelt miljø",
        remedy="på Debian og Ubuntu: apt-get install python3-venv. Kør derefter kommandoen igen.",
    )


def install_python_packages() -> None:
    """By uv, which takes seconds; by pip where uv does not get through (it ignores pip's configuration)."""
    install = partial(call, what="Python-pakkerne kunne ikke hentes", remedy=OFFLINE)
    hashed = ["install", "--quiet", "--require-hashes", "-r"]
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", *hashed]
    try:
        install([*pip, BOOTSTRAP])
        install([ENVIRONMENT / "bin" / "uv", "pip", *hashed, REQUIREMENTS], env=settings())
    except StepFailed:
        install([*pip, REQUIREMENTS])


def ensure_front_end_packages() -> None:
    """Fill ``node_modules`` from the lock file; the environment brings its own npm, so none is required."""
    if is_current(PACKAGES, LOCK):
        return
    with step("Henter designsystemet"):
        install_front_end_packages()
    mark_current(PACKAGES, LOCK)


def install_front_end_packages() -> None:
    """By the environment's npm, else by the machine's: its settings may know a way the other does not."""
    install = partial(call, what="npm kunne ikke hente pakkerne i package-lock.json", remedy=OFFLINE)
    clean = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    machine = shutil.which("npm")
    try:
        install([ENVIRONMENT / "bin" / "npm", *clean], env=settings())
    except StepFailed:
        if not machine:
            raise
        install([machine, *clean])


def settings() -> dict[str, str]:
    """Environment variables for uv and npm: our own Node first, the machine's certificates trusted."""
    path = f"{ENVIRONMENT / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    trust = {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1"}
    return {**trust, **os.environ, "PATH": path, "VIRTUAL_ENV": str(ENVIRONMENT)}
