"""Small documents written by hand: a valid one, and ways to put one thing into it that a rule is about."""

from __future__ import annotations

from typing import Any

from profiles.standard.problem import Problem
from profiles.standard.reading import InvalidDocument, read_json

Json = dict[str, Any]

HBA1C = {"element": "measurement", "where": [{"field": "code", "in": "hba1c"}]}
DIAGNOSIS = {"element": "diagnosis", "where": [{"field": "code", "in": "t2d"}]}
SMOKING = {"element": "finding", "where": [{"field": "topic", "is": "smoking"}]}
LATEST_HBA1C = {"type": "latest", "of": HBA1C}
AGE = {"type": "age"}
EMPTY = {"type": "all", "of": []}


def profile(**changes: Any) -> Json:
    """A valid document with code sets, references and a parameter to use; ``changes`` replace properties."""
    return {
        "standard": "1.0",
        "profile": "type-2-diabetes",
        "version": "1.0.0",
        "title": "Type 2-diabetes",
        "kind": "disease",
        "purpose": "Vise dem, der skal følges.",
        "owner": "PLO",
        "references": [{"id": "dsam-2019", "title": "Type 2-diabetes"}],
        "code_sets": [
            code_set("t2d", ("icpc-2-dk", "T90"), ("sks", "DE11"), descendants=True),
            code_set("hba1c", ("npu", "NPU27300"), unit="mmol/mol"),
            code_set("ldl", ("npu", "NPU01568"), unit="mmol/L"),
            code_set("metformin", ("atc", "A10BA02"), descendants=True),
        ],
        "inclusion": {"id": "in", "type": "exists", "of": DIAGNOSIS},
        "groups": [],
        "columns": [],
        "patient_view": [],
        "actions": [],
        "data_quality": [],
        "parameters": [{"id": "limit", "title": "Grænse", "default": 70}],
        **changes,
    }


def code_set(name: str, *codes: tuple[str, str], descendants: bool = False, **more: Any) -> Json:
    below = {"descendants": True} if descendants else {}
    rules = [{"system": system, "code": code, "include": True, **below} for system, code in codes]
    return {"id": name, "title": name, "rules": rules, **more}


def criterion(**properties: Any) -> Json:
    return {"id": "it", **properties}


def including(**properties: Any) -> Json:
    """A document whose inclusion is a criterion with the id ``it``."""
    return profile(inclusion=criterion(**properties))


def comparing(measure: Json, operator: str, value: Any, **more: Any) -> Json:
    return including(type="compare", measure=measure, operator=operator, value=value, **more)


def selecting(element: str, *where: Json, **more: Any) -> Json:
    """A document that includes those with a record of a selection."""
    asked = {"where": list(where)} if where else {}
    return including(type="exists", of={"element": element, **asked, **more})


def column(measure: Json, *flags: Json, **more: Any) -> Json:
    return {"id": "shown", "title": "Vist", "measure": measure, "flags": list(flags), **more}


def showing(measure: Json, *flags: Json) -> Json:
    """A document with one column."""
    return profile(columns=[column(measure, *flags)])


def viewing(**entry: Any) -> Json:
    """A document whose patient view has one entry with the id ``it``."""
    return profile(patient_view=[{"id": "overview", "title": "Overblik", "entries": [{"id": "it", **entry}]}])


def problems(value: Json) -> tuple[Problem, ...]:
    """What a document is refused for; nothing when it is read."""
    try:
        read_json(value)
    except InvalidDocument as refused:
        return refused.problems
    return ()


def places(value: Json) -> list[str]:
    return [problem.place for problem in problems(value)]


def is_valid(value: Json) -> bool:
    return problems(value) == ()
