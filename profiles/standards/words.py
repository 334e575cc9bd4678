"""How the pages write what the cases hold: dates, numbers, truths and outcomes in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from profiles.standard.catalogue import Catalogue, FieldType


@dataclass(frozen=True)
class Mark:
    """A word with its icon; ``kind`` is its look."""

    kind: str
    icon: str
    text: str


OUTCOMES: Mapping[str, Mark] = {
    "in": Mark("in", "check", "Med"),
    "out": Mark("out", "close", "Ikke med"),
    "unknown": Mark("unknown", "help", "Kan ikke afgøres"),
    "absent": Mark("absent", "minus", "Ikke i resultatet"),
}
TRUTHS: Mapping[str, Mark] = {
    "true": Mark("in", "check", "Sandt"),
    "false": Mark("out", "close", "Falsk"),
    "unknown": Mark("unknown", "help", "Ukendt"),
}
BUMPS: Mapping[str, str] = {
    "major": "Større ændring: det første tal stiger",
    "minor": "Mindre ændring: det andet tal stiger",
    "patch": "Rettelse: det tredje tal stiger",
}
FIELD_TYPES: Mapping[FieldType, str] = {
    FieldType.DATE: "Dato",
    FieldType.CODING: "Kode",
    FieldType.TOKEN: "Fast værdi",
    FieldType.QUANTITY: "Måltal med enhed",
    FieldType.INTEGER: "Helt tal",
    FieldType.TEXT: "Tekst",
}
MONTHS = ("jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")


def danish_day(day: date) -> str:
    """``21. nov. 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def relative(day: date, index_date: date) -> str:
    """How far a day is from the index date, in days."""
    days = (day - index_date).days
    if days == 0:
        return "opgørelsesdagen"
    unit = "dag" if abs(days) == 1 else "dage"
    return f"{thousands(abs(days))} {unit} {'efter' if days > 0 else 'før'}"


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def danish_number(number: Decimal) -> str:
    """``47,545``; whole numbers without decimals."""
    return f"{number:f}".replace(".", ",").replace("-", "−")


def value_in_words(value: object, catalogue: Catalogue) -> str:
    """A result's value: ``mangler``, ``ja``, ``47,545``, ``ICPC-2-DK T90``, ``21. nov. 2026``."""
    match value:
        case None:
            return "mangler"
        case bool():
            return "ja" if value else "nej"
        case Decimal() | int():
            return danish_number(Decimal(value))
        case dict():
            codes = ((catalogue.code_system(system).title, code) for system, code in value.items())
            return ", ".join(f"{title} {code}" for title, code in codes)
    return date_or_text(str(value))


def date_or_text(text: str) -> str:
    """A date as it is said in Danish; any other text as it stands."""
    try:
        return danish_day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
