"""English for numbers, dates, lists and comparisons."""

from __future__ import annotations

from ...document import Operator
from ..lexicon import Comparisons, Figures

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIGURES = Figures(
    marks=(",", "."),
    months=MONTHS,
    date="{day} {month} {year}",
    units_of_time={
        "D": ("day", "days"),
        "W": ("week", "weeks"),
        "M": ("month", "months"),
        "Y": ("year", "years"),
    },
    and_="and",
    or_="or",
    yes="yes",
    no="no",
    index_date="the index date",
    before="before",
    after="after",
    the_day_of="the day of",
    percent="{}%",
)

OF_NUMBERS = {
    Operator.EQUAL: "exactly",
    Operator.NOT_EQUAL: "other than",
    Operator.LESS_THAN: "below",
    Operator.AT_MOST: "at most",
    Operator.GREATER_THAN: "above",
    Operator.AT_LEAST: "at least",
}
OF_COUNTS = OF_NUMBERS | {
    Operator.NOT_EQUAL: "any number other than",
    Operator.LESS_THAN: "fewer than",
    Operator.GREATER_THAN: "more than",
}
OF_DATES = {
    Operator.EQUAL: "exactly",
    Operator.NOT_EQUAL: "on a day other than",
    Operator.LESS_THAN: "before",
    Operator.AT_MOST: "no later than",
    Operator.GREATER_THAN: "after",
    Operator.AT_LEAST: "no earlier than",
}
COMPARISONS = Comparisons(
    of_numbers=OF_NUMBERS,
    of_counts=OF_COUNTS,
    of_days=OF_COUNTS,
    of_dates=OF_DATES,
    of_distant_dates=OF_DATES | {Operator.LESS_THAN: "earlier than", Operator.GREATER_THAN: "later than"},
    of_words=OF_NUMBERS | {Operator.EQUAL: ""},
    between="from {} to {}",
    between_dates="from {} up to and including {}",
    own_number=" (the clinic’s own number, otherwise {})",
)
