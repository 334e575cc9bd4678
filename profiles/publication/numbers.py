"""Semantic version numbers in addresses."""

from __future__ import annotations

import re

from profiles.standard.document import VERSION_PATTERN

Number = tuple[int, int, int]


def parse_number(text: str) -> Number | None:
    """``"1.2.3"`` as ``(1, 2, 3)``; ``None`` when it is no version number of the standard (A19)."""
    if not re.fullmatch(VERSION_PATTERN, text):
        return None
    major, minor, patch = (int(part) for part in text.split("."))
    return major, minor, patch
