"""``manage.py import_codes``: the same import, run at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from profiles.terminology.lookup import concepts
from profiles.terminology.models import CodeMap, CodeSystem, Concept, Release

pytestmark = pytest.mark.django_db


def written(folder: Path, *rows: str, heading: str = "code;title") -> Path:
    path = folder / "koder.csv"
    path.write_text("\n".join((heading, *rows, "")), encoding="utf-8")
    return path


def newest() -> Release:
    release = CodeSystem.objects.get(pk="sks").releases.first()
    assert release is not None
    return release


def test_a_file_is_imported_with_progress_on_the_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_codes", "csv", written(tmp_path, "DE119A;Velreguleret"), system="sks")
    said = capsys.readouterr()
    assert "1 koder i SKS" in said.out
    assert "100 %  1 koder, linje 2" in said.err
    release = newest()
    assert (release.title, release.imported_by, release.complete) == ("koder.csv", None, False)
    assert concepts("sks", ["DE10"])["DE10"].closed is None


def test_what_is_told_of_the_file_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "DE11;Type 2-diabetes")
    told = ["--title=2027-01", "--date=2027-01-01", "--source=SDS", "--licence=Fri", "--complete"]
    call_command("import_codes", "csv", str(path), "--system=sks", *told)
    release = newest()
    assert (release.title, str(release.date), release.source, release.licence) == (
        "2027-01",
        "2027-01-01",
        "SDS",
        "Fri",
    )
    assert concepts("sks", ["DE10"])["DE10"].closed == release.date


def test_the_same_file_again_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "DE11;Type 2-diabetes")
    for _ in range(2):
        call_command("import_codes", "csv", path, system="sks")
    assert "nyeste udgave af SKS" in capsys.readouterr().out


def test_a_map_is_imported(tmp_path: Path) -> None:
    path = written(tmp_path, "T90;DE11;;", heading="from;to;relation;remark")
    call_command("import_codes", "map-csv", path, system="icpc-2-dk", to_system="sks")
    assert CodeMap.objects.latest("pk").rows == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("noget;andet\nA;B\n", "Linje 1"),
        ("code;title\nDE11;A\nDE12;\n", "Linje 3, betegnelse"),
        ("code;title\nDE11;A\nDE11;B\n", "Linje 3, kode"),
    ],
)
def test_a_broken_file_changes_nothing_and_names_line_and_field(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "koder.csv"
    path.write_text(text, encoding="utf-8")
    before = Concept.objects.count()
    with pytest.raises(CommandError, match=said):
        call_command("import_codes", "csv", str(path), "--system=sks")
    assert Concept.objects.count() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--system=ukendt"], "ukendt findes ikke.*sks"),
        ([], "Skriv --system"),
        (["--system=sks", "--to-system=atc"], "ikke en kodeoversættelse"),
        (["--system=sks", "--title=010170-1234"], "CPR-nummer"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, words: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("import_codes", "csv", str(written(tmp_path, "DE11;A")), *words)


def test_an_older_file_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    call_command("import_codes", "csv", written(tmp_path, "DE11;A"), system="sks")
    with pytest.raises(CommandError, match="ældre udgave"):
        call_command(
            "import_codes", "csv", str(written(tmp_path, "DE11;B")), "--system=sks", "--date=2020-01-01"
        )
    with pytest.raises(CommandError, match="kan ikke åbnes"):
        call_command("import_codes", "csv", str(tmp_path / "intet.csv"), "--system=sks")
