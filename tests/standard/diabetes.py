"""A profile with something in every section, to change and to read: eksempel, ikke klinisk godkendt."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def rule(system: str, code: str, **more: Any) -> Json:
    return {"system": system, "code": code, "include": True, **more}


def coded(code_set: str, *more: Json) -> list[Json]:
    return [{"field": "code", "in": code_set}, *more]


def measurements(code_set: str, *more: Json, **window: str) -> Json:
    selection: Json = {"element": "measurement", "where": coded(code_set, *more)}
    return {**selection, "window": window} if window else selection


def diabetes() -> Json:
    """The standard's own example (8.1), grown a little; valid by grammar and catalogue."""
    below = {"descendants": True}
    high = {"field": "value", "operator": "at_least", "value": 48, "unit": "mmol/mol"}
    current = {"field": "status", "one_of": ["current", "relevant"]}
    pregnancy = {"type": "latest", "of": {"element": "diagnosis", "where": coded("pregnant")}}
    return {
        "standard": "1.0",
        "profile": "type-2-diabetes",
        "version": "1.0.0",
        "title": "Type 2-diabetes",
        "kind": "disease",
        "purpose": "Overblik over voksne med type 2-diabetes",
        "owner": "PLO",
        "references": [
            {"id": "dsam-2019", "title": "Type 2-diabetes", "publisher": "DSAM", "year": 2019},
            {"id": "hvidberg-2020", "title": "Hvidberg 2020"},
        ],
        "expected_per_thousand": {"low": 40, "high": 70, "reference": "hvidberg-2020"},
        "code_sets": [
            {
                "id": "t1d",
                "title": "Type 1-diabetes",
                "rules": [rule("icpc-2-dk", "T89"), rule("sks", "DE10", **below)],
            },
            {
                "id": "t2d",
                "title": "Type 2-diabetes",
                "rules": [rule("icpc-2-dk", "T90"), rule("sks", "DE11", **below)],
            },
            {
                "id": "hba1c",
                "title": "HbA1c",
                "unit": "mmol/mol",
                "rules": [rule("npu", "NPU27300"), rule("npu", "NPU03835", factor=10.93, offset=-23.5)],
            },
            {"id": "pregnant", "title": "Graviditet", "rules": [rule("icpc-2-dk", "W78")]},
            {
                "id": "systolic",
                "title": "Systolisk blodtryk",
                "unit": "mmHg",
                "rules": [rule("npu", "DNK05472")],
            },
        ],
        "inclusion": {
            "id": "in",
            "type": "all",
            "of": [
                {
                    "id": "adult",
                    "type": "compare",
                    "measure": {"type": "age"},
                    "operator": "at_least",
                    "value": 18,
                },
                {
                    "id": "coded",
                    "type": "any",
                    "label": "Har diagnosen",
                    "references": ["dsam-2019"],
                    "of": [
                        {
                            "id": "coded-course",
                            "type": "exists",
                            "of": {
                                "element": "diagnosis",
                                "where": coded("t2d", {"field": "kind", "is": "course"}, current),
                            },
                        },
                        {
                            "id": "coded-contact",
                            "type": "exists",
                            "of": {
                                "element": "diagnosis",
                                "where": coded("t2d", {"field": "kind", "is": "contact"}),
                                "window": {"from": "-P9M", "anchor": pregnancy},
                            },
                        },
                        {
                            "id": "confirmed",
                            "type": "compare",
                            "measure": {
                                "type": "count_days",
                                "of": measurements("hba1c", high, **{"from": "-P24M"}),
                            },
                            "operator": "at_least",
                            "value": 2,
                        },
                    ],
                },
            ],
        },
        "exclusion": {
            "id": "out",
            "type": "any",
            "of": [
                {
                    "id": "t1d-instead",
                    "type": "exists",
                    "of": {"element": "diagnosis", "where": coded("t1d")},
                },
                {"id": "in-copd", "type": "member_of", "profile": "copd", "version": "1.2.0"},
            ],
        },
        "groups": [
            {
                "id": "high",
                "title": "HbA1c over 70",
                "level": "critical",
                "when": {
                    "id": "high-value",
                    "type": "compare",
                    "measure": {"type": "latest", "of": measurements("hba1c", **{"from": "-P12M"})},
                    "operator": "greater_than",
                    "value": 70,
                    "unit": "mmol/mol",
                },
            },
            {
                "id": "above-goal",
                "title": "Over mål",
                "level": "attention",
                "when": {
                    "id": "above-goal-value",
                    "type": "compare",
                    "measure": {"type": "latest", "of": measurements("hba1c")},
                    "operator": "greater_than",
                    "value": {"parameter": "goal"},
                },
            },
        ],
        "columns": [
            {
                "id": "latest-hba1c",
                "title": "HbA1c",
                "measure": {"type": "latest", "of": measurements("hba1c")},
                "show_date": True,
                "flags": [
                    {"level": "missing", "when": "missing", "text": "Ikke målt"},
                    {"level": "critical", "operator": "greater_than", "value": 70, "text": "Over 70"},
                ],
            },
            {
                "id": "pressure",
                "title": "Blodtryk",
                "measure": {"type": "latest", "of": measurements("systolic")},
            },
        ],
        "default_sort": [{"column": "latest-hba1c", "direction": "descending"}],
        "patient_view": [
            {
                "id": "status",
                "title": "Status",
                "entries": [
                    {"id": "age", "type": "item", "title": "Alder", "measure": {"type": "age"}},
                    {
                        "id": "curve",
                        "type": "trend",
                        "title": "HbA1c",
                        "of": measurements("hba1c"),
                        "months": 24,
                    },
                    {"id": "note", "type": "text", "text": "Husk fødderne"},
                ],
            }
        ],
        "actions": [
            {
                "id": "book",
                "title": "Book årskontrol",
                "kind": "book",
                "text": "Book en tid",
                "when": {
                    "id": "no-booking",
                    "type": "exists",
                    "of": {
                        "element": "appointment",
                        "where": [{"field": "status", "is": "booked"}],
                        "window": {"from": "P0D", "to": "P100Y"},
                    },
                },
            }
        ],
        "data_quality": [
            {
                "id": "no-hba1c",
                "title": "Ingen HbA1c",
                "why": "Uden HbA1c kan kontrollen ikke følges",
                "correction": "Bestil HbA1c",
                "when": {
                    "id": "no-hba1c-when",
                    "type": "not",
                    "of": {
                        "id": "has-hba1c",
                        "type": "exists",
                        "of": measurements("hba1c", **{"from": "-P15M"}),
                    },
                },
            }
        ],
        "parameters": [
            {
                "id": "goal",
                "title": "HbA1c-mål",
                "default": 53,
                "unit": "mmol/mol",
                "minimum": 48,
                "maximum": 75,
            }
        ],
    }
