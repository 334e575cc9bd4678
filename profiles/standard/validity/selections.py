"""Selections: elements, fields, filters and windows (1.2, 3.2, A6–A8, A11, A12, A20, A21, B1, D4, D6)."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalogue import PATIENT, FieldType
from ..document import Filter, OffsetValue, Part, Selection, Window
from ..durations import is_too_long
from ..kinds import Setting, asked_tokens, code_filters
from ..problem import Path, Problem
from ..walk import Spot

TOO_LONG = "Varigheden er mere end 200 år. Vælg en kortere."
COMPARABLE = (FieldType.QUANTITY, FieldType.INTEGER, FieldType.DATE)


def element_is_known(spot: Spot[Selection], setting: Setting) -> Iterator[Problem]:
    """1.2, A20: the catalogue has the element."""
    if setting.catalogue.find_element(spot.part.element) is None:
        yield spot.problem(f"Standarden har ingen oplysninger af typen »{spot.part.element}«.", "element")


def patient_is_no_selection(spot: Spot[Selection], _: Setting) -> Iterator[Problem]:
    """A12."""
    if spot.part.element == PATIENT:
        yield spot.problem("Patienten selv kan ikke være et udvalg. Brug alder eller køn.", "element")


def filter_has_one_form(spot: Spot[Filter], _: Setting) -> Iterator[Problem]:
    """A6: exactly one of ``in``, ``is``, ``one_of``, ``missing`` or ``operator`` + ``value`` (+ ``unit``)."""
    asked = spot.part
    forms = (asked.in_, asked.is_, asked.one_of, asked.missing, asked.operator)
    if sum(form is not None for form in forms) != 1:
        yield spot.problem("Et filter skal stille netop ét krav til sit felt.")
    if (asked.operator is None) != (asked.value is None):
        yield spot.problem("En sammenligning skal have både en operator og en værdi.")
    if asked.unit is not None and asked.operator is None:
        yield spot.problem("En enhed hører kun til en sammenligning.", "unit")


def filtered_field_is_known(spot: Spot[Filter], setting: Setting) -> Iterator[Problem]:
    """A20: the element has the field."""
    yield from field_problems(spot, _selection(spot), spot.part.field, setting, "field")


def filter_fits_its_field(spot: Spot[Filter], setting: Setting) -> Iterator[Problem]:
    """3.2, A6, A11: ``in`` asks codings, ``is`` and ``one_of`` tokens, comparisons numbers and dates."""
    asked, field = spot.part, setting.field(_selection(spot), spot.part.field)
    if field is None:
        return
    if asked.in_ is not None and field.type is not FieldType.CODING:
        yield spot.problem(f"»{field.title}« er ikke en kode og kan ikke søges i et kodesæt.", "in")
    if (asked.is_ is not None or asked.one_of is not None) and field.type is not FieldType.TOKEN:
        yield spot.problem(
            f"»{field.title}« har ingen faste værdier at vælge mellem.", "is" if asked.is_ else "one_of"
        )
    if asked.operator is not None and field.type not in COMPARABLE:
        yield spot.problem(
            f"»{field.title}« er hverken et tal eller en dato og kan ikke sammenlignes.", "operator"
        )


def filtered_tokens_are_listed(spot: Spot[Filter], setting: Setting) -> Iterator[Problem]:
    """A8, A21: a token that is asked for is one that the catalogue lists."""
    selection, asked = _selection(spot), spot.part
    field = setting.field(selection, asked.field)
    if field is None or field.type is not FieldType.TOKEN or _lacks_topic(selection, field.id, setting):
        return
    listed = {token.id for token in setting.tokens(selection, field)}
    for place, token in _asked(asked):
        if token not in listed:
            yield spot.problem(f"»{token}« er ikke en af værdierne for »{field.title}«.", *place)


def _asked(asked: Filter) -> Iterator[tuple[Path, str]]:
    if asked.is_ is not None:
        yield ("is",), asked.is_
    for index, token in enumerate(asked.one_of or ()):
        yield ("one_of", index), token


def code_set_fits_its_field(spot: Spot[Filter], setting: Setting) -> Iterator[Problem]:
    """D4: every rule's system is one that the field carries."""
    field = setting.field(_selection(spot), spot.part.field)
    code_set = setting.code_set(spot.part.in_) if spot.part.in_ is not None else None
    if field is None or code_set is None or field.type is not FieldType.CODING:
        return
    foreign = sorted({rule.system for rule in code_set.rules} - set(field.systems))
    if foreign:
        yield spot.problem(
            f"Kodesættet »{code_set.title}« har koder fra {', '.join(foreign)}, som ikke bruges her.", "in"
        )


