"""Writing criteria shortly, and hearing how they are told."""

from __future__ import annotations

from typing import Any

from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.narrative import Narrative, narrate
from profiles.standard.reading import read_shape

from .diabetes import Json, diabetes, rule

TITLES = {
    "statin": ("atc", "Statiner"),
    "opioid": ("atc", "Opioider"),
    "flu": ("atc", "Influenzavaccine"),
    "yearly": ("ydelse", "Årskontrol"),
}


def document(criterion: Json, **more: Any) -> Document:
    value = diabetes()
    sets = [
        {"id": name, "title": title, "rules": [rule(system, "X")]} for name, (system, title) in TITLES.items()
    ]
    return read_shape({**value, "code_sets": [*value["code_sets"], *sets], "inclusion": criterion, **more})


def told(criterion: Json) -> Narrative:
    without = {"exclusion"}
    whole = document({"id": "it", **criterion}).to_json()
    return narrate(
        read_shape({name: each for name, each in whole.items() if name not in without}), load_catalogue()
    )


def says(criterion: Json) -> str:
    return told(criterion).inclusion.outline()


# --- small words for building -------------------------------------------------------------------


def of(element: str, *where: Json, window: Json | None = None) -> Json:
    selection: Json = {"element": element}
    if where:
        selection["where"] = list(where)
    return selection | ({"window": window} if window else {})


def exists(element: str, *where: Json, window: Json | None = None) -> Json:
    return {"type": "exists", "of": of(element, *where, window=window)}


def compare(measure: Json, operator: str, value: Any, **more: Any) -> Json:
    return {"type": "compare", "measure": measure, "operator": operator, "value": value, **more}


def measure(kind: str, element: str, *where: Json, window: Json | None = None, **more: Any) -> Json:
    return {"type": kind, "of": of(element, *where, window=window), **more}


def no(criterion: Json) -> Json:
    return {"type": "not", "of": {"id": "inner", **criterion}}


def code(name: str) -> Json:
    return {"field": "code", "in": name}


def token(field: str, *tokens: str) -> Json:
    return {"field": field, "is": tokens[0]} if len(tokens) == 1 else {"field": field, "one_of": list(tokens)}


def value(operator: str, given: Any, field: str = "value") -> Json:
    return {"field": field, "operator": operator, "value": given}


NOW = {"from": "P0D"}
YEAR = {"from": "-P12M"}
TWO_YEARS = {"from": "-P24M"}
ONWARDS = {"from": "P0D", "to": "P100Y"}
HBA1C = code("hba1c")
HIGH = value("at_least", 48)
COURSE = token("kind", "course")
CURRENT = token("status", "current", "relevant")
BOOKED = token("status", "booked")
LATEST_HBA1C = measure("latest", "measurement", HBA1C, window=YEAR)
LATEST_T2D = {"type": "latest", "of": of("diagnosis", code("t2d"))}
SHARE = {"type": "largest_share", "of": of("contact", token("kind", "consultation")), "field": "clinician"}
