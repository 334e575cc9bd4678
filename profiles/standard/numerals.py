"""Numbers of a document: decimals with bounded digits, exact on the way in and on the way out (A9)."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer

# Enough digits that no number of a document of 2 MB is ever rounded while it is judged.
EXACT = Context(prec=3_000_000, Emax=MAX_EMAX, Emin=MIN_EMIN)


def exact_number(given: object) -> Decimal:
    """A JSON number as the decimal numeral of its canonical form (A9)."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise ValueError("skal være et tal")
    number = Decimal(repr(given)) if isinstance(given, float) else Decimal(given)
    if not number.is_finite():
        raise ValueError("skal være et tal")
    if number and not _within_bounds(number):
        raise ValueError("har højst 15 betydende cifre, højst 10 decimaler og er mindre end 10^15")
    return Decimal(f"{number.normalize(EXACT):f}") if number else Decimal(0)


def _within_bounds(number: Decimal) -> bool:
    if number.adjusted() >= 15 or number.adjusted() < -10:
        return False
    digits = number.normalize(EXACT).as_tuple()
    return len(digits.digits) <= 15 and int(digits.exponent) >= -10


def _json_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Number = Annotated[
    Decimal,
    BeforeValidator(exact_number, json_schema_input_type=Annotated[float, Field(gt=-(10**15), lt=10**15)]),
    PlainSerializer(_json_number),
]
