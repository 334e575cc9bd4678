"""Taking a file in, before anything of it is read: it is put away, and the import is there to follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from accounts.events import Event
from accounts.models import User
from accounts.permissions import require
from accounts.rights import Right
from accounts.validators import refuse_cpr

from ..errors import WrongSystem
from ..formats import FORMATS, Format, Gives
from ..models import CodeSystem, Import
from ..predecessors import is_known, predecessor, refuse_older
from ..storage import stored
from .ending import end_as_known, tell
from .queueing import read_later


def begin_import(*, by: User, **facts: Any) -> Import:
    """Take a file in (see :func:`receive`) and let a worker read it."""
    taken = receive(by=by, **facts)
    read_later(of=taken)
    return taken


def receive(
    *,
    upload: File,
    system: CodeSystem,
    format: str,  # noqa: A002
    title: str,
    date: date,
    source: str,
    licence: str = "",
    complete: bool = True,
    to_system: CodeSystem | None = None,
    by: User | None,
) -> Import:
    """Put a file away as an import that waits, or that is over because the very file is there already.

    Raises ``ImportRefused`` for a source older than what there is. ``by`` is nobody on the command line.
    """
    if by:
        require(by, Right.MANAGE_CODES)
    refuse_wrong_systems(FORMATS[format], system, to_system)
    with stored(upload) as file, transaction.atomic():
        taken = Import(
            system=system,
            to_system=to_system,
            format=format,
            title=title.strip(),
            date=date,
            source=source.strip(),
            licence=licence.strip(),
            complete=complete,
            file_name=(upload.name or "")[-200:],
            stored_as=file.name,
            size=file.size,
            sha256=file.sha256,
            by=by,
        )
        return _begin(taken)


def refuse_wrong_systems(form: Format, system: CodeSystem, to_system: CodeSystem | None) -> None:
    """Raise ``WrongSystem`` unless codes go into one system that fits, and a map between two."""
    if form.system and form.system != system.pk:
        raise WrongSystem(f"{form.title} hører til {form.system} og ikke til {system.pk}.")
    is_map = form.gives == Gives.MAP
    if is_map and (to_system is None or to_system == system):
        raise WrongSystem("En kodeoversættelse går fra ét kodesystem til et andet. Vælg begge.")
    if to_system and not is_map:
        raise WrongSystem("Filen er ikke en kodeoversættelse og kan ikke gå til et andet kodesystem.")


def _begin(taken: Import) -> Import:
    _refuse_cpr(taken)
    taken.full_clean(exclude={"release", "map", "by"})
    newest = predecessor(taken)
    if newest and is_known(taken, newest):
        end_as_known(taken, newest)
        return taken
    refuse_older(taken, newest)
    taken.save()
    tell(Event.CODES_IMPORT_BEGUN, taken, by=taken.by)
    return taken


def _refuse_cpr(taken: Import) -> None:
    for field in ("title", "source", "licence", "file_name"):
        try:
            refuse_cpr(getattr(taken, field))
        except ValidationError as refusal:
            raise ValidationError({field: refusal}) from None
