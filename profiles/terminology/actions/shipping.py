"""The codes that are shipped with the tool: a release of each system, until somebody imports a real one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from profiles.standard.catalogue import CodeSystem as CatalogueSystem
from profiles.standard.catalogue import load_catalogue

from ..models import CodeSystem
from ..shipped import ALIASES, FOLDER, ORIGIN, read_codes
from .taking_in import take_in


@transaction.atomic
def load_shipped_codes(**_: Any) -> None:
    """The catalogue's code systems, and the shipped codes of each; runs after every migration."""
    for entry in load_catalogue().code_systems:
        system = _known(entry)
        shipped = FOLDER / f"{entry.id}.csv"
        if shipped.exists():
            _ship(system, shipped)


def _known(entry: CatalogueSystem) -> CodeSystem:
    facts = {"title": entry.title, "uri": entry.uri, "hierarchical": entry.hierarchical}
    aliases = ALIASES.get(entry.id, ())
    return CodeSystem.objects.update_or_create(
        id=entry.id, defaults={**facts, "aliases": list(aliases), "source": ORIGIN.source}
    )[0]


def _ship(system: CodeSystem, path: Path) -> None:
    """Add the file as a release, unless it is the newest already or a real release has come since."""
    mark = sha256(path.read_bytes()).hexdigest()
    newest = system.releases.order_by("-number").first()
    if newest and (newest.format != ORIGIN.format or newest.sha256 == mark):
        return
    entries = read_codes(path, hierarchical=system.hierarchical)
    take_in(system=system, entries=entries, file=path, origin=ORIGIN, by=None)
