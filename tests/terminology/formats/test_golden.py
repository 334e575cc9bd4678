"""Every format reads a small file of its real shape into the entries that stand beside it."""

from __future__ import annotations

import io
import json
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from profiles.terminology.entries import Entry
from profiles.terminology.formats import FORMATS, Connection, Gives, MapFormat

FILES = Path(__file__).parent / "files"
SYSTEMS = {"http://hl7.org/fhir/sid/icpc-2": "icpc-2-dk", "urn:oid:1.2.208.176.2.4": "sks"}


def file_of(format_id: str) -> Path:
    (path,) = (each for each in FILES.glob(f"{format_id}.*") if not each.name.endswith("expected.json"))
    return path


def read(format_id: str, data: bytes) -> list[Entry] | list[Connection]:
    form = FORMATS[format_id]
    if isinstance(form, MapFormat):
        return list(form.read(io.BytesIO(data), systems=SYSTEMS))
    return list(form.read(io.BytesIO(data)))


def told(one: Entry | Connection) -> dict[str, Any]:
    """What it says beside what is empty."""
    said = {field.name: getattr(one, field.name) for field in fields(one)}
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in said.items()
        if value not in ("", None, ())
    }


@pytest.mark.parametrize("format_id", FORMATS)
def test_a_real_shaped_file_is_read_into_what_stands_beside_it(format_id: str) -> None:
    found = [told(one) for one in read(format_id, file_of(format_id).read_bytes())]
    expected = json.loads((FILES / f"{format_id}.expected.json").read_text(encoding="utf-8"))
    assert found == expected


@pytest.mark.parametrize("format_id", FORMATS)
def test_a_format_knows_its_files_by_their_suffix(format_id: str) -> None:
    assert FORMATS[format_id].takes(file_of(format_id).name.upper())
    assert not FORMATS[format_id].takes("billede.png")


def test_a_format_says_whether_it_gives_codes_or_a_map() -> None:
    assert {each.id for each in FORMATS.values() if each.gives == Gives.MAP} == {
        "icpc-icd-csv",
        "fhir-conceptmap",
        "map-csv",
    }
