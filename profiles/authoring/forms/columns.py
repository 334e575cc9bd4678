"""A column of the clinic's list: what is measured, how it is shown, and which flags it may raise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from pydantic import TypeAdapter

from profiles.standard.document import (
    ChangeMeasure,
    ChoosingMeasure,
    Column,
    CountingMeasure,
    Flag,
    PatientMeasure,
    WeightedSumMeasure,
)
from profiles.standard.kinds import Setting

from ..words import LEVELS
from .measures import elements_of, is_of_a_number, value_measures
from .node import NodeForm, bare, parsed
from .numbers import OPERATORS, AmountField, compared, shown
from .selection import (
    RefreshSelect,
    SelectionFields,
    at_field,
    field_error,
    measure_initial,
    same_unit,
    selection_initial,
)
from .texts import DocumentText, LongText

COLUMN: TypeAdapter[Column] = TypeAdapter(Column)
PATIENT_MEASURES = ("age", "sex")
OTHER_MEASURES = (
    ("exists", "om det er registreret"),
    ("count", "antal registreringer"),
    ("count_days", "antal forskellige dage"),
    ("days_since", "dage siden den seneste"),
    ("age", "alder"),
    ("sex", "køn"),
)
FLAG_CONDITIONS = (
    ("", "Intet flag"),
    ("missing", "mangler"),
    *((str(value), word) for value, word in OPERATORS),
)


class ColumnForm(NodeForm):
    """A column whose flags compare its own value; there is always one empty flag to fill in."""

    noun = "kolonne"
    is_said = True
    COUNTED: ClassVar[dict[str, str]] = {
        "count": "gange",
        "count_days": "dage",
        "days_since": "dage",
        "age": "år",
    }

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        held = self.chosen("measure", "element", "number", "token_topic", "flags")
        offered = (*value_measures(self.setting.document.standard), *OTHER_MEASURES)
        self.measure = held["measure"] if held["measure"] in dict(offered) else offered[0][0]
        yield "title", DocumentText(label="Titel")
        yield "measure", forms.ChoiceField(label="Viser", choices=offered, widget=RefreshSelect)
        self.selection = self._selection(held)
        if self.selection:
            yield from self.selection.fields()
        yield "show_date", forms.BooleanField(label="Vis datoen", required=False)
        yield "decimals", forms.IntegerField(label="Decimaler", required=False, min_value=0, max_value=6)
        self.flag_count = int(held["flags"]) if str(held["flags"] or "").isdigit() else 1
        yield (
            "flags",
            forms.IntegerField(
                widget=forms.HiddenInput, initial=1, min_value=1, max_value=30, localize=False
            ),
        )
        for number in range(min(self.flag_count, 30)):
            yield from _flag_fields(number)

    def _selection(self, held: Mapping[str, Any]) -> SelectionFields | None:
        if self.measure in PATIENT_MEASURES:
            return None
        catalogue = self.setting.catalogue
        if is_of_a_number(self.measure):
            elements = elements_of(self.measure, catalogue)
            return SelectionFields(self.setting, elements, held, measure=self.measure)
        return SelectionFields(self.setting, catalogue.selectable(), held)

    def words(self) -> Iterable[tuple[str, forms.Field]]:
        yield "rationale", LongText(label="Begrundelse", required=False)
        yield from self.sources()

    @classmethod
    def initial_of(cls, column: Column) -> dict[str, Any] | None:
        """What the own fields hold; ``None`` for a measure there are no fields for."""
        measure = column.measure
        match measure:
            case PatientMeasure():
                of = {}
            case CountingMeasure():
                of = selection_initial(measure.of)
            case ChoosingMeasure() | WeightedSumMeasure() | ChangeMeasure():
                of = measure_initial(measure)
            case _:
                return None
        flags = [_flag_initial(number, flag) for number, flag in enumerate(column.flags)]
        return {
            "title": column.title,
            "measure": measure.type,
            "show_date": bool(column.show_date),
            "decimals": column.format.decimals if column.format else None,
            "flags": len(flags) + 1,
            **of,
            **{name: value for flag in flags for name, value in flag.items()},
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.written = self._body()
        return cleaned

    def _body(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        measure: dict[str, Any] = {"type": self.measure}
        if self.selection:
            measure |= self.selection.measure_json(cleaned)
        body: dict[str, Any] = {"title": cleaned["title"], "measure": measure}
        if cleaned["show_date"]:
            body["show_date"] = True
        if cleaned["decimals"] is not None:
            body["format"] = {"decimals": cleaned["decimals"]}
        self.flag_numbers = [number for number in range(self.flag_count) if cleaned.get(f"flag{number}_when")]
        flags = [self._flag(number) for number in self.flag_numbers]
        return body | ({"flags": flags} if flags else {})

    def _flag(self, number: int) -> dict[str, Any]:
        name = f"flag{number}"
        when, text = self.cleaned_data[f"{name}_when"], self.cleaned_data[f"{name}_text"]
        if not text:
            raise field_error(f"{name}_text", "Skriv den korte tekst, som flaget viser.")
        flag = {"level": self.cleaned_data[f"{name}_level"], "text": text}
        if when == "missing":
            return flag | {"when": "missing"}
        numbers, unit = self.cleaned_data[f"{name}_amount"]
        own = self._unit()
        same_unit(f"{name}_amount", unit, own)
        with at_field(f"{name}_amount"):
            value = compared(when, numbers)
        return flag | {"operator": when, "value": value} | self._written_unit()

    def _written_unit(self) -> dict[str, str]:
        """The unit as a flag writes it: for measured values only (D5)."""
        unit = self._unit() if is_of_a_number(self.measure) else ""
        return {"unit": unit} if unit else {}

    def _unit(self) -> str:
        if is_of_a_number(self.measure) and self.selection:
            return self.selection.unit_measured(self.cleaned_data)
        return self.COUNTED.get(self.measure, "")

    def part(self, node_id: str) -> Column:
        return parsed(COLUMN, {"id": node_id, **self.written, **self.node_json()})

    def field_of(self, path: tuple[str, ...]) -> str | None:
        match path:
            case ("measure", "of", *below) if self.selection:
                return self.selection.field_of(tuple(below))
            case ("flags", number, name, *_) if int(number) < len(self.flag_numbers):
                field = f"flag{self.flag_numbers[int(number)]}_{name}"
                return field if field in self.fields else f"flag{self.flag_numbers[int(number)]}_amount"
            case ("format", *_):
                return "decimals"
        return super().field_of(path)


def column_form(column: Column, setting: Setting) -> ColumnForm | None:
    """A form filled in with the column; ``None`` when it does not say everything that the column says."""
    own = ColumnForm.initial_of(column)
    if own is None:
        return None
    tried = ColumnForm(data=_typed(own), setting=setting, node_id=column.id)
    if not tried.is_valid() or bare(tried.written) != bare(column.to_json()):
        return None
    words = {"rationale": column.rationale or "", "references": list(column.references)}
    return ColumnForm(initial=own | words, setting=setting, node_id=column.id)


def _typed(own: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields hold as a browser would send it."""
    return {name: value for name, value in own.items() if value is not None and value is not False}


def _flag_fields(number: int) -> Iterator[tuple[str, forms.Field]]:
    name = f"flag{number}"
    yield f"{name}_when", forms.ChoiceField(label="Når værdien er", required=False, choices=FLAG_CONDITIONS)
    yield f"{name}_amount", AmountField(label="Grænse", required=False)
    yield (
        f"{name}_level",
        forms.ChoiceField(
            label="Niveau", required=False, choices=[(level.value, word) for level, word in LEVELS.items()]
        ),
    )
    yield f"{name}_text", DocumentText(label="Kort tekst", required=False, max_length=100)


def _flag_initial(number: int, flag: Flag) -> dict[str, Any]:
    when = "missing" if flag.when == "missing" else str(flag.operator or "")
    held = {"when": when, "amount": shown(flag.value) or "", "level": str(flag.level), "text": flag.text}
    return {f"flag{number}_{name}": value for name, value in held.items()}
