"""A criterion as a person fills it in: one form for each kind of sentence, and the way there and back.

A form offers itself for a criterion only if what it would save says the same; every other criterion is
shown as its sentence and left alone (:func:`form_for` answers ``None``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from profiles.standard.catalogue import PATIENT
from profiles.standard.document import (
    ChangeMeasure,
    ChoosingMeasure,
    Compare,
    CountingMeasure,
    Criterion,
    Exists,
    Operator,
    PatientMeasure,
    WeightedSumMeasure,
)
from profiles.standard.kinds import Setting

from .measures import elements_of, value_measures
from .node import CRITERION, NodeForm, bare, node_initial, parsed
from .numbers import OPERATORS, AmountField, compared, shown
from .selection import (
    RefreshSelect,
    SelectionFields,
    at_field,
    measure_initial,
    same_unit,
    selection_initial,
)


class CriterionForm(NodeForm):
    """Base of the forms for single criteria."""

    noun = "kriterium"
    is_said = True
    kind: ClassVar[str]
    title: ClassVar[str]

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any] | None:
        """What the own fields hold for a criterion; ``None`` when it is of another kind."""
        raise NotImplementedError

    def body(self) -> dict[str, Any]:
        """The criterion's own properties. Raises ``ValidationError`` at a field."""
        raise NotImplementedError

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ChoiceField(
            label="Hvad handler betingelsen om?",
            choices=[(each.kind, each.title) for each in KINDS],
            widget=RefreshSelect,
            initial=self.kind,
        )
        self.fields = {"kind": field, **self.fields}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self.written = self.body()
        return cleaned

    def part(self, node_id: str) -> Criterion:
        return parsed(CRITERION, {"id": node_id, **self.written, **self.node_json()})

    @property
    def stem(self) -> str:
        label: str = self.cleaned_data.get("label") or self.cleaned_data.get("code_set") or self.kind
        return label


class SelectionForm(CriterionForm):
    """Base of the forms that ask for a selection."""

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        self.selection = self.selected()
        return self.selection.fields()

    def selected(self) -> SelectionFields:
        held = self.chosen("element", "token_topic")
        return SelectionFields(self.setting, self.setting.catalogue.selectable(), held)

    def field_of(self, path: tuple[str, ...]) -> str | None:
        match path:
            case ("measure", "of", *below) | ("of", *below):
                return self.selection.field_of(tuple(below)) or None
            case ("value" | "operator" | "unit", *_):
                return "amount"
        return super().field_of(path)


class ExistsForm(SelectionForm):
    """*Har en diagnose i …*"""

    kind = "exists"
    title = "Noget er registreret"

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any] | None:
        return selection_initial(criterion.of) if isinstance(criterion, Exists) else None

    def body(self) -> dict[str, Any]:
        return {"type": "exists", "of": self.selection.json(self.cleaned_data)}


class CountForm(SelectionForm):
    """*Har HbA1c på mindst 2 forskellige dage*, and how long it is since the latest."""

    kind = "count"
    title = "Noget er registreret et antal gange"
    MEASURES = (
        ("count", "antal registreringer"),
        ("count_days", "antal forskellige dage"),
        ("days_since", "dage siden den seneste"),
    )

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        yield from super().own_fields()
        yield "measure", forms.ChoiceField(label="Der tælles", choices=self.MEASURES)
        yield "operator", forms.ChoiceField(label="Skal være", choices=OPERATORS)
        yield "amount", AmountField(label="Antal")

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any] | None:
        if not isinstance(criterion, Compare) or not isinstance(criterion.measure, CountingMeasure):
            return None
        if criterion.measure.type not in dict(cls.MEASURES):
            return None
        return _compared_initial(criterion) | selection_initial(criterion.measure.of)

    def body(self) -> dict[str, Any]:
        measure = {"type": self.cleaned_data["measure"], "of": self.selection.json(self.cleaned_data)}
        numbers, unit = self.cleaned_data["amount"]
        same_unit("amount", unit, {"count": "gange"}.get(measure["type"], "dage"))
        return _compare(measure, self.cleaned_data["operator"], numbers)


