"""What a profile is for: title, kind, purpose, description, limitations and how many patients to expect."""

from __future__ import annotations

from typing import Any

from django import forms

from profiles.standard.document import Document, Expected, Kind
from profiles.standard.problem import Problem

from ..words import KINDS
from .numbers import DecimalField, danish
from .texts import DocumentText, LongText


class PurposeForm(forms.Form):
    title = DocumentText(label="Titel")
    kind = forms.ChoiceField(label="Art", choices=[(kind.value, word) for kind, word in KINDS.items()])
    purpose = LongText(
        label="Formål", help_text="Hvem skal profilen finde, og hvad skal klinikken bruge den til?"
    )
    description = LongText(label="Beskrivelse", required=False)
    limitations = LongText(
        label="Begrænsninger",
        required=False,
        help_text="Hvad profilen ikke kan, og hvem der har godkendt den.",
    )
    low = DecimalField(label="Forventet pr. 1.000 patienter, fra", required=False)
    high = DecimalField(label="Forventet pr. 1.000 patienter, til", required=False)
    reference = forms.ChoiceField(label="Kilde til det forventede", required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        choices = [("", "Ingen kilde"), *((each.id, each.title) for each in document.references)]
        self.fields["reference"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, document: Document) -> dict[str, Any]:
        """What the fields hold for a document."""
        expected = document.expected_per_thousand
        return {
            "title": document.title,
            "kind": document.kind.value,
            "purpose": document.purpose,
            "description": document.description or "",
            "limitations": document.limitations or "",
            "low": danish(expected.low) if expected else "",
            "high": danish(expected.high) if expected else "",
            "reference": (expected.reference or "") if expected else "",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("low"), cleaned.get("high")
        if not self.errors and (low is None) != (high is None):
            self.add_error(
                "high" if high is None else "low", "Skriv både fra og til, eller lad begge stå tomme."
            )
        elif low is not None and high is not None and low > high:
            self.add_error("high", "“Til” skal være mindst lige så stort som “fra”.")
        return cleaned

    def changed(self) -> Document:
        """The document with what was filled in."""
        cleaned = self.cleaned_data
        return self.document.model_copy(
            update={
                "title": cleaned["title"],
                "kind": Kind(cleaned["kind"]),
                "purpose": cleaned["purpose"],
                "description": cleaned["description"] or None,
                "limitations": cleaned["limitations"] or None,
                "expected_per_thousand": self._expected(),
            }
        )

    def _expected(self) -> Expected | None:
        cleaned = self.cleaned_data
        if cleaned["low"] is None:
            return None
        written = {"low": cleaned["low"], "high": cleaned["high"]}
        return Expected(**written, **({"reference": cleaned["reference"]} if cleaned["reference"] else {}))

    def place(self, problems: tuple[Problem, ...]) -> None:
        """Put each problem at its field."""
        for problem in problems:
            name = problem.place.removeprefix("/expected_per_thousand").strip("/").split("/")[0]
            self.add_error(name if name in self.fields else None, problem.message)
