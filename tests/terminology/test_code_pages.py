"""The pages of code systems: what each tells, that walking in a tree costs the same anywhere, and imports."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from profiles.terminology import actions
from profiles.terminology.actions import importing
from profiles.terminology.models import CodeSystem, Import
from profiles.terminology.recognising import recognised
from tests.people import SignIn

from .importing import begun, begun_map, imported, upload

pytestmark = pytest.mark.django_db
State = Import.State


def text(client: Client, address: str, status: int = 200, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status
    return answer.content.decode()


def facts(**given: object) -> dict[str, object]:
    usual = {
        "file": upload("DE11;Type 2-diabetes"),
        "system": "sks",
        "title": "2026-10",
        "date": "2026-10-01",
        "source": "Sundhedsdatastyrelsen",
        "extent": "part",
    }
    return {**usual, **given}


def test_every_system_is_told_with_its_newest_release_and_who_brought_it(client: Client, stine: User) -> None:
    imported("DE11;Type 2-diabetes", by=stine, complete=False)
    page = text(client, "/codes/")
    assert "urn:oid:1.2.208.176.2.4.12" in page
    for said in ("2026-12", "fra 1. dec. 2026", "Sundhedsdatastyrelsen", "Stine Standard", "Ved opsætningen"):
        assert said in page
    assert "Ingen koder endnu" in page
    assert "Indlæs koder" not in page


def test_a_system_is_walked_in_from_the_top_down(client: Client) -> None:
    top = text(client, "/codes/sks/")
    assert "DE11" in top
    assert "DE113" not in top
    below = text(client, "/codes/sks/?under=DE11", **{"HX-Request": "true"})
    assert "DE113" in below
    assert "<html" not in below
    page = text(client, "/codes/sks/?under=de11")
    assert "Koderne under" in page
    text(client, "/codes/sks/?under=INTET", status=404)


def test_a_branch_costs_the_same_however_many_codes_it_has(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    imported(*[f"DX{number:03};Nr. {number}" for number in range(250)], "DX;Alle", complete=False)
    with django_assert_num_queries(6):
        first = text(client, "/codes/sks/?under=DX", **{"HX-Request": "true"})
    assert first.count("<li>") == 100
    assert "under=DX&amp;page=2" in first
    assert "DX249" in text(client, "/codes/sks/?under=DX&page=3")


def test_a_code_tells_its_path_its_children_its_history_and_its_maps(client: Client, stine: User) -> None:
    imported("DE11;Type 2-diabetes, nyt navn", "DE1;Diabetes", by=stine)
    imported("DE11;Type 2-diabetes, nyt navn", "DE1;Diabetes", by=stine, title="2027-01", complete=True)
    actions.run(of=begun_map("T90;DE11;equivalent;Pas på", "T99;DE10;;", by=stine))
    page = text(client, "/codes/sks/DE11/")
    assert "Betegnelse:" in page
    assert "Type 2-diabetes, nyt navn" in page
    assert "Pas på" in page
    assert "T90" in page
    assert "T99" not in page
    assert "/codes/icpc-2-dk/T90/" in page
    closed = text(client, "/codes/sks/DE113/")
    assert "Koden er lukket 1. dec. 2026" in closed
    backwards = text(client, "/codes/icpc-2-dk/T90/")
    assert "/codes/sks/DE11/" in backwards
    assert client.get("/codes/sks/de 11/").headers["Location"] == "/codes/sks/DE11/"


def test_two_releases_are_held_against_each_other(client: Client, stine: User) -> None:
    imported("DE11;Type 2-diabetes, nyt navn", "DX;Ny", by=stine)
    page = text(client, "/codes/sks/changes/")
    assert "Kommet til 1" in page
    assert "Lukket" in page
    only_new = text(client, "/codes/sks/changes/?from=1&to=2&kind=added")
    assert ">DX</a>" in only_new
    assert ">DE10</a>" not in only_new
    assert "Kommet til 1" in text(client, "/codes/sks/changes/?from=2&to=1")
    assert "ingen forskel" in text(client, "/codes/sks/changes/?from=2&to=2")
    assert "Vælg to udgaver" in text(client, "/codes/sks/changes/?from=1&to=99", status=422)
    text(client, "/codes/local/changes/", status=404)


def test_a_file_is_sent_and_its_format_recognised(stine: User, signed_in: SignIn) -> None:
    answer = signed_in(stine).post("/codes/imports/new/", facts())
    taken = Import.objects.latest("pk")
    assert answer.headers["Location"] == taken.get_absolute_url()
    assert (taken.format, taken.complete, taken.by, taken.state) == ("csv", False, stine, State.WAITING)
    assert "Venter på at blive læst" in text(signed_in(stine), taken.get_absolute_url())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"file": ""}, "Fil"),
        ({"file": upload("x", heading="noget andet")}, "Formatet kan ikke genkendes"),
        ({"system": ""}, "hvilket kodesystem"),
        ({"date": "2999-01-01"}, "ikke kommet endnu"),
        ({"title": "010170-1234"}, "CPR-nummer"),
        ({"extent": ""}, "Hvad er i filen"),
        ({"format": "map-csv"}, "hvilket kodesystem den går til"),
        ({"to_system": "atc"}, "ikke en kodeoversættelse"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    stine: User, signed_in: SignIn, given: dict[str, object], said: str
) -> None:
    before = Import.objects.count()
    answer = signed_in(stine).post("/codes/imports/new/", facts(**given))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Sundhedsdatastyrelsen" in page
    assert Import.objects.count() == before


def test_an_older_file_is_refused_at_its_date(stine: User, signed_in: SignIn) -> None:
    imported("DX;Ny", by=stine, date=date(2026, 10, 2))
    answer = signed_in(stine).post("/codes/imports/new/", facts())
    assert answer.status_code == 422
    assert "En ældre udgave kan ikke lægges oven på en nyere" in answer.content.decode()


def test_the_page_of_an_import_says_how_far_it_is_and_what_came_of_it(
    stine: User, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "CHUNK", 1)
    seen: list[str] = []
    browser = signed_in(stine)
    taken = begun("DX1;Et", "DX2;To", by=stine)
    actions.run(of=taken, watch=lambda of: seen.append(text(browser, of.get_absolute_url())))
    assert "1 koder til og med linje 2" in seen[0]
    assert 'hx-trigger="every 1s"' in seen[0]
    done = text(browser, taken.get_absolute_url())
    assert "2 koder er lagt ind som udgave 2" in done
    assert "koder er lukket, fordi filen ikke har dem" in done
    assert "Kommet til: 2" in done
    assert "changes/?from=1&amp;to=2" in done
    assert "hx-trigger" not in done.split('id="import"')[1].split(">")[0]


def test_a_failed_import_says_line_and_field_also_on_the_page_of_all(
    client: Client, stine: User, signed_in: SignIn
) -> None:
    failed = imported("DX1;Et", "DX2;", by=stine)
    for address in (failed.get_absolute_url(), "/codes/"):
        assert "Linje 3, betegnelse" in text(client, address)
    with time_machine.travel(now() + timedelta(days=8)):
        assert "Linje 3, betegnelse" not in text(client, "/codes/")


def test_one_that_was_left_is_continued_or_given_up(stine: User, signed_in: SignIn, gunnar: User) -> None:
    browser = signed_in(stine)
    left = begun("DX1;Et", by=stine)
    Import.objects.filter(pk=left.pk).update(state=State.READING)
    page = text(browser, left.get_absolute_url())
    assert "gået i stå" in page
    assert "Fortsæt" in page
    assert "Fortsæt" not in text(signed_in(gunnar), left.get_absolute_url())
    browser.post(f"{left.get_absolute_url()}continue/")
    left.refresh_from_db()
    assert left.state == State.WAITING
    browser.post(f"{left.get_absolute_url()}give-up/")
    assert "Indlæsningen er opgivet" in text(browser, left.get_absolute_url())
    again = browser.post(f"{left.get_absolute_url()}give-up/", follow=True)
    assert "Indlæsningen er afsluttet" in again.content.decode()


def test_one_that_waits_long_may_be_continued(stine: User, signed_in: SignIn) -> None:
    waiting = begun("DX1;Et", by=stine)
    assert "Fortsæt" not in text(signed_in(stine), waiting.get_absolute_url())
    with time_machine.travel(now() + timedelta(minutes=2)):
        assert "Fortsæt" in text(signed_in(stine), waiting.get_absolute_url())


def test_a_code_system_is_added(stine: User, signed_in: SignIn) -> None:
    given = {"title": "ICD-10", "id": "icd-10", "uri": "http://hl7.org/fhir/sid/icd-10", "aliases": "a\nb"}
    signed_in(stine).post("/codes/new/", given)
    assert CodeSystem.objects.get(pk="icd-10").aliases == ["a", "b"]
    for wrong in ("icd-10", "new", "imports", "search", "Stort"):
        answer = signed_in(stine).post("/codes/new/", {**given, "id": wrong})
        assert answer.status_code == 422
        assert "http://hl7.org/fhir/sid/icd-10" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "first", "format"),
    [
        ("koder.csv", b"code;title\nDE11;Type 2\n", "csv"),
        ("KODER.CSV", b"code;title\nDE11;Type 2\n", "csv"),
        ("koder.csv", b"noget;andet\n", None),
        ("koder.pdf", b"code;title\nDE11;Type 2\n", None),
    ],
)
def test_a_format_is_recognised_by_name_and_beginning(name: str, first: bytes, format: str | None) -> None:  # noqa: A002
    form = recognised(name, first)
    assert (form.id if form else None) == format


def test_a_file_that_came_lies_where_it_is_read_until_it_is_done(stine: User, import_folder: Path) -> None:
    taken = begun("DX1;Et", by=stine)
    (stored,) = import_folder.iterdir()
    assert stored.name == taken.stored_as
    assert stored.stat().st_size == taken.size


def test_a_connection_says_which_of_the_two_codes_is_the_broader(client: Client) -> None:
    assert "ICPC-2-DK · bredere" in client.get("/codes/sks/DF02/").content.decode()
    assert "SKS · snævrere" in client.get("/codes/icpc-2-dk/P70/").content.decode()
