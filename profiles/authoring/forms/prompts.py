"""Groups, actions and data-quality queries: the words around a criterion, which is edited as a tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from pydantic import TypeAdapter

from profiles.standard.document import Action, Level, Part, QualityQuery, Subgroup

from ..words import ACTION_KINDS, LEVELS
from .node import NodeForm, parsed
from .texts import DocumentText, LongText

Prompt = Subgroup | Action | QualityQuery


class PromptForm(NodeForm):
    """Base: everything but ``when``, which is kept; a new one starts with an empty group."""

    model: ClassVar[type[Part]]
    properties: ClassVar[tuple[str, ...]]

    def __init__(self, *args: Any, prompt: Prompt | None = None, **kwargs: Any) -> None:
        self.prompt = prompt
        super().__init__(*args, **kwargs)

    def words(self) -> Iterable[tuple[str, forms.Field]]:
        yield "rationale", LongText(label="Begrundelse", required=False)
        yield from self.sources()

    @classmethod
    def initial_of(cls, prompt: Prompt) -> dict[str, Any]:
        """What the own fields hold."""
        return {name: getattr(prompt, name) for name in cls.properties}

    def part(self, node_id: str) -> Any:
        when = self.prompt.when.to_json() if self.prompt else _empty(node_id)
        label = {"label": self.prompt.label} if self.prompt and self.prompt.label else {}
        own = {name: self.cleaned_data[name] for name in self.properties}
        adapter: TypeAdapter[Any] = TypeAdapter(self.model)
        return parsed(adapter, {"id": node_id, **own, "when": when} | label | self.node_json())


class SubgroupForm(PromptForm):
    noun = "gruppe"
    model = Subgroup
    properties = ("title", "level")

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        levels = [(level.value, word) for level, word in LEVELS.items() if level is not Level.MISSING]
        yield "title", DocumentText(label="Titel")
        yield "level", forms.ChoiceField(label="Niveau", choices=levels)


class ActionForm(PromptForm):
    noun = "handling"
    model = Action
    properties = ("title", "kind", "text")

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        yield "title", DocumentText(label="Titel")
        yield (
            "kind",
            forms.ChoiceField(
                label="Art", choices=[(kind.value, word) for kind, word in ACTION_KINDS.items()]
            ),
        )
        yield (
            "text",
            LongText(label="Tekst", help_text="Et forslag til, hvad klinikken kan gøre. Ikke om dosis."),
        )


class QualityForm(PromptForm):
    noun = "datakvalitetssøgning"
    model = QualityQuery
    properties = ("title", "why", "correction")

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        yield "title", DocumentText(label="Titel")
        yield "why", LongText(label="Hvorfor er det et problem?")
        yield "correction", LongText(label="Hvordan rettes det?")


def _empty(node_id: str) -> dict[str, Any]:
    return {"id": f"{node_id}-when", "type": "all", "of": []}
