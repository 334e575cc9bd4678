"""The table of a code set: one row a code. Made for a spreadsheet, and read again by the code set's page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from profiles.standard.codes import normalised

from ..expansion import Member
from .exported import Exported

#: What a spreadsheet takes for a formula. A text that begins so gets an apostrophe in front.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADER = (
    "system",
    "kode",
    "betegnelse",
    "med",
    "alle under",
    "regel",
    "enhed",
    "gang med",
    "læg til",
    "gyldig til",
    "set",
)


def csv_of(exported: Exported) -> bytes:
    """Semicolons and a byte order mark, which is what a Danish spreadsheet opens without asking."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(HEADER)
    table.writerows(rows(exported))
    return text.getvalue().encode("utf-8-sig")


def rows(exported: Exported) -> Iterator[tuple[str, ...]]:
    """The codes that a rule decides, then the rules whose own code no release lists."""
    for each in exported.decided:
        yield (*_code_row(each), _yes(exported.is_seen(each)))
    for rule in exported.code_set.rules:
        if (rule.system, normalised(rule.code)) not in exported.concepts:
            yield (
                rule.system,
                rule.code,
                "",
                _yes(rule.include),
                _yes(rule.descendants),
                rule.code,
                *[""] * 4,
                "ja",
            )


def _code_row(member: Member) -> tuple[str, ...]:
    concept, rule = member.concept, member.rule
    return (
        concept.system_id,
        concept.code,
        safe(concept.title),
        _yes(rule.include),
        _yes(rule.descendants) if member.is_named else "",
        rule.code,
        concept.unit,
        _number(rule.factor, 1),
        _number(rule.offset, 0),
        concept.closed.isoformat() if concept.closed else "",
    )


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _yes(holds: bool) -> str:
    return "ja" if holds else "nej"


def _number(value: Decimal, default: int) -> str:
    return "" if value == default else f"{value:f}".replace(".", ",")
