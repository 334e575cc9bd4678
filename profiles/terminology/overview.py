"""What the page of all code systems tells: the newest release of each, and what is on its way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.timezone import now

from .models import CodeMap, CodeSystem, Import, Release
from .progress import at_work

#: How long an import may wait for a worker before a person is asked whether to go on.
PATIENCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A code system with its newest release, if it has one, and how many codes it has now."""

    system: CodeSystem
    newest: Release | None
    codes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """An import, and whether it is left so that a person must say what to do."""

    of: Import
    is_left: bool

    @property
    def moves(self) -> bool:
        """Whether it is worth asking again soon."""
        return self.of.state == Import.State.WAITING or (self.of.is_open and not self.is_left)


def lines() -> list[Line]:
    """Every code system in the order of their names; two queries."""
    newest = {each.system_id: each for each in Release.objects.newest().select_related("imported_by")}
    current = Count("concepts", filter=Q(concepts__until=None))
    systems = CodeSystem.objects.annotate(codes=current).order_by("title", "id")
    return [Line(each, newest.get(each.pk), each.codes) for each in systems]


def imports_to_tell() -> list[Progress]:
    """What is on its way in or came to nothing lately, the newest first; two queries."""
    return progress(*Import.objects.to_tell().select_related("system", "to_system", "by"))


def progress(*imports: Import) -> list[Progress]:
    """The imports with how they stand; one query."""
    busy = at_work([each.pk for each in imports])
    return [Progress(each, _is_left(each, each.pk in busy)) for each in imports]


def _is_left(of: Import, is_busy: bool) -> bool:
    if of.state == Import.State.WAITING:
        return now() - of.changed_at > PATIENCE
    return of.is_open and not is_busy


def maps_of(system: CodeSystem) -> list[CodeMap]:
    """The maps from and to the system."""
    either = Q(from_system=system) | Q(to_system=system)
    return list(CodeMap.objects.filter(either).select_related("from_system", "to_system", "imported_by"))
