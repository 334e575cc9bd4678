"""The fields that ask for a selection: element, code set, tokens, result, window; and the way there and back.

The fields depend on the element, which the catalogue describes; nothing about diagnoses or measurements is
written here. A selection that these fields cannot say is not taken apart: :func:`selection_initial` answers
with as much as there are fields for, and the criterion's form compares before it offers itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms

from profiles.standard.catalogue import Element, ElementField, FieldType
from profiles.standard.document import (
    ChangeMeasure,
    ChoosingMeasure,
    CodeSet,
    Filter,
    Selection,
    WeightedSumMeasure,
    Window,
)
from profiles.standard.kinds import Setting

from .measures import NUMBERS, has_unit, numbers_of
from .numbers import OPERATORS, AmountField, compared, shown

UNITS = (("M", "måneder"), ("Y", "år"), ("W", "uger"), ("D", "dage"))
BEFORE = tuple((f"-{unit}", f"{word} før") for unit, word in UNITS)
AFTER = tuple((unit, f"{word} efter") for unit, word in UNITS)
MOMENTS = (*BEFORE, *AFTER)
ON = (("", "på noget tidspunkt i vinduet"), ("start", "når den begynder"), ("end", "når den slutter"))
OFFSET = re.compile(r"(-?)P([0-9]+)([DWMY])")
VALUE = "value"


class RefreshSelect(forms.Select):
    """A choice that decides which other fields there are; the page asks for them when it changes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(attrs={"data-refresh": True}, **options)


