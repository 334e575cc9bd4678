"""Code systems beside those of the catalogue, to be read and mapped from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.audit import record
from accounts.events import Event
from accounts.models import User
from accounts.permissions import require
from accounts.rights import Right
from accounts.validators import refuse_cpr

from ..models import CodeSystem


@transaction.atomic
def add_code_system(
    *,
    id: str,  # noqa: A002
    title: str,
    uri: str,
    aliases: Iterable[str] = (),
    hierarchical: bool = False,
    by: User,
) -> CodeSystem:
    """Add a code system with no codes in it yet. Raises ``ValidationError`` for what it cannot be."""
    require(by, Right.MANAGE_CODES)
    refuse_cpr(title)
    system = CodeSystem(
        id=id, title=title.strip(), uri=uri.strip(), aliases=[*aliases], hierarchical=hierarchical
    )
    system.full_clean()
    system.save(force_insert=True)
    record(Event.CODE_SYSTEM_CREATED, by=by, name=system.title, system=system.pk, uri=system.uri)
    return system
