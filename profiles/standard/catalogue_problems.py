"""What is wrong with a catalogue before it can be one (A20, A21): its shape, and that it holds together.

A catalogue is written by people in the tool, so everything against it is said in Danish and names the place.
The first function judges the shape; the rules after it judge what only the whole can show, one idea each.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from pydantic import ValidationError

from .catalogue import PATIENT, Catalogue, Element, ElementField, Entry, FieldType
from .cpr import cpr_like
from .json_values import nearest_id, values
from .messages import problems as said
from .problem import Path, Problem, pointer
from .strict_json import plain_number, value_problems

STANDARD_PATTERN = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")
# Elements become tables and fields columns (10.1); code systems become the end of a column's name. Names with
# numbers, and those that are taken, belong to the queries that are written over them.
WORDS_PATTERN = re.compile(r"[a-z]+(_[a-z]+)*")
TAKEN_TABLES = frozenset({"active", "measured"})
TAKEN_COLUMNS = frozenset({"patient_id", "place"})
SYSTEM_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_DATES = ((), ("date",), ("start", "end"))
# What the grammar itself reads of the patient: age, sex and who is active (2.7, 3.3, 5.1).
READ_OF_PATIENT = {
    "birth_date": FieldType.DATE,
    "sex": FieldType.TOKEN,
    "deceased_date": FieldType.DATE,
    "enrolled_from": FieldType.DATE,
    "enrolled_to": FieldType.DATE,
}

Rule = Callable[[Catalogue], Iterator[Problem]]


def catalogue_problems(value: object) -> tuple[Problem, ...]:
    """Everything against a JSON value as a catalogue; empty when :class:`Catalogue` can be made of it.

    ``place`` is a JSON pointer in the value, ``node`` the id of the nearest element, field, system or token.
    """
    found = tuple(value_problems(value, whole="Kataloget"))
    if found:
        return found
    nearest = nearest_id(value)
    try:
        catalogue = Catalogue.model_validate_json(json.dumps(value, default=plain_number), strict=True)
    except ValidationError as error:
        return tuple(said(error.errors(), value, nearest, whole="Kataloget"))
    against = (*chain.from_iterable(rule(catalogue) for rule in RULES), *_cpr_numbers(value))
    return tuple(Problem(each.place, nearest(_path(each.place)), each.message) for each in against)


def _path(place: str) -> Path:
    """A pointer made here: names in it hold no slashes or tildes."""
    return tuple(int(step) if step.isdigit() else step for step in place.split("/")[1:])


def _problem(message: str, *path: str | int) -> Problem:
    return Problem(pointer(path), None, message)


def _cpr_numbers(value: object) -> Iterator[Problem]:
    for path, each in values(value):
        if isinstance(each, str) and cpr_like(each):
            yield _problem("Teksten har et tal, der ligner et CPR-nummer.", *path)


# --- names --------------------------------------------------------------------------------------


def standard_is_a_version(catalogue: Catalogue) -> Iterator[Problem]:
    if not STANDARD_PATTERN.fullmatch(catalogue.standard):
        yield _problem("»standard« skal være to tal med et punktum imellem, som 1.1.", "standard")


def names_can_be_used(catalogue: Catalogue) -> Iterator[Problem]:
    """Ids that become names of tables and columns are written so that they can be."""
    yield from _unfit(
        catalogue.code_systems, SYSTEM_PATTERN, "små bogstaver, tal og bindestreg", "code_systems"
    )
    asked = "små bogstaver (a-z) og understreg"
    yield from _unfit(catalogue.elements, WORDS_PATTERN, asked, "elements")
    for place, element in enumerate(catalogue.elements):
        yield from _unfit(element.fields, WORDS_PATTERN, asked, "elements", place, "fields")
        if element.id in TAKEN_TABLES:
            yield _problem(f"Navnet »{element.id}« er optaget. Vælg et andet.", "elements", place, "id")


def _unfit(
    entries: Sequence[Entry], pattern: re.Pattern[str], words: str, *path: str | int
) -> Iterator[Problem]:
    for place, entry in enumerate(entries):
        if not pattern.fullmatch(entry.id):
            yield _problem(f"Id'et »{entry.id}« må kun have {words}.", *path, place, "id")


def names_are_used_once(catalogue: Catalogue) -> Iterator[Problem]:
    """Two entries of one list never share an id."""
    for path, entries in _lists(catalogue):
        counted = Counter(entry.id for entry in entries)
        for place, entry in enumerate(entries):
            if counted[entry.id] > 1:
                yield _problem(f"Id'et »{entry.id}« er brugt mere end én gang på listen.", *path, place, "id")


def _lists(catalogue: Catalogue) -> Iterator[tuple[Path, Sequence[Entry]]]:
    yield ("code_systems",), catalogue.code_systems
    yield ("elements",), catalogue.elements
    for place, element in enumerate(catalogue.elements):
        yield ("elements", place, "fields"), element.fields
    for path, _, field in _fields(catalogue):
        yield (*path, "tokens"), field.tokens
        for topic, tokens in field.tokens_by.of.items() if field.tokens_by else ():
            yield (*path, "tokens_by", "of", topic), tokens


def _fields(catalogue: Catalogue) -> Iterator[tuple[Path, Element, ElementField]]:
    for place, element in enumerate(catalogue.elements):
        for at, field in enumerate(element.fields):
            yield ("elements", place, "fields", at), element, field


def titles_are_written(catalogue: Catalogue) -> Iterator[Problem]:
    for path, entries in _lists(catalogue):
        for place, entry in enumerate(entries):
            if not entry.title.strip() or not entry.id.strip():
                yield _problem("Både id og titel skal være skrevet.", *path, place)


def columns_are_distinct(catalogue: Catalogue) -> Iterator[Problem]:
    """10.1: a coding field is one column per system, so its columns may meet another field's name."""
    for path, element, field in _fields(catalogue):
        others = {name for other in element.fields if other is not field for name in _columns(element, other)}
        clash = sorted({*TAKEN_COLUMNS, *others} & set(_columns(element, field)))
        if clash and field.id not in {other.id for other in element.fields if other is not field}:
            yield _problem(f"Feltet giver kolonnen »{clash[0]}«, som der allerede er en af.", *path, "id")


