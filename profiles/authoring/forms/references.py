"""A source: what the profile builds on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from pydantic import TypeAdapter

from profiles.standard.document import Reference

from .node import PartForm, parsed
from .texts import DocumentText

REFERENCE: TypeAdapter[Reference] = TypeAdapter(Reference)


class ReferenceForm(PartForm):
    noun = "kilde"

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        yield "title", DocumentText(label="Titel", max_length=500)
        yield "publisher", DocumentText(label="Udgiver", required=False)
        yield (
            "year",
            forms.IntegerField(label="År", required=False, min_value=1800, max_value=2200, localize=False),
        )
        yield "url", forms.URLField(label="Adresse", required=False, max_length=2000, assume_scheme="https")
        yield (
            "accessed",
            forms.DateField(
                label="Læst",
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            ),
        )

    @classmethod
    def initial_of(cls, reference: Reference) -> dict[str, Any]:
        """What the fields hold for a source."""
        return {
            "title": reference.title,
            "publisher": reference.publisher or "",
            "year": reference.year,
            "url": reference.url or "",
            "accessed": date.fromisoformat(reference.accessed) if reference.accessed else None,
        }

    @property
    def stem(self) -> str:
        cleaned = self.cleaned_data
        words = [str(cleaned.get("publisher") or cleaned["title"]), str(cleaned.get("year") or "")]
        return " ".join(words)

    def part(self, node_id: str) -> Reference:
        cleaned = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        if "accessed" in cleaned:
            cleaned["accessed"] = cleaned["accessed"].isoformat()
        return parsed(REFERENCE, {"id": node_id, **cleaned})