def filtered_value_is_readable(spot: Spot[Filter], setting: Setting) -> Iterator[Problem]:
    """D6, A21."""
    yield from reading_problems(spot, _selection(spot), spot.part.field, setting, "field")


def window_says_something(spot: Spot[Window], _: Setting) -> Iterator[Problem]:
    """A7: at least one property."""
    if not spot.part.to_json():
        yield spot.problem("En periode skal have mindst én grænse. Fjern perioden, hvis alt skal tælle med.")


def on_belongs_to_periods(spot: Spot[Window], setting: Setting) -> Iterator[Problem]:
    """A7: ``on`` is an error on an element that is not a period."""
    selection = spot.parent
    element = setting.catalogue.find_element(selection.element) if isinstance(selection, Selection) else None
    if spot.part.on is not None and element is not None and not element.is_period:
        yield spot.problem(
            f"»{element.title}« har kun én dato, så der er ingen start eller slut at vælge.", "on"
        )


def window_is_bounded(spot: Spot[Window], _: Setting) -> Iterator[Problem]:
    """B1."""
    for name, offset in (("from", spot.part.from_), ("to", spot.part.to)):
        if offset is not None and is_too_long(offset):
            yield spot.problem(TOO_LONG, name)


def offset_is_bounded(spot: Spot[OffsetValue], _: Setting) -> Iterator[Problem]:
    """B1."""
    if is_too_long(spot.part.offset):
        yield spot.problem(TOO_LONG, "offset")


# --- shared with measures and tables ------------------------------------------------------------


def field_problems(
    spot: Spot[Part], selection: Selection, field: str, setting: Setting, *below: str | int
) -> Iterator[Problem]:
    """A20: a field that is named exists on the element."""
    element = setting.catalogue.find_element(selection.element)
    if element is not None and element.find_field(field) is None:
        yield spot.problem(f"»{element.title}« har ikke feltet »{field}«.", *below)


def reading_problems(
    spot: Spot[Part], selection: Selection, field: str, setting: Setting, *below: str | int
) -> Iterator[Problem]:
    """What a selection must ask for before a value can be read: D6 for quantities, A21 for findings."""
    found = setting.field(selection, field)
    if found is None:
        return
    if found.type is FieldType.QUANTITY and not has_one_code_set_with_a_unit(selection, setting):
        yield spot.problem(
            "Værdien kan kun læses, når der er valgt netop ét kodesæt, og det har en enhed.", *below
        )
    if _lacks_topic(selection, field, setting):
        yield spot.problem("Værdien afhænger af emnet. Vælg et emne i et filter.", *below)


def has_one_code_set_with_a_unit(selection: Selection, setting: Setting) -> bool:
    """D6; a set that is not defined has its own problem."""
    asked = code_filters(selection)
    known = setting.code_set(asked[0].in_) if len(asked) == 1 and asked[0].in_ else None
    undefined = len(asked) == 1 and known is None
    return undefined or (known is not None and known.unit is not None)


def _lacks_topic(selection: Selection, field: str, setting: Setting) -> bool:
    found = setting.field(selection, field)
    return bool(found and found.tokens_by and not asked_tokens(selection, found.tokens_by.field))


def _selection(spot: Spot[Filter]) -> Selection:
    if not isinstance(spot.parent, Selection):
        raise TypeError("a filter stands in a selection")
    return spot.parent


RULES = (
    (Selection, (element_is_known, patient_is_no_selection)),
    (
        Filter,
        (
            filter_has_one_form,
            filtered_field_is_known,
            filter_fits_its_field,
            filtered_tokens_are_listed,
            code_set_fits_its_field,
            filtered_value_is_readable,
        ),
    ),
    (Window, (window_says_something, on_belongs_to_periods, window_is_bounded)),
    (OffsetValue, (offset_is_bounded,)),
)
