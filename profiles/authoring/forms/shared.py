"""Shared code sets: finding them, making one, saying what it is about, and choosing one for a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Organisation
from profiles.standard.document import Document
from profiles.standard.identifiers import slug as slug_of
from profiles.standard.problem import Problem
from profiles.standard.shared_code_set import CODE_SET_PREFIX

from ..models import ProfileVersion
from ..shared.sides import name_of
from .profile import owners
from .texts import DocumentText, LongText


class NewCodeSetForm(forms.Form):
    """A shared code set from nothing, or from codes that are written already."""

    title = DocumentText(label="Titel", help_text="Det, koderne betyder, fx Demens.")
    slug = forms.CharField(
        label="Kortnavn",
        required=False,
        max_length=80,
        help_text="Kodesættets adresse efter kodesaet-. Kan ikke ændres senere. Lad feltet stå tomt, så "
        "laves det af titlen.",
    )
    owner = forms.ModelChoiceField(label="Ejer", queryset=Organisation.objects.none())
    description = LongText(
        label="Beskrivelse",
        help_text="Hvad sættet skal finde, og hvad det kan bruges til.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners()  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """The id of the set; what the address begins with may be written along."""
        typed = self.cleaned_data["slug"].strip().removeprefix(CODE_SET_PREFIX)
        made = slug_of(typed or self.cleaned_data.get("title", ""))
        if not made:
            raise ValidationError("Skriv et kortnavn, som siger, hvad kodesættet handler om.")
        if typed not in ("", made):
            raise ValidationError(
                f"Et kortnavn har kun små bogstaver a-z, tal og bindestreg. Du kan bruge {made}."
            )
        return made


class AboutForm(forms.Form):
    """What a shared code set is called and is for."""

    title = DocumentText(label="Titel")
    description = LongText(
        label="Beskrivelse", required=False, help_text="Hvad sættet skal finde, og hvad det kan bruges til."
    )

    @classmethod
    def initial_of(cls, document: Document) -> dict[str, Any]:
        """What the fields hold for a draft."""
        return {"title": document.title, "description": document.description or ""}

    def changed(self, document: Document) -> Document:
        """The draft with what was filled in."""
        title = self.cleaned_data["title"]
        code_set = document.code_sets[0].model_copy(update={"title": title})
        words = {"title": title, "description": self.cleaned_data["description"] or None}
        return document.model_copy(update={**words, "code_sets": (code_set,)})

    def place(self, problems: Iterable[Problem]) -> None:
        """Put each problem at its field."""
        for problem in problems:
            name = problem.place.rpartition("/")[2]
            self.add_error(name if name in self.fields else None, problem.message)


class UseForm(forms.Form):
    """A published shared code set to take into a draft."""

    shared = forms.ChoiceField(label="Fælles kodesæt", widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Iterable[ProfileVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {name_of(each): each for each in offered}
        choices = [(name, str(each)) for name, each in self.offered.items()]
        self.fields["shared"].choices = choices  # type: ignore[attr-defined]
        self.fields["shared"].error_messages["required"] = "Vælg et kodesæt."
        self.fields["shared"].error_messages["invalid_choice"] = (
            "Det kodesæt kan ikke vælges mere. Her står, hvad der kan."
        )

    @property
    def chosen(self) -> ProfileVersion:
        """The version that was chosen; only of a valid form."""
        return self.offered[self.cleaned_data["shared"]]


class CompareForm(forms.Form):
    """Two code sets to hold up against each other, each by the name it has in an address."""

    a = forms.ChoiceField(label="Det ene kodesæt (A)")
    b = forms.ChoiceField(label="Det andet kodesæt (B)")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].choices = [("", "Vælg"), *choices]  # type: ignore[attr-defined]
