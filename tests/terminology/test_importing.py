"""A file comes in whole or not at all, once however often it is sent, and goes on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.events import Event
from accounts.models import AuditEvent, User
from profiles.terminology import actions, tasks
from profiles.terminology.actions import importing
from profiles.terminology.errors import NotOpen, OlderThanNewest, WrongSystem
from profiles.terminology.lookup import concepts
from profiles.terminology.models import (
    CodeMap,
    CodeSystem,
    Concept,
    Import,
    Release,
    StagedConcept,
    StagedConnection,
)
from profiles.terminology.overview import progress

from .importing import DAY, begun, begun_map, imported, upload

pytestmark = pytest.mark.django_db
State = Import.State
FIVE = ("DX1;Et", "DX2;To", "DX3;Tre", "DX4;Fire", "DX5;Fem")


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "CHUNK", 2)


def kinds() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("kind", flat=True))[-2:]


def sks() -> CodeSystem:
    return CodeSystem.objects.get(pk="sks")


def after(number: int, then: Callable[[], None]) -> Callable[[Import], None]:
    """Something that happens when so many chunks have been read."""
    seen: list[int] = []

    def watch(of: Import) -> None:
        seen.append(of.rows_read)
        if len(seen) == number:
            then()

    return watch


def die() -> None:
    """What a killed worker leaves: nothing more is done."""
    raise KeyboardInterrupt


def test_a_file_becomes_a_release_that_says_where_it_came_from(
    stine: User, import_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        done = imported("DE11;Type 2-diabetes", by=stine)
    release = sks().releases.first()
    assert release is not None
    assert (done.state, done.release) == (State.DONE, release)
    assert (release.title, release.date, release.source, release.licence, release.rows, release.complete) == (
        "2026-12",
        DAY,
        "Sundhedsdatastyrelsen",
        "Fri",
        1,
        True,
    )
    assert (release.file_name, release.imported_by, len(release.sha256)) == ("koder.csv", stine, 64)
    assert concepts("sks", ["DE10"])["DE10"].closed == DAY
    assert kinds() == [Event.CODES_IMPORT_BEGUN, Event.CODES_RELEASED]
    assert not list(import_folder.iterdir())


def test_part_of_a_system_closes_nothing(stine: User) -> None:
    imported("DE119A;Ny", by=stine, complete=False)
    assert concepts("sks", ["DE10"])["DE10"].closed is None


def test_the_same_file_again_changes_nothing(stine: User, import_folder: Path) -> None:
    first = imported(*FIVE, by=stine)
    before = Release.objects.count(), Concept.objects.count()
    again = begun(*FIVE, by=stine, title="En gang til")
    assert (again.state, again.release) == (State.UNCHANGED, first.release)
    assert (Release.objects.count(), Concept.objects.count()) == before
    assert actions.run(of=again).state == State.UNCHANGED


def test_the_same_file_sent_twice_before_it_is_read_is_added_once(stine: User) -> None:
    one, other = begun(*FIVE, by=stine), begun(*FIVE, by=stine)
    assert [actions.run(of=each).state for each in (one, other)] == [State.DONE, State.UNCHANGED]
    assert not StagedConcept.objects.exists()


def test_an_import_that_is_over_is_not_run_again(stine: User) -> None:
    done = imported(*FIVE, by=stine)
    tasks.run_import(done.pk)
    assert sks().releases.filter(sha256=done.sha256).count() == 1


def test_an_older_source_is_refused_and_says_why(stine: User) -> None:
    imported(*FIVE, by=stine)
    with pytest.raises(OlderThanNewest, match=r"30.11.2026.*01.12.2026"):
        begun("DX1;Et", by=stine, date=date(2026, 11, 30))


def test_a_source_that_grew_old_while_it_waited_is_refused(stine: User) -> None:
    old = begun("DX1;Et", by=stine)
    imported(*FIVE, by=stine, date=date(2026, 12, 2))
    assert actions.run(of=old).state == State.FAILED
    assert "ældre udgave" in old.problem


def test_the_shipped_excerpt_is_in_the_way_of_no_real_release(stine: User) -> None:
    assert imported("DE11;Type 2-diabetes", by=stine, date=date(2020, 1, 1)).state == State.DONE


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((*FIVE, "DX6;"), "Linje 7, betegnelse"),
        ((*FIVE, "DX1;Igen"), "Linje 7, kode"),
        ((*FIVE, "DX6;Patient 010170-1234"), "CPR-nummer"),
        ((), "ingen koder"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_line_and_field(
    stine: User, import_folder: Path, rows: tuple[str, ...], said: str
) -> None:
    before = Concept.objects.count(), Release.objects.count()
    failed = imported(*rows, by=stine)
    assert failed.state == State.FAILED
    assert said in failed.problem
    assert (Concept.objects.count(), Release.objects.count()) == before
    assert not StagedConcept.objects.exists()
    assert kinds() == [Event.CODES_IMPORT_BEGUN, Event.CODES_IMPORT_FAILED]


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("chunks", [1, 2, 3])
def test_a_worker_that_dies_is_followed_by_one_that_goes_on_where_it_was(stine: User, chunks: int) -> None:
    taken = begun(*FIVE, by=stine)
    with pytest.raises(KeyboardInterrupt):
        actions.run(of=taken, watch=after(chunks, die))
    taken.refresh_from_db()
    assert taken.state == State.READING
    assert taken.rows_read == taken.staged.count() == min(2 * chunks, 5)
    assert progress(taken)[0].is_left
    read: list[int] = []
    actions.run(of=taken, watch=lambda of: read.append(of.rows_read))
    assert read == [4, 5][chunks - 1 :]
    assert taken.state == State.DONE
    assert set(
        sks().concepts.filter(since=taken.release.number, closed=None).values_list("key", flat=True)
    ) == {row[:3] for row in FIVE}


@pytest.mark.usefixtures("small_chunks")
def test_a_worker_that_dies_while_a_chunk_is_written_leaves_none_of_it(
    stine: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written_and_dead(**given: Any) -> None:
        actions.stage(**given)
        die()

    taken = begun(*FIVE, by=stine)
    monkeypatch.setattr(importing, "stage", written_and_dead)
    with pytest.raises(KeyboardInterrupt):
        actions.run(of=taken)
    monkeypatch.undo()
    taken.refresh_from_db()
    assert taken.rows_read == taken.staged.count() == 0
    assert actions.run(of=taken).state == State.DONE


@pytest.mark.usefixtures("small_chunks")
def test_an_import_that_takes_too_long_waits_for_a_person(stine: User) -> None:
    def too_long() -> None:
        raise SoftTimeLimitExceeded

    taken = actions.run(of=begun(*FIVE, by=stine), watch=after(1, too_long))
    assert (taken.state, taken.rows_read) == (State.INTERRUPTED, 2)
    assert not Import.objects.under_way().exists()
    going_on = actions.continue_import(of=taken, by=stine)
    assert (going_on.state, going_on.problem) == (State.WAITING, "")
    assert actions.run(of=going_on).state == State.DONE


@pytest.mark.usefixtures("small_chunks")
def test_what_nobody_foresaw_is_kept_for_a_person_and_told_to_the_log(stine: User) -> None:
    def fault() -> None:
        raise ZeroDivisionError

    taken = begun(*FIVE, by=stine)
    with pytest.raises(ZeroDivisionError):
        actions.run(of=taken, watch=after(1, fault))
    taken.refresh_from_db()
    assert taken.state == State.INTERRUPTED
    assert "uventet" in taken.problem


@pytest.mark.usefixtures("small_chunks")
def test_giving_up_removes_what_was_read_and_the_file(
    stine: User, import_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    taken = begun(*FIVE, by=stine)
    with pytest.raises(KeyboardInterrupt):
        actions.run(of=taken, watch=after(2, die))
    with django_capture_on_commit_callbacks(execute=True):
        given_up = actions.give_up(of=taken, by=stine)
    assert given_up.state == State.GIVEN_UP
    assert not StagedConcept.objects.exists()
    assert not list(import_folder.iterdir())
    assert kinds() == [Event.CODES_IMPORT_BEGUN, Event.CODES_IMPORT_GIVEN_UP]
    for action in (actions.give_up, actions.continue_import):
        with pytest.raises(NotOpen):
            action(of=given_up, by=stine)


@pytest.mark.usefixtures("small_chunks")
def test_a_worker_stops_when_its_import_is_given_up(stine: User) -> None:
    taken = begun(*FIVE, by=stine)
    stopped = actions.run(of=taken, watch=after(1, lambda: actions.give_up(of=taken, by=stine) and None))
    assert stopped.state == State.GIVEN_UP
    assert not StagedConcept.objects.exists()
    assert not sks().releases.filter(sha256=taken.sha256).exists()


def test_only_who_manages_codes_brings_them_in(anna: User, asta: User, stine: User) -> None:
    taken = begun(*FIVE, by=stine)
    for person in (anna, asta):
        with pytest.raises(PermissionDenied):
            begun(*FIVE, by=person)
        with pytest.raises(PermissionDenied):
            actions.give_up(of=taken, by=person)
        with pytest.raises(PermissionDenied):
            actions.continue_import(of=taken, by=person)
        with pytest.raises(PermissionDenied):
            actions.add_code_system(id="icd-10", title="ICD-10", uri="http://x", by=person)


@pytest.mark.parametrize("field", ["title", "source", "licence"])
def test_no_release_is_named_by_a_cpr_number(stine: User, import_folder: Path, field: str) -> None:
    with pytest.raises(ValidationError, match="CPR-nummer"):
        begun(*FIVE, by=stine, **{field: "Fra 010170-1234"})
    assert not list(import_folder.iterdir())


def test_a_file_of_a_map_becomes_a_map(stine: User) -> None:
    rows = "T90;DE11;equivalent;", "T90;DE13;;ikke præcis", "T90;DE11;;", "T90;DQ99;;"
    done = actions.run(of=begun_map(*rows, by=stine, date=date(2026, 6, 8)))
    assert (done.state, done.map) == (State.DONE, CodeMap.objects.latest("pk"))
    assert (done.map.rows, done.map.from_system_id, done.map.to_system_id) == (3, "icpc-2-dk", "sks")
    assert list(done.map.mappings.values_list("from_key", "to_key", "relation", "remark")) == [
        ("T90", "DE11", "equivalent", ""),
        ("T90", "DE13", "", "ikke præcis"),
        ("T90", "DQ99", "", "DQ99 findes ikke."),
    ]
    assert not StagedConnection.objects.exists()
    assert kinds() == [Event.CODES_IMPORT_BEGUN, Event.CODE_MAP_ADDED]
    assert begun_map(*rows).state == State.UNCHANGED
    with pytest.raises(OlderThanNewest):
        begun_map("T90;DE11;;", date=date(2025, 1, 1))


@pytest.mark.usefixtures("small_chunks")
def test_a_map_goes_on_where_it_stopped_and_a_broken_one_leaves_nothing(stine: User) -> None:
    taken = begun_map(*[f"T9{n};DE1{n};;" for n in range(5)], by=stine)
    with pytest.raises(KeyboardInterrupt):
        actions.run(of=taken, watch=after(1, die))
    assert StagedConnection.objects.count() == 2
    made = actions.run(of=taken).map
    assert made is not None
    assert made.mappings.count() == 5
    maps = CodeMap.objects.count()
    broken = actions.run(of=begun_map("T90;DE11;;", "T91;DE12;;", "T92", by=stine))
    assert (broken.state, broken.problem[:7]) == (State.FAILED, "Linje 4")
    assert (StagedConnection.objects.count(), CodeMap.objects.count()) == (0, maps)


def test_a_map_takes_two_systems_and_codes_take_one(stine: User) -> None:
    with pytest.raises(WrongSystem):
        begun_map("T90;DE11;;", by=stine, to_system=None)
    with pytest.raises(WrongSystem):
        begun_map("T90;DE11;;", by=stine, system="sks")
    with pytest.raises(WrongSystem):
        begun("DX1;Et", by=stine, to_system=CodeSystem.objects.get(pk="atc"))


def test_a_system_beside_the_catalogues_can_be_added_and_filled(stine: User) -> None:
    system = actions.add_code_system(
        id="icd-10", title="ICD-10", uri="http://hl7.org/fhir/sid/icd-10", by=stine
    )
    imported("E11;Type 2-diabetes", by=stine, system=system.pk)
    assert system.concepts.current().count() == 1
    with pytest.raises(ValidationError):
        actions.add_code_system(id="icd-10", title="Igen", uri="http://x", by=stine)


def test_a_begun_import_is_queued_when_it_is_committed(
    stine: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    queued: list[int] = []
    monkeypatch.setattr(tasks.run_import, "delay", queued.append)
    with django_capture_on_commit_callbacks(execute=True):
        taken = actions.begin_import(
            by=stine, upload=upload(*FIVE), system=sks(), format="csv", title="x", date=DAY, source="x"
        )
    assert queued == [taken.pk]
    tasks.continue_imports()
    assert queued == [taken.pk, taken.pk]
