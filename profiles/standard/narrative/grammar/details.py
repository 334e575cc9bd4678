"""The properties of one node, each with its name and what it says: for forms and for differences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...document import (
    Action,
    AtLeast,
    CodeSet,
    Column,
    Compare,
    Document,
    Exists,
    Group,
    HoldsMeasure,
    Level,
    Measure,
    MemberOf,
    Node,
    Not,
    Part,
    Reference,
    Rule,
    Selection,
    Subgroup,
    Table,
    Trend,
)
from ..sentence import Detail, Spans, sentence_case, text_of
from ..terms import Terms
from . import sections
from .clauses import measured
from .running import heading
from .selections import field_words, filter_words, window_of
from .words import date, listed_words, number


def details(terms: Terms, part: Part) -> tuple[Detail, ...]:
    """What a node or a document says by itself, without the nodes below it."""
    own = tuple(_own(terms, part))
    said = {each.name for each in own}
    plain = (
        Detail(name, title, _plain(terms, getattr(part, name)))
        for name, title in terms.lexicon.details.plain.items()
        if name not in said and getattr(part, name, None) is not None
    )
    return tuple(each for each in (*plain, *own, *_sources(terms, part)) if each.text)


def _plain(terms: Terms, value: Any) -> str:
    return number(terms.lexicon.figures, value) if isinstance(value, Decimal) else str(value)


def _detail(terms: Terms, name: str, text: str) -> Detail:
    """A property whose title the language knows by its name."""
    return Detail(name, terms.lexicon.details.titles[name], text)


def _sources(terms: Terms, part: Part) -> Iterator[Detail]:
    if isinstance(part, Node):
        named = [terms.reference(each) for each in part.references]
        yield _detail(terms, "references", listed_words(named, terms.lexicon.figures.and_))


def _own(terms: Terms, part: Part) -> Iterator[Detail]:
    match part:
        case Document():
            yield from _document(terms, part)
        case Group() | AtLeast() | Not():
            yield _detail(terms, "type", _said(heading(terms, part)))
        case Exists():
            yield from _selection(terms, part.of)
        case Compare():
            yield from _compare(terms, part)
        case MemberOf():
            yield _detail(terms, "profile", terms.profile(part.profile, part.version).text)
        case CodeSet():
            yield from _rules(terms, part)
        case Reference():
            seen = date(terms.lexicon.figures, part.accessed) if part.accessed else ""
            yield _detail(terms, "accessed", seen)
        case _:
            yield from _of_the_clinic(terms, part)


def _of_the_clinic(terms: Terms, part: Part) -> Iterator[Detail]:
    match part:
        case Column():
            yield from _column(terms, part)
        case Subgroup():
            yield _detail(terms, "level", terms.lexicon.names.levels[Level(part.level)])
        case Action():
            names = terms.lexicon.names
            yield Detail("kind", terms.lexicon.details.titles["action"], names.action_kinds[part.kind])
        case Trend():
            yield from _selection(terms, part.of)
            yield _detail(terms, "months", str(part.months))
        case Table():
            yield from _selection(terms, part.of)
            fields = [field_words(terms, part.of.element, name)[1] for name in part.fields]
            yield _detail(terms, "fields", ", ".join(fields))
            yield _detail(terms, "limit", str(part.limit))


def _document(terms: Terms, document: Document) -> Iterator[Detail]:
    yield _detail(terms, "kind", terms.lexicon.names.kinds[document.kind])
    if document.expected_per_thousand is not None:
        expected = sections.expected(terms, document.expected_per_thousand)
        yield _detail(terms, "expected_per_thousand", _said(expected))
    if document.default_sort:
        yield _detail(terms, "default_sort", _said(sections.sort(terms, document.default_sort)))


def _compare(terms: Terms, criterion: Compare) -> Iterator[Detail]:
    yield from _measure(terms, criterion.measure)
    value = measured(terms, criterion.measure, criterion.operator, criterion.value, criterion.unit)
    yield _detail(terms, "value", text_of(value))


def _measure(terms: Terms, measure: Measure) -> Iterator[Detail]:
    yield _detail(terms, "measure", terms.lexicon.details.measures[measure.type])
    of = getattr(measure, "of", None)
    if isinstance(of, Selection):
        name = getattr(measure, "field", None)
        yield _detail(terms, "field", field_words(terms, of.element, name)[1] if name else "")
        yield from _selection(terms, of)


def _selection(terms: Terms, selection: Selection) -> Iterator[Detail]:
    words = terms.lexicon.details
    yield _detail(terms, "element", terms.element(selection.element))
    for given in selection.where:
        title = (
            words.titles["code_set"] if given.in_ is not None else terms.field(selection.element, given.field)
        )
        yield Detail(f"where.{given.field}", title, text_of(filter_words(terms, selection, given)))
    if selection.window is not None:
        on = {None: "", "start": words.started, "end": words.ended}[selection.window.on]
        yield _detail(terms, "window", on + text_of(window_of(terms, selection.window)))


def _rules(terms: Terms, code_set: CodeSet) -> Iterator[Detail]:
    for rule in code_set.rules:
        yield Detail(
            f"rules.{rule.system}.{rule.code}", sections.code_words(terms, rule), _effect(terms, rule)
        )


def _effect(terms: Terms, rule: Rule) -> str:
    words = terms.lexicon.details
    decided = words.included if rule.include else words.excluded
    below = words.and_all_below if rule.descendants else ""
    return decided + below + sections.conversion(terms, rule)


def _column(terms: Terms, column: Column) -> Iterator[Detail]:
    if isinstance(column.measure, HoldsMeasure):
        yield _detail(terms, "measure", _said(sections.column(terms, column)))
    else:
        yield from _measure(terms, column.measure)
    yield _detail(terms, "show_date", ", ".join(sections.display(terms, column)))
    for place, flag in enumerate(column.flags, start=1):
        title = terms.lexicon.details.flag.format(place)
        yield Detail(f"flags.{place}", title, _said(sections.flag(terms, flag, column)))


def _said(spans: Spans) -> str:
    return text_of(sentence_case(spans))