class RefreshChecks(forms.CheckboxSelectMultiple):
    """Ticks that decide which other fields there are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(attrs={"data-refresh": True}, **options)


class SelectionFields:
    """The fields of one selection; knows how to read them and which part of the document each says.

    ``measure`` is that of a number, if one is read of the selection: then the number is chosen too.
    """

    def __init__(
        self,
        setting: Setting,
        elements: tuple[Element, ...],
        chosen: Mapping[str, Any],
        *,
        measure: str = "",
    ) -> None:
        self.setting = setting
        self.elements = elements
        wished = str(chosen.get("element") or "")
        self.element = next((each for each in elements if each.id == wished), elements[0])
        self.numbers = numbers_of(measure, self.element) if measure else ()
        wished = str(chosen.get("number") or "")
        number = next((each for each in self.numbers if each.id == wished), None)
        self.number = number or next(iter(self.numbers), None)
        self.with_unit = has_unit(measure, self.number)
        self.topics = _many(chosen.get(f"token_{self._dependent.tokens_by.field}")) if self._dependent else []
        #: The form field behind each filter that was written, in the order of the filters.
        self.filter_fields: list[str] = []

    @property
    def _dependent(self) -> Any:
        return next((each for each in self.element.fields if each.tokens_by), None)

    @property
    def coding(self) -> ElementField | None:
        return next((each for each in self.element.fields if each.type is FieldType.CODING), None)

    @property
    def has_numbers(self) -> bool:
        return any(each.type in NUMBERS for each in self.element.fields)

    @property
    def has_quantity(self) -> bool:
        found = self.element.find_field(VALUE)
        return found is not None and found.type is FieldType.QUANTITY

    def code_sets(self) -> list[CodeSet]:
        """The code sets of the document whose codes the element can carry."""
        systems = set(self.coding.systems) if self.coding else set()
        return [
            each
            for each in self.setting.document.code_sets
            if {rule.system for rule in each.rules} <= systems
            and (each.unit is not None or not self.with_unit)
            and (each.unit is None or self.has_numbers)
        ]

    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        """The fields by name, in the order in which they are filled in."""
        yield (
            "element",
            forms.ChoiceField(
                label="Element",
                choices=[(each.id, each.title) for each in self.elements],
                widget=RefreshSelect,
            ),
        )
        if [each.id for each in self.numbers] not in ([], [VALUE]):
            yield "number", self._number_field()
        if self.coding:
            yield "code_set", self._code_set_field()
        yield from self._token_fields()
        if self.has_quantity and not self.numbers:
            yield (
                "result_operator",
                forms.ChoiceField(
                    label="Resultatet er", required=False, choices=[("", "alle resultater"), *OPERATORS]
                ),
            )
            yield "result", AmountField(label="Resultat", required=False)
        yield from self._window_fields()

    def _number_field(self) -> forms.Field:
        choices = [(each.id, each.title) for each in self.numbers]
        initial = self.number.id if self.number else None
        return forms.ChoiceField(label="Tal", choices=choices, initial=initial, widget=RefreshSelect)

    def _code_set_field(self) -> forms.Field:
        choices = [(each.id, each.title) for each in self.code_sets()]
        return forms.ChoiceField(
            label="Kodesæt",
            required=self.with_unit,
            choices=[("", "Vælg kodesæt" if self.with_unit else "Alle, uanset kode"), *choices],
        )

    def _token_fields(self) -> Iterator[tuple[str, forms.Field]]:
        for field in self.element.fields:
            tokens = self._tokens(field)
            if field.type is FieldType.TOKEN and tokens and field.id != "comparator":
                decides = self._dependent is not None and self._dependent.tokens_by.field == field.id
                yield (
                    f"token_{field.id}",
                    forms.MultipleChoiceField(
                        label=field.title,
                        required=False,
                        choices=[(token.id, token.title) for token in tokens],
                        widget=RefreshChecks if decides else forms.CheckboxSelectMultiple,
                    ),
                )

    def _tokens(self, field: ElementField) -> tuple[Any, ...]:
        if field.tokens_by is None:
            return field.tokens
        distinct = {token.id: token for topic in self.topics for token in field.tokens_by.of.get(topic, ())}
        return tuple(distinct.values())

    def _window_fields(self) -> Iterator[tuple[str, forms.Field]]:
        if self.element.is_period:
            yield "on", forms.ChoiceField(label="Tæller med", required=False, choices=ON)
        for name, label in (("from", "Vindue fra"), ("to", "Vindue til")):
            yield (
                f"{name}_amount",
                forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=99_999, localize=False
                ),
            )
            yield (
                f"{name}_unit",
                forms.ChoiceField(label=f"{label}: enhed", required=False, choices=MOMENTS, initial="-M"),
            )

    # --- from the form to the document ---

    def json(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The selection that was filled in. Raises ``ValidationError`` with the field's name."""
        selection: dict[str, Any] = {"element": self.element.id}
        where = [written for written in self._filters(cleaned) if written]
        window = self._window(cleaned)
        if where:
            selection["where"] = where
        if window:
            selection["window"] = window
        return selection

    def measure_json(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What a measure of a number says of the selection: which records, and which of their fields."""
        number = self.number.id if self.number else VALUE
        return {"of": self.json(cleaned)} | ({"field": number} if number != VALUE else {})

    def _filters(self, cleaned: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        self.filter_fields = []
        if self.coding and cleaned.get("code_set"):
            self.filter_fields.append("code_set")
            yield {"field": self.coding.id, "in": cleaned["code_set"]}
        for field in self.element.fields:
            chosen = cleaned.get(f"token_{field.id}")
            if chosen:
                self.filter_fields.append(f"token_{field.id}")
                yield {"field": field.id, **({"is": chosen[0]} if len(chosen) == 1 else {"one_of": chosen})}
        yield self._result(cleaned)

    def _result(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        operator, (numbers, unit) = cleaned.get("result_operator"), cleaned.get("result") or ((), "")
        if not operator and not numbers:
            return {}
        if not operator:
            raise field_error("result_operator", "Vælg, hvad resultatet skal være i forhold til tallet.")
        with at_field("result"):
            value = compared(operator, numbers)
        own = self.unit(cleaned)
        if own is None:
            raise field_error("code_set", "Vælg et kodesæt med en enhed, når resultatet skal måles.")
        same_unit("result", unit, own)
        self.filter_fields.append("result")
        return {"field": VALUE, "operator": operator, "value": value, "unit": own}

    def unit_measured(self, cleaned: Mapping[str, Any]) -> str:
        """The unit that the measured number has; empty for a whole number that is only read."""
        return (self.unit(cleaned) or "") if self.with_unit else ""

    def unit(self, cleaned: Mapping[str, Any]) -> str | None:
        """The unit of the chosen code set."""
        code_set = self.setting.code_set(str(cleaned.get("code_set") or ""))
        return code_set.unit if code_set else None

    def _window(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        window = {
            name: _offset(cleaned[f"{name}_amount"], cleaned.get(f"{name}_unit") or "-M")
            for name in ("from", "to")
            if cleaned.get(f"{name}_amount") is not None
        }
        return window | ({"on": cleaned["on"]} if cleaned.get("on") else {})

    def field_of(self, path: tuple[str, ...]) -> str | None:
        """The form field that says what stands at a path below the selection."""
        match path:
            case ("element", *_):
                return "element"
            case ("where", number, *_) if int(number) < len(self.filter_fields):
                return self.filter_fields[int(number)]
            case ("window", ("from" | "to") as name, *_):
                return f"{name}_amount"
            case ("window", *_):
                return "from_amount"
        return None


# --- from the document to the form ---


def selection_initial(selection: Selection) -> dict[str, Any]:
    """What the fields hold for a selection, as texts and lists of texts; what has no field is left out."""
    initial: dict[str, Any] = {"element": selection.element}
    for asked in selection.where:
        initial |= _filter_initial(asked)
    return initial | _window_initial(selection.window or Window())


def measure_initial(measure: ChoosingMeasure | WeightedSumMeasure | ChangeMeasure) -> dict[str, Any]:
    """What the fields hold for a measure of a number, the number included."""
    return {"number": measure.field or VALUE} | selection_initial(measure.of)


def _filter_initial(asked: Filter) -> dict[str, Any]:
    if asked.in_ is not None:
        return {"code_set": asked.in_}
    if asked.is_ is not None or asked.one_of:
        return {f"token_{asked.field}": [asked.is_] if asked.is_ is not None else list(asked.one_of or ())}
    if asked.field == VALUE and asked.operator is not None:
        return {"result_operator": str(asked.operator), "result": shown(asked.value) or ""}
    return {}


def _window_initial(window: Window) -> dict[str, Any]:
    initial: dict[str, Any] = {"on": window.on or ""}
    for name, offset in (("from", window.from_), ("to", window.to)):
        if offset and (match := OFFSET.fullmatch(offset)):
            sign, amount, unit = match.groups()
            initial |= {
                f"{name}_amount": amount,
                f"{name}_unit": f"{sign or ('-' if amount == '0' else '')}{unit}",
            }
    return initial


# --- small parts ---


@contextmanager
def at_field(name: str) -> Iterator[None]:
    """Say which field a ``ValidationError`` raised inside belongs to."""
    try:
        yield
    except forms.ValidationError as error:
        raise field_error(name, str(error.message)) from None


def field_error(name: str, message: str) -> forms.ValidationError:
    """An error that a form's ``clean`` puts at a field."""
    return forms.ValidationError({name: message})


def same_unit(name: str, typed: str, own: str) -> None:
    """Refuse a unit that is not the code set's; no unit means the code set's."""
    if typed and typed != own:
        raise field_error(name, f"Kodesættet måles i {own}, ikke {typed}. Skriv tallet i {own}.")


def _offset(amount: int, moment: str) -> str:
    if amount == 0:
        return "P0D"
    return f"-P{amount}{moment[1:]}" if moment.startswith("-") else f"P{amount}{moment}"


def _many(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)] if value else []
