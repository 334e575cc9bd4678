"""The properties of one node, each with its Danish name and what it says: for forms and for differences."""

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
from .names import ACTION_KINDS, KINDS, LEVELS
from .running import heading
from .selections import field_words, filter_words, window_of
from .words import date, listed_words, number

# Properties that are said as they stand, with what they are called.
PLAIN = {
    "title": "Titel",
    "label": "Navn",
    "purpose": "Formål",
    "description": "Beskrivelse",
    "limitations": "Begrænsninger",
    "owner": "Ejer",
    "standard": "Standardversion",
    "profile": "Profilens id",
    "text": "Tekst",
    "why": "Hvorfor",
    "correction": "Forslag til rettelse",
    "unit": "Enhed",
    "default": "Tal, hvis klinikken ikke vælger",
    "minimum": "Mindste tal",
    "maximum": "Største tal",
    "publisher": "Udgiver",
    "year": "År",
    "url": "Adresse",
    "rationale": "Begrundelse",
}
MEASURES = {
    "exists": "Findes",
    "count": "Antal",
    "count_days": "Antal forskellige dage",
    "average": "Gennemsnit",
    "days_since": "Dage siden",
    "latest": "Seneste",
    "earliest": "Første",
    "highest": "Højeste",
    "lowest": "Laveste",
    "largest_share": "Største andel",
    "age": "Alder",
    "sex": "Køn",
    "holds": "Om et kriterium gælder",
}
MEASURED = "Hvad der måles"


def details(terms: Terms, part: Part) -> tuple[Detail, ...]:
    """What a node or a document says by itself, without the nodes below it."""
    own = tuple(_own(terms, part))
    said = {each.name for each in own}
    plain = (
        Detail(name, title, _plain(getattr(part, name)))
        for name, title in PLAIN.items()
        if name not in said and getattr(part, name, None) is not None
    )
    return tuple(each for each in (*plain, *own, *_sources(terms, part)) if each.text)


def _plain(value: Any) -> str:
    return number(value) if isinstance(value, Decimal) else str(value)


def _sources(terms: Terms, part: Part) -> Iterator[Detail]:
    if isinstance(part, Node):
        yield Detail(
            "references", "Kilder", listed_words([terms.reference(each) for each in part.references], "og")
        )


def _own(terms: Terms, part: Part) -> Iterator[Detail]:
    match part:
        case Document():
            yield from _document(terms, part)
        case Group() | AtLeast() | Not():
            yield Detail("type", "Hvordan delene gælder", _said(heading(part)))
        case Exists():
            yield from _selection(terms, part.of)
        case Compare():
            yield from _compare(terms, part)
        case MemberOf():
            yield Detail("profile", "Profil", terms.profile(part.profile, part.version).text)
        case CodeSet():
            yield from _rules(terms, part)
        case Reference():
            yield Detail("accessed", "Set den", date(part.accessed) if part.accessed else "")
        case _:
            yield from _of_the_clinic(terms, part)


def _of_the_clinic(terms: Terms, part: Part) -> Iterator[Detail]:
    match part:
        case Column():
            yield from _column(terms, part)
        case Subgroup():
            yield Detail("level", "Niveau", LEVELS[Level(part.level)])
        case Action():
            yield Detail("kind", "Handling", ACTION_KINDS[part.kind])
        case Trend():
            yield from _selection(terms, part.of)
            yield Detail("months", "Måneder", str(part.months))
        case Table():
            yield from _selection(terms, part.of)
            fields = [field_words(terms, part.of.element, name)[1] for name in part.fields]
            yield Detail("fields", "Felter", ", ".join(fields))
            yield Detail("limit", "Antal rækker", str(part.limit))


def _document(terms: Terms, document: Document) -> Iterator[Detail]:
    yield Detail("kind", "Art", KINDS[document.kind])
    if document.expected_per_thousand is not None:
        expected = sections.expected(terms, document.expected_per_thousand)
        yield Detail("expected_per_thousand", "Forventet antal", _said(expected))
    if document.default_sort:
        yield Detail("default_sort", "Sortering", _said(sections.sort(terms, document.default_sort)))


def _compare(terms: Terms, criterion: Compare) -> Iterator[Detail]:
    yield from _measure(terms, criterion.measure)
    value = measured(terms, criterion.measure, criterion.operator, criterion.value, criterion.unit)
    yield Detail("value", "Sammenligning", text_of(value))


def _measure(terms: Terms, measure: Measure) -> Iterator[Detail]:
    yield Detail("measure", MEASURED, MEASURES[measure.type])
    of = getattr(measure, "of", None)
    if isinstance(of, Selection):
        name = getattr(measure, "field", None)
        yield Detail("field", "Felt", field_words(terms, of.element, name)[1] if name else "")
        yield from _selection(terms, of)


def _selection(terms: Terms, selection: Selection) -> Iterator[Detail]:
    yield Detail("element", "Element", terms.element(selection.element))
    for given in selection.where:
        title = "Kodesæt" if given.in_ is not None else terms.field(selection.element, given.field)
        yield Detail(f"where.{given.field}", title, text_of(filter_words(terms, selection, given)))
    if selection.window is not None:
        on = {None: "", "start": "startet ", "end": "afsluttet "}[selection.window.on]
        yield Detail("window", "Vindue", on + text_of(window_of(terms, selection.window)))


def _rules(terms: Terms, code_set: CodeSet) -> Iterator[Detail]:
    for rule in code_set.rules:
        yield Detail(f"rules.{rule.system}.{rule.code}", sections.code_words(terms, rule), _effect(rule))


def _effect(rule: Rule) -> str:
    decided = "med" if rule.include else "udeladt"
    below = ", og alle under" if rule.descendants else ""
    return decided + below + sections.conversion(rule)


def _column(terms: Terms, column: Column) -> Iterator[Detail]:
    if isinstance(column.measure, HoldsMeasure):
        yield Detail("measure", MEASURED, _said(sections.column(terms, column)))
    else:
        yield from _measure(terms, column.measure)
    yield Detail("show_date", "Visning", ", ".join(sections.display(column)))
    for place, flag in enumerate(column.flags, start=1):
        yield Detail(f"flags.{place}", f"Flag {place}", _said(sections.flag(terms, flag, column)))


def _said(spans: Spans) -> str:
    return text_of(sentence_case(spans))
