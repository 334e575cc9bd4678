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
BENCH_REQUIREMENTS = ROOT / "deploy" / "requirements-bench.txt"
LOCK = ROOT / "package-lock.json"
STAMP = ".installed-from"
BENCH_STAMP = ".installed-for-bench-from"

HASHED = ("install", "--quiet", "--require-hashes", "-r")
NO_PIP = "Python kunne ikke oprette et virtuelt miljø med pip"
VENV = "på Debian og Ubuntu: apt-get install python3-venv. Kør derefter kommandoen igen."
OFFLINE = "se efter, at maskinen kan nå pakkearkivet (netværk, proxy, certifikater), og kør kommandoen igen."


def is_current(folder: Path, source: Path, stamp: str = STAMP) -> bool:
    """Was the folder filled from exactly this file?"""
    mark = folder / stamp
    return mark.is_file() and mark.read_text() == digest(source)


def mark_current(folder: Path, source: Path, stamp: str = STAMP) -> None:
    (folder / stamp).write_text(digest(source))


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


def ensure_bench_packages() -> None:
    """Add Spark and ClickHouse, more than a gigabyte that only the measurements need."""
    if is_current(ENVIRONMENT, BENCH_REQUIREMENTS, BENCH_STAMP):
        return
    with step("Henter Spark og ClickHouse til målingerne"):
        install_python_packages(BENCH_REQUIREMENTS)
    mark_current(ENVIRONMENT, BENCH_REQUIREMENTS, BENCH_STAMP)


def make_environment() -> None:
    """Without pip, which takes seconds to unpack and is seldom needed."""
    call([sys.executable, "-m", "venv", "--clear", "--without-pip", ENVIRONMENT], what=NO_PIP, remedy=VENV)


def install_python_packages(requirements: Path = REQUIREMENTS) -> None:
    """By uv, which takes seconds; by pip where uv does not get through (it ignores pip's configuration)."""
    install = partial(call, what="Python-pakkerne kunne ikke hentes", remedy=OFFLINE)
    uv = ENVIRONMENT / "bin" / "uv"
    try:
        if not uv.exists():
            install([sys.executable, "-m", "pip", "--python", PYTHON, *HASHED, BOOTSTRAP])
        install([uv, "pip", *HASHED, requirements], env=settings())
    except StepFailed:
        call([PYTHON, "-m", "ensurepip"], what=NO_PIP, remedy=VENV)
        install([PYTHON, "-m", "pip", *HASHED, requirements])


def ensure_front_end_packages() -> None:
    """Fill ``node_modules`` from the lock file; the environment brings its own npm, so none is required."""
    if is_current(PACKAGES, LOCK):
        return
    with step("Henter pakker fra npm"):
        install_front_end_packages()
    mark_current(PACKAGES, LOCK)


def install_front_end_packages() -> None:
    """By the environment's npm, else by the machine's: its settings may know a way the other does not."""
    install = partial(call, what="npm kunne ikke hente pakkerne i package-lock.json", remedy=OFFLINE)
    clean = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
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
