"""Synthetic patients at install time: made once, and anew when today's generator would make others."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy import clinics


@pytest.fixture(autouse=True)
def small_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clinics, "CLINIC", 20)
    monkeypatch.setattr(clinics, "REGION", 60)


def test_a_clinic_and_a_region_are_made_once(tmp_path: Path) -> None:
    assert clinics.make_clinics(tmp_path) == [20, 60]
    assert clinics.make_clinics(tmp_path) == []
    assert (tmp_path / "60" / "measurement.parquet").is_file()


def test_what_another_generator_made_is_made_anew(tmp_path: Path) -> None:
    clinics.make_clinics(tmp_path)
    (tmp_path / "20" / "clinic.stamp").write_text("an older one")
    assert clinics.make_clinics(tmp_path) == [20]
