"""Looking at every code of a draft, as a person does before it is approved: through the tool's own action."""

from __future__ import annotations

from accounts.models import User
from profiles.authoring.codes.actions import look_at
from profiles.authoring.codes.seen import unseen
from profiles.authoring.models import ProfileVersion


def see_every_code(version: ProfileVersion, by: User) -> None:
    """The person looks at every code that nobody has seen yet, code set by code set."""
    for waiting in unseen(version):
        look_at(version=version, code_set=waiting.code_set.id, codes=list(waiting.rules), by=by)
