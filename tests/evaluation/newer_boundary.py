"""Random documents of standard 1.1 and patients on their bounds: weighted sums, changes, new fields."""

from __future__ import annotations

from typing import Any

from .boundary import ATC, CHOOSING, COUNTS, ELEMENTS, TOKENS, Author, Practice
from .naive import Json

NEWER_TOKENS = {
    **TOKENS,
    "contact": {
        **TOKENS["contact"],
        "role": ["doctor", "nurse"],
        "own_clinician": ["own", "someone-else"],
    },
    "hospital_contact": {"kind": ["inpatient", "emergency"], "specialty": ["cardiology", "psychiatry"]},
}
NEWER_ELEMENTS = [*ELEMENTS, "hospital_contact", "medication", "prescription"]
PRACTISED = list(dict.fromkeys(NEWER_ELEMENTS))
# Field and code set of what is added up, by element.
NUMBERS = {
    "medication": ("daily_dose", "doses"),
    "prescription": ("packages", "doses"),
    "hospital_contact": ("bed_days", "stays"),
    "measurement": ("value", "amounts"),
}
BOUNDS = [0, 60, 120, 9, 90, -5, 6.5, 53, 0.0000000001, 180]
DOSES = ["60", "60.0", "59.9999999999", "0", "-5", "12.5", "120", "53", "123456789012345", "007"]
DOSES += ["", "", "ukendt", "5,3", "1e2"]
COUNTED = ["1", "2", "3", "0", "2.0", "-1", "", "en"]
FACTORS = [1, 1.5, 0.15, 100, 92.5, 0.0000000001]


class NewerAuthor(Author):
    """Draws what 1.0 can say and what came with 1.1, in equal parts."""

    standard = "1.1"
    elements = NEWER_ELEMENTS
    tokens = NEWER_TOKENS

    def code_sets(self) -> list[Json]:
        doses = self.rules("atc", ["A", "A10", "A10B", "A10BA02", "C09"])
        stays = self.rules("sks", ["DE1", "DE11", "DE112", "D"])
        amounts = [("npu", "NPU27300"), ("npu", "NPU03835"), ("mcs", "MCS88015")]
        return [
            *super().code_sets(),
            self.code_set("doses", [self.weighed(each) for each in doses], unit="mg"),
            self.code_set("stays", [self.weighed(each) for each in stays], unit="dage"),
            self.code_set(
                "amounts",
                [
                    self.weighed({"system": system, "code": code, "include": self.chance(0.9)})
                    for system, code in amounts
                ],
                unit="mmol",
            ),
        ]

    def weighed(self, rule: Json) -> Json:
        return rule | ({"factor": self.one(FACTORS)} if self.chance(0.7) else {})

    def measured(self, *, local: bool) -> tuple[Json, Json]:
        if self.chance(0.4):
            return super().measured(local=local)
        kind = self.one(["weighted_sum", "weighted_sum", "change", "change", *CHOOSING])
        element = self.one(NUMBERS)
        field, weights = NUMBERS[element]
        of = self.of_numbers(element, field, self.set_of(kind, element, weights), local=local)
        named = {} if field == "value" and self.chance(0.7) else {"field": field}
        return {"type": kind, "of": of, **named}, self.comparison(BOUNDS, local=local)

    def set_of(self, kind: str, element: str, weights: str) -> str | None:
        """A change may read what is converted by an offset, and whole numbers without any code set."""
        if kind == "weighted_sum":
            return weights
        if element == "measurement":
            return self.one([weights, "lab"])
        return self.one([weights, None]) if element in ("prescription", "hospital_contact") else weights

    def of_numbers(self, element: str, field: str, weights: str | None, *, local: bool) -> Json:
        where: list[Json] = [{"field": "code", "in": weights}] if weights else []
        if self.chance(0.3):
            where.append({"field": field, **self.comparison(BOUNDS, local=local)})
        if self.chance(0.2):
            where.append({"field": field, "missing": self.chance(0.2)})
        if element in self.tokens and self.chance(0.3):
            where.append(self.token_filter(element))
        selection: Json = {"element": element} | ({"where": where} if where else {})
        return selection | ({"window": self.window(element, 1)} if self.chance(0.6) else {})

    def comparison(self, pool: list[Any], *args: Any, **more: Any) -> Json:
        return super().comparison(pool if pool is not COUNTS else [*COUNTS, 4], *args, **more)


class NewerPractice(Practice):
    elements = PRACTISED
    tokens = NEWER_TOKENS

    def codes(self, element: str) -> dict[str, list[str]]:
        if element == "hospital_contact":
            return {"sks": ["DE11", "DE112", "de11.2", "DI50", "E11", ""]}
        if element == "medication":
            return {"atc": [*ATC, "A10BA02", "A10B"]}
        return super().codes(element)

    def rest(self, element: str) -> dict[str, str]:
        more = super().rest(element)
        match element:
            case "medication":
                more |= {"daily_dose": self.one(DOSES), "indication": self.one(["Smerter", "", "Andet"])}
            case "prescription":
                more |= {"packages": self.one(COUNTED), "prescriber": self.one(["Anna", "", "Åse"])}
            case "hospital_contact":
                more |= {"bed_days": self.one(COUNTED)}
        return more
