"""Which form a part of a document gets: one that exists for it, filled in; or the one a person asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from profiles.standard.document import (
    CRITERIA,
    Action,
    AtLeast,
    Column,
    Group,
    Not,
    Parameter,
    QualityQuery,
    Reference,
    Subgroup,
)
from profiles.standard.kinds import Setting
from profiles.standard.tree import Identified

from .columns import ColumnForm, column_form
from .criterion import BY_KIND, ExistsForm, form_for
from .group import GroupForm
from .node import PartForm, node_initial
from .parameters import ParameterForm
from .prompts import ActionForm, PromptForm, QualityForm, SubgroupForm
from .references import ReferenceForm

PROMPTS: dict[type, type[PromptForm]] = {
    Subgroup: SubgroupForm,
    Action: ActionForm,
    QualityQuery: QualityForm,
}
#: The form of a new part, by the list of the document it will stand in.
NEW: dict[str, type[PartForm]] = {
    "groups": SubgroupForm,
    "actions": ActionForm,
    "data_quality": QualityForm,
    "columns": ColumnForm,
    "parameters": ParameterForm,
    "references": ReferenceForm,
}


def filled_form(part: Identified, setting: Setting) -> PartForm | None:
    """A form that says what the part says; ``None`` when there is none for it."""
    match part:
        case Group() | AtLeast() | Not():
            initial = GroupForm.initial_of(part) | node_initial(part)
            return GroupForm(initial=initial, group=part, setting=setting)
        case Column():
            return column_form(part, setting)
        case Subgroup() | Action() | QualityQuery():
            kind = PROMPTS[type(part)]
            initial = kind.initial_of(part) | node_initial(part)
            return kind(initial=initial, prompt=part, setting=setting, node_id=part.id)
        case Parameter():
            initial = ParameterForm.initial_of(part) | node_initial(part)
            return ParameterForm(initial=initial, setting=setting, node_id=part.id)
        case Reference():
            return ReferenceForm(initial=ReferenceForm.initial_of(part), setting=setting, node_id=part.id)
    return form_for(part, setting) if isinstance(part, CRITERIA) else None


def form_with(part: Identified, setting: Setting, given: Mapping[str, Any]) -> PartForm:
    """The form of a part that takes ``data`` to be judged, or ``initial`` to be shown."""
    match part:
        case Group() | AtLeast() | Not():
            return GroupForm(group=part, setting=setting, **given)
        case Subgroup() | Action() | QualityQuery():
            return PROMPTS[type(part)](prompt=part, setting=setting, node_id=part.id, **given)
        case Column():
            return ColumnForm(setting=setting, node_id=part.id, **given)
        case Parameter():
            return ParameterForm(setting=setting, node_id=part.id, **given)
        case Reference():
            return ReferenceForm(setting=setting, node_id=part.id, **given)
    return criterion_with(setting, part.id, given)


def new_form(parent: str, setting: Setting, given: Mapping[str, Any]) -> PartForm:
    """The form of a part that will stand under ``parent``: a list of the document, or a group of criteria."""
    kind = NEW.get(parent)
    if kind is not None:
        return kind(setting=setting, **given)
    return criterion_with(setting, "new", given)


def criterion_with(setting: Setting, node_id: str, given: Mapping[str, Any]) -> PartForm:
    """The form of the kind of criterion that was asked for."""
    held = given.get("data") or given.get("initial") or {}
    kind = BY_KIND.get(str(held.get("kind") or ""), ExistsForm)
    return kind(setting=setting, node_id=node_id, **given)


def typed(data: Any) -> dict[str, Any]:
    """What was sent, as a form shows it again without judging it."""
    return {
        name: data.getlist(name) if name.startswith("token_") or name == "references" else data.get(name)
        for name in data
    }
