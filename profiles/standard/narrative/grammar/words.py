"""The small things: numbers, dates, spans of time, lists and comparisons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from ...document import DATE_PATTERN, OffsetValue, Operator, ParameterValue, Scalar, Value
from ..lexicon import Figures, Operators, Two
from ..sentence import Span, Spans
from ..terms import Terms, spoken_unit

NO_DISTANCE = "P0D"
IS_DATE = re.compile(DATE_PATTERN)
WRITTEN_MARKS = ",."


def plain(text: str) -> Spans:
    return (Span(text),)


def number(figures: Figures, value: Decimal) -> str:
    """With the language's own marks: ``1.291`` and ``0,05`` in Danish."""
    return f"{value:,f}".translate(str.maketrans(WRITTEN_MARKS, "".join(figures.marks)))


def date(figures: Figures, value: str) -> str:
    """``2026-11-21`` as ``21. nov. 2026``; what is no such date as it stands."""
    year, month, day = value.split("-")
    if not 1 <= int(month) <= 12:
        return value
    return figures.date.format(day=int(day), month=figures.months[int(month) - 1], year=year)


@lru_cache(maxsize=4096)
def amount_of_time(figures: Figures, offset: str) -> Two:
    """The number and the word of an offset, without its sign: ``("12", "måneder")``."""
    figure = offset.lstrip("-")[1:-1]
    singular, plural = figures.units_of_time[offset[-1]]
    return number(figures, Decimal(figure)), singular if figure == "1" else plural


def duration(figures: Figures, offset: str) -> str:
    return " ".join(amount_of_time(figures, offset))


def distance(figures: Figures, offset: str) -> str:
    """Where an offset from the index date lies: ``12 uger før opgørelsesdagen``."""
    if offset == NO_DISTANCE:
        return figures.index_date
    side = figures.before if offset.startswith("-") else figures.after
    return f"{duration(figures, offset)} {side} {figures.index_date}"


@lru_cache(maxsize=4096)
def lower(title: str) -> str:
    """A title inside a sentence: ``Forløbsplan`` becomes ``forløbsplan``, ``KOL`` and ``HFrEF`` stay."""
    return title if any(sign.isupper() for sign in title[1:]) else title[:1].lower() + title[1:]


def listed(items: Sequence[Spans], word: str) -> Spans:
    """``a, b eller c``."""
    if len(items) < 2:
        return items[0] if items else ()
    first = tuple(span for item in items[:-2] for span in (*item, Span(", ")))
    return (*first, *items[-2], Span(f" {word} "), *items[-1])


def listed_words(words: Sequence[str], word: str) -> str:
    return f" {word} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


# --- comparisons --------------------------------------------------------------------------------


def compared(
    terms: Terms,
    operator: Operator | None,
    value: Value | None,
    *,
    unit: str | None = None,
    words: Operators | None = None,
    token: Callable[[str], str] = lower,
    figure: Callable[[Decimal], str] | None = None,
) -> Spans:
    """An operator and its value: ``mindst 48 mmol/mol``, ``senest 12 uger før opgørelsesdagen``."""
    lexicon = terms.lexicon
    values: tuple[Scalar, ...] = value if isinstance(value, tuple) else () if value is None else (value,)
    only_numbers = all(isinstance(each, Decimal) for each in values)
    say = _Scalars(terms, token, figure or partial(number, lexicon.figures))
    said = [
        say(each, unit if not only_numbers or place == len(values) else None)
        for place, each in enumerate(values, start=1)
    ]
    if operator is Operator.BETWEEN and len(said) == 2:
        dates = lexicon.comparisons.between_dates
        return as_value(*filled(dates if _about_dates(values) else lexicon.comparisons.between, *said))
    before = "" if operator in (None, Operator.ONE_OF) else _words_for(terms, values, words).get(operator, "")
    return as_value(*([Span(before + " ")] if before else []), *listed(said, lexicon.figures.or_))


def filled(template: str, *spans: Spans) -> Spans:
    """A template with spans in the place of its ``{}``."""
    first, *texts = template.split("{}")
    later = (piece for said, text in zip(spans, texts, strict=True) for piece in (*said, Span(text)))
    return tuple(span for span in (Span(first), *later) if span.text)


def as_value(*spans: Span) -> Spans:
    """One chip of what is plain; parameters stay chips of their own."""
    parts: list[Span] = []
    for span in spans:
        if parts and span.role == parts[-1].role == "plain":
            parts[-1] = Span(parts[-1].text + span.text)
        else:
            parts.append(span)
    return tuple(part._replace(role="value") if part.role == "plain" else part for part in parts)


def _about_dates(values: Sequence[Scalar]) -> bool:
    return any(isinstance(each, OffsetValue) or _is_date(each) for each in values)


def _is_date(value: Scalar) -> bool:
    return isinstance(value, str) and IS_DATE.match(value) is not None


def _words_for(terms: Terms, values: Sequence[Scalar], words: Operators | None) -> Operators:
    comparisons = terms.lexicon.comparisons
    if any(isinstance(each, OffsetValue) and each.offset != NO_DISTANCE for each in values):
        return comparisons.of_distant_dates
    if _about_dates(values):
        return comparisons.of_dates
    if any(isinstance(each, str | bool) for each in values):
        return comparisons.of_words
    return words or comparisons.of_numbers


@dataclass(frozen=True, slots=True)
class _Scalars:
    terms: Terms
    token: Callable[[str], str]
    figure: Callable[[Decimal], str]

    def __call__(self, value: Scalar, unit: str | None) -> Spans:
        figures = self.terms.lexicon.figures
        match value:
            case bool():
                return plain(figures.yes if value else figures.no)
            case Decimal():
                return plain(with_unit(self.figure(value), unit))
            case OffsetValue():
                return plain(distance(figures, value.offset))
            case ParameterValue():
                return self._parameter(value.parameter, unit)
        return plain(date(figures, value) if _is_date(value) else self.token(value))

    def _parameter(self, parameter: str, unit: str | None) -> Spans:
        found, named = self.terms.find_parameter(parameter), self.terms.parameter(parameter)
        if found is None:
            return (named,)
        default = with_unit(self.figure(found.default), spoken_unit(found.unit) or unit)
        return (named, Span(self.terms.lexicon.comparisons.own_number.format(default)))


def with_unit(figure: str, unit: str | None) -> str:
    return f"{figure} {unit}" if unit else figure
