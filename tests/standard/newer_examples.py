"""Small documents of standard 1.1: opioids with their factors, and one thing put into them at a time."""

from __future__ import annotations

from typing import Any

from .examples import Json, code_set, column, profile

OPIOIDS = {"element": "medication", "where": [{"field": "code", "in": "opioids"}], "window": {"from": "P0D"}}
HBA1C = {"element": "measurement", "where": [{"field": "code", "in": "hba1c"}]}
OMEQ = {"type": "weighted_sum", "of": OPIOIDS, "field": "daily_dose"}
CHANGE = {"type": "change", "of": HBA1C}


def factor(code: str, times: float, **more: Any) -> Json:
    return {"system": "atc", "code": code, "descendants": True, "include": True, "factor": times, **more}


def opioids(*rules: Json, **more: Any) -> Json:
    listed = rules or (factor("N02AA01", 1), factor("N02AX02", 0.15), factor("N02AA05", 1.5))
    return {
        "id": "opioids",
        "title": "Opioider",
        "unit": "mg morfin oralt",
        "rules": list(listed),
        **more,
    }


def newer(**changes: Any) -> Json:
    """A valid document of 1.1; ``changes`` replace properties."""
    plain = profile()
    sets = [
        *plain["code_sets"],
        opioids(),
        code_set("hf", ("sks", "DI50"), unit="dage", descendants=True),
        code_set("bare", ("atc", "N02A"), descendants=True),
    ]
    return {**plain, "standard": "1.1", "code_sets": sets, **changes}


def newer_showing(measure: Json, *flags: Json, **changes: Any) -> Json:
    return newer(columns=[column(measure, *flags)], **changes)


def as_older(value: Json) -> Json:
    return {**value, "standard": "1.0"}
