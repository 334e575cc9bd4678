"""Two sentences laid into one: what stays, what is struck out, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, takewhile
from typing import NamedTuple

from profiles.standard.narrative import Role, Spans

# A number with its decimals is one word.
_WORD = re.compile(r"\w+(?:[.,]\w+)*|\s+|[^\w\s]")

LONGEST_COMPARISON = 250_000


class How(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


class Mark(NamedTuple):
    """A piece of a sentence, how it relates to the sentence before, and the role it has in its own."""

    text: str
    how: How = How.SAME
    role: Role = "plain"


Marks = tuple[Mark, ...]


def unmarked(spans: Spans, how: How = How.SAME) -> Marks:
    """A sentence that is the same throughout, or new or gone throughout."""
    return tuple(Mark(span.text, how, span.role) for span in spans)


def marked(before: Spans, after: Spans) -> Marks:
    """The sentence as it is now, with what is gone struck out where it stood."""
    old, new = list(_words(before)), list(_words(after))
    found: list[Mark] = []
    told = 0
    for start, end, low, high in _changed_runs([each.text for each in old], [each.text for each in new]):
        found += new[told:low]
        found += [each._replace(how=How.OUT) for each in old[start:end]]
        found += [each._replace(how=How.IN) for each in new[low:high]]
        told = high
    found += new[told:]
    return tuple(_joined(found))


def _changed_runs(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the two differ; a lone space between two differences belongs to them."""
    run: tuple[int, int, int, int] | None = None
    for kind, start, end, low, high in _steps(old, new):
        if kind != "equal":
            run = (start, end, low, high) if run is None else (run[0], end, run[2], high)
        elif run is not None and "".join(old[start:end]).strip():
            yield run
            run = None
    if run is not None:
        yield run


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """How to come from one to the other, as ``difflib`` says it, without what both begin and end with.

    Comparing takes time with the product of what is left, so the middle of very long texts is replaced.
    """
    head = _shared(zip(old, new, strict=False))
    tail = _shared(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) > LONGEST_COMPARISON:
        yield "replace", head, head + len(left), head, head + len(right)
        return
    for kind, start, end, low, high in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield kind, start + head, end + head, low + head, high + head


def _shared(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _words(spans: Spans) -> Iterator[Mark]:
    for span in spans:
        yield from (Mark(word, How.SAME, span.role) for word in _WORD.findall(span.text))


def _joined(marks: Iterable[Mark]) -> Iterator[Mark]:
    for (how, role), run in groupby(marks, key=lambda mark: (mark.how, mark.role)):
        yield Mark("".join(mark.text for mark in run), how, role)
