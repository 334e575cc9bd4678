"""The codes that are shipped with the tool: a release of each system, until somebody imports a real one."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from profiles.standard.catalogue import CodeSystem as CatalogueSystem
from profiles.standard.catalogue import load_catalogue

from ..entries import Entry
from ..formats import Connection, remark_of
from ..models import CodeMap, CodeSystem, Concept, Mapping
from ..shipped import ALIASES, FOLDER, MAPS, ORIGIN, read_codes, read_connections
from .taking_in import take_in


@transaction.atomic
def load_shipped_codes(**_: Any) -> None:
    """The catalogue's code systems, and the shipped codes of each; runs after every migration."""
    for entry in load_catalogue().code_systems:
        system = _known(entry)
        shipped = FOLDER / f"{entry.id}.csv"
        if shipped.exists():
            _ship(system, shipped)
    for path in sorted(MAPS.glob("*.csv")):
        _ship_map(path)


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
    take_in(system=system, entries=_read(path, system.hierarchical), file=path, origin=ORIGIN, by=None)


@cache
def _read(path: Path, hierarchical: bool) -> list[Entry]:
    """The shipped codes, read once: they are loaded again whenever a test has emptied the database."""
    return read_codes(path, hierarchical=hierarchical)


def _ship_map(path: Path) -> None:
    """Add the file as a map, unless it is there already or a real map between the two has come since."""
    from_system, to_system = path.stem.split("_")
    mark = sha256(path.read_bytes()).hexdigest()
    newest = CodeMap.objects.filter(from_system=from_system, to_system=to_system).order_by("-id").first()
    if newest and (newest.source != ORIGIN.source or newest.sha256 == mark):
        return
    connections = read_connections(path)
    made = CodeMap.objects.create(
        title=f"{ORIGIN.title} (eksempel)",
        from_system_id=from_system,
        to_system_id=to_system,
        date=ORIGIN.date,
        source=ORIGIN.source,
        file_name=path.name,
        sha256=mark,
        rows=len(connections),
        licence=ORIGIN.licence,
    )
    _connect(made, connections)
    if newest:
        newest.delete()


def _connect(made: CodeMap, connections: list[Connection]) -> None:
    """Each connection with what is known to be wrong with it, held against the codes that are there now."""
    known = set(Concept.objects.current().filter(system=made.to_system).values_list("key", flat=True))
    Mapping.objects.bulk_create(
        Mapping(
            map=made,
            from_key=each.from_key,
            to_key=each.to_key,
            relation=each.relation,
            remark=remark_of(each, known),
        )
        for each in connections
    )
