"""Semantic version numbers in addresses."""

from __future__ import annotations

import re

from profiles.authoring.models import STANDARD
from profiles.standard.catalogue_problems import STANDARD_PATTERN
from profiles.standard.document import VERSION_PATTERN

Number = tuple[int, int, int]


def is_standard(text: str) -> bool:
    """Whether the text can be the number of a version of the profile standard: ``"1.1"``."""
    return bool(STANDARD_PATTERN.fullmatch(text))


def numbers_of(slug: str, text: str) -> tuple[int, ...] | None:
    """The number of a version of the profile, or of the standard, which has two parts."""
    if slug == STANDARD:
        return tuple(int(part) for part in text.split(".")) if is_standard(text) else None
    return parse_number(text)


def parse_number(text: str) -> Number | None:
    """``"1.2.3"`` as ``(1, 2, 3)``; ``None`` when it is no version number of the standard (A19)."""
    if not re.fullmatch(VERSION_PATTERN, text):
        return None
    major, minor, patch = (int(part) for part in text.split("."))
    return major, minor, patch
