"""What a person is told about tables, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """``row`` counts as a spreadsheet does: the headings are row 1."""

    file: str
    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        row = f"række {self.row}" if self.row else None
        column = f"kolonnen {self.column}" if self.column else None
        return ", ".join(part for part in (self.file, row, column) if part) + f": {self.message}"


class TableProblem(ValueError):
    """Tables that cannot be evaluated; ``problems`` holds at least one, the text at most the first twenty."""

    def __init__(self, problems: Iterable[Notice]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            lines.append(f"… og {len(self.problems) - SHOWN} fejl mere.")
        super().__init__("\n".join(lines))
