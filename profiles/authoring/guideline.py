"""A whole document as a guideline is read: sentences, code tables and sources, section by section.

Used by all that shows a document without changing it: the published page, the review, the read-only editor.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.codes import normalised
from profiles.standard.document import (
    Action,
    CodeSet,
    Column,
    Document,
    Flag,
    QualityQuery,
    Reference,
    Rule,
    Subgroup,
)
from profiles.standard.narrative import Narrative, narrate
from profiles.standard.narrative.sentence import Sentence
from profiles.terminology.lookup import known_concepts
from profiles.terminology.models import Concept

from .lines import Line, Lines, sources
from .words import ACTION_KINDS, EXAMPLE_MARK, KINDS, LEVEL_ICONS, LEVELS

Concepts = dict[tuple[str, str], Concept]


@dataclass(frozen=True)
class RuleRow:
    """A rule of a code set in words; ``title`` is empty for a code the tool does not know."""

    rule: Rule
    system: str
    title: str

    @property
    def effect(self) -> str:
        """``Med, og alle koder under``."""
        verb = "Med" if self.rule.include else "Ikke med"
        return f"{verb}, og alle koder under" if self.rule.descendants else verb

    @property
    def conversion(self) -> str:
        """``× 10,93 − 23,5``; empty when the value is used as it is."""
        if self.rule.factor == 1 and self.rule.offset == 0:
            return ""
        sign = "−" if self.rule.offset < 0 else "+"
        moved = f" {sign} {_danish(abs(self.rule.offset))}" if self.rule.offset else ""
        return f"× {_danish(self.rule.factor)}{moved}"


@dataclass(frozen=True)
class CodeSetText:
    """A code set with its rules as a table."""

    code_set: CodeSet
    rows: tuple[RuleRow, ...]
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class FlagText:
    """A flag of a column: its sentence, which names the level, and the icon beside it."""

    flag: Flag
    sentence: Sentence

    @property
    def icon(self) -> str:
        return LEVEL_ICONS[self.flag.level]


@dataclass(frozen=True)
class ColumnText:
    column: Column
    sentence: Sentence
    flags: tuple[FlagText, ...]
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class Prompt:
    """A group, an action or a data-quality query: something with a title that a criterion brings about."""

    part: Subgroup | Action | QualityQuery
    mark: str
    line: Line
    sources: tuple[Reference, ...]


@dataclass(frozen=True)
class Guideline:
    """A document ready to be read. Building it asks the database once, for the labels of the codes."""

    document: Document
    narrative: Narrative
    kind: str
    inclusion: Line
    exclusion: Line | None
    code_sets: tuple[CodeSetText, ...]
    columns: tuple[ColumnText, ...]
    groups: tuple[Prompt, ...]
    actions: tuple[Prompt, ...]
    data_quality: tuple[Prompt, ...]

    @property
    def is_example(self) -> bool:
        """Whether the document itself says that no clinician has approved it."""
        return EXAMPLE_MARK in (self.document.limitations or "").lower()


def guideline(document: Document) -> Guideline:
    """The document as a guideline."""
    catalogue = load_catalogue(document.standard)
    narrative = narrate(document, catalogue)
    lines = Lines(document, narrative)
    return Guideline(
        document=document,
        narrative=narrative,
        kind=KINDS[document.kind],
        inclusion=lines.of(document.inclusion),
        exclusion=lines.of(document.exclusion) if document.exclusion else None,
        code_sets=code_set_texts(document, catalogue),
        columns=column_texts(document, narrative),
        groups=tuple(group_text(lines, each) for each in document.groups),
        actions=tuple(action_text(lines, each) for each in document.actions),
        data_quality=tuple(quality_text(lines, each) for each in document.data_quality),
    )


def code_set_texts(document: Document, catalogue: Catalogue) -> tuple[CodeSetText, ...]:
    """Every code set with the labels of its codes, in one query."""
    concepts = known_concepts(document.code_sets)
    titles = {system.id: system.title for system in catalogue.code_systems}
    return tuple(
        CodeSetText(
            code_set=each,
            rows=tuple(_row(rule, titles, concepts) for rule in each.rules),
            sources=sources(document, each.references),
        )
        for each in document.code_sets
    )


def column_texts(document: Document, narrative: Narrative) -> tuple[ColumnText, ...]:
    """Every column with its flags."""
    return tuple(
        ColumnText(
            column=column,
            sentence=sentence,
            flags=tuple(
                FlagText(flag, said)
                for flag, said in zip(column.flags, _flag_sentences(sentence), strict=True)
            ),
            sources=sources(document, column.references),
        )
        for column, sentence in zip(document.columns, narrative.columns, strict=True)
    )


def group_text(lines: Lines, group: Subgroup) -> Prompt:
    """A group with its level in words."""
    return _prompt(lines, group, next(word for level, word in LEVELS.items() if level == group.level))


def action_text(lines: Lines, action: Action) -> Prompt:
    """An action with its kind in words."""
    return _prompt(lines, action, ACTION_KINDS[action.kind])


def quality_text(lines: Lines, query: QualityQuery) -> Prompt:
    """A data-quality query."""
    return _prompt(lines, query, "")


def _prompt(lines: Lines, part: Subgroup | Action | QualityQuery, mark: str) -> Prompt:
    return Prompt(part, mark, lines.of(part.when), sources(lines.document, part.references))


def _flag_sentences(sentence: Sentence) -> tuple[Sentence, ...]:
    return tuple(child for child in sentence.children if child.kind == "flag")


def _row(rule: Rule, titles: dict[str, str], concepts: Concepts) -> RuleRow:
    known = concepts.get((rule.system, normalised(rule.code)))
    return RuleRow(rule, titles.get(rule.system, rule.system), known.title if known else "")


def _danish(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
