"""The JSON Schema of a document, made from the models, for implementers and editors elsewhere.

It says what can be said without the catalogue and without looking from one part of the document to another: a
document that the schema refuses is never read, and one that it accepts still has ``validity`` before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .document import Document
from .introduced import OF_PART

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]

TITLES = {
    "Action": "Handling",
    "Anchor": "Anker for en periode",
    "AtLeast": "Mindst n af betingelserne",
    "ChoosingMeasure": "Værdi valgt blandt et udvalgs poster",
    "CodeSet": "Kodesæt",
    "Column": "Kolonne",
    "Compare": "Sammenligning",
    "CountingMeasure": "Værdi beregnet af et udvalg",
    "Exists": "Udvalget har mindst én post",
    "Expected": "Forventet antal pr. 1.000 aktive patienter",
    "Filter": "Filter",
    "Flag": "Flag",
    "Format": "Talformat",
    "Group": "Alle eller en af betingelserne",
    "HoldsMeasure": "Om en betingelse er opfyldt",
    "Item": "Værdi i patientvisningen",
    "Kind": "Profilens slags",
    "Level": "Niveau",
    "MemberOf": "Hører til en anden profil",
    "Not": "Ikke",
    "OffsetValue": "Dato regnet fra opgørelsesdatoen",
    "Operator": "Operator",
    "ActionKind": "Handlingens slags",
    "ChangeMeasure": "Ændring siden den forrige",
    "Parameter": "Lokal grænse",
    "ParameterValue": "Værdien af en lokal grænse",
    "PatientMeasure": "Patientens alder eller køn",
    "QualityQuery": "Datakvalitet",
    "Reference": "Kilde",
    "Rule": "Regel i et kodesæt",
    "Section": "Afsnit i patientvisningen",
    "Selection": "Udvalg af patientens poster",
    "ShareMeasure": "Den største andel",
    "Sort": "Sortering",
    "Subgroup": "Gruppe",
    "Table": "Tabel",
    "TextEntry": "Tekst",
    "Trend": "Graf",
    "WeightedSumMeasure": "Vægtet sum",
    "Window": "Periode",
}

LIST = {"type": "array"}


def _value_is(operator: str, shape: Json) -> Json:
    written = {"properties": {"operator": {"const": operator}}, "required": ["operator"]}
    return {"if": written, "then": {"properties": {"value": shape}}}


def _value_is_single() -> Json:
    written = {"properties": {"operator": {"not": {"enum": ["between", "one_of"]}}}, "required": ["operator"]}
    return {"if": written, "then": {"properties": {"value": {"not": LIST}}}}


# What the classes leave to ``validity``, and a schema can say too.
COMPARISON: Json = {
    "allOf": [
        _value_is("between", {**LIST, "minItems": 2, "maxItems": 2}),
        _value_is("one_of", {**LIST, "minItems": 1}),
        _value_is_single(),
    ]
}
TOGETHER: Json = {"dependentRequired": {"operator": ["value"], "value": ["operator"], "unit": ["operator"]}}
FURTHER: Mapping[str, Json] = {
    "Compare": COMPARISON,
    "Filter": {
        **COMPARISON,
        **TOGETHER,
        "oneOf": [{"required": [name]} for name in ("in", "is", "one_of", "missing", "operator")],
    },
    "Flag": {**COMPARISON, **TOGETHER, "oneOf": [{"required": [name]} for name in ("when", "operator")]},
    "Window": {"minProperties": 1},
}


class _Generator(GenerateJsonSchema):
    """No ``null`` (A19), no titles made of English names, no default where absence is what is meant."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") in (None, ()):
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def json_schema(schema_id: str | None = None, standard: str = "1.0") -> Json:
    """The schema of a document of a standard; ``schema_id`` becomes its ``$id``, where it is served.

    What came with a later standard is not in it.
    """
    generated = Document.model_json_schema(by_alias=True, schema_generator=_Generator)
    generated.pop("description", None)
    later = {part.__name__ for part, feature in OF_PART.items() if not feature.is_in(standard)}
    generated = _without({f"#/$defs/{name}" for name in later}, generated)
    known = {name: each for name, each in generated.pop("$defs").items() if name not in later}
    definitions = {name: _finished(name, each) for name, each in known.items()}
    generated["properties"]["standard"] = {"const": standard}
    identity = {"$id": schema_id} if schema_id else {}
    title = {"title": f"Profildokument, profilstandard {standard}"}
    return {"$schema": DIALECT, **identity, **generated, **title, "$defs": definitions}


def _without(references: set[str], schema: Any) -> Any:
    """A schema where no choice leads to these definitions."""
    if isinstance(schema, list):
        return [_without(references, each) for each in schema if not _leads_to(references, each)]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _without(references, each)
        for name, each in schema.items()
        if not (isinstance(each, str) and each in references)
    }


def _leads_to(references: set[str], choice: Any) -> bool:
    return isinstance(choice, dict) and choice.get("$ref") in references


def _finished(name: str, definition: Json) -> Json:
    """A definition with its Danish title and what else the standard says, without the class's docstring."""
    definition.pop("description", None)
    return {**definition, "title": TITLES[name], **FURTHER.get(name, {})}
