"""A group of criteria: its operator, its own name, and why it is there. What is under it stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from profiles.standard.document import AtLeast, Criterion, Group, Not

from .node import CRITERION, NodeForm, parsed

OPERATORS = (
    ("all", "Alle disse skal gælde"),
    ("any", "Mindst én af disse skal gælde"),
    ("at_least", "Mindst et antal af disse skal gælde"),
    ("not", "Ikke: det må ikke gælde"),
)
Rail = Group | AtLeast | Not


class GroupForm(NodeForm):
    """``n`` is asked for with *mindst et antal* only."""

    noun = "gruppe"

    def __init__(self, *args: Any, group: Rail, **kwargs: Any) -> None:
        self.group = group
        super().__init__(*args, node_id=group.id, **kwargs)

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        yield "type", forms.ChoiceField(label="Hvordan hænger de sammen?", choices=OPERATORS)
        yield (
            "n",
            forms.IntegerField(
                label="Antal",
                required=False,
                min_value=1,
                max_value=999,
                help_text="Kun ved “mindst et antal”.",
            ),
        )

    @classmethod
    def initial_of(cls, group: Rail) -> dict[str, Any]:
        """What the own fields hold for a group."""
        return {"type": group.type, "n": group.n if isinstance(group, AtLeast) else None}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("type") == "at_least" and not cleaned.get("n") and "n" not in self.errors:
            self.add_error("n", "Skriv, hvor mange der mindst skal gælde.")
        if cleaned.get("type") == "not" and len(parts_of(self.group)) != 1:
            self.add_error("type", "»Ikke« gælder for én betingelse. Saml betingelserne i én gruppe først.")
        return cleaned

    def part(self, node_id: str) -> Criterion:
        parts = [each.to_json() for each in parts_of(self.group)]
        chosen = self.cleaned_data["type"]
        body = {"id": node_id, "type": chosen, "of": parts[0] if chosen == "not" else parts}
        if chosen == "at_least":
            body["n"] = self.cleaned_data["n"]
        return parsed(CRITERION, body | self.node_json())


def parts_of(group: Rail) -> tuple[Criterion, ...]:
    """The criteria under a group."""
    return (group.of,) if isinstance(group, Not) else group.of
