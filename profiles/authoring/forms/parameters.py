"""A parameter: a number that a clinic may set for itself, outside the population."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from pydantic import TypeAdapter

from profiles.standard.document import Parameter

from .node import NodeForm, parsed
from .numbers import DecimalField, danish, json_number
from .texts import DocumentText, LongText

PARAMETER: TypeAdapter[Parameter] = TypeAdapter(Parameter)
NUMBERS = ("default", "minimum", "maximum")


class ParameterForm(NodeForm):
    noun = "parameter"

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        yield "title", DocumentText(label="Titel")
        yield "default", DecimalField(label="Værdi, når klinikken ikke har valgt sin egen")
        yield "unit", DocumentText(label="Enhed", required=False, max_length=40)
        yield "minimum", DecimalField(label="Mindste værdi", required=False)
        yield "maximum", DecimalField(label="Største værdi", required=False)

    def words(self) -> Iterable[tuple[str, forms.Field]]:
        yield "rationale", LongText(label="Begrundelse", required=False)
        yield from self.sources()

    @classmethod
    def initial_of(cls, parameter: Parameter) -> dict[str, Any]:
        """What the own fields hold for a parameter."""
        numbers = {name: getattr(parameter, name) for name in NUMBERS}
        shown = {name: "" if number is None else danish(number) for name, number in numbers.items()}
        return {"title": parameter.title, "unit": parameter.unit or "", **shown}

    def part(self, node_id: str) -> Parameter:
        cleaned = self.cleaned_data
        numbers = {name: json_number(cleaned[name]) for name in NUMBERS if cleaned[name] is not None}
        unit = {"unit": cleaned["unit"]} if cleaned["unit"] else {}
        return parsed(
            PARAMETER, {"id": node_id, "title": cleaned["title"], **numbers, **unit} | self.node_json()
        )
