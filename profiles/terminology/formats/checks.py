"""What holds for every code of every format before it is let in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from profiles.standard.cpr import cpr_like, may_hold_one

from ..entries import Entry
from .connection import Connection
from .problem import FileProblem

LONGEST_CODE, LONGEST_TITLE, LONGEST_UNIT = 40, 300, 40
#: The day of a code that the source calls closed without saying since when. It must not move with every
#: import, or each would change every such code.
LONG_AGO = date(1900, 1, 1)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def checked(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, each once and fit to be kept. Only their keys are remembered."""
    lines: dict[str, int] = {}
    for entry in entries:
        _check(entry)
        if entry.key in lines:
            raise FileProblem(entry.line, "kode", f"{entry.code} står også på linje {lines[entry.key]}.")
        lines[entry.key] = entry.line
        yield entry
    if not lines:
        raise FileProblem(0, "", "Der er ingen koder i filen.")


def _check(entry: Entry) -> None:
    if not entry.key:
        raise FileProblem(entry.line, "kode", "Koden mangler.")
    for name, text, longest in (
        ("kode", entry.code, LONGEST_CODE),
        ("betegnelse", entry.title, LONGEST_TITLE),
        ("enhed", entry.unit, LONGEST_UNIT),
        ("overordnet", entry.parent, LONGEST_CODE),
        ("erstattet af", entry.replaced_by, LONGEST_CODE),
        *(("andet navn", synonym, LONGEST_TITLE) for synonym in entry.synonyms),
    ):
        _check_text(entry.line, name, text, longest)
    if not entry.title:
        raise FileProblem(entry.line, "betegnelse", f"{entry.code} har ingen betegnelse.")


def _check_text(line: int, name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise FileProblem(line, name, f"Der står {len(text)} tegn; der er plads til {longest}.")
    if _UNSEEN.search(text):
        raise FileProblem(line, name, "Der står et tegn, som ikke kan vises. Er det den rigtige fil?")
    if name != "kode" and may_hold_one(text) and cpr_like(text):
        raise FileProblem(line, name, "Der står noget, der ligner et CPR-nummer.")


def checked_connections(connections: Iterable[Connection]) -> Iterator[Connection]:
    """The connections, each pair of codes once (the first that is met) and fit to be kept."""
    seen: set[tuple[str, str, str, str]] = set()
    for each in connections:
        for name, text, longest in (
            ("fra", each.from_code, LONGEST_CODE),
            ("til", each.to_code, LONGEST_CODE),
            ("forhold", each.relation, LONGEST_CODE),
            ("bemærkning", each.remark, LONGEST_TITLE),
        ):
            _check_text(each.line, name, text, longest)
        if not (each.from_key and each.to_key):
            raise FileProblem(each.line, "til" if each.from_key else "fra", "Koden mangler.")
        pair = (each.from_system, each.from_key, each.to_system, each.to_key)
        if pair not in seen:
            seen.add(pair)
            yield each
    if not seen:
        raise FileProblem(0, "", "Der er ingen forbindelser i filen.")
