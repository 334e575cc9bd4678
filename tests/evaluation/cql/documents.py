"""Documents written by hand that together say everything the language can."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

CODE_SETS = [
    {
        "id": "diabetes",
        "title": "Diabetes",
        "rules": [
            {"system": "sks", "code": "DE11", "descendants": True, "include": True},
            {"system": "sks", "code": "DE112", "descendants": True, "include": False},
            {"system": "sks", "code": "DE1121", "include": True},
            {"system": "icpc-2-dk", "code": "T90", "descendants": True, "include": True},
        ],
    },
    {
        "id": "hba1c",
        "title": "HbA1c",
        "unit": "mmol/mol",
        "rules": [
            {"system": "npu", "code": "NPU27300", "include": True},
            {"system": "npu", "code": "NPU03835", "include": True, "factor": 10.93, "offset": -23.5},
            {"system": "local", "code": "x_1", "include": True, "offset": 0.25},
        ],
    },
    {
        "id": "metformin",
        "title": "Metformin",
        "rules": [{"system": "atc", "code": "A10BA02", "include": True}],
    },
    {
        "id": "yearly",
        "title": "Årskontrol",
        "rules": [{"system": "ydelse", "code": "80-0101", "include": True}],
    },
]
HBA1C = {"field": "code", "in": "hba1c"}
DIABETES = {"field": "code", "in": "diabetes"}
METFORMIN = {"field": "code", "in": "metformin"}
LAST_YEAR = {"from": "-P12M"}


def whole(profile: str, inclusion: Json, **sections: Any) -> Json:
    return {
        "standard": "1.0",
        "profile": profile,
        "version": "1.0.0",
        "title": "Prøve med \"anførselstegn\", 'apostrof' og \\ streg",
        "kind": "disease",
        "purpose": "Prøve",
        "owner": "PLO",
        "references": [],
        "code_sets": CODE_SETS,
        "inclusion": inclusion,
        "groups": [],
        "columns": [],
        "patient_view": [],
        "actions": [],
        "data_quality": [],
        "parameters": [],
        **sections,
    }


def of(element: str, *where: Json, **window: Any) -> Json:
    selection: Json = {"element": element}
    if where:
        selection["where"] = list(where)
    return selection | ({"window": window} if window else {})


def exists(node: str, element: str, *where: Json, **window: Any) -> Json:
    return {"id": node, "type": "exists", "of": of(element, *where, **window)}


def compare(node: str, measure: Json, operator: str, value: Any, **more: Any) -> Json:
    return {"id": node, "type": "compare", "measure": measure, "operator": operator, "value": value, **more}


def everybody(node: str = "everybody") -> Json:
    return {"id": node, "type": "all", "of": []}


def groups(*criteria: Json) -> list[Json]:
    """Each criterion as a group of its own."""
    return [
        {"id": f"group-{each['id']}", "title": "Gruppe", "level": "ok", "when": each} for each in criteria
    ]


def column(node: str, measure: Json, *flags: Json) -> Json:
    return {"id": node, "title": "Kolonne", "measure": measure, "flags": list(flags)}


def flag(level: str, **when: Any) -> Json:
    return {"level": level, "text": f"Det er {level}", **when}


def measured(kind: str, element: str, *where: Json, field: str | None = None, **window: Any) -> Json:
    measure: Json = {"type": kind, "of": of(element, *where, **window)}
    return measure | ({"field": field} if field else {})


LATEST = {"anchor": {"type": "latest", "of": of("measurement", HBA1C)}}
EARLIEST_DIAGNOSIS = {"anchor": {"type": "earliest", "of": of("diagnosis", DIABETES)}}

LOGIC = whole(
    "logic",
    {
        "id": "whole",
        "type": "all",
        "of": [
            compare("adult", {"type": "age"}, "at_least", 18),
            {
                "id": "two-of",
                "type": "at_least",
                "n": 2,
                "of": [
                    exists("coded", "diagnosis", DIABETES),
                    compare("high", measured("latest", "measurement", HBA1C, **LAST_YEAR), "at_least", 48),
                    {
                        "id": "treated",
                        "type": "any",
                        "of": [exists("pills", "medication", METFORMIN, **{"from": "P0D"})],
                    },
                ],
            },
        ],
    },
    exclusion={
        "id": "low",
        "type": "not",
        "of": compare("not-low", measured("lowest", "measurement", HBA1C), "greater_than", 10),
    },
    groups=groups(
        {"id": "nothing", "type": "any", "of": []},
        {"id": "none-of", "type": "at_least", "n": 0, "of": []},
        {"id": "too-many", "type": "at_least", "n": 3, "of": [everybody("one"), everybody("two")]},
        compare("woman", {"type": "sex"}, "one_of", ["female"]),
        compare("not-a-man", {"type": "sex"}, "not_equal", "male"),
        compare("between", measured("highest", "measurement", HBA1C), "between", [48, 53.5]),
        compare("one-of", measured("earliest", "measurement", HBA1C), "one_of", [48, 53]),
        compare(
            "over-limit", measured("latest", "measurement", HBA1C), "greater_than", {"parameter": "limit"}
        ),
    ),
    actions=[
        {
            "id": "call",
            "title": "Ring",
            "kind": "recall",
            "text": "Ring",
            "when": exists("no-visit", "contact"),
        }
    ],
    data_quality=[
        {"id": "odd", "title": "Pudsigt", "why": "?", "correction": "!", "when": everybody("always")}
    ],
    parameters=[{"id": "limit", "title": "Grænse", "default": 53}],
)

TIME = whole(
    "time",
    exists("in-window", "diagnosis", DIABETES, **{"from": "-P1M", "to": "-P1D"}),
    groups=groups(
        exists("overlap", "medication", METFORMIN, **{"from": "-P90D", "to": "-P1W"}),
        exists("started", "medication", **{"from": "-P1Y", "on": "start"}),
        exists("stopped", "medication", **{"from": "-P6W", "to": "P2M", "on": "end"}),
        exists("now", "plan", **{"from": "P0D"}),
        exists("until", "pathway", to="-P1D"),
        exists("booked", "appointment", {"field": "status", "is": "booked"}, **{"from": "P1D", "to": "P3M"}),
        exists("near-latest", "contact", **{"from": "-P30D", "to": "P30D", **LATEST}),
        exists(
            "since-diagnosis", "measurement", HBA1C, **EARLIEST_DIAGNOSIS, **{"from": "P1D", "to": "P100Y"}
        ),
        exists(
            "nested",
            "contact",
            **{
                "from": "-P7D",
                "anchor": {
                    "type": "latest",
                    "of": of("measurement", HBA1C, **{"to": "-P1D", **LATEST}),
                },
            },
        ),
        exists("reversed", "contact", **{"from": "P1D", "to": "-P1D"}),
        exists("reversed-period", "medication", **{"from": "P1D", "to": "-P1D"}),
        exists(
            "filters",
            "plan",
            {"field": "next_review", "operator": "less_than", "value": {"offset": "P0D"}},
            {"field": "start", "operator": "between", "value": ["2020-01-01", "2026-11-21"]},
            {"field": "status", "missing": False},
            {"field": "end", "missing": True},
        ),
    ),
)

MEASURES = whole(
    "measures",
    exists("same-codes", "diagnosis", DIABETES, {"field": "kind", "one_of": ["course", "contact"]}),
    columns=[
        column("count", measured("count", "contact"), flag("attention", operator="equal", value=2)),
        column("days", measured("count_days", "contact"), flag("ok", operator="at_least", value=2.5)),
        column("since", measured("days_since", "contact"), flag("missing", when="missing")),
        column(
            "average",
            measured("average", "measurement", HBA1C),
            flag("critical", operator="at_least", value=53),
        ),
        column("share", measured("largest_share", "contact", field="clinician")),
        column("shared-kind", measured("largest_share", "contact", field="kind")),
        column(
            "latest",
            measured("latest", "measurement", HBA1C),
            flag("critical", operator="greater_than", value=70, unit="mmol/mol"),
        ),
        column("lowest", measured("lowest", "measurement", HBA1C)),
        column(
            "highest",
            measured(
                "highest", "measurement", HBA1C, {"field": "value", "operator": "less_than", "value": 53}
            ),
        ),
        column("longest", measured("highest", "medication", METFORMIN, field="end")),
        column("first-review", measured("lowest", "plan", field="next_review")),
        column("diagnosis", measured("latest", "diagnosis", field="code"), flag("missing", when="missing")),
        column("clinician", measured("earliest", "contact", field="clinician")),
        column(
            "smoking",
            measured("latest", "finding", {"field": "topic", "is": "smoking"}, field="value"),
            flag("attention", operator="equal", value="current"),
        ),
        column("status", measured("latest", "goal", field="status")),
        column("phase", measured("latest", "pathway", field="phase")),
        column("recipient", measured("latest", "referral", field="recipient")),
        column("vaccine", measured("latest", "vaccination", field="code")),
        column("prescribed", measured("latest", "prescription", field="code")),
        column(
            "service",
            measured("exists", "service", {"field": "code", "in": "yearly"}),
            flag("ok", operator="equal", value=True),
        ),
        column("age", {"type": "age"}, flag("critical", operator="greater_than", value=65)),
        column("sex", {"type": "sex"}),
        column(
            "holds",
            {
                "type": "holds",
                "of": compare("is-high", measured("latest", "measurement", HBA1C), "at_least", 48),
            },
            flag("ok", when=exists("seen", "contact")),
            flag("missing", when="missing"),
            flag("attention", operator="equal", value=False),
        ),
    ],
)

MEMBER = whole(
    "member",
    {
        "id": "both",
        "type": "all",
        "of": [
            {"id": "is-member", "type": "member_of", "profile": "logic", "version": "1.0.0"},
            {
                "id": "is-not",
                "type": "not",
                "of": {"id": "other", "type": "member_of", "profile": "time", "version": "1.0.0"},
            },
        ],
    },
)
OPIOIDS = {
    "id": "opioids",
    "title": "Opioider i morfinækvivalenter",
    "unit": "mg",
    "rules": [
        {"system": "atc", "code": "N02AA", "descendants": True, "include": True},
        {"system": "atc", "code": "N02AA05", "include": True, "factor": 1.5},
        {"system": "atc", "code": "N02AX02", "include": True, "factor": 0.2},
    ],
}
WEIGHED = {
    "id": "weighed",
    "title": "Vejet",
    "unit": "1",
    "rules": [
        {"system": "npu", "code": "NPU27300", "include": True, "factor": 0.5},
        {"system": "npu", "code": "NPU03835", "include": True, "factor": 2},
    ],
}
OPIOID = {"field": "code", "in": "opioids"}
NEWER = whole(
    "newer",
    compare(
        "much", measured("weighted_sum", "medication", OPIOID, field="daily_dose"), "at_least", 100, unit="mg"
    ),
    standard="1.1",
    code_sets=[*CODE_SETS, OPIOIDS, WEIGHED],
    groups=groups(
        exists("admitted", "hospital_contact", {"field": "code", "missing": False}, **{"from": "-P90D"}),
        exists("seen-by-own", "contact", {"field": "own_clinician", "is": "own"}),
        {"id": "older", "type": "member_of", "profile": "time", "version": "1.0.0"},
        exists("prescribed-by", "medication", {"field": "indication", "missing": False}),
        compare("rising", measured("change", "measurement", HBA1C), "greater_than", 5),
    ),
    columns=[
        column("sum", measured("weighted_sum", "measurement", {"field": "code", "in": "weighed"})),
        column("dose", measured("latest", "medication", OPIOID, field="daily_dose")),
        column("indication", measured("latest", "medication", OPIOID, field="indication")),
        column("packages", measured("highest", "prescription", field="packages")),
        column(
            "change",
            measured("change", "measurement", HBA1C),
            flag("attention", operator="less_than", value=0),
        ),
        column("packages-change", measured("change", "prescription", field="packages")),
        column("discharged", measured("latest", "hospital_contact", field="end")),
    ],
)
PACKAGE = {"logic@1.0.0": LOGIC, "time@1.0.0": TIME}
DOCUMENTS = [LOGIC, TIME, MEASURES, MEMBER, NEWER]
