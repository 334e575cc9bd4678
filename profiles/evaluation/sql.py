"""The SQL the evaluator writes: a portable core, with every construct that differs between engines here.

Numbers have one exact type. A recorded or written number has at most 18 digits before the decimal point and
10 after it, so the product of a value and a factor is exact in 38 digits (A9, D8, G7); what does not fit
makes the engine stop with an error and never round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from .dates import Step

NUMBER = "DECIMAL(38, 20)"
RECORDED = "DECIMAL(28, 10)"
FACTOR = "DECIMAL(25, 10)"
DECIMALS = 10
WHOLE_DIGITS = 18
WHOLE = "BIGINT"
COUNTED = "INTEGER"
LONG_SUM = 100

# The alias of the records a part of the query looks at.
RECORD = "r"


def name(identifier: str) -> str:
    """A quoted identifier: ``date``, ``end`` and ``value`` are reserved words in several engines."""
    return '"' + identifier.replace('"', '""') + '"'


def column(table: str, identifier: str) -> str:
    return f"{table}.{name(identifier)}"


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def day(value: date) -> str:
    return f"DATE '{value.isoformat()}'"


def number(value: Decimal, kind: str = NUMBER) -> str:
    return f"CAST({plain(value)} AS {kind})"


def plain(value: Decimal) -> str:
    """A decimal numeral without exponent and trailing zeros (F3)."""
    numeral = format(value, "f")
    if "." in numeral:
        numeral = numeral.rstrip("0").rstrip(".")
    return "0" if numeral in ("-0", "") else numeral


def as_number(expression: str) -> str:
    return f"CAST({expression} AS {NUMBER})"


def later(expression: str, move: Step) -> str:
    """A date column moved; months that lack the day end on their last day (2.2)."""
    if move.months:
        return f"CAST({expression} + INTERVAL '{move.months}' MONTH AS DATE)"
    return f"({expression} + ({move.days}))" if move.days else expression


def days_between(first: str, last: str) -> str:
    return f"({last} - {first})"


def whole(expression: str) -> str:
    return f"CAST({expression} AS {WHOLE})"


def counted(expression: str) -> str:
    """A number of one patient's records, which is far below two thousand million."""
    return f"CAST({expression} AS {COUNTED})"


def quotient(dividend: str, divisor: str) -> str:
    """Whole-number division of what is not negative."""
    return f"({dividend} // {divisor})"


def least(expression: str) -> str:
    return f"MIN({expression})"


def greatest(expression: str) -> str:
    return f"MAX({expression})"


def summed(expression: str) -> str:
    return f"SUM({expression})"


def number_of(expression: str) -> str:
    return f"COUNT({expression})"


def number_of_distinct(expression: str) -> str:
    return f"COUNT(DISTINCT {expression})"


def all_of(conditions: Iterable[str]) -> str:
    return _joined(conditions, " AND ", "1 = 1")


def any_of(conditions: Iterable[str]) -> str:
    return _joined(conditions, " OR ", "1 = 0")


def _joined(conditions: Iterable[str], word: str, empty: str) -> str:
    parts = list(conditions)
    if len(parts) > 1:
        return word.join(f"({part})" for part in parts)
    return parts[0] if parts else empty


def select_from(chosen: Iterable[tuple[str, str]], source: str, conditions: Iterable[str] = ()) -> str:
    """``chosen`` are names and expressions; without conditions everything is taken."""
    asked = list(conditions)
    where = f"\nWHERE {all_of(asked)}" if asked else ""
    return f"SELECT {', '.join(f'{what} AS {name(alias)}' for alias, what in chosen)}\nFROM {source}{where}"


def total(numbers: Sequence[str]) -> str:
    """A sum; a long one in halves, because engines bound how deep an expression may be."""
    if len(numbers) <= LONG_SUM:
        return " + ".join(numbers) or "0"
    half = len(numbers) // 2
    return f"({total(numbers[:half])}) + ({total(numbers[half:])})"


def choice(branches: Iterable[tuple[str, str]], otherwise: str | None = None) -> str:
    """A CASE expression; without ``otherwise`` nothing that matches is NULL."""
    whens = " ".join(f"WHEN {condition} THEN {result}" for condition, result in branches)
    if not whens:
        return otherwise or "NULL"
    return f"CASE {whens} ELSE {otherwise} END" if otherwise else f"CASE {whens} END"


def one_of(expression: str, values: Sequence[str]) -> str:
    return f"{expression} = {values[0]}" if len(values) == 1 else f"{expression} IN ({', '.join(values)})"


def starts_with(expression: str, prefix: str) -> str:
    """Prefix match; signs that LIKE gives a meaning are escaped."""
    if not set(prefix) & set("%_\\!"):
        return f"{expression} LIKE {text(prefix + '%')}"
    escaped = "".join("!" + sign if sign in "%_!" else sign for sign in prefix)
    return f"{expression} LIKE {text(escaped + '%')} ESCAPE '!'"


def comment(words: str) -> str:
    """A comment to the end of the line; every line break in the words is a space."""
    return "-- " + " ".join(words.split())