class ValueForm(SelectionForm):
    """*Seneste HbA1c er over 53 mmol/mol*."""

    kind = "value"
    title = "En måling har en værdi"

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        offered = value_measures(self.setting.document.standard)
        held = self.chosen("measure")["measure"]
        self.measure = held if held in dict(offered) else offered[0][0]
        yield "measure", forms.ChoiceField(label="Hvilken værdi", choices=offered, widget=RefreshSelect)
        yield from super().own_fields()
        yield "operator", forms.ChoiceField(label="Skal være", choices=OPERATORS)
        yield "amount", AmountField(label="Værdi", help_text=self._unit_hint())

    def selected(self) -> SelectionFields:
        elements = elements_of(self.measure, self.setting.catalogue)
        held = self.chosen("element", "token_topic", "number")
        return SelectionFields(self.setting, elements, held, measure=self.measure)

    def _unit_hint(self) -> str:
        if not self.selection.with_unit:
            return "Et antal."
        unit = self.selection.unit(self.chosen("code_set"))
        return f"I {unit}." if unit else "I kodesættets enhed."

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any] | None:
        if not isinstance(criterion, Compare):
            return None
        match criterion.measure:
            case ChoosingMeasure() | WeightedSumMeasure() | ChangeMeasure():
                return _compared_initial(criterion) | measure_initial(criterion.measure)
            case CountingMeasure(type="average", of=selection):
                return _compared_initial(criterion) | selection_initial(selection)
        return None

    def body(self) -> dict[str, Any]:
        measure = {"type": self.measure, **self.selection.measure_json(self.cleaned_data)}
        numbers, unit = self.cleaned_data["amount"]
        own = self.selection.unit_measured(self.cleaned_data)
        same_unit("amount", unit, own)
        return _compare(measure, self.cleaned_data["operator"], numbers) | ({"unit": own} if own else {})


class AgeForm(CriterionForm):
    """*Alder er mindst 18 år*."""

    kind = "age"
    title = "Alder"

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        yield "operator", forms.ChoiceField(label="Alderen er", choices=OPERATORS)
        yield "amount", AmountField(label="År")

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any] | None:
        if not isinstance(criterion, Compare) or criterion.measure != PatientMeasure(type="age"):
            return None
        return _compared_initial(criterion)

    def body(self) -> dict[str, Any]:
        numbers, unit = self.cleaned_data["amount"]
        same_unit("amount", unit, "år")
        return _compare({"type": "age"}, self.cleaned_data["operator"], numbers)

    def field_of(self, path: tuple[str, ...]) -> str | None:
        return "amount" if path[:1] in (("value",), ("unit",)) else super().field_of(path)


class SexForm(CriterionForm):
    """*Køn er kvinde*."""

    kind = "sex"
    title = "Køn"

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        tokens = self.setting.catalogue.element(PATIENT).field("sex").tokens
        yield "sex", forms.ChoiceField(label="Kønnet er", choices=[(each.id, each.title) for each in tokens])

    @classmethod
    def initial_of(cls, criterion: Criterion) -> dict[str, Any] | None:
        if not isinstance(criterion, Compare) or criterion.measure != PatientMeasure(type="sex"):
            return None
        return {"sex": criterion.value if isinstance(criterion.value, str) else ""}

    def body(self) -> dict[str, Any]:
        return {
            "type": "compare",
            "measure": {"type": "sex"},
            "operator": str(Operator.EQUAL),
            "value": self.cleaned_data["sex"],
        }


KINDS: tuple[type[CriterionForm], ...] = (ExistsForm, CountForm, ValueForm, AgeForm, SexForm)
BY_KIND: dict[str, type[CriterionForm]] = {each.kind: each for each in KINDS}


def form_for(criterion: Criterion, setting: Setting) -> CriterionForm | None:
    """A form filled in with the criterion; ``None`` when no form says everything that it says."""
    for kind in KINDS:
        own = kind.initial_of(criterion)
        if own is not None and _says_the_same(kind, own, criterion, setting):
            initial = own | {"kind": kind.kind} | node_initial(criterion)
            return kind(initial=initial, setting=setting, node_id=criterion.id)
    return None


def _says_the_same(
    kind: type[CriterionForm], own: Mapping[str, Any], criterion: Criterion, setting: Setting
) -> bool:
    """Whether the form would save what the criterion says, order of filters and a repeated unit apart."""
    tried = kind(data={"kind": kind.kind, **own}, setting=setting, node_id=criterion.id)
    return tried.is_valid() and bool(bare(tried.written) == bare(criterion.to_json()))


def _compared_initial(criterion: Compare) -> dict[str, Any]:
    return {
        "measure": criterion.measure.type,
        "operator": str(criterion.operator),
        "amount": shown(criterion.value) or "",
    }


def _compare(measure: dict[str, Any], operator: str, numbers: tuple[Any, ...]) -> dict[str, Any]:
    with at_field("amount"):
        value = compared(operator, numbers)
    return {"type": "compare", "measure": measure, "operator": operator, "value": value}
