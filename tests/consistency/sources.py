"""The files that the consistency tests read: what git knows of, and what is about to be added to it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPLICATION = ("accounts", "cockpit", "profiles")


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file of the repository, relative to its root; what git ignores is left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(Path(line) for line in listed.stdout.splitlines() if (ROOT / line).is_file())


def python_files(*, migrations: bool = False) -> Iterator[Path]:
    """The application's Python modules, relative to the root."""
    for path in tracked_files():
        is_ours = path.suffix == ".py" and path.parts[0] in APPLICATION
        if is_ours and (migrations or "migrations" not in path.parts):
            yield path


def templates() -> Iterator[Path]:
    """The templates, relative to the template folder."""
    for path in tracked_files():
        if path.parts[0] == "templates":
            yield path.relative_to("templates")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python module."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
