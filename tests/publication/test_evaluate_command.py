"""``manage.py evaluate``: reasons, documents beside the profile, own numbers, forms of tables."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cockpit.demo.content import PATIENTS, first_document
from profiles.evaluation.synthetic import write_clinic
from profiles.standard.blank import blank_document
from profiles.standard.canonical import canonical_bytes
from profiles.standard.document import Document
from profiles.standard.reading import read_json

pytestmark = pytest.mark.django_db

MEMBER = {"id": "in", "type": "member_of", "profile": "type-2-diabetes", "version": "1.0.0"}


def run(profile: Path, tables: Path = PATIENTS, **options: Any) -> list[str]:
    told = StringIO()
    call_command("evaluate", str(profile), str(tables), date="2026-11-21", stdout=told, **options)
    return told.getvalue().splitlines()


def write(folder: Path, document: Document, name: str = "profil.json") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(canonical_bytes(document))
    return folder / name


def blank(**changes: Any) -> Document:
    document = blank_document(profile="aeldre", title="Ældre", kind="disease", owner="PLO", purpose="Prøve")
    return read_json({**document.to_json(), **changes})


@pytest.fixture
def diabetes(tmp_path: Path) -> Path:
    return write(tmp_path, first_document())


def test_the_table_says_why_under_each_patient(diabetes: Path) -> None:
    lines = run(diabetes, why=True)
    first = next(place for place, line in enumerate(lines) if line.startswith("TEST-000001"))
    assert "    sandt  Alder er mindst 18 år" in lines[first : first + 15]
    said = "\n".join(lines[first : first + 15])
    assert (
        "Har en forløbsdiagnose i Type 2-diabetes, som er aktuel eller relevant: Diagnose T90, 2012" in said
    )
    assert "[tæt på: Diagnose T90, 2012-04-10, Forløbsdiagnose, Aktuel, type passer ikke]" in said


def test_a_record_outside_the_window_is_told_as_near(tmp_path: Path) -> None:
    seen = {"id": "in", "type": "exists", "of": {"element": "measurement", "window": {"from": "-P1D"}}}
    lines = run(write(tmp_path, blank(inclusion=seen)), why=True)
    assert any("[tæt på: Måling " in line and "uden for vinduet]" in line for line in lines)


def test_reasons_stand_in_the_result_object_on_request(diabetes: Path) -> None:
    plain = [json.loads(line) for line in run(diabetes, format="jsonl")]
    reasoned = [json.loads(line) for line in run(diabetes, format="jsonl", why=True)]
    assert all("why" not in result for result in plain)
    assert reasoned[0]["why"]["adult"] == {"truth": "true", "records": []}
    assert [{**result, "why": None} for result in reasoned] == [{**result, "why": None} for result in plain]


def test_documents_that_are_referred_to_may_lie_in_a_folder(tmp_path: Path) -> None:
    profile = write(tmp_path, blank(inclusion=MEMBER))
    with pytest.raises(CommandError, match="ikke i pakken"):
        run(profile)
    write(tmp_path / "others", first_document())
    assert "TEST-000001  med" in "\n".join(run(profile, documents=tmp_path / "others"))


def test_a_folder_of_documents_holds_each_version_once_and_nothing_else(tmp_path: Path) -> None:
    profile = write(tmp_path, blank(inclusion=MEMBER))
    with pytest.raises(CommandError, match="findes ikke"):
        run(profile, documents=tmp_path / "nowhere")
    write(tmp_path / "others", first_document(), "a.json")
    write(tmp_path / "others", first_document(), "b.json")
    with pytest.raises(CommandError, match=r"b\.json er type-2-diabetes@1\.0\.0"):
        run(profile, documents=tmp_path / "others")
    (tmp_path / "others" / "b.json").write_text("{}")
    with pytest.raises(CommandError, match="ikke et gyldigt dokument"):
        run(profile, documents=tmp_path / "others")


def test_a_clinic_may_give_its_own_numbers(tmp_path: Path) -> None:
    high = {"id": "old", "type": "compare", "measure": {"type": "age"}, "operator": "at_least"}
    group = {"id": "g", "title": "Gamle", "level": "ok", "when": {**high, "value": {"parameter": "limit"}}}
    limit = {"id": "limit", "title": "Grænse", "default": 200, "maximum": 200}
    profile = write(tmp_path, blank(groups=[group], parameters=[limit]))

    def old(*parameters: str) -> int:
        lines = run(profile, format="jsonl", parameter=list(parameters))
        return sum(json.loads(line)["groups"] == ["g"] for line in lines)

    assert old() == 0
    assert old("limit=1,5") > 0
    for wrong in ("limit=mange", "limit", "limit=201", "ukendt=1"):
        with pytest.raises(CommandError, match=r"[Pp]arameter"):
            old(wrong)


def test_a_profile_is_run_on_a_folder_of_parquet(diabetes: Path, tmp_path: Path) -> None:
    write_clinic(tmp_path / "clinic", 200, as_of=date(2026, 11, 21))
    lines = run(diabetes, tmp_path / "clinic", format="jsonl")
    assert {json.loads(line)["outcome"] for line in lines} >= {"in", "out"}


def test_what_the_reader_wondered_at_is_told_beside_the_results(diabetes: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    people = [{"patient_id": f"p{n}", "sex": "mand", "enrolled_from": "2000-01-01"} for n in range(25)]
    (tables / "patient.json").write_text(json.dumps(people))
    wondered = StringIO()
    lines = run(diabetes, tables, stderr=wondered, format="jsonl")
    assert len(lines) == 25
    assert wondered.getvalue().count("Bemærk: patient.json, række") == 20
    assert "… og 5 bemærkninger mere." in wondered.getvalue()


def test_reasons_are_not_promised_where_they_cannot_be_had(diabetes: Path) -> None:
    with pytest.raises(CommandError, match="--why kan kun bruges"):
        run(diabetes, why=True, engine="spark")


def test_memory_is_given_in_megabytes_or_gigabytes(diabetes: Path) -> None:
    assert run(diabetes, memory="800MB") == run(diabetes)
    with pytest.raises(CommandError, match="800MB eller 6GB"):
        call_command("evaluate", str(diabetes), str(PATIENTS), "--date", "2026-11-21", "--memory", "meget")
