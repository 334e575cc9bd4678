"""What the forms of all parts have in common: where problems belong, and what every node may have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from pydantic import TypeAdapter, ValidationError

from profiles.standard.document import Criterion, Node
from profiles.standard.json_values import nearest_id
from profiles.standard.kinds import Setting
from profiles.standard.messages import problems as said
from profiles.standard.problem import InvalidDocument, Problem
from profiles.standard.tree import Identified

from .texts import DocumentText, LongText

P = TypeVar("P")
CRITERION: TypeAdapter[Criterion] = TypeAdapter(Criterion)
NODE_FIELDS = ("label", "rationale", "references")


class PartForm(forms.Form):
    """The form of one part of a document that has an id."""

    #: What a new part is called in *Tilføjede …*.
    noun: ClassVar[str] = "del"
    #: Whether the part is one sentence that can be rewritten while it is filled in.
    is_said: ClassVar[bool] = False

    def __init__(self, *args: Any, setting: Setting, node_id: str = "new", **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"f-{node_id}-%s")
        super().__init__(*args, **kwargs)
        self.setting = setting
        self.node_id = node_id
        self.fields |= dict(self.own_fields())

    def own_fields(self) -> Iterable[tuple[str, forms.Field]]:
        """The fields of the kind of part."""
        return ()

    def part(self, node_id: str) -> Identified:
        """The part that was filled in. Raises ``InvalidDocument`` with places below the part."""
        raise NotImplementedError

    @property
    def stem(self) -> str:
        """What the id of a new part is made from."""
        return str(self.cleaned_data.get("title") or self.noun)

    def field_of(self, path: tuple[str, ...]) -> str | None:
        """The form field that says what stands at a path below the part."""
        return path[0] if path and path[0] in self.fields else None

    def place(self, problems: Iterable[Problem], pointer: str = "") -> None:
        """Put each problem at the field it is about, or at the form when it is about none of them."""
        for problem in problems:
            inside = problem.place.startswith(pointer)
            path = tuple(problem.place[len(pointer) :].strip("/").split("/"))
            self.add_error(self.field_of(path) if inside else None, problem.message)


class NodeForm(PartForm):
    """A part that may have a label, a rationale and sources."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= dict(self.words())

    def words(self) -> Iterable[tuple[str, forms.Field]]:
        """The fields that every node has, last in the form."""
        yield "label", DocumentText(label="Navn", required=False)
        yield "rationale", LongText(label="Begrundelse", required=False)
        yield from self.sources()

    def sources(self) -> Iterable[tuple[str, forms.Field]]:
        """A choice among the document's sources, if it has any."""
        listed = [(each.id, each.title) for each in self.setting.document.references]
        if listed:
            yield (
                "references",
                forms.MultipleChoiceField(
                    label="Kilder", required=False, choices=listed, widget=forms.CheckboxSelectMultiple
                ),
            )

    def chosen(self, *names: str) -> dict[str, Any]:
        """What the fields that decide about other fields hold now, typed or given."""
        return {name: self._held(name) for name in names}

    def _held(self, name: str) -> Any:
        if not self.is_bound:
            return self.initial.get(name)
        if hasattr(self.data, "getlist") and name.startswith("token_"):
            return self.data.getlist(name)
        return self.data.get(name)

    def node_json(self) -> dict[str, Any]:
        """Label, rationale and sources as the document has them: what is empty is not written."""
        return {name: self.cleaned_data[name] for name in NODE_FIELDS if self.cleaned_data.get(name)}


def node_initial(node: Node) -> dict[str, Any]:
    """Label, rationale and sources of a node as the fields hold them."""
    return {"label": node.label or "", "rationale": node.rationale or "", "references": list(node.references)}


def parsed(kind: TypeAdapter[P], value: Mapping[str, Any]) -> P:
    """A part from JSON values. Raises ``InvalidDocument`` with places below the part."""
    try:
        return kind.validate_json(json.dumps(value))
    except ValidationError as error:
        raise InvalidDocument(said(error.errors(), value, nearest_id(value))) from None


def bare(value: Any) -> Any:
    """JSON without ids, words and units, and with filters and tokens in one order: what a part means."""
    if isinstance(value, Mapping):
        left_out = {"id", "unit", *NODE_FIELDS}
        return {
            name: sorted(map(bare, each), key=repr) if name in ("where", "one_of") else bare(each)
            for name, each in value.items()
            if name not in left_out
        }
    return [bare(each) for each in value] if isinstance(value, list) else value
