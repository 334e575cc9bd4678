"""A handful of documents that together use every construct a query can have, by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from cockpit.demo.content import first_document
from profiles.evaluation.compiler import Compiled, compile_document
from profiles.standard.document import Document

from ..clinic import CODE_SETS, HBA1C, ORDINARY, T2D, document
from ..newer_clinic import OMEQ, newer_document

Json = dict[str, Any]
TODAY = date(2026, 11, 21)


@cache
def compiled(name: str) -> Compiled:
    return compile_document(DOCUMENTS[name], TODAY, package={"other@1.0.0": document(profile="other")})


def _rule(system: str, code: str, **more: Any) -> Json:
    return {"system": system, "code": code, "include": True, **more}


def _compare(identifier: str, measure: Json, operator: str, value: Any, **more: Any) -> Json:
    return {
        "id": identifier,
        "type": "compare",
        "measure": measure,
        "operator": operator,
        "value": value,
        **more,
    }


def _exists(identifier: str, of: Json) -> Json:
    return {"id": identifier, "type": "exists", "of": of}


def _column(identifier: str, measure: Json, *flags: Json) -> Json:
    return {"id": identifier, "title": identifier, "measure": measure, "flags": list(flags)}


def _all(*parts: Json) -> Json:
    return {"id": "in", "type": "all", "of": list(parts)}


def _some(*parts: Json) -> Json:
    return {"id": "in", "type": "any", "of": list(parts)}


_CONVERTED = {
    "id": "lab",
    "title": "Omregnet",
    "unit": "mmol/mol",
    "rules": [
        _rule("npu", "NPU27300"),
        _rule("npu", "NPU03835", factor=Decimal("10.93"), offset=Decimal("-23.5")),
        _rule("mcs", "MCS88015", factor=Decimal("0.1")),
    ],
}
_AWKWARD = {
    "id": "awkward",
    "title": "Tegn, der betyder noget, når en tekst begynder med dem",
    "rules": [
        _rule("sks", code, descendants=True) for code in ("D1%", "D_2", "D[3", "D*4?", "D!5", "D\\6", "DÆ")
    ],
}
_QUOTED = {
    "id": "quoted",
    "title": "Tegn, der betyder noget i en tekst",
    "unit": "1",
    "rules": [_rule("local", code) for code in ("K'L", 'M"N', "Æ1", "O\\P", "--Q", "/*R*/")],
}
# Codes that an engine could take for those above, were it careless with case, wildcards, accents or escapes.
LOOK_ALIKES = {
    "code_sks": (
        *("D1%X", "D1X", "D_2X", "DX2", "D[3]", "D3", "D*4?", "D*4XY", "DXX4?", "D!5", "D5", "D\\6", "D6"),
        *("DÆ1", "DAE1", "DÅ1", "DE11", "DE112", "DE1121", "DE11211", "de11", "DE1"),
    ),
    "code_local": ("K'L", "K''L", 'M"N', "Æ1", "AE1", "O\\P", "O\\\\P", "--Q", "/*R*/", "--q"),
}


def look_alikes() -> dict[str, list[dict[str, str]]]:
    """Rows of tables: for each code a patient, whose id puts the order of ids to the test."""
    diagnoses, tests = LOOK_ALIKES["code_sks"], LOOK_ALIKES["code_local"]
    ids = [f"{'aAåÅzZæÆ𝄞￮'[number % 10]}-{number}" for number in range(len(diagnoses) + len(tests))]
    day = {"date": "2026-01-31"}
    return {
        "patient": [{"patient_id": each, **ORDINARY} for each in ids],
        "diagnosis": [
            {"patient_id": each, "code_sks": code, **day} for each, code in zip(ids, diagnoses, strict=False)
        ],
        "measurement": [
            {"patient_id": each, "code_local": code, "value": "1", **day}
            for each, code in zip(ids[len(diagnoses) :], tests, strict=True)
        ],
    }


_NARROWED = {
    "id": "narrowed",
    "title": "Med undtagelser",
    "rules": [
        _rule("sks", "DE11", descendants=True),
        {"system": "sks", "code": "DE112", "descendants": True, "include": False},
        _rule("sks", "DE1121"),
        _rule("icpc-2-dk", "T90", descendants=True),
    ],
}
_LAB = {"element": "measurement", "where": [{"field": "code", "in": "lab"}]}
_AFTER = {"type": "latest", "of": T2D}

DOCUMENTS: dict[str, Document] = {
    "type-2-diabetes": first_document(),
    "codes": document(
        _some(
            _exists("awkward", {"element": "diagnosis", "where": [{"field": "code", "in": "awkward"}]}),
            _exists("quoted", {"element": "measurement", "where": [{"field": "code", "in": "quoted"}]}),
            _exists("narrowed", {"element": "diagnosis", "where": [{"field": "code", "in": "narrowed"}]}),
        ),
        code_sets=[_AWKWARD, _QUOTED, _NARROWED],
        columns=[_column("code", {"type": "latest", "of": {"element": "diagnosis"}, "field": "code"})],
    ),
    "dates": document(
        _all(
            _exists("months", {**HBA1C, "window": {"from": "-P3M", "to": "P1Y", "anchor": _AFTER}}),
            _exists(
                "days", {**HBA1C, "window": {"from": "-P84D", "anchor": {"type": "earliest", "of": T2D}}}
            ),
            _exists("running", {"element": "medication", "window": {"from": "P0D"}}),
            _exists("ended", {"element": "plan", "window": {"from": "-P1Y", "on": "end"}}),
            _exists(
                "debut",
                {
                    "element": "diagnosis",
                    "where": [
                        {"field": "debut", "operator": "at_least", "value": {"offset": "-P5Y"}},
                        {"field": "end", "missing": True},
                        {"field": "kind", "missing": False},
                    ],
                },
            ),
            _compare("days-since", {"type": "days_since", "of": HBA1C}, "less_than", 400),
            _compare("days-counted", {"type": "count_days", "of": HBA1C}, "at_least", 2),
            _compare("age", {"type": "age"}, "between", [18, 120]),
        ),
        columns=[_column("last-end", {"type": "highest", "of": {"element": "plan"}, "field": "end"})],
    ),
    "numbers": document(
        _all(
            _compare("latest", {"type": "latest", "of": _LAB}, "greater_than", Decimal("53.5")),
            _compare("one-of", {"type": "lowest", "of": _LAB}, "one_of", [48, Decimal("-5.5"), 70]),
            _compare("average", {"type": "average", "of": _LAB}, "between", [Decimal("47.5"), 70]),
            _exists(
                "filtered",
                {
                    **_LAB,
                    "where": [*_LAB["where"], {"field": "value", "operator": "not_equal", "value": 53}],
                },
            ),
        ),
        code_sets=[_CONVERTED],
        columns=[
            _column(
                "highest",
                {"type": "highest", "of": _LAB},
                {"level": "missing", "when": "missing", "text": "Mangler"},
                {
                    "level": "critical",
                    "operator": "greater_than",
                    "value": {"parameter": "limit"},
                    "text": "Høj",
                },
            ),
            _column("share", {"type": "largest_share", "of": {"element": "contact"}, "field": "clinician"}),
        ],
        parameters=[{"id": "limit", "title": "Grænse", "default": 70}],
    ),
    "newer": newer_document(
        inclusion=_all(_compare("omeq", OMEQ, "at_least", 90)),
        columns=[
            _column("change", {"type": "change", "of": HBA1C}),
            _column("omeq-shown", OMEQ),
        ],
    ),
    "logic": document(
        {
            "id": "in",
            "type": "at_least",
            "n": 2,
            "label": "To af tre */ DROP TABLE patient; /* --",
            "of": [
                _exists("t2d", T2D),
                {"id": "not", "type": "not", "of": _compare("sex", {"type": "sex"}, "equal", "male")},
                {"id": "member", "type": "member_of", "profile": "other", "version": "1.0.0"},
            ],
        },
        exclusion={"id": "out", "type": "any", "of": [_exists("none", {"element": "service"})]},
        code_sets=CODE_SETS,
        groups=[
            {
                "id": "smokers",
                "title": "Rygere",
                "level": "attention",
                "when": _exists(
                    "smokes",
                    {
                        "element": "finding",
                        "where": [
                            {"field": "topic", "is": "smoking"},
                            {"field": "value", "one_of": ["current", "former"]},
                        ],
                    },
                ),
            }
        ],
        columns=[
            _column("holds", {"type": "holds", "of": _exists("has-plan", {"element": "plan"})}),
            _column("contacts", {"type": "count", "of": {"element": "contact"}}),
        ],
    ),
}