def _columns(element: Element, field: ElementField) -> tuple[str, ...]:
    if field.type is FieldType.CODING:
        return tuple(f"{field.id}_{system.replace('-', '_')}" for system in field.systems)
    ordering = element.key_dates[:1] == (field.id,)
    return (field.id, f"{field.id}_seconds") if ordering else (field.id,)


# --- elements and fields ------------------------------------------------------------------------


def patient_has_what_the_grammar_reads(catalogue: Catalogue) -> Iterator[Problem]:
    """2.7, 3.3, 5.1: age, sex and who is active are read from the patient in every standard."""
    patient = catalogue.find_element(PATIENT)
    if patient is None:
        yield _problem("Kataloget skal have elementet »patient«.", "elements")
        return
    place = catalogue.elements.index(patient)
    for name, kind in READ_OF_PATIENT.items():
        field = patient.find_field(name)
        if field is None or field.type is not kind:
            yield _problem(f"Patienten skal have feltet »{name}« af typen »{kind}«.", "elements", place)
    sex = patient.find_field("sex")
    if sex is not None and {token.id for token in sex.tokens} != {"female", "male"}:
        yield _problem("Patientens køn skal have netop værdierne »female« og »male«.", "elements", place)


def key_dates_have_their_form(catalogue: Catalogue) -> Iterator[Problem]:
    """A20: none (the patient alone), ``date``, or ``start`` and ``end``; each a date of the element."""
    for place, element in enumerate(catalogue.elements):
        path: Path = ("elements", place, "key_dates")
        if element.key_dates not in KEY_DATES or (not element.key_dates) != (element.id == PATIENT):
            yield _problem(_key_dates_of(element), *path)
        for name in element.key_dates:
            field = element.find_field(name)
            if field is None or field.type is not FieldType.DATE:
                yield _problem(f"Nøgledatoen »{name}« skal være et felt af typen »date«.", *path)


def _key_dates_of(element: Element) -> str:
    if element.id == PATIENT:
        return "Patienten har ingen nøgledato."
    return "Nøgledatoer skal være »date« alene, eller »start« og »end«."


def fields_have_what_their_type_needs(catalogue: Catalogue) -> Iterator[Problem]:
    """A20, A21: codings have systems, tokens have values, and no other field has either."""
    for path, _, field in _fields(catalogue):
        if bool(field.systems) is not (field.type is FieldType.CODING):
            yield _problem(_asked("kodesystemer", field, FieldType.CODING), *path, "systems")
        listed = (bool(field.tokens), field.tokens_by is not None)
        if any(listed) is not (field.type is FieldType.TOKEN):
            yield _problem(_asked("faste værdier", field, FieldType.TOKEN), *path, "tokens")
        if all(listed):
            yield _problem(
                "Feltet har både faste værdier og værdier efter et andet felt.", *path, "tokens_by"
            )


def _asked(what: str, field: ElementField, kind: FieldType) -> str:
    if field.type is kind:
        return f"»{field.title}« skal have mindst én på listen over {what}."
    return f"»{field.title}« er af typen »{field.type}« og kan ikke have {what}."


def systems_are_listed(catalogue: Catalogue) -> Iterator[Problem]:
    known = {system.id for system in catalogue.code_systems}
    for path, _, field in _fields(catalogue):
        for place, system in enumerate(field.systems):
            if system not in known:
                yield _problem(f"Kodesystemet »{system}« er ikke på kataloget.", *path, "systems", place)
            elif field.systems.index(system) != place:
                yield _problem(f"Kodesystemet »{system}« står der to gange.", *path, "systems", place)


def dependent_tokens_cover_their_field(catalogue: Catalogue) -> Iterator[Problem]:
    """A21: one list of values for each value of the field that they depend on."""
    for path, element, field in _fields(catalogue):
        if field.tokens_by is None:
            continue
        deciding = element.find_field(field.tokens_by.field)
        if deciding is None or not deciding.tokens:
            message = f"»{field.tokens_by.field}« er ikke et felt med faste værdier på elementet."
            yield _problem(message, *path, "tokens_by", "field")
        elif {token.id for token in deciding.tokens} != set(field.tokens_by.of):
            message = f"Der skal være én liste for hver værdi af »{deciding.title}« og ikke andre."
            yield _problem(message, *path, "tokens_by", "of")


def numbers_can_be_read(catalogue: Catalogue) -> Iterator[Problem]:
    """D6: a quantity is read in the unit of a code set, so its element has a code."""
    for path, element, field in _fields(catalogue):
        coded = any(each.type is FieldType.CODING for each in element.fields)
        if field.type is FieldType.QUANTITY and not coded:
            yield _problem("Et felt med en målt værdi kræver, at elementet også har en kode.", *path, "type")


RULES: tuple[Rule, ...] = (
    standard_is_a_version,
    names_can_be_used,
    names_are_used_once,
    titles_are_written,
    columns_are_distinct,
    patient_has_what_the_grammar_reads,
    key_dates_have_their_form,
    fields_have_what_their_type_needs,
    systems_are_listed,
    dependent_tokens_cover_their_field,
    numbers_can_be_read,
)
