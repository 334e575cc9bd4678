"""Numbers as Danes write them: ``7,5``, ``1.600``, ``48 mmol/mol``, ``48-53``; and back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from profiles.standard.document import Operator
from profiles.standard.numerals import exact_number

THOUSANDS = r"[-−]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,20})?"
NUMERAL = rf"{THOUSANDS}|[-−]?\d{{1,20}}(?:[.,]\d{{1,20}})?"
UNIT = r"(?:[^\W\d_]|[%‰°])\S*(?:\s\S+)*"
ONE = re.compile(rf"^\s*({NUMERAL})\s*({UNIT})?$")
TWO = re.compile(rf"^\s*({NUMERAL})\s*(?:-|–|til|og)\s*({NUMERAL})\s*({UNIT})?$")

OPERATORS: tuple[tuple[str, str], ...] = (
    (Operator.AT_LEAST, "mindst"),
    (Operator.GREATER_THAN, "over"),
    (Operator.AT_MOST, "højst"),
    (Operator.LESS_THAN, "under"),
    (Operator.EQUAL, "præcis"),
    (Operator.NOT_EQUAL, "ikke"),
    (Operator.BETWEEN, "mellem"),
)


def danish(number: Decimal | int | float) -> str:
    """``7.5`` as ``7,5``."""
    return f"{Decimal(str(number)):f}".replace(".", ",")


def json_number(number: Decimal) -> int | float:
    """The number as JSON has it."""
    return int(number) if number == number.to_integral_value() else float(number)


def numeral(text: str) -> Decimal:
    """The number a numeral stands for. Raises ``ValidationError`` for one that no document may hold (A9)."""
    plain = text.replace("−", "-")
    if re.fullmatch(THOUSANDS, text):
        plain = plain.replace(".", "")
    try:
        return exact_number(Decimal(plain.replace(",", ".")))
    except ValueError as refused:
        raise ValidationError(f"Tallet {refused}.") from None


class AmountField(forms.CharField):
    """A number, or two for *mellem*, with or without its unit. Cleans to ``(numbers, unit or "")``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def clean(self, value: Any) -> tuple[tuple[Decimal, ...], str]:
        text = super().clean(value)
        if not text:
            return (), ""
        if two := TWO.match(text):
            return (numeral(two[1]), numeral(two[2])), (two[3] or "").strip()
        if one := ONE.match(text):
            return (numeral(one[1]),), (one[2] or "").strip()
        raise ValidationError("Skriv et tal, fx 48 eller 7,5.")


class DecimalField(forms.CharField):
    """One number. Cleans to a ``Decimal``, or ``None`` for nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        if not re.fullmatch(NUMERAL, text):
            raise ValidationError("Skriv et tal, fx 48 eller 7,5.")
        return numeral(text)


def compared(operator: str, numbers: tuple[Decimal, ...]) -> int | float | list[int | float]:
    """The ``value`` of a comparison. Raises ``ValidationError`` when the numbers do not fit the operator."""
    if operator == Operator.BETWEEN:
        if len(numbers) != 2 or numbers[0] > numbers[1]:
            raise ValidationError("Skriv to tal, det mindste først, fx 48-53.")
        return [json_number(number) for number in numbers]
    if len(numbers) != 1:
        raise ValidationError("Skriv ét tal, fx 48.")
    return json_number(numbers[0])


def shown(value: Any) -> str | None:
    """The ``value`` of a comparison as a person writes it; ``None`` for one that is not a number or two."""
    if isinstance(value, Decimal):
        return danish(value)
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(each, Decimal) for each in value):
        return f"{danish(value[0])}-{danish(value[1])}"
    return None
