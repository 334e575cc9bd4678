"""What the demo is about: the documents and where the patients lie. Examples, not clinically approved."""

from __future__ import annotations

from pathlib import Path

from profiles.standard.document import CodeSet, Column, Document
from profiles.standard.reading import read

FOLDER = Path(__file__).parent
PATIENTS = FOLDER / "patients"


def first_document() -> Document:
    """Type 2-diabetes as it is published as 1.0.0."""
    return read((FOLDER / "type-2-diabetes.json").read_bytes())


def with_ldl(document: Document) -> Document:
    """The next draft: a column with the latest LDL, flagged when it is high."""
    return document.model_copy(
        update={
            "code_sets": (*document.code_sets, _LDL_CODES),
            "columns": (*document.columns, _LDL_COLUMN),
        }
    )


_LDL_CODES = CodeSet.model_validate_json(
    """{"id": "ldl", "title": "LDL-kolesterol", "unit": "mmol/L", "rules": [
        {"system": "npu", "code": "NPU01568", "include": true},
        {"system": "npu", "code": "NPU10171", "include": true},
        {"system": "npu", "code": "DNK35308", "include": true}]}"""
)
_LDL_COLUMN = Column.model_validate_json(
    """{"id": "latest-ldl", "title": "LDL-kolesterol", "show_date": true, "references": ["dsam-2019"],
        "measure": {"type": "latest", "of": {"element": "measurement",
            "where": [{"field": "code", "in": "ldl"}], "window": {"from": "-P12M"}}},
        "flags": [{"level": "attention", "operator": "greater_than", "value": 2.5, "unit": "mmol/L",
            "text": "Over 2,5 mmol/L"}]}"""
)
