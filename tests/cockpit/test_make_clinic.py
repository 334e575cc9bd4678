"""``manage.py make_clinic``: tables to run a profile on, and Danish words for what cannot be made."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from profiles.standard.catalogue import load_catalogue


def test_a_clinic_is_written_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("make_clinic", "1.600", str(tmp_path / "clinic"))
    rows = {path.stem: pq.read_metadata(path).num_rows for path in (tmp_path / "clinic").glob("*.parquet")}
    assert set(rows) == {element.id for element in load_catalogue("1.0").elements}
    assert rows["patient"] == 1600
    assert "1600 syntetiske patienter" in capsys.readouterr().out


def test_a_clinic_without_a_folder_goes_where_the_tool_looks(tmp_path: Path, settings: Settings) -> None:
    settings.CLINICS = tmp_path
    call_command("make_clinic", "20", "--seed", "7")
    assert (tmp_path / "20" / "patient.parquet").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["mange"], "Antallet skal være et helt tal, ikke »mange«"),
        (["-5"], "skal være|arguments"),
        (["0"], "fra 1 til"),
        (["10000000"], "fra 1 til"),
        (["20", "--seed", "x"], "Seed skal være et helt tal"),
    ],
)
def test_what_cannot_be_made_is_said_in_danish(words: list[str], told: str, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    with pytest.raises(CommandError, match=told):
        call_command("make_clinic", words[0], str(folder), *words[1:])
    assert not folder.exists()


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("vigtigt")
    with pytest.raises(CommandError, match="ikke en syntetisk klinik"):
        call_command("make_clinic", "20", str(tmp_path))
    assert mine.read_text() == "vigtigt"
