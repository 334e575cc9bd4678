"""An element's records as rows of the logical table, read from the resources that hold them.

One definition an element turns FHIR into ``f_<column>``; everything after it speaks of columns alone.
"""

from __future__ import annotations

from profiles.standard.catalogue import Element, ElementField, FieldType

from ..fhir.mapping import (
    Form,
    Place,
    code_system_address,
    element_system,
    extension_address,
    resource_of,
    token_system,
)
from ..layout import Column, Kind, columns_of
from .functions import CODE_OF, DAY_OF, EXTENSION_OF, HAS_CATEGORY, SECONDS_OF, TOKEN_OF, call
from .scope import Scope
from .words import name, text

# The alias of the record a definition looks at.
RECORD = "R"
TYPES = {
    Kind.DATE: "Date",
    Kind.MOMENT: "Date",
    Kind.SECONDS: "Integer",
    Kind.NUMBER: "Decimal",
    Kind.TEXT: "String",
    Kind.CODE: "String",
}


def element_of(column: str) -> str:
    """A column's element in the tuple of a record; the prefix keeps it apart from CQL's own words."""
    return f"f_{column}"


def value_of(column: str, alias: str = RECORD) -> str:
    return f"{alias}.{element_of(column)}"


def tuple_type(element: Element) -> str:
    """The type of an element's records. In CQL a function must name the type of what it takes."""
    fields = (f"{element_of(each.name)} {TYPES[each.kind]}" for each in columns_of(element))
    return f"Tuple {{ {', '.join(fields)} }}"


def tuple_of(values: dict[str, str]) -> str:
    """A tuple, an element a line."""
    lines = ",\n".join(f"      {element_of(column)}: {value}" for column, value in values.items())
    return f"Tuple {{\n{lines}\n    }}"


def records(element: Element, scope: Scope) -> str:
    """The name of the definition of an element's records; written when it is first asked for."""
    identifier = scope.of_element("records", element)
    if scope.library.has(identifier):
        return name(identifier)
    values = {each.name: _read(each, element, scope) for each in columns_of(element)}
    source = f"[{resource_of(element).type}] {RECORD}{_only(element, scope)}"
    body = f"{source}\n    return all {tuple_of(values)}"
    return scope.library.define(identifier, body, f"{element.title}: alle patientens poster.")


def _only(element: Element, scope: Scope) -> str:
    """Resources that several elements share are told apart by their category."""
    resource = resource_of(element)
    system, code = text(element_system(scope.base)), text(element.id)
    if resource.categorised:
        asked = call(scope.library, HAS_CATEGORY, f"{RECORD}.category", system, code)
    elif resource.type == "Basic":
        asked = call(scope.library, HAS_CATEGORY, f"{{ {RECORD}.code }}", system, code)
    else:
        return ""
    return f"\n    where {asked}"


# --- reading a column ---------------------------------------------------------------------------


def _read(column: Column, element: Element, scope: Scope) -> str:
    place = resource_of(element).place(column.field.id)
    read = _expression(column.field, place, element, scope, column.system)
    if column.kind is Kind.SECONDS:
        return call(scope.library, SECONDS_OF, read)
    return call(scope.library, DAY_OF, read) if column.kind is Kind.MOMENT or _is_moment(place) else read


def _is_moment(place: Place) -> bool:
    return place.form in (Form.MOMENT, Form.INSTANT, Form.START, Form.END)


def _expression(field: ElementField, place: Place, element: Element, scope: Scope, system: str | None) -> str:
    path = f"{RECORD}.{place.path.removesuffix('[x]')}"
    tokens = text(token_system(scope.base, element, field))
    match place.form:
        case Form.CODES:
            address = text(code_system_address(scope.catalogue, system or "", scope.base))
            return call(scope.library, CODE_OF, _typed(path, place, "CodeableConcept"), address)
        case Form.TOKEN:
            return call(scope.library, TOKEN_OF, f"{{ {_typed(path, place, 'CodeableConcept')} }}", tokens)
        case Form.TOKENS:
            return call(scope.library, TOKEN_OF, path, tokens)
        case Form.MOMENT:
            return f"{_typed(path, place, 'dateTime')}.value"
        case Form.START | Form.END:
            return f"{_typed(path, place, 'Period')}.{place.form.name.lower()}.value"
        case Form.NUMBER:
            return f"{_typed(path, place, 'Quantity')}.value.value"
        case Form.SIGN:
            sign = f"{_typed(path, place, 'Quantity')}.comparator.value"
            return f"Coalesce({sign}, {_extension(field, element, scope, system)})"
        case Form.PERSON:
            return _person(place)
        case Form.EXTENSION:
            return _extension(field, element, scope, system)
    return f"{path}.value"


def _typed(path: str, place: Place, kind: str) -> str:
    return f"({path} as FHIR.{kind})" if place.path.endswith("[x]") else path


def _person(place: Place) -> str:
    listed, person = place.path.split(".")
    display = f"P.{person}.display.value"
    return f"First({RECORD}.{listed} P where {display} is not null return all {display})"


def _extension(field: ElementField, element: Element, scope: Scope, system: str | None) -> str:
    address = text(extension_address(scope.base, element, field.id))
    found = call(scope.library, EXTENSION_OF, f"{RECORD}.extension", address)
    if field.type is FieldType.CODING:
        codes = text(code_system_address(scope.catalogue, system or "", scope.base))
        return call(scope.library, CODE_OF, f"({found}.value as FHIR.CodeableConcept)", codes)
    kind = "dateTime" if field.id in element.key_dates else _EXTENDED[field.type]
    return f"({found}.value as FHIR.{kind}).value"


_EXTENDED = {
    FieldType.DATE: "date",
    FieldType.TOKEN: "code",
    FieldType.TEXT: "string",
    FieldType.QUANTITY: "decimal",
    FieldType.INTEGER: "decimal",
}
