"""The only writer of where a draft's code sets came from: taking, updating, taking again and letting go."""

from __future__ import annotations

from django.db import transaction

from accounts.events import Event
from accounts.models import User
from profiles.standard.document import Document
from profiles.standard.identifiers import Namespace, fresh_id
from profiles.standard.shared_code_set import carried
from profiles.standard.tree import insert, replace

from ..actions import save_content
from ..errors import NotLinked
from ..locking import held, held_for_editing
from ..models import ProfileVersion, SharedUse
from ..trail import record_about
from .links import require_shared, shared_set, taken_from


@transaction.atomic
def use_shared(*, version: ProfileVersion, by: User, shared: ProfileVersion, base_revision: int) -> SharedUse:
    """Put the codes of a published shared code set into a draft, and note where they came from.

    Raises ``NotShared`` and what ``save_content`` raises.
    """
    locked, source = held(version), held(shared)
    require_shared(source)
    taken = shared_set(source)
    name = fresh_id(locked.content, taken.id)
    document = insert(locked.content, "code_sets", carried(taken, name))
    saved = _save(locked, by, document, base_revision, f"Hentede fælles kodesæt {source}")
    return SharedUse.objects.create(version=saved, code_set=name, shared=source)


@transaction.atomic
def take_update(
    *, version: ProfileVersion, by: User, code_set: str, to: ProfileVersion, base_revision: int
) -> ProfileVersion:
    """Let a code set say what a version of its shared code set says, and note that one.

    To the version it was taken from already, it is taken again as it was. Raises ``NotLinked``, ``NotShared``
    and what ``save_content`` raises.
    """
    locked, source = held(version), held(to)
    use = _use_of(locked, code_set)
    if source.profile_id != use.shared.profile_id:
        raise NotLinked
    again = source == use.shared
    if not again:
        require_shared(source)
    own = next(each for each in locked.content.code_sets if each.id == code_set)
    document = replace(locked.content, code_set, taken_from(source, own, locked), Namespace.CODE_SETS)
    what = f"Hentede {source} igen" if again else f"Tog opdateringen {source}"
    saved = _save(locked, by, document, base_revision, what)
    use.shared = source
    use.save()
    return saved


@transaction.atomic
def let_go(*, version: ProfileVersion, by: User, code_set: str, base_revision: int) -> ProfileVersion:
    """Keep the codes, forget where they came from. Raises ``NotLinked``, ``StaleSave`` or ``WrongState``."""
    locked = held_for_editing(version, by, base_revision)
    use = _use_of(locked, code_set)
    record_about(Event.DRAFT_EDITED, locked, by=by, summary=f"Slap forbindelsen til {use.shared}")
    use.delete()
    return locked


def _use_of(version: ProfileVersion, code_set: str) -> SharedUse:
    there = any(each.id == code_set for each in version.content.code_sets)
    uses = version.shared_uses.select_related("shared__profile", "shared__withdrawal")
    use = uses.filter(code_set=code_set).first() if there else None
    if use is None:
        raise NotLinked
    return use


def _save(
    version: ProfileVersion, by: User, document: Document, base_revision: int, summary: str
) -> ProfileVersion:
    return save_content(
        version=version, by=by, document=document, base_revision=base_revision, summary=summary
    )
