"""From a document to its narrative, whatever the language: which sentence belongs to which node."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from ..catalogue import Catalogue
from ..document import (
    Action,
    AtLeast,
    CodeSet,
    Column,
    Criterion,
    Document,
    Entry,
    Flag,
    Group,
    Item,
    Node,
    Not,
    Parameter,
    Part,
    QualityQuery,
    Reference,
    Section,
    Subgroup,
    Table,
    TextEntry,
    Trend,
)
from . import grammar
from .danish import DANISH
from .lexicon import Lexicon
from .sentence import Detail, Narrative, Sentence, Spans, sentence_case
from .terms import Terms


class Teller:
    """Tells the parts of one document. Give it the document that defines the code sets and parameters.

    ``profiles`` are the titles of other profiles by id, for ``member_of``.
    """

    def __init__(
        self,
        document: Document,
        catalogue: Catalogue,
        *,
        profiles: Mapping[str, str] | None = None,
        language: Lexicon = DANISH,
    ) -> None:
        self._document = document
        self._terms = Terms(document, catalogue, profiles or {}, language)

    def narrative(self) -> Narrative:
        document = self._document
        exclusion = document.exclusion
        return Narrative(
            summary_parts=self.summary(),
            inclusion=self.criterion(document.inclusion),
            exclusion=self.criterion(exclusion) if exclusion is not None else None,
            groups=tuple(map(self.group, document.groups)),
            columns=tuple(map(self.column, document.columns)),
            patient_view=tuple(map(self.section, document.patient_view)),
            actions=tuple(map(self.action, document.actions)),
            data_quality=tuple(map(self.quality, document.data_quality)),
            parameters=tuple(map(self.parameter, document.parameters)),
            code_sets=tuple(map(self.code_set, document.code_sets)),
            references=tuple(map(self.reference, document.references)),
            sort=self.sort(),
            expected=self.expected(),
        )

    def summary(self) -> Spans:
        """The population as running text."""
        document = self._document
        return sentence_case(grammar.population(self._terms, document.inclusion, document.exclusion))

    def part(self, given: Node | Reference) -> Sentence:
        """Whatever has an id, said in its own way."""
        match given:
            case Reference():
                return self.reference(given)
            case CodeSet():
                return self.code_set(given)
            case Parameter():
                return self.parameter(given)
            case Subgroup():
                return self.group(given)
            case Action():
                return self.action(given)
            case QualityQuery():
                return self.quality(given)
            case Section():
                return self.section(given)
        return self._part_of_a_part(given)

    def _part_of_a_part(self, given: Node) -> Sentence:
        if isinstance(given, Item | Trend | Table | TextEntry):
            return self.entry(given)
        if isinstance(given, Column):
            return self.column(given)
        return self.criterion(cast(Criterion, given))

    def criterion(self, given: Criterion) -> Sentence:
        """A criterion and everything below it."""
        heading = grammar.heading(self._terms, given) if isinstance(given, Group | AtLeast | Not) else ()
        parts = grammar.sentence(self._terms, given)
        below = (
            given.of if isinstance(given, Group | AtLeast) else (given.of,) if isinstance(given, Not) else ()
        )
        return _sentence(
            given, given.type, parts or heading, heading, tuple(map(self.criterion, below)), bool(parts)
        )

    def group(self, given: Subgroup) -> Sentence:
        return self._with_criterion(given, "group", given.when, grammar.group(self._terms, given))

    def action(self, given: Action) -> Sentence:
        return self._with_criterion(given, "action", given.when, grammar.action(self._terms, given))

    def quality(self, given: QualityQuery) -> Sentence:
        return self._with_criterion(given, "quality", given.when, grammar.quality(self._terms, given))

    def _with_criterion(self, given: Node, kind: str, when: Criterion, parts: Spans) -> Sentence:
        return _sentence(given, kind, parts, (), (self.criterion(when),), True)

    def column(self, given: Column) -> Sentence:
        return self._column("column", given)

    def _column(self, kind: str, given: Column) -> Sentence:
        flags = tuple(self.flag(each, given) for each in given.flags)
        return _sentence(given, kind, grammar.column(self._terms, given), (), flags, not flags)

    def flag(self, given: Flag, owner: Column) -> Sentence:
        parts = sentence_case(grammar.flag(self._terms, given, owner))
        when = given.when
        children = () if when is None or isinstance(when, str) else (self.criterion(when),)
        return Sentence(owner.id, "flag", parts, children=children)

    def section(self, given: Section) -> Sentence:
        entries = tuple(map(self.entry, given.entries))
        return _sentence(given, "section", grammar.section(self._terms, given), (), entries, not entries)

    def entry(self, given: Entry) -> Sentence:
        if isinstance(given, Item):
            return self._column("item", given)
        return _sentence(given, given.type, grammar.entry(self._terms, given))

    def parameter(self, given: Parameter) -> Sentence:
        return _sentence(given, "parameter", grammar.parameter(self._terms, given))

    def code_set(self, given: CodeSet) -> Sentence:
        return _sentence(given, "code_set", grammar.code_set(self._terms, given))

    def reference(self, given: Reference) -> Sentence:
        return Sentence(given.id, "reference", grammar.reference(self._terms, given))

    def sort(self) -> Sentence | None:
        order = self._document.default_sort
        return Sentence(None, "sort", sentence_case(grammar.sort(self._terms, order))) if order else None

    def expected(self) -> Sentence | None:
        given = self._document.expected_per_thousand
        if given is None:
            return None
        return Sentence(None, "expected", sentence_case(grammar.expected(self._terms, given)))

    def details(self, part: Part) -> tuple[Detail, ...]:
        """The properties of one node (or of the document), without the nodes below it."""
        return grammar.details(self._terms, part)


def narrate(
    document: Document,
    catalogue: Catalogue,
    *,
    profiles: Mapping[str, str] | None = None,
    language: Lexicon = DANISH,
) -> Narrative:
    """The whole document in sentences. Works for any document that parses, valid or not."""
    return Teller(document, catalogue, profiles=profiles, language=language).narrative()


def _sentence(
    node: Node,
    kind: str,
    parts: Spans,
    heading: Spans = (),
    children: tuple[Sentence, ...] = (),
    is_whole: bool = True,
) -> Sentence:
    return Sentence(
        node=node.id,
        kind=kind,
        parts=sentence_case(parts),
        heading=sentence_case(heading),
        children=children,
        label=node.label,
        rationale=node.rationale,
        references=node.references,
        is_whole=is_whole,
    )
