"""A file read into staged rows a chunk at a time, and made a release when all of it is read.

Each chunk and how far it reached are one transaction, so an import that stops anywhere goes on from there;
nothing is seen before the release, which is one transaction too. A worker holds the import for as long as
its database connection lives: another that comes does nothing, and one that dies holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction

from accounts.events import Event

from ..errors import ImportRefused
from ..formats import FileProblem
from ..models import CodeSystem, Import
from ..predecessors import is_known, predecessor, refuse_older
from ..progress import LOCKED_IMPORTS
from ..reading import Chunk, chunks
from ..storage import path_of
from .ending import drop_staged, end, end_as_known, tell
from .mapping import add_map, stage_connections
from .merging import release_staged
from .staging import stage

CHUNK = 5_000
Watch = Callable[[Import], None]


class Overtaken(Exception):
    """Somebody ended the import while it was being read."""


def run(*, of: Import, watch: Watch | None = None) -> Import:
    """Read the import and make it a release; ``watch`` is told after each chunk. Safe to call at any time."""
    with held(of.pk) as is_mine:
        of.refresh_from_db()
        if is_mine and of.is_open:
            _run(of, watch or (lambda _: None))
    return of


def _run(of: Import, watch: Watch) -> None:
    try:
        _read(of, watch)
        _move_on(of, Import.State.LOADING)
        _finish(of)
    except (FileProblem, ImportRefused) as problem:
        _fail(of, str(problem))
    except Overtaken:
        of.refresh_from_db()
    except SoftTimeLimitExceeded:
        _interrupt(of, "Det tog for lang tid. Fortsæt, så læses resten.")
    except Exception:
        _interrupt(of, "Værktøjet stoppede uventet. Fortsæt, så læses resten.")
        raise


@contextmanager
def held(pk: int) -> Iterator[bool]:
    """Whether this connection is alone with the import, for as long as the block lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKED_IMPORTS, pk])
        is_mine = bool(cursor.fetchone()[0])
    try:
        yield is_mine
    finally:
        if is_mine and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKED_IMPORTS, pk])


def _read(of: Import, watch: Watch) -> None:
    _move_on(of, Import.State.READING)
    with path_of(of.stored_as).open("rb") as file:
        for chunk in chunks(of, file, size=CHUNK):
            _take(of, chunk)
            watch(of)
    if not of.rows_read:
        raise FileProblem(0, "", "Der er ingen koder i filen.")


@transaction.atomic
def _take(of: Import, chunk: Chunk) -> None:
    """Stage a chunk, and remember in the same transaction that it was."""
    _lock(of)
    _stage(of, chunk.rows)
    of.rows_read += len(chunk.rows)
    of.lines_read, of.bytes_read = chunk.line, chunk.bytes_read
    of.save()


def _stage(of: Import, rows: Sequence[Any]) -> None:
    if of.to_system_id:
        stage_connections(of=of, connections=rows)
    else:
        stage(of=of, entries=rows)


@transaction.atomic
def _finish(of: Import) -> None:
    """Make what was read a release or a map, unless somebody else has added it or something newer."""
    _lock(of)
    CodeSystem.objects.select_for_update().get(pk=of.system_id)
    newest = predecessor(of)
    if newest and is_known(of, newest):
        drop_staged(of)
        end_as_known(of, newest)
        return
    refuse_older(of, newest)
    _add(of)
    of.bytes_read = of.size
    end(of, Import.State.DONE)


def _add(of: Import) -> None:
    facts = {"rows": of.rows_read, "sha256": of.sha256}
    if of.to_system_id:
        of.map = add_map(of=of)
        tell(Event.CODE_MAP_ADDED, of, by=of.by, **facts)
    else:
        of.release = release_staged(of=of)
        tell(Event.CODES_RELEASED, of, by=of.by, release=of.release.number, **facts)


@transaction.atomic
def _fail(of: Import, problem: str) -> None:
    of.refresh_from_db()
    drop_staged(of)
    of.problem = problem
    end(of, Import.State.FAILED)
    tell(Event.CODES_IMPORT_FAILED, of, by=of.by, problem=problem)


def _interrupt(of: Import, problem: str) -> None:
    """Leave the import as far as it came. It waits for a person, so that nothing fails again and again."""
    of.refresh_from_db()
    of.problem = problem
    of.state = Import.State.INTERRUPTED
    of.save()


@transaction.atomic
def _move_on(of: Import, state: Import.State) -> None:
    _lock(of)
    of.state = state
    of.save()


def _lock(of: Import) -> None:
    """Keep others from ending the import until this transaction is over; ``Overtaken`` if one has."""
    locked = Import.objects.select_for_update().get(pk=of.pk)
    if not locked.is_open:
        raise Overtaken
