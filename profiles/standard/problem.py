"""What is wrong with a document, and where: the one way every part of the language says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """``place`` is a JSON pointer, ``node`` the nearest id, ``message`` a Danish sentence."""

    place: str
    node: str | None
    message: str


class InvalidDocument(ValueError):
    """A text that is no document of the standard; ``problems`` holds at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(f"{problem.place or '/'}: {problem.message}" for problem in self.problems))


def pointer(path: Path) -> str:
    """A path of names and positions as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
