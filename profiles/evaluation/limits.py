"""How large a query may be, so that a document that nobody has written in earnest is refused and not run.

The engine plans a query before it runs it, and can be stopped only now and then while it plans: the time
limit alone would let an enormous document hold a processor for minutes. What the standard itself bounds (two
megabytes and 200 levels of a document) is refused when the document is read.
"""

from __future__ import annotations

from .scope import NotSupported

# The engine nests every table of a query in the one before, to a depth of 1,000 where its stack would end.
MOST_TABLES = 800
# A column of truths each: at 3,000 planning takes four seconds, and it grows with the square.
MOST_CRITERIA = 4_000
# Every level of criteria carries all columns along: 100,000 are planned in four seconds.
MOST_CARRIED = 100_000
# Every table that is joined to the patients carries all that is measured along: 115 different measures of one
# record, each with its date and comparator, take five seconds to run and 300 would take forty.
MOST_JOINED = 40_000


class TooLarge(NotSupported):
    """The document asks for more than one query can hold."""

    def __init__(self, what: str, number: int, most: int) -> None:
        super().__init__("profilen", f"den har {number} {what}, og der kan højst regnes med {most}.")


def refuse_too_large(
    *, tables: int, joined: int, measured: int, criteria: int, levels: int, columns: int
) -> None:
    """Raises :class:`TooLarge`."""
    asked = {
        "forskellige udvalg og mål": (tables, MOST_TABLES),
        "forskellige mål gange målte værdier": (joined * measured, MOST_JOINED),
        "kriterier og udfald": (criteria, MOST_CRITERIA),
        "kriterier gange niveauer": (levels * columns, MOST_CARRIED),
    }
    for what, (number, most) in asked.items():
        if number > most:
            raise TooLarge(what, number, most)
