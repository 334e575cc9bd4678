"""Which format a file has, told by its name and by which reader understands how it begins."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import Any

from .formats import FORMATS, CodeFormat, FileProblem, MapFormat

#: How much of a file is looked at, and how many of its codes.
FIRST_BYTES, FIRST_ROWS = 64 * 1024, 20


def recognised(name: str, first: bytes, system: str | None = None) -> CodeFormat | MapFormat | None:
    """The one format that the file can be of; nothing when there is none, or more than one.

    A format that is of the system that is meant goes before one that any system may have.
    """
    able = [form for form in FORMATS.values() if form.takes(name) and _fits(form, system)]
    found = able if len(able) == 1 else [form for form in able if _understands(form, first)]
    own = [form for form in found if form.system and form.system == system]
    chosen = own or found
    return chosen[0] if len(chosen) == 1 else None


def _fits(form: CodeFormat | MapFormat, system: str | None) -> bool:
    return system is None or form.system in (None, system)


def _understands(form: CodeFormat | MapFormat, first: bytes) -> bool:
    """Whether the reader takes the first whole lines; a file without lines is given as it is."""
    whole = first[: first.rfind(b"\n") + 1] if len(first) >= FIRST_BYTES else first
    parse: Any = form.parse
    file = BytesIO(whole or first)
    try:
        rows = parse(file, {}) if isinstance(form, MapFormat) else parse(file)
        return bool(list(islice(rows, FIRST_ROWS)))
    except (FileProblem, ValueError):
        return False
