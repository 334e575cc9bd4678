"""Random criteria that have much to do with each other: few elements and limits, the same again and again.

Criteria drawn at large seldom say anything of one another. These are drawn so that one often contains,
contradicts or repeats another, and the patients of ``boundary`` lie on and beside all their limits.
"""

from __future__ import annotations

from random import Random
from typing import Any

from .boundary import FRAME, TOKENS
from .naive import Json

FAMILIES = ("diagnosis", "measurement", "medication", "contact")
BOUNDS = ["-P1D", "-P30D", "-P1M", "-P12M", "-P365D", "-P1Y", "-P2Y", "P0D", "P1D"]
OPERATORS = ["equal", "not_equal", "less_than", "at_most", "greater_than", "at_least"]
LIMITS: dict[str, list[Any]] = {
    "age": [0, 17, 18, 18.5, 65],
    "count": [0, 1, 2, 3],
    "count_days": [0, 1, 2, 400],
    "days_since": [-1, 0, 1, 30, 366],
    "value": [48, 53, 70, 6.5],
    "share": [0, 0.5, 1],
}
CODE_SETS: dict[str, list[Json]] = {
    "dx": [
        {"system": "sks", "code": "DE11", "descendants": True, "include": True},
        {"system": "sks", "code": "DE112", "include": False},
        {"system": "icpc-2-dk", "code": "T90", "include": True},
    ],
    "dx-narrow": [{"system": "sks", "code": "DE110", "include": True}],
    "dx-wide": [
        {"system": "sks", "code": "DE1", "descendants": True, "include": True},
        {"system": "icpc-2-dk", "code": "T9", "descendants": True, "include": True},
    ],
    "dx-other": [{"system": "sks", "code": "DE112", "descendants": True, "include": True}],
    "dx-again": [
        {"system": "icpc-2-dk", "code": "t.90", "include": True},
        {"system": "sks", "code": "DE11", "descendants": True, "include": True},
        {"system": "sks", "code": "DE118", "include": True},
        {"system": "sks", "code": "DE112", "include": False},
    ],
    "rx": [{"system": "atc", "code": "A10", "descendants": True, "include": True}],
    "rx-narrow": [{"system": "atc", "code": "A10BA02", "include": True}],
    "rx-none": [{"system": "atc", "code": "A10", "include": False}],
}
MEASURED: dict[str, list[Json]] = {
    "lab": [
        {"system": "npu", "code": "NPU27300", "include": True},
        {"system": "npu", "code": "NPU03835", "include": True, "factor": 10.93, "offset": -23.5},
    ],
    "lab-one": [{"system": "npu", "code": "NPU27300", "include": True}],
}
ASKED = {
    "diagnosis": ["dx", "dx-narrow", "dx-wide", "dx-other", "dx-again"],
    "medication": ["rx", "rx-narrow", "rx-none"],
    "measurement": ["lab", "lab-one"],
}


