"""A code system of 200,000 made-up codes with words like Danish ones: compounds, and a few words everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from profiles.terminology.actions import release_staged, stage
from profiles.terminology.entries import Entry
from profiles.terminology.models import CodeSystem, Import, Release

CODES = 200_000
PARTS = [one + two for one in "b br d f fl g h k kr l m n p r s sk st t tr v".split() for two in "a e i o u æ ø å".split()]
ENDS = ["sygdom", "komplikation", "skade", "operation", "undersøgelse", "behandling", "svulst", "brud", "mangel", "n"]
COMMON = ["med", "uden", "og", "i", "af", "ved", "anden", "kronisk", "akut", "højre", "venstre", "specifik"]


def words(random: Random) -> list[str]:
    """Some 40,000 distinct words; the first are the ones that are everywhere."""
    stems = list({"".join(random.choices(PARTS, k=random.choice((2, 3, 3)))) for _ in range(9_000)})
    made = {stem + random.choice(ENDS) for stem in random.choices(stems, k=34_000)}
    return [*COMMON, *sorted({*made, *stems})]


def entries(seed: int = 4) -> Iterator[Entry]:
    """The codes, each under one with a shorter code; some are closed."""
    random = Random(seed)  # noqa: S311
    known = words(random)
    weights = [1 / (place + 3) ** 0.8 for place in range(len(known))]
    drawn = iter(random.choices(known, weights, k=CODES * 8))
    for number in range(CODES):
        code = _code(number)
        yield Entry(
            code=code,
            title=" ".join(next(drawn) for _ in range(random.randint(2, 8))).capitalize(),
            parent=code[:-1] if len(code) > 3 else "",
            synonyms=tuple(next(drawn) for _ in range(random.choice((0, 0, 0, 1)))),
            closed=date(2020, 12, 31) if random.random() < 0.1 else None,
            line=number + 1,
        )


def _code(number: int) -> str:
    """``D`` and a number from 10: every beginning of a number from there on is a smaller one, so a parent."""
    return f"D{number + 10}"


def load(system: str = "large") -> Release:
    """Make the codes a release of a system of their own."""
    made = CodeSystem.objects.create(id=system, title="Stort", uri=f"urn:{system}", hierarchical=True)
    taken = Import.objects.create(
        system=made, format="made", title="Stort", date=date(2026, 1, 1), source="made", size=0, rows_read=CODES
    )
    stage(of=taken, entries=entries())
    return release_staged(of=taken)
