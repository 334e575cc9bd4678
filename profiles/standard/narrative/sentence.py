"""What a narrative is made of: spans with a role, sentences tied to a node, and the narrative of a document.

The user interface draws chips from the roles, the review draws differences from the sentences, and the plain
``text`` is what a person reads aloud. Nothing here knows a language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["plain", "operator", "code_set", "value", "window", "term"]


class Span(NamedTuple):
    """A piece of a sentence.

    ``role`` says what it is: the words between (``plain``), a group's operator, a code set, a value with its
    operator and unit, a time window, or a ``term`` (a parameter or another profile). ``target`` is the id of
    the code set or parameter, or ``profile@version``.
    """

    text: str
    role: Role = "plain"
    target: str | None = None


Spans = tuple[Span, ...]


class Detail(NamedTuple):
    """One property of a node: its name in the document (with a path below it), its title and what it says."""

    name: str
    title: str
    text: str


def text_of(spans: Spans) -> str:
    return "".join([span.text for span in spans])


def sentence_case(spans: Spans) -> Spans:
    """Neighbouring plain spans joined, the first letter a capital (a name keeps the letters it has)."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.role == "plain" == joined[-1].role:
            joined[-1] = Span(joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    if joined and joined[0].role not in ("code_set", "term"):
        joined[0] = joined[0]._replace(text=joined[0].text[:1].upper() + joined[0].text[1:])
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one node says.

    ``node`` is the id that the sentence belongs to (a flag belongs to its column), ``None`` for what belongs
    to the document as a whole. ``kind`` is the criterion's type, or ``group``, ``column``, ``flag``,
    ``section``, ``item``, ``trend``, ``table``, ``text``, ``action``, ``quality``, ``parameter``,
    ``code_set``, ``reference``, ``sort``, ``expected``. ``heading`` holds the words of the rail for criteria
    that have parts (*Alle disse skal gælde*, *Ikke*); ``parts`` is the sentence as it is read, for a ``not``
    over a single criterion the denied one. ``is_whole`` tells that ``parts`` says everything, so that the
    children need not be shown.
    """

    node: str | None
    kind: str
    parts: Spans
    heading: Spans = ()
    children: tuple[Sentence, ...] = ()
    label: str | None = None
    rationale: str | None = None
    references: tuple[str, ...] = ()
    is_whole: bool = True

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return text_of(self.parts)

    def below(self) -> Iterator[Sentence]:
        """The sentence itself and every sentence under it, in document order."""
        yield self
        for child in self.children:
            yield from child.below()

    def outline(self, depth: int = 0) -> str:
        """The sentence and what is under it, one line each, indented by two spaces."""
        lines = ["  " * depth + self.text]
        if not self.is_whole:
            lines.extend(child.outline(depth + 1) for child in self.children)
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Narrative:
    """A whole document in sentences; ``summary`` is its population as running text."""

    summary_parts: Spans
    inclusion: Sentence
    exclusion: Sentence | None
    groups: tuple[Sentence, ...]
    columns: tuple[Sentence, ...]
    patient_view: tuple[Sentence, ...]
    actions: tuple[Sentence, ...]
    data_quality: tuple[Sentence, ...]
    parameters: tuple[Sentence, ...]
    code_sets: tuple[Sentence, ...]
    references: tuple[Sentence, ...]
    sort: Sentence | None
    expected: Sentence | None

    @property
    def summary(self) -> str:
        return text_of(self.summary_parts)

    @property
    def population(self) -> tuple[Sentence, ...]:
        """Inclusion, and exclusion when there is one."""
        return (self.inclusion,) if self.exclusion is None else (self.inclusion, self.exclusion)

    def by_node(self) -> dict[str, Sentence]:
        """The sentence of every id of the one namespace that criteria, groups, columns … share (A3)."""
        shared = (*self.population, *self.groups, *self.columns, *self.patient_view, *self.actions)
        everything = (part for top in (*shared, *self.data_quality) for part in top.below())
        return {part.node: part for part in everything if part.node is not None and part.kind != "flag"}
