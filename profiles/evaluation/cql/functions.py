"""The functions of ``functions.cql``, written into a library when something there calls them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from .library import Library
from .words import name

AT_LEAST = "AtLeast"
CENSORING = "Censoring"
CODE_OF = "CodeOf"
DAY_OF = "DayOf"
EXTENSION_OF = "ExtensionOf"
HALF_EVEN = "HalfEven"
HAS_CATEGORY = "HasCategory"
SECONDS_OF = "SecondsOf"
TOKEN_OF = "TokenOf"  # noqa: S105 - a name, not a secret
# By the type of what is compared.
COMPARE = {
    "Date": "CompareDates",
    "Integer": "CompareIntegers",
    "Decimal": "CompareNumbers",
    "String": "CompareTexts",
}

SOURCE = Path(__file__).parent / "functions.cql"
_HEAD = re.compile(r'^define function "(\w+)"', re.MULTILINE)


@cache
def functions() -> dict[str, str]:
    """The text of every function by its name."""
    blocks = SOURCE.read_text(encoding="utf-8").strip().split("\n\n")
    return {found[1]: block for block in blocks if (found := _HEAD.search(block))}


def call(library: Library, function: str, *operands: str) -> str:
    """A call of a function; the function and what it calls in turn are in the library afterwards."""
    ensure(library, function)
    return f"{name(function)}({', '.join(operands)})"


def ensure(library: Library, function: str) -> None:
    """Write a function and those it calls, unless they are there."""
    if library.has(function):
        return
    written = functions()[function]
    for needed in functions():
        if needed != function and f"{name(needed)}(" in written:
            ensure(library, needed)
    library.add(function, written)
