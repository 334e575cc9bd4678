"""Danish for numbers, dates, lists and comparisons."""

from __future__ import annotations

from ...document import Operator
from ..lexicon import Comparisons, Figures

MONTHS = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
FIGURES = Figures(
    marks=(".", ","),
    months=MONTHS,
    date="{day}. {month} {year}",
    units_of_time={"D": ("dag", "dage"), "W": ("uge", "uger"), "M": ("måned", "måneder"), "Y": ("år", "år")},
    and_="og",
    or_="eller",
    yes="ja",
    no="nej",
    index_date="opgørelsesdagen",
    before="før",
    after="efter",
    the_day_of="dagen for",
    percent="{} %",
)

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
COMPARISONS = Comparisons(
    of_numbers=OF_NUMBERS,
    of_counts=OF_COUNTS,
    of_days=OF_NUMBERS,
    of_dates=OF_DATES,
    of_distant_dates=OF_DATES | {Operator.LESS_THAN: "tidligere end", Operator.GREATER_THAN: "senere end"},
    of_words=OF_NUMBERS | {Operator.EQUAL: ""},
    between="fra {} til {}",
    between_dates="fra {} til og med {}",
    own_number=" (klinikkens eget tal, ellers {})",
)
