"""How grave a lint is."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """An error may not be submitted or published (A2); a warning wants an answer; a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