class Family:
    """Draws criteria about one element and about age. Every choice hangs on the random source alone."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.element = random.choice(FAMILIES)
        self.used = 0

    def one(self, pool: Any) -> Any:
        return self.random.choice(list(pool))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def document(self, **more: Any) -> Json:
        """A document with some criteria of the family as inclusion, exclusion, groups and flags."""
        document: Json = {
            **FRAME,
            "standard": "1.0",
            "profile": "random",
            "references": [],
            "code_sets": [
                *({"id": name, "title": name, "rules": rules} for name, rules in CODE_SETS.items()),
                *(
                    {"id": name, "title": name, "rules": rules, "unit": "mmol/mol"}
                    for name, rules in MEASURED.items()
                ),
            ],
            "inclusion": self.criterion(2),
            "groups": [
                {"id": f"g{n}", "title": "G", "level": "ok", "when": self.criterion(1)} for n in range(3)
            ],
            "columns": [self.column(n) for n in range(2)],
            "patient_view": [],
            "actions": [],
            "data_quality": [],
            "parameters": [],
        }
        return document | ({"exclusion": self.criterion(1)} if self.chance(0.7) else {}) | more

    def node(self, **more: Any) -> Json:
        self.used += 1
        return {"id": f"n{self.used}", **more}

    # --- criteria -----------------------------------------------------------------------------

    def criterion(self, depth: int) -> Json:
        if depth and self.chance(0.75):
            kind = self.one(["all", "all", "any", "any", "at_least", "not"])
            if kind == "not":
                return self.node(type="not", of=self.criterion(depth - 1))
            parts = [self.criterion(depth - 1) for _ in range(self.one([1, 2, 3, 4]))]
            return self.node(
                type=kind, of=parts, **({"n": self.one([1, 2, 3])} if kind == "at_least" else {})
            )
        if self.chance(0.35):
            return self.node(type="exists", of=self.selection())
        measure, limits = self.measure()
        return self.node(type="compare", measure=measure, **self.comparison(limits))

    def measure(self) -> tuple[Json, list[Any]]:
        kind = self.one(["age", "count", "count_days", "days_since", "value", "date", "token", "share"])
        if kind == "value" and self.element == "measurement":
            choosing = self.one(["latest", "earliest", "highest", "lowest", "average"])
            return {"type": choosing, "of": self.selection(reads=True)}, LIMITS[kind]
        if kind == "date" and self.element == "diagnosis":
            return {"type": self.one(["latest", "lowest"]), "of": self.selection(), "field": "date"}, DATES
        if kind == "token" and self.element in TOKENS:
            field = self.one(TOKENS[self.element])
            return {"type": "latest", "of": self.selection(), "field": field}, TOKENS[self.element][field]
        if kind == "share" and self.element == "contact":
            return {"type": "largest_share", "of": self.selection(), "field": "kind"}, LIMITS[kind]
        if kind in ("count", "count_days", "days_since"):
            return {"type": kind, "of": self.selection()}, LIMITS[kind]
        return {"type": "age"}, LIMITS["age"]

    def comparison(self, limits: list[Any]) -> Json:
        tokens = all(isinstance(each, str) for each in limits) and limits is not DATES
        operators = ["equal", "not_equal", "one_of"] if tokens else [*OPERATORS, "between", "one_of"]
        operator = self.one(operators)
        if operator == "one_of":
            return {"operator": operator, "value": self.random.sample(limits, k=2)}
        if operator == "between":
            return {"operator": operator, "value": sorted(self.random.sample(limits, k=2), key=LATER)}
        return {"operator": operator, "value": self.one(limits)}

    # --- selections ---------------------------------------------------------------------------

    def selection(self, *, reads: bool = False, depth: int = 1) -> Json:
        where: list[Json] = []
        if self.element in ASKED and (reads or self.chance(0.8)):
            where.append({"field": "code", "in": self.one(ASKED[self.element])})
            if not reads and self.chance(0.1):
                where.append({"field": "code", "in": self.one(ASKED[self.element])})
        if self.element == "measurement" and len(where) == 1 and self.chance(0.3):
            where.append({"field": "value", **self.comparison(LIMITS["value"])})
        if self.element in TOKENS and self.chance(0.3):
            field = self.one(TOKENS[self.element])
            tokens = TOKENS[self.element][field]
            where.append({"field": field, **self.one([{"is": tokens[0]}, {"one_of": tokens[:2]}])})
        if self.chance(0.2):
            where.append(self.date_filter())
        selection: Json = {"element": self.element} | ({"where": where} if where else {})
        return selection | ({"window": self.window(depth)} if self.chance(0.7) else {})

    def date_filter(self) -> Json:
        field = {"medication": "end"}.get(self.element, "date")
        if self.chance(0.3):
            return {"field": field, "missing": self.chance(0.5)}
        return {"field": field, **self.comparison(DATES)}

    def window(self, depth: int) -> Json:
        window: Json = {"from": self.one(BOUNDS)} if self.chance(0.8) else {"to": self.one(BOUNDS)}
        if self.chance(0.3):
            window["to"] = self.one(BOUNDS)
        if self.element == "medication" and self.chance(0.4):
            window["on"] = self.one(["start", "end"])
        if depth and self.chance(0.15):
            window["anchor"] = {"type": self.one(["latest", "earliest"]), "of": self.selection(depth=0)}
        return window

    # --- columns ------------------------------------------------------------------------------

    def column(self, number: int) -> Json:
        measure, limits = self.measure()
        flags: list[Json] = [
            {"level": "ok", "text": f"{n}", **self.comparison(limits)} for n in range(self.one([1, 2, 3]))
        ]
        if self.chance(0.5):
            flags.insert(self.one([0, 1]), {"level": "missing", "text": "m", "when": "missing"})
        if self.chance(0.5):
            flags.append({"level": "critical", "text": "c", "when": self.criterion(0)})
        return {"id": f"c{number}", "title": f"{number}", "measure": measure, "flags": flags}


DATES: list[Any] = ["2024-02-29", "2025-11-21", "2026-11-21", {"offset": "-P12M"}, {"offset": "-P30D"}]


def LATER(limit: Any) -> Any:  # noqa: N802 - a key to sort by, beside the constants
    """Fixed days first, then those that move: an order for ``between`` that is never turned round."""
    if isinstance(limit, dict):
        return ("9", {"-P12M": "1", "-P30D": "2"}[limit["offset"]])
    return (limit, "") if isinstance(limit, str) else limit
