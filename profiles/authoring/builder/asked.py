"""What a person has asked the builder's page to show: it stands in the address, so that it can be shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from profiles.standard.codes import normalised
from profiles.standard.rule_algebra import Code

#: The top of a system: the key no code has.
TOP = ""
STEP = 100
MOST = 2_000
MOST_MARKS = 200
SHOWN = ("in", "out", "conflict", "unseen")


@dataclass(frozen=True)
class Asked:
    """``show`` is what is listed, all of it unless said; ``opened`` and ``shut`` are codes whose branch a
    person opened or shut; ``limits`` is how many to list under a code;
    ``exact`` seeks the words as they are, typing errors too. ``menu`` is the code whose menu stands open, as
    the page is loaded and no longer: no address leads on to it.
    """

    show: str = ""
    opened: frozenset[Code] = frozenset()
    shut: frozenset[Code] = frozenset()
    limits: Mapping[Code, int] = field(default_factory=dict)
    words: str = ""
    exact: bool = False
    menu: Code | None = None

    @property
    def query(self) -> str:
        """The address's question, with its question mark; empty for a page as it opens."""
        pairs = list(self._pairs())
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def menu_query(self) -> str:
        """The question that opens a code's menu, when the code is put after it."""
        return f"{self.query}&menu=" if self.query else "?menu="

    def _pairs(self) -> Iterator[tuple[str, str]]:
        if self.show:
            yield "show", self.show
        yield from (("open", joined(code)) for code in sorted(self.opened))
        yield from (("shut", joined(code)) for code in sorted(self.shut))
        for code, limit in sorted(self.limits.items()):
            yield "more", f"{joined(code)}|{limit}"
        if self.words:
            yield "words", self.words
        if self.exact:
            yield "exact", "on"

    def with_open(self, code: Code) -> Asked:
        return replace(self, opened=self.opened | {code}, shut=self.shut - {code})

    def with_shut(self, code: Code) -> Asked:
        return replace(self, opened=self.opened - {code}, shut=self.shut | {code})

    def with_more(self, code: Code, limit: int) -> Asked:
        return replace(self, limits={**self.limits, code: limit})


def joined(code: Code) -> str:
    """A code as forms and addresses write it."""
    return "|".join(code)


def parted(text: str) -> Code | None:
    """The code that a form or an address means; ``None`` when it means none."""
    system, bar, key = text.partition("|")
    return (system, normalised(key)) if bar and system else None


def asked_in(query: QueryDict) -> Asked:
    """What an address asks for; everything that makes no sense in it is no question."""
    return Asked(
        show=query.get("show", "") if query.get("show") in SHOWN else "",
        opened=frozenset(_codes(query.getlist("open"))),
        shut=frozenset(_codes(query.getlist("shut"))),
        limits=dict(_limits(query.getlist("more"))),
        words=query.get("words", "")[:200],
        exact=bool(query.get("exact")),
        menu=parted(query.get("menu", "")),
    )


def carried_in(form: QueryDict) -> Asked:
    """What the page asked for that a form was sent from."""
    return asked_in(QueryDict(form.get("asked", "").removeprefix("?")))


def _codes(texts: Iterable[str]) -> list[Code]:
    return [code for text in list(texts)[:MOST_MARKS] if (code := parted(text))]


def _limits(texts: Iterable[str]) -> Iterator[tuple[Code, int]]:
    for text in list(texts)[:MOST_MARKS]:
        named, _, limit = text.rpartition("|")
        code = parted(named)
        if code and limit.isdecimal() and len(limit) < 6:
            yield code, min(int(limit), MOST)
