"""Small clinics and documents of standard 1.1 for hand-written tests."""

from __future__ import annotations

from typing import Any

from profiles.evaluation import evaluate
from profiles.evaluation.results import Cell
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document

from .clinic import CODE_SETS, TODAY, Json, document, one_patient

NEWER = load_catalogue("1.1")
OPIOID_RULES = [
    {"system": "atc", "code": "N02A", "descendants": True, "include": True},
    {"system": "atc", "code": "N02AX02", "include": True, "factor": 0.15},
    {"system": "atc", "code": "N02AA05", "include": True, "factor": 1.5},
    {"system": "atc", "code": "N02AE", "descendants": True, "include": False},
]
OPIOIDS = {"id": "opioids", "title": "Opioider", "unit": "mg", "rules": OPIOID_RULES}
STAYS = {
    "id": "stays",
    "title": "Indlæggelser",
    "unit": "dage",
    "rules": [{"system": "sks", "code": "DI5", "descendants": True, "include": True, "factor": 0.5}],
}
NPU03835 = {"system": "npu", "code": "NPU03835", "include": True, "factor": 10.93, "offset": -23.5}
TAKEN = {"element": "medication", "where": [{"field": "code", "in": "opioids"}], "window": {"from": "P0D"}}
OMEQ = {"type": "weighted_sum", "of": TAKEN, "field": "daily_dose"}


def newer_document(**sections: Any) -> Document:
    hba1c = {**CODE_SETS[1], "rules": [*CODE_SETS[1]["rules"], NPU03835]}
    sets = [CODE_SETS[0], hba1c, CODE_SETS[2], OPIOIDS, STAYS]
    return document(**{"standard": "1.1", "code_sets": sets, **sections})


def shown(measure: Json, **records: Any) -> Cell:
    """What a column of one ordinary patient shows."""
    column = {"id": "shown", "title": "Vist", "measure": measure}
    patient = one_patient(catalogue=NEWER, **records)
    found = evaluate(newer_document(columns=[column]), patient, TODAY)
    return found[0].columns["shown"]


def taken(code: str, dose: str, **more: str) -> dict[str, str]:
    return {"code_atc": code, "daily_dose": dose, "start": "2026-01-01", **more}
