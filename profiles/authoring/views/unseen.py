"""The amber panel of codes that nobody has seen: above a code set in the editor, and on a page of its own.

``authoring/editor/code_set/_unseen.html`` is given one panel; :func:`unseen_context` is all it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from accounts.permissions import Person, may_on
from accounts.rights import ProfileRight

from ..codes.seen import ROOM, SAMPLED, Branch, Unseen, may_look
from ..forms.looking import SampleForm
from ..models import ProfileVersion
from ..workflow import State

#: Where a person came from and goes back to: the code set in the editor.
EDITOR = "editor"
#: How many codes there is room for above the tree; the rest stand on the page of their own.
BESIDE = 20


@dataclass(frozen=True)
class BranchShown:
    """A branch with the form that says a sample of it is enough; none where reading every code is as easy."""

    branch: Branch
    form: SampleForm | None
    is_refused: bool = False

    @property
    def value(self) -> str:
        """The branch as the form names it."""
        return f"{self.branch.rule.system}|{self.branch.rule.code}"


@dataclass(frozen=True)
class Panel:
    """A code set with the codes in it that nobody has seen."""

    unseen: Unseen
    branches: tuple[BranchShown, ...]

    @property
    def count(self) -> int:
        return len(self.unseen)

    @property
    def more(self) -> int:
        """How many stand under rules that are not shown."""
        return self.count - sum(len(each.branch.keys) for each in self.branches)


def unseen_context(version: ProfileVersion, person: Person, found: Unseen | None) -> dict[str, Any]:
    """The context of the panel above a code set in the editor; ``panel`` is ``None`` when all is seen."""
    shown = panels([found] if found else [], room=BESIDE)
    return {"panel": shown[0] if shown else None, "came_from": EDITOR, **rights(version, person)}


def rights(version: ProfileVersion, person: Person) -> dict[str, bool]:
    """Whether the person may look at codes now, and leave one out."""
    may_edit = version.state == State.DRAFT and may_on(person, ProfileRight.EDIT, version.profile)
    return {"may_look": may_look(person, version), "may_leave_out": may_edit}


def panels(
    found: Iterable[Unseen], refused: QueryDict | None = None, refusal: str = "", room: int = ROOM
) -> tuple[Panel, ...]:
    """A panel a code set; the branch whose sample was refused keeps what was typed, and says why."""
    data = refused or QueryDict()
    return tuple(
        Panel(
            each,
            tuple(_shown(each, branch, at, data, refusal) for at, branch in enumerate(each.branches(room))),
        )
        for each in found
    )


def _shown(unseen: Unseen, branch: Branch, at: int, data: QueryDict, refusal: str) -> BranchShown:
    if len(branch.keys) <= SAMPLED:
        return BranchShown(branch, None)
    names = f"{unseen.code_set.id}-{at}-%s"
    shown = BranchShown(branch, SampleForm(auto_id=names))
    if (data.get("code_set"), data.get("sample")) != (unseen.code_set.id, shown.value):
        return shown
    form = SampleForm(data, auto_id=names)
    if form.is_valid():
        form.add_error("reason", refusal)
    return BranchShown(branch, form, is_refused=True)
