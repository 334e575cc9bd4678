"""A code system of 200,000 made-up codes in some 37,000 words: compounds, a few words everywhere, many rare.

There are more words than in an official system, since it is words that a search goes through.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from profiles.terminology.actions import release_staged, stage
from profiles.terminology.entries import Entry
from profiles.terminology.models import CodeSystem, Import

CODES = 200_000
CONSONANTS = [
    "b",
    "br",
    "d",
    "f",
    "fl",
    "g",
    "h",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
]
PARTS = [one + two for one in CONSONANTS for two in "aeiouæøå"]
ENDS = [
    "sygdom",
    "komplikation",
    "skade",
    "operation",
    "undersøgelse",
    "behandling",
    "svulst",
    "brud",
    "mangel",
    "n",
]
COMMON = [
    "med",
    "uden",
    "og",
    "i",
    "af",
    "ved",
    "anden",
    "kronisk",
    "akut",
    "højre",
    "venstre",
    "specifik",
    "sygdom",
    "skade",
]


def entries(seed: int = 4) -> Iterator[Entry]:
    """The codes, each under the one its own begins with; a tenth are closed, a quarter have other names."""
    random = Random(seed)  # noqa: S311
    words = _words(random)
    weights = [1 / (place + 3) ** 0.8 for place in range(len(words))]
    drawn = iter(random.choices(words, weights, k=CODES * 10))
    for number in range(CODES):
        code = f"D{number + 10}"
        yield Entry(
            code=code,
            title=" ".join(next(drawn) for _ in range(random.randint(2, 8))).capitalize(),
            parent=code[:-1] if len(code) > 3 else "",
            synonyms=tuple(next(drawn) for _ in range(random.choice((0, 0, 0, 1)))),
            closed=date(2020, 12, 31) if random.random() < 0.1 else None,
            line=number + 1,
        )


def _words(random: Random) -> list[str]:
    """The most used first."""
    stems = ["".join(random.choices(PARTS, k=random.choice((2, 3, 3)))) for _ in range(9_000)]
    compounds = [stem + random.choice(ENDS) for stem in random.choices(stems, k=34_000)]
    rare = sorted({*stems, *compounds} - {*COMMON})
    return [*COMMON, *random.sample(rare, len(rare))]


def load(system: str = "large") -> None:
    """Make the codes a release of a system of their own."""
    facts = {"title": "Stort", "date": date(2026, 1, 1), "source": "Lavet til målingen"}
    made = CodeSystem.objects.create(id=system, title="Stort", uri=f"urn:{system}", hierarchical=True)
    taken = Import.objects.create(system=made, format="made", size=0, rows_read=CODES, **facts)
    stage(of=taken, entries=entries())
    release_staged(of=taken)
