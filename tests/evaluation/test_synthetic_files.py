"""A clinic on disk: the same bytes every time, whole or not there, and read by the engine as it is."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from profiles.evaluation.synthetic import NotAClinic, clinic_tables, is_written, stamp, write_clinic, writing
from profiles.evaluation.synthetic.clinic import Plan

from .clinic import CATALOGUE

SIZE = 1_000


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("profiles.evaluation.synthetic.clinic.CHUNK", 300)


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    write_clinic(tmp_path / "one", SIZE)
    write_clinic(tmp_path / "two", SIZE)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_the_order_in_which_chunks_are_drawn_changes_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_clinic(tmp_path / "one", SIZE)
    monkeypatch.setattr(Plan, "chunks", property(lambda self: [2, 0, 3, 1]))
    write_clinic(tmp_path / "two", SIZE)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_chunks_that_wait_on_disk_change_no_byte(tmp_path: Path) -> None:
    write_clinic(tmp_path / "one", SIZE, spilled=False)
    write_clinic(tmp_path / "two", SIZE, spilled=True)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert {path.name for path in tmp_path.iterdir()} == {"one", "two"}


def test_the_files_hold_the_clinic_clustered_over_all_chunks(tmp_path: Path) -> None:
    write_clinic(tmp_path / "clinic", SIZE)
    tables = clinic_tables(SIZE)
    for element in CATALOGUE.elements:
        written = pq.read_table(tmp_path / "clinic" / f"{element.id}.parquet")
        assert written.schema.equals(tables[element.id].schema), element.id
        keys = [(name, "ascending") for name in written.schema.names]
        assert written.sort_by(keys).equals(tables[element.id].sort_by(keys)), element.id
    codes = pq.read_table(tmp_path / "clinic" / "prescription.parquet").select(["code_atc", "patient_id"])
    rows = list(zip(*(codes[name].to_pylist() for name in codes.schema.names), strict=True))
    assert rows == sorted(rows)


def test_the_engine_reads_plain_columns(tmp_path: Path) -> None:
    write_clinic(tmp_path / "clinic", 50)
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path}/clinic/measurement.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert types["patient_id"] == types["code_npu"] == types["comparator"] == "VARCHAR"
    assert (types["date"], types["date_seconds"], types["value"]) == ("DATE", "INTEGER", "DECIMAL(28,10)")


def test_a_clinic_that_could_not_be_finished_leaves_the_old_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clinic"
    write_clinic(folder, 20)
    before = digests(folder)

    def full(*_: Any, **__: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(writing.pq, "ParquetWriter", full)
    with pytest.raises(OSError, match="full"):
        write_clinic(folder, 30)
    assert digests(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_clinic_is_made_anew_when_the_generator_size_seed_or_date_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clinic"
    assert not is_written(folder, 20)
    write_clinic(folder, 20)
    assert is_written(folder, 20)
    assert not is_written(folder, 21)
    assert not is_written(folder, 20, seed=7)
    monkeypatch.setattr("profiles.evaluation.synthetic.stamp.generator", lambda: "a later one")
    assert not is_written(folder, 20)
    write_clinic(folder, 20)
    assert is_written(folder, 20)


def test_a_folder_that_is_no_clinic_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("vigtigt")
    with pytest.raises(NotAClinic, match="ikke en syntetisk klinik"):
        write_clinic(tmp_path, 20)
    with pytest.raises(NotAClinic):
        write_clinic(tmp_path / "letter.txt", 20)
    assert (tmp_path / "letter.txt").read_text() == "vigtigt"


def test_the_stamp_names_the_generator_by_its_sources() -> None:
    assert len(stamp.generator()) == 16
    assert stamp.generator() in stamp.stamp(20)
