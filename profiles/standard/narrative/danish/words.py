"""Danish for the small things: numbers, dates, spans of time, lists and comparisons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from ...document import DATE_PATTERN, OffsetValue, Operator, ParameterValue, Scalar, Value
from ..sentence import Span, Spans
from ..terms import Terms, spoken_unit

MONTHS = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
UNITS_OF_TIME = {"D": ("dag", "dage"), "W": ("uge", "uger"), "M": ("måned", "måneder"), "Y": ("år", "år")}
INDEX_DATE = "opgørelsesdagen"
NO_DISTANCE = "P0D"
DANISH_MARKS = str.maketrans(",.", ".,")
IS_DATE = re.compile(DATE_PATTERN)

OF_NUMBERS = {
    Operator.EQUAL: "præcis",
    Operator.NOT_EQUAL: "andet end",
    Operator.LESS_THAN: "under",
    Operator.AT_MOST: "højst",
    Operator.GREATER_THAN: "over",
    Operator.AT_LEAST: "mindst",
}
OF_COUNTS = OF_NUMBERS | {
    Operator.NOT_EQUAL: "et andet antal end",
    Operator.LESS_THAN: "færre end",
    Operator.GREATER_THAN: "flere end",
}
OF_DATES = {
    Operator.EQUAL: "præcis",
    Operator.NOT_EQUAL: "en anden dag end",
    Operator.LESS_THAN: "før",
    Operator.AT_MOST: "senest",
    Operator.GREATER_THAN: "efter",
    Operator.AT_LEAST: "tidligst",
}
OF_DISTANT_DATES = OF_DATES | {Operator.LESS_THAN: "tidligere end", Operator.GREATER_THAN: "senere end"}
OF_WORDS = OF_NUMBERS | {Operator.EQUAL: ""}

Words = Mapping[Operator, str]


def plain(text: str) -> Spans:
    return (Span(text),)


def number(value: Decimal) -> str:
    """Decimal comma and thousand point: ``1.291``, ``0,05``."""
    return f"{value:,f}".translate(DANISH_MARKS)


def date(value: str) -> str:
    """``2026-11-21`` as ``21. nov. 2026``; what is no such date as it stands."""
    year, month, day = value.split("-")
    if not 1 <= int(month) <= 12:
        return value
    return f"{int(day)}. {MONTHS[int(month) - 1]} {year}"


@lru_cache(maxsize=4096)
def amount_of_time(offset: str) -> tuple[str, str]:
    """The number and the word of an offset, without its sign: ``("12", "måneder")``."""
    figure = offset.lstrip("-")[1:-1]
    singular, plural = UNITS_OF_TIME[offset[-1]]
    return number(Decimal(figure)), singular if figure == "1" else plural


def duration(offset: str) -> str:
    return " ".join(amount_of_time(offset))


def distance(offset: str) -> str:
    """Where an offset from the index date lies: ``12 uger før opgørelsesdagen``."""
    if offset == NO_DISTANCE:
        return INDEX_DATE
    return f"{duration(offset)} {'før' if offset.startswith('-') else 'efter'} {INDEX_DATE}"


@lru_cache(maxsize=4096)
def lower(title: str) -> str:
    """A title inside a sentence: ``Forløbsplan`` becomes ``forløbsplan``, ``KOL`` and ``HFrEF`` stay."""
    return title if any(sign.isupper() for sign in title[1:]) else title[:1].lower() + title[1:]


def listed(items: Sequence[Spans], word: str = "eller") -> Spans:
    """``a, b eller c``."""
    if len(items) < 2:
        return items[0] if items else ()
    first = tuple(span for item in items[:-2] for span in (*item, Span(", ")))
    return (*first, *items[-2], Span(f" {word} "), *items[-1])


def listed_words(words: Sequence[str], word: str = "eller") -> str:
    return f" {word} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


# --- comparisons --------------------------------------------------------------------------------


def compared(
    terms: Terms,
    operator: Operator | None,
    value: Value | None,
    *,
    unit: str | None = None,
    words: Words = OF_NUMBERS,
    token: Callable[[str], str] = lower,
    figure: Callable[[Decimal], str] = number,
) -> Spans:
    """An operator and its value: ``mindst 48 mmol/mol``, ``senest 12 uger før opgørelsesdagen``."""
    values: tuple[Scalar, ...] = value if isinstance(value, tuple) else () if value is None else (value,)
    only_numbers = all(isinstance(each, Decimal) for each in values)
    said = [
        _scalar(terms, each, unit if not only_numbers or place == len(values) else None, token, figure)
        for place, each in enumerate(values, start=1)
    ]
    if operator is Operator.BETWEEN and len(said) == 2:
        return as_value(*_between(said, dates=_about_dates(values)))
    before = "" if operator in (None, Operator.ONE_OF) else _words_for(values, words).get(operator, "")
    return as_value(*([Span(before + " ")] if before else []), *listed(said))


def as_value(*spans: Span) -> Spans:
    """One chip of what is plain; parameters stay chips of their own."""
    parts: list[Span] = []
    for span in spans:
        if parts and span.role == parts[-1].role == "plain":
            parts[-1] = Span(parts[-1].text + span.text)
        else:
            parts.append(span)
    return tuple(part._replace(role="value") if part.role == "plain" else part for part in parts)


def _between(said: Sequence[Spans], *, dates: bool) -> Spans:
    return (Span("fra "), *said[0], Span(" til og med " if dates else " til "), *said[1])


def _about_dates(values: Sequence[Scalar]) -> bool:
    return any(isinstance(each, OffsetValue) or _is_date(each) for each in values)


def _is_date(value: Scalar) -> bool:
    return isinstance(value, str) and IS_DATE.match(value) is not None


def _words_for(values: Sequence[Scalar], words: Words) -> Words:
    if any(isinstance(each, OffsetValue) and each.offset != NO_DISTANCE for each in values):
        return OF_DISTANT_DATES
    if _about_dates(values):
        return OF_DATES
    return OF_WORDS if any(isinstance(each, str | bool) for each in values) else words


def _scalar(
    terms: Terms,
    value: Scalar,
    unit: str | None,
    token: Callable[[str], str],
    figure: Callable[[Decimal], str],
) -> Spans:
    match value:
        case bool():
            return plain("ja" if value else "nej")
        case Decimal():
            return plain(with_unit(figure(value), unit))
        case OffsetValue():
            return plain(distance(value.offset))
        case ParameterValue():
            return _parameter(terms, value.parameter, unit, figure)
    return plain(date(value) if _is_date(value) else token(value))


def with_unit(figure: str, unit: str | None) -> str:
    return f"{figure} {unit}" if unit else figure


def _parameter(terms: Terms, parameter: str, unit: str | None, figure: Callable[[Decimal], str]) -> Spans:
    found = terms.find_parameter(parameter)
    if found is None:
        return (terms.parameter(parameter),)
    default = with_unit(figure(found.default), spoken_unit(found.unit) or unit)
    return (terms.parameter(parameter), Span(f" (klinikkens eget tal, ellers {default})"))
