"""How an import ends, and what a person may do to one that is open: continue it, or give it up."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.audit import record
from accounts.events import Event
from accounts.models import User
from accounts.permissions import require
from accounts.rights import Right

from ..errors import AtWork, NotOpen
from ..models import CodeMap, Import, Release
from ..progress import at_work
from ..storage import remove
from .queueing import read_later


@transaction.atomic
def continue_import(*, of: Import, by: User) -> Import:
    """Let a worker go on where the import stopped. Raises ``NotOpen``, or ``AtWork`` when one is at it."""
    require(by, Right.MANAGE_CODES)
    of = _open(of)
    if at_work([of.pk]):
        raise AtWork
    of.problem, of.state = "", Import.State.WAITING
    of.save()
    read_later(of=of)
    return of


@transaction.atomic
def give_up(*, of: Import, by: User) -> Import:
    """End the import with nothing added; a worker that is at it stops at its next chunk."""
    require(by, Right.MANAGE_CODES)
    of = _open(of)
    drop_staged(of)
    end(of, Import.State.GIVEN_UP)
    tell(Event.CODES_IMPORT_GIVEN_UP, of, by=by)
    return of


def end(of: Import, state: Import.State) -> None:
    """Leave the import in its last state, and forget its file when that is committed."""
    name, of.stored_as, of.state = of.stored_as, "", state
    of.save()
    transaction.on_commit(lambda: remove(name))


def end_as_known(of: Import, newest: Release | CodeMap) -> None:
    """End the import: what it would add is the newest there is already."""
    if isinstance(newest, CodeMap):
        of.map = newest
    else:
        of.release = newest
    end(of, Import.State.UNCHANGED)


def drop_staged(of: Import) -> None:
    """Remove what was read and is not released."""
    of.staged.all().delete()
    of.connections.all().delete()


def tell(event: Event, of: Import, *, by: User | None, **more: Any) -> None:
    """Record what happened to an import."""
    systems = " → ".join(each.title for each in (of.system, of.to_system) if each)
    record(event, by=by, system=systems, title=of.title, file=of.file_name, **more)


def _open(of: Import) -> Import:
    locked = Import.objects.select_for_update().get(pk=of.pk)
    if not locked.is_open:
        raise NotOpen
    return locked
