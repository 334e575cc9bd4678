"""A record of a case in words: what it is of, its value and sign, its code, and the days it stands on."""

from __future__ import annotations

from datetime import date

import pytest

from profiles.evaluation.cases.filling import whole_document
from profiles.standard.catalogue import load_catalogue
from profiles.standard.reading import read_json
from profiles.standards.records import Records

HBA1C = {"element": "measurement", "where": [{"field": "code", "in": "hba1c"}]}
DOCUMENT = whole_document(
    {"inclusion": {"id": "in", "type": "exists", "of": HBA1C}}, profile="p", title="P", standard="1.1"
)
TOLD = Records(read_json(DOCUMENT), load_catalogue("1.1"))


@pytest.mark.parametrize(
    ("element", "row", "words"),
    [
        ("measurement", {"code_npu": "NPU27300", "value": "52"}, "HbA1c 52 (NPU27300)"),
        ("measurement", {"code_npu": "NPU27300", "value": "5", "comparator": "<"}, "HbA1c <5 (NPU27300)"),
        ("measurement", {"code_npu": "NPU99999", "value": "52"}, "52 (NPU99999)"),
        ("measurement", {"code_npu": "NPU27300"}, "HbA1c (NPU27300)"),
        ("diagnosis", {"code_icpc_2_dk": "T90", "code_sks": "DE119"}, "T90 og DE119"),
        ("diagnosis", {"debut": "2020-01-01", "kind": "course"}, "debut 1. jan. 2020, Forløbsdiagnose"),
        ("medication", {"code_atc": "N02AA01", "daily_dose": "60"}, "N02AA01, døgndosis 60"),
        ("contact", {"kind": "phone", "clinician": "Rikke"}, "Telefon, Rikke"),
        ("appointment", {"status": "Booked"}, "Booked"),
        ("contact", {}, "Kontakt"),
    ],
)
def test_a_record_is_told_in_words(element: str, row: dict[str, str], words: str) -> None:
    assert TOLD.text(TOLD.catalogue.element(element), row) == words


def test_a_time_of_day_follows_its_record() -> None:
    (only,) = TOLD.dated("contact", {"date": "2026-01-01T14:32", "kind": "phone"})
    assert only == (date(2026, 1, 1), "Telefon, kl. 14.32")


def test_a_period_stands_on_both_its_days() -> None:
    told = list(TOLD.dated("medication", {"code_atc": "A10", "start": "2026-01-01", "end": "2026-02-01"}))
    assert told == [(date(2026, 1, 1), "Start: A10"), (date(2026, 2, 1), "Slut: A10")]
    assert [each.text for each in TOLD.dated("medication", {"start": "2026-01-01"})] == [
        "Start: Aktuel medicin"
    ]


@pytest.mark.parametrize(
    ("element", "row", "words"),
    [
        ("contact", {"kind": "phone"}, "Telefon (uden dato)"),
        ("contact", {"date": "01-11-2026"}, "Kontakt (dato »01-11-2026«)"),
        ("medication", {"end": "2026-01-01"}, "Aktuel medicin (uden start)"),
    ],
)
def test_a_record_without_its_day_says_so(element: str, row: dict[str, str], words: str) -> None:
    assert list(TOLD.dated(element, row)) == []
    assert TOLD.undated(element, row) == words
