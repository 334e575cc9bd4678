"""A CQL library while it is written: definitions in the order they build on each other.

The order is not required by CQL. It lets an engine that remembers what it has worked out do each definition
once, and a person read from top to bottom.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .losses import Loss
from .words import INDENT, name


class NameTaken(Exception):
    """Two different definitions would have one name; a bug here, never the author's fault."""


@dataclass
class Library:
    """``losses`` are collected so that an author hears of all of them at once.

    ``standard`` is that of the document; a profile that is referred to may have an older one (E8).
    """

    standard: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)

    def define(self, identifier: str, expression: str, comment: str = "") -> str:
        """Write a definition once; gives the name to refer to it by."""
        self._write(identifier, f"define {name(identifier)}:\n{INDENT}{expression}", comment)
        return name(identifier)

    def function(self, identifier: str, operands: str, expression: str, comment: str = "") -> str:
        head = f"define function {name(identifier)}({operands}):"
        self._write(identifier, f"{head}\n{INDENT}{expression}", comment)
        return name(identifier)

    def add(self, identifier: str, whole: str) -> None:
        """A definition that is written already. Raises :class:`NameTaken`."""
        if self.parts.setdefault(identifier, whole) != whole:
            raise NameTaken(identifier)

    def has(self, identifier: str) -> bool:
        return identifier in self.parts

    def unused(self, identifier: str) -> str:
        """The identifier, numbered where it is taken: one node may own several selections.

        An id of a document has no stroke, so a numbered name is nobody else's.
        """
        number, fresh = 1, identifier
        while fresh in self.parts:
            number += 1
            fresh = f"{identifier}/{number}"
        return fresh

    def _write(self, identifier: str, whole: str, comment: str) -> None:
        lines = [f"// {line}" for line in comment.splitlines() if line]
        self.add(identifier, "\n".join([*lines, whole]))
