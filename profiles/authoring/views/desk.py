"""What lies open on an editor page: the part being filled in, or the place where a new one will stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from profiles.standard.document import CRITERIA, Column, Document
from profiles.standard.identifiers import Namespace
from profiles.standard.kinds import Setting
from profiles.standard.narrative import Sentence, Teller
from profiles.standard.problem import InvalidDocument
from profiles.standard.tree import NoSuchNode, find

from ..forms.choosing import filled_form, new_form
from ..forms.node import PartForm
from ..operations import targets


@dataclass(frozen=True)
class Desk:
    """``open`` is the id of the open part, ``adding`` the parent of the new one; ``form`` may be missing."""

    open: str = ""
    adding: str = ""
    form: PartForm | None = None
    preview: Sentence | None = None
    focus: str = ""
    targets: tuple[tuple[str, str], ...] = ()

    @property
    def is_untouchable(self) -> bool:
        """Whether the open part says something there is no form for yet."""
        return bool(self.open) and self.form is None


def asked_desk(request: HttpRequest, setting: Setting, namespace: Namespace) -> Desk:
    """The desk that the address asks for: ``?open=<id>``, ``?add=<parent>``, ``?focus=<id>``."""
    if opened := request.GET.get("open"):
        return open_desk(opened, setting, namespace)
    if parent := request.GET.get("add"):
        form = new_form(parent, setting, {"initial": {"kind": request.GET.get("kind")}})
        return Desk(adding=parent, form=form)
    return Desk(focus=request.GET.get("focus", ""))


def open_desk(node: str, setting: Setting, namespace: Namespace) -> Desk:
    """The desk with a stored part open; an empty one when there is no such part."""
    try:
        part = find(setting.document, node, namespace)
    except NoSuchNode:
        return Desk()
    form = filled_form(part, setting)
    return Desk(open=node, form=form, focus=node, targets=move_targets(setting.document, node, namespace))


def move_targets(document: Document, node: str, namespace: Namespace) -> tuple[tuple[str, str], ...]:
    """Where the open part can be moved to; nowhere when it is no criterion."""
    if namespace is not Namespace.NODES or not isinstance(find(document, node, namespace), CRITERIA):
        return ()
    return tuple(targets(document, node))


def preview_of(form: PartForm, setting: Setting) -> Sentence | None:
    """What a criterion or a column would say as it is filled in now; ``None`` while something is missing."""
    if not form.is_said or not form.is_valid():
        return None
    try:
        part = form.part(form.node_id)
    except InvalidDocument:
        return None
    teller = Teller(setting.document, setting.catalogue)
    if isinstance(part, Column):
        return teller.column(part)
    return teller.criterion(part) if isinstance(part, CRITERIA) else None
