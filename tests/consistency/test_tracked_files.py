"""Nothing in the repository is tied to one machine, one network or one package registry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .sources import ROOT, tracked_files

pytestmark = pytest.mark.static

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home|Users|root)/[\w.]|[A-Z]:\\\\Users"),
    "the host of a package registry": re.compile(
        r"https?://[\w.-]*(?:registry|pypi|pythonhoste[d]|npmjs|artifactory|nexus|mirror)[\w.-]*",
        re.IGNORECASE,
    ),
    "an unfinished thought": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"),
}
BINARY = {".png", ".jpg", ".woff2", ".ico", ".gz", ".parquet", ".zip"}
LOCKS = {"uv.lock", "poetry.lock", "yarn.lock"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = []
    for path in tracked_files():
        if path.suffix in BINARY or path == Path(__file__).relative_to(ROOT):
            continue
        # Official code files come in other encodings than UTF-8; so do those that stand for them here.
        text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            if FORBIDDEN[what].search(line):
                found.append(f"{path}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)


def test_there_is_no_lock_file_that_names_a_registry() -> None:
    assert not [path for path in tracked_files() if path.name in LOCKS]


def test_nothing_of_others_is_copied_in() -> None:
    """The design system and htmx come from packages."""
    assert not [path for path in tracked_files() if path.name.startswith(("htmx", "dkfds"))]
