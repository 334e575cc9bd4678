"""What stops a file: where it stands and what is wrong, in words for the one who brought the file."""

from __future__ import annotations


class FileProblem(ValueError):
    """A file that cannot be taken in: the line, the field (a column or its positions) and what is wrong.

    ``line`` is counted from 1 and is 0 where the whole file is meant; ``field`` may be empty.
    """

    def __init__(self, line: int, field: str, message: str) -> None:
        self.line, self.field, self.message = line, field, message
        where = ", ".join(part for part in (f"linje {line}" if line else "", field) if part)
        super().__init__(f"{where[:1].upper()}{where[1:]}: {message}" if where else message)
