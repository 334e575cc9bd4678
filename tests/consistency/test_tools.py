"""The linters, the type checker and the import contracts, each run once over the whole repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .sources import ROOT, templates

pytestmark = pytest.mark.static

PROGRAMS = Path(sys.executable).parent
TEMPLATES = [f"templates/{path}" for path in templates() if path.suffix == ".html"]

TOOLS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
    "djade": ["djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "djlint": ["djlint", "--lint", "--quiet", "templates"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_is_found_by(tool: str) -> None:
    program, *arguments = TOOLS[tool]
    ran = subprocess.run(
        [PROGRAMS / program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
