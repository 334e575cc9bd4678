"""Filling in a part of the standard: a code system, an element, a field; and the words about what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from profiles.standard.catalogue import (
    PATIENT,
    Catalogue,
    CodeSystem,
    DependentTokens,
    Element,
    ElementField,
    FieldType,
    Token,
)
from profiles.standard.problem import Problem

from ..forms.texts import DocumentText, LongText
from .places import ELEMENTS, OF_SYSTEMS, NoSuchPart, Part, element_of, part_at
from .surgery import key_date_fields
from .words import TYPES

#: What places an element in time, by the value of the choice.
KEY_DATES: dict[str, tuple[str, ...]] = {"date": ("date",), "period": ("start", "end")}
TOPIC = "topic_"
REFRESHES = {"data-refresh": ""}


class TokensField(forms.CharField):
    """Values in their order, one a line: ``course: Forløbsdiagnose``."""

    widget = forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return tuple(self._token(line, number) for number, line in enumerate(lines, 1) if line)

    def _token(self, line: str, number: int) -> Token:
        token, colon, title = (each.strip() for each in line.partition(":"))
        if not (token and colon and title):
            raise ValidationError(f"Linje {number}: skriv id, kolon og titel, fx course: Forløbsdiagnose.")
        return Token(id=token, title=title)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return "\n".join(f"{token.id}: {token.title}" for token in value)
        return value


class CatalogueForm(forms.Form):
    """The form of one part; ``stored`` is ``None`` for a new one, which alone is given an id."""

    noun: ClassVar[str]
    #: Fields of the form by the property that a problem is about, where the names differ.
    properties: ClassVar[dict[str, str]] = {}
    is_said = False

    def __init__(self, *args: Any, catalogue: Catalogue, stored: Part | None, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "f-%s")
        if stored is not None:
            kwargs.setdefault("initial", self.initial_of(stored))
        super().__init__(*args, **kwargs)
        self.catalogue, self.stored = catalogue, stored
        if stored is None:
            self.fields["id"] = DocumentText(
                label="Id", max_length=60, help_text="Bruges i dokumenter og tabeller og ændres ikke siden."
            )
        self.fields |= dict(self.own_fields())

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        """The fields of the kind of part."""
        raise NotImplementedError

    def initial_of(self, part: Any) -> dict[str, Any]:
        """What the fields hold for a stored part."""
        raise NotImplementedError

    def part(self) -> Part:
        """The part that was filled in; for a valid form."""
        raise NotImplementedError

    def held(self, name: str) -> Any:
        """What a field that decides about other fields holds now, typed or given."""
        return self.data.get(name) if self.is_bound else self.initial.get(name)

    @property
    def part_id(self) -> str:
        return self.stored.id if self.stored else self.cleaned_data["id"]

    def place(self, problems: Iterable[Problem], pointer: str) -> None:
        """Put each problem at the field it is about, or at the form when it is about none of them."""
        for problem in problems:
            first = problem.place.removeprefix(pointer).strip("/").split("/")[0]
            name = self.properties.get(first, first)
            known = problem.place.startswith(pointer) and name in self.fields
            self.add_error(name if known else None, problem.message)


class SystemForm(CatalogueForm):
    noun = "kodesystem"

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield "title", DocumentText(label="Titel")
        yield "uri", DocumentText(label="Adresse (URI)", max_length=500)
        yield (
            "hierarchical",
            forms.BooleanField(label="En kode kan dække dem, der begynder med den", required=False),
        )

    def initial_of(self, part: CodeSystem) -> dict[str, Any]:
        return {"title": part.title, "uri": part.uri, "hierarchical": part.hierarchical}

    def part(self) -> CodeSystem:
        cleaned = self.cleaned_data
        return CodeSystem(
            id=self.part_id,
            title=cleaned["title"],
            uri=cleaned["uri"],
            hierarchical=cleaned["hierarchical"],
        )


class ElementForm(CatalogueForm):
    noun = "element"
    properties: ClassVar = {"key_dates": "time", "fields": "time"}

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield "title", DocumentText(label="Titel")
        yield "description", LongText(label="Beskrivelse", required=False)
        if self.stored is None or self.stored.id != PATIENT:
            choices = [("date", "Én dato"), ("period", "En periode med start og slut")]
            yield "time", forms.ChoiceField(label="Tid", choices=choices, widget=forms.RadioSelect)

    def initial_of(self, part: Element) -> dict[str, Any]:
        time = "period" if part.is_period else "date"
        return {"title": part.title, "description": part.description, "time": time}

    def part(self) -> Element:
        cleaned, stored = self.cleaned_data, self.stored
        key_dates = KEY_DATES.get(cleaned.get("time", ""), ())
        fields = stored.fields if isinstance(stored, Element) else key_date_fields(key_dates)
        return Element(
            id=self.part_id,
            title=cleaned["title"],
            description=cleaned["description"],
            key_dates=key_dates,
            fields=fields,
        )


class FieldForm(CatalogueForm):
    """A field of ``element``. What else is asked follows its type, and what its values depend on."""

    noun = "felt"
    properties: ClassVar = {"tokens_by": "depends"}

    def __init__(self, *args: Any, element: Element, **kwargs: Any) -> None:
        self.element = element
        super().__init__(*args, **kwargs)

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield "title", DocumentText(label="Titel")
        types = [(each.value, words) for each, words in TYPES.items()]
        yield "type", forms.ChoiceField(label="Type", choices=types, widget=forms.Select(attrs=REFRESHES))
        match self.held("type"):
            case FieldType.CODING:
                yield "systems", self._systems()
            case FieldType.TOKEN:
                yield from self._values()

    def _systems(self) -> forms.Field:
        choices = [(each.id, each.title) for each in self.catalogue.code_systems]
        return forms.MultipleChoiceField(
            label="Kodesystemer", choices=choices, widget=forms.CheckboxSelectMultiple
        )

    def _values(self) -> Iterator[tuple[str, forms.Field]]:
        deciding = self._deciding()
        if deciding:
            choices = [("", "Nej, de er altid de samme"), *((each.id, each.title) for each in deciding)]
            yield (
                "depends",
                forms.ChoiceField(
                    label="Afhænger værdierne af et andet felt?",
                    choices=choices,
                    required=False,
                    widget=forms.Select(attrs=REFRESHES),
                ),
            )
        chosen = next((each for each in deciding if each.id == self.held("depends")), None)
        if chosen is None:
            yield "tokens", TokensField(label="Værdier", help_text="Én på hver linje: id, kolon og titel.")
            return
        for token in chosen.tokens:
            yield TOPIC + token.id, TokensField(label=f"Værdier for {token.title}", required=False)

    def _deciding(self) -> list[ElementField]:
        """The fields of the element that the values can depend on."""
        own = self.stored.id if self.stored else ""
        return [each for each in self.element.fields if each.tokens and each.id != own]

    def initial_of(self, part: ElementField) -> dict[str, Any]:
        depends = part.tokens_by
        lists = {TOPIC + topic: tokens for topic, tokens in depends.of.items()} if depends else {}
        return {
            "title": part.title,
            "type": part.type.value,
            "systems": list(part.systems),
            "tokens": part.tokens,
            "depends": depends.field if depends else "",
            **lists,
        }

    def part(self) -> ElementField:
        cleaned = self.cleaned_data
        return ElementField(
            id=self.part_id,
            title=cleaned["title"],
            type=FieldType(cleaned["type"]),
            systems=self._chosen_systems(),
            tokens=cleaned.get("tokens") or (),
            tokens_by=self._dependent(),
        )

    def _chosen_systems(self) -> tuple[str, ...]:
        """Those that were there keep their order; what is new comes last (9.1)."""
        chosen = self.cleaned_data.get("systems") or []
        before = self.stored.systems if isinstance(self.stored, ElementField) else ()
        kept = [each for each in before if each in chosen]
        return (*kept, *(each for each in chosen if each not in kept))

    def _dependent(self) -> DependentTokens | None:
        if not self.cleaned_data.get("depends"):
            return None
        lists = {name: value for name, value in self.cleaned_data.items() if name.startswith(TOPIC)}
        of = {name.removeprefix(TOPIC): value or () for name, value in lists.items()}
        return DependentTokens(field=self.cleaned_data["depends"], of=of)


class NotesForm(forms.Form):
    """What is new, for those who use the standard; line breaks are kept."""

    notes = forms.CharField(
        label="Ændringer i denne version",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Læses af dem, der skriver profiler, og af dem, der bygger praksissystemer.",
    )


# --- which form a part gets -----------------------------------------------------------------------


def form_at(catalogue: Catalogue, place: str, **given: Any) -> CatalogueForm:
    """The form of the part of that name. Raises :class:`NoSuchPart`."""
    part = part_at(catalogue, place)
    if isinstance(part, CodeSystem):
        return SystemForm(catalogue=catalogue, stored=part, **given)
    if isinstance(part, Element):
        return ElementForm(catalogue=catalogue, stored=part, **given)
    return FieldForm(catalogue=catalogue, stored=part, element=element_of(catalogue, place), **given)


def form_under(catalogue: Catalogue, parent: str, **given: Any) -> CatalogueForm:
    """The form of a new part. Raises :class:`NoSuchPart`."""
    if parent == OF_SYSTEMS:
        return SystemForm(catalogue=catalogue, stored=None, **given)
    if parent == ELEMENTS:
        return ElementForm(catalogue=catalogue, stored=None, **given)
    if not isinstance(part_at(catalogue, parent), Element):
        raise NoSuchPart(parent)
    return FieldForm(catalogue=catalogue, stored=None, element=element_of(catalogue, parent), **given)


def typed(data: Any) -> dict[str, Any]:
    """What was sent, as a form shows it again without judging it."""
    return {name: data.getlist(name) if name == "systems" else data.get(name) for name in data}
