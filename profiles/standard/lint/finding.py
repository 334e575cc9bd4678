"""What a lint says: how grave it is, which one it is, which node it is about, and what to do in Danish."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..document import Part
from ..problem import pointer
from ..walk import Spot


class Severity(StrEnum):
    """An error may not be submitted or published (A2); a warning wants an answer; a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Lint:
    """``node`` is the nearest id, ``None`` for the document; ``place`` is a JSON pointer."""

    severity: Severity
    code: str
    node: str | None
    message: str
    place: str = ""


def error(spot: Spot[Part], code: str, message: str, *below: str | int) -> Lint:
    return _lint(Severity.ERROR, spot, code, message, below)


def warning(spot: Spot[Part], code: str, message: str, *below: str | int) -> Lint:
    return _lint(Severity.WARNING, spot, code, message, below)


def hint(spot: Spot[Part], code: str, message: str, *below: str | int) -> Lint:
    return _lint(Severity.HINT, spot, code, message, below)


def _lint(
    severity: Severity, spot: Spot[Part], code: str, message: str, below: tuple[str | int, ...]
) -> Lint:
    return Lint(severity, code, spot.node, message, pointer((*spot.path, *below)))
