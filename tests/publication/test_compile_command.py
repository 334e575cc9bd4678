"""``manage.py compile``: a profile as SQL for an engine, and what is said when it cannot be."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cockpit.demo.content import first_document

from .conftest import Publish

pytestmark = pytest.mark.django_db


def compiled(profile: str, **options: object) -> str:
    told = StringIO()
    call_command("compile", profile, **{"date": "2026-11-21", **options}, stdout=told)
    return told.getvalue()


def test_a_published_version_is_written_in_the_words_of_the_engine(publish: Publish) -> None:
    publish()
    text = compiled("type-2-diabetes@1.0.0", dialect="sqlserver")
    assert text.startswith("-- SQL Server 2019 eller nyere")
    assert "CAST('2026-11-21' AS DATE)" in text
    assert text.endswith(";\n")


def test_without_an_engine_it_is_the_query_that_the_tool_runs(publish: Publish) -> None:
    publish()
    assert "DATE '2026-11-21'" in compiled("type-2-diabetes")


def test_the_tables_are_written_on_request(publish: Publish) -> None:
    publish()
    text = compiled("type-2-diabetes", dialect="mysql", tables=True)
    assert "CREATE TABLE `diagnosis` (" in text
    assert "CREATE TABLE" not in compiled("type-2-diabetes", dialect="mysql")


def test_a_document_file_is_compiled_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "profil.json"
    path.write_text(json.dumps(first_document().to_json(), default=float), encoding="utf-8")
    assert "toDate32('2026-11-21')" in compiled(str(path), dialect="clickhouse")


def test_a_file_that_is_no_document_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "profil.json"
    path.write_text('{"standard": "1.0"}', encoding="utf-8")
    with pytest.raises(CommandError, match="ikke et gyldigt dokument"):
        compiled(str(path))


@pytest.mark.parametrize("day", ["21.11.2026", "2026-02-30", ""])
def test_a_day_that_is_none_is_refused(day: str, publish: Publish) -> None:
    publish()
    with pytest.raises(CommandError, match="ikke en dato"):
        compiled("type-2-diabetes", date=day)


def test_an_engine_that_nobody_prints_for_is_refused_with_those_there_are(publish: Publish) -> None:
    publish()
    with pytest.raises(CommandError, match="postgres"):
        call_command("compile", "type-2-diabetes", "--date=2026-11-21", "--dialect=db2")


def test_what_an_engine_cannot_compute_exactly_is_refused_by_name(tmp_path: Path) -> None:
    document = first_document().to_json()
    for each in document["code_sets"]:
        if each.get("unit"):
            each["rules"][0]["factor"] = 1234.0123456789
    path = tmp_path / "profil.json"
    path.write_text(json.dumps(document, default=float), encoding="utf-8")
    assert "1234.0123456789" in compiled(str(path), dialect="postgres")
    with pytest.raises(CommandError, match="Spark ville afrunde"):
        compiled(str(path), dialect="spark")


def test_a_version_is_written_as_cql_that_gets_its_date_when_it_is_run(publish: Publish) -> None:
    publish()
    told = StringIO()
    call_command("compile", "type-2-diabetes@1.0.0", "--dialect=cql", stdout=told)
    assert "library \"type_2_diabetes\" version '1.0.0'" in told.getvalue()
    assert 'define "criterion-adult":\n  "patient-age" >= 18.0' in told.getvalue()
    assert "2026-11-21" not in told.getvalue()


def test_what_cql_cannot_say_exactly_is_refused_by_name(tmp_path: Path) -> None:
    document = first_document().to_json()
    document["inclusion"]["of"][0]["value"] = 18.000000001
    path = tmp_path / "profil.json"
    path.write_text(json.dumps(document, default=float), encoding="utf-8")
    with pytest.raises(CommandError, match=r"»adult«: tallet 18\.000000001 har flere end 8 decimaler"):
        compiled(str(path), dialect="cql")


def test_a_query_without_a_day_is_not_written(publish: Publish) -> None:
    publish()
    with pytest.raises(CommandError, match="Skriv opgørelsesdagen"):
        call_command("compile", "type-2-diabetes")
