"""Random valid documents and patients on and beside every bound they use.

Natural patients find no faults: what does is a date on a bound or a day beside it, a leap day, a code that
looks like another, a tie, a censored value, a missing field, a patient who died or left on the index date.
Codes, offsets and thresholds come from small pools that the patients are drawn from too, so the two meet.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from .naive import Json, Patient, move

Drawn = TypeVar("Drawn")

INDEX_DATES = [date(2026, 11, 21), date(2024, 2, 29), date(2025, 2, 28), date(2026, 3, 31), date(2024, 3, 1)]
BACK = ["-P1D", "-P1W", "-P28D", "-P30D", "-P1M", "-P6M", "-P12M", "-P1Y", "-P365D", "-P2Y", "-P4Y"]
OFFSETS = [*BACK, "P0D", "P1D", "P1M", "P30D", "P4W", "P1Y", "P100Y"]

DIAGNOSES = {
    "icpc_2_dk": ["T90", "t 90", "T89", "T9", "T900", "T90.1", "K86", "", ""],
    "sks": ["DE11", "DE112", "de11.2", " DE1121", "DE110", "E11", "DE1", "DE10", "DE12", "", ""],
}
ATC = ["A10", "A10B", "A10BA02", "a10ba 02", "A10A", "A1", "C09AA05", ""]
TESTS = {
    "npu": ["NPU27300", "NPU03835", "npu27300", "NPU2730", "NPU273001", "", ""],
    "mcs": ["MCS88015", "", "", ""],
    "concept": ["mmse", "", "", ""],
    "local": ["X%1", "X_1", "Xa1", "", ""],
}
VALUES = ["53", "52.9999999999", "53.0", "53.0000000001", "70", "69.9", "48", "0", "-0", "-5.5", "007"]
VALUES += [
    "6.5",
    "1.005",
    "2.0000005",
    "0.3333333",
    "123456789012345",
    "",
    "ukendt",
    "5,3",
    "1e2",
    "+5",
    ".5",
]
COMPARATORS = ["", "", "", "", "<", ">", " < ", "<=", "="]
NUMBERS = [53, 52.9999999999, 70, 48, 0, -5.5, 6.5, 4.999, 7]
COUNTS = [0, 1, 2, 3, 2.5]
AGES = [0, 17, 18, 18.5, 65, 2]
SHARES = [0.5, 0.333333, 0.666667, 1]
DAYS = [0, -1, 1, 30, 365]
CLOCKS = ["T10:00", "T10:00:00", "T00:00", "T09:59", "T23:59:59", "T9:00"]
MEASURED = [
    ("npu", "NPU27300"),
    ("npu", "NPU03835"),
    ("mcs", "MCS88015"),
    ("concept", "mmse"),
    ("local", "X%1"),
]
MEASURES = [
    "age",
    "sex",
    "count",
    "count_days",
    "days_since",
    "largest_share",
    "quantity",
    "quantity",
    "average",
]
MEASURES += ["date", "token"]
CODED = ["diagnosis", "measurement", "measurement", "medication"]
CHOOSING = ["latest", "earliest", "highest", "lowest"]
UNORDERED = ["equal", "not_equal", "one_of"]
FRAME = {
    "version": "1.0.0",
    "title": "Tilfældig",
    "kind": "disease",
    "purpose": "Prøve",
    "owner": "PLO",
}

TOKENS: dict[str, dict[str, list[str]]] = {
    "diagnosis": {"kind": ["course", "contact"], "status": ["current", "relevant", "closed"]},
    "medication": {"regimen": ["regular", "as-needed"]},
    "contact": {"kind": ["consultation", "phone", "video"]},
    "appointment": {"status": ["booked", "no-show", "fulfilled"], "kind": ["phone", "video"]},
    "plan": {"kind": ["course-plan", "activity-plan"], "status": ["active", "completed"]},
    "finding": {"topic": ["smoking"], "value": ["current", "former", "never"]},
    "pathway": {"code": ["copd", "low-back-pain"], "phase": ["initial-1", "sustained"]},
    "goal": {"topic": ["weight", "exercise"], "status": ["active", "achieved"]},
}
ODD_TOKENS = ["", "", "andet", "Current", "  phone", "current "]
CLINICIANS = ["Anna", "anna", "Åse", "Zoe", "Gunnar ", "Ærø", "𝄞", "", ""]
CODE_SETS = {
    "diagnosis": "dx",
    "medication": "rx",
    "prescription": "rx",
    "vaccination": "rx",
    "measurement": "lab",
    "service": "fee",
    "referral": "referred",
}
DATES = {
    "diagnosis": ["date", "debut", "end"],
    "medication": ["start", "end"],
    "plan": ["start", "end", "next_review"],
}
PERIODS = {"medication", "plan", "pathway", "hospital_contact"}
ELEMENTS = [*CODE_SETS, "finding", "contact", "appointment", "plan", "goal", "pathway", "referral"]
ORDERED = ["equal", "not_equal", "less_than", "at_most", "greater_than", "at_least", "between", "one_of"]


class Author:
    """Draws one document. Every choice hangs on the random source alone."""

    standard = "1.0"
    elements = ELEMENTS
    tokens = TOKENS

    def __init__(self, random: Random, members: bool = True) -> None:
        self.random = random
        self.members = members
        self.used = 0

    def document(self, criteria: int = 8, columns: int = 8) -> Json:
        """A valid document with that many groups and columns, and a few of everything else."""
        local = {"local": True}
        document = {
            **FRAME,
            "standard": self.standard,
            "profile": "random",
            "references": [],
            "code_sets": self.code_sets(),
            "inclusion": self.criterion(2),
            "groups": [self.named(level="ok", when=self.criterion(2, **local)) for _ in range(criteria)],
            "columns": [self.column() for _ in range(columns)],
            "patient_view": [],
            "actions": [
                self.named(kind="recall", text="!", when=self.criterion(1, **local)) for _ in range(2)
            ],
            "data_quality": [self.named(why="?", correction="!", when=self.criterion(1)) for _ in range(2)],
            "parameters": [{"id": "limit", "title": "Grænse", "default": 53}],
        }
        if self.chance(0.7):
            document["exclusion"] = self.criterion(1)
        return document

    # --- choices ------------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, pool: Any) -> Any:
        return self.random.choice(list(pool))

    def named(self, **more: Any) -> Json:
        self.used += 1
        return {"id": f"n{self.used}", "title": "Navn", **more}

    def node(self, **more: Any) -> Json:
        self.used += 1
        return {"id": f"n{self.used}", **more}

    # --- code sets ----------------------------------------------------------------------------

    def code_sets(self) -> list[Json]:
        diagnoses = self.rules("sks", ["DE1", "DE11", "DE112", "DE1121", "DE10"])
        diagnoses += self.rules("icpc-2-dk", ["T90", "T9", "T901"])
        tests = [self.conversion(*test) for test in MEASURED if self.chance(0.7)]
        return [
            self.code_set("dx", diagnoses),
            self.code_set("rx", self.rules("atc", ["A", "A10", "A10B", "A10BA02"])),
            self.code_set("fee", [{"system": "ydelse", "code": "80-0101", "include": True}]),
            self.code_set("lab", tests, unit="mmol/mol"),
            self.code_set("referred", [{"system": "sks", "code": "D", "descendants": True, "include": True}]),
        ]

    def code_set(self, name: str, rules: list[Json], **more: Any) -> Json:
        return {"id": name, "title": name, "rules": rules, **more}

    def rules(self, system: str, codes: list[str]) -> list[Json]:
        return [
            {"system": system, "code": code, "descendants": self.chance(0.8), "include": self.chance(0.7)}
            for code in codes
            if self.chance(0.7)
        ]

    def conversion(self, system: str, code: str) -> Json:
        rule: Json = {"system": system, "code": code, "include": self.chance(0.9)}
        if self.chance(0.5):
            rule |= {"factor": self.one([10.93, 0.1, 1, 0.0000000001])}
        return rule | ({"offset": self.one([-23.5, 0, 2.15])} if self.chance(0.5) else {})

    # --- selections ---------------------------------------------------------------------------

    def selection(
        self, element: str | None = None, *, reads: bool = False, depth: int = 1, local: bool = False
    ) -> Json:
        element = element or self.one(self.elements)
        where: list[Json] = []
        if element in CODE_SETS and (reads or self.chance(0.7)):
            where.append({"field": "code", "in": CODE_SETS[element]})
        if element == "finding":
            where.append({"field": "topic", "is": "smoking"})
        if element == "measurement" and where and self.chance(0.3):
            where.append({"field": "value", **self.comparison(NUMBERS, local=local)})
        if element in self.tokens and self.chance(0.5):
            where.append(self.token_filter(element))
        if self.chance(0.25):
            field = self.one(DATES.get(element, ["start" if element in PERIODS else "date"]))
            where.append({"field": field, **self.date_comparison()})
        if element in DATES and self.chance(0.2):
            where.append({"field": self.one(DATES[element]), "missing": self.chance(0.5)})
        selection: Json = {"element": element} | ({"where": where} if where else {})
        return selection | ({"window": self.window(element, depth)} if self.chance(0.7) else {})

    def token_filter(self, element: str) -> Json:
        field = self.one(self.tokens[element])
        tokens = self.tokens[element][field]
        form = self.one(["is", "one_of", "missing"])
        return {
            "field": field,
            form: {"is": self.one(tokens), "one_of": tokens[:2], "missing": self.chance(0.5)}[form],
        }

    def window(self, element: str, depth: int) -> Json:
        window: Json = {}
        if self.chance(0.8):
            window["from"] = self.one(BACK if self.chance(0.8) else OFFSETS)
        if self.chance(0.3):
            window["to"] = self.one(OFFSETS)
        if element in PERIODS and self.chance(0.3):
            window["on"] = self.one(["start", "end"])
        if depth and self.chance(0.25):
            window["anchor"] = {
                "type": self.one(["latest", "earliest"]),
                "of": self.selection(depth=depth - 1),
            }
        return window or {"from": "P0D"}

    # --- comparisons --------------------------------------------------------------------------

    def comparison(self, pool: list[Any], operators: list[str] = ORDERED, *, local: bool = False) -> Json:
        operator = self.one(operators)
        if operator == "between":
            return {"operator": operator, "value": sorted(self.random.choices(pool, k=2))}
        if operator == "one_of":
            return {"operator": operator, "value": self.random.choices(pool, k=self.one([1, 2, 3]))}
        if local and self.chance(0.2):
            return {"operator": operator, "value": {"parameter": "limit"}}
        return {"operator": operator, "value": self.one(pool)}

    def date_comparison(self) -> Json:
        if self.chance(0.5):
            return self.comparison(["2024-02-29", "2025-11-21", "2026-11-20", "2026-11-21"])
        operator = self.one(["equal", "not_equal", "less_than", "at_most", "greater_than", "at_least"])
        return {"operator": operator, "value": {"offset": self.one(OFFSETS)}}

    # --- measures -----------------------------------------------------------------------------

    def measured(self, *, local: bool) -> tuple[Json, Json]:
        """A measure and a comparison that fits it."""
        kind = self.one(MEASURES)
        match kind:
            case "age":
                return {"type": "age"}, self.comparison(AGES, local=local)
            case "sex":
                return {"type": "sex"}, self.comparison(["female", "male"], UNORDERED)
            case "largest_share":
                share = {
                    "type": kind,
                    "of": self.selection("contact"),
                    "field": self.one(["clinician", "kind"]),
                }
                return share, self.comparison(SHARES)
            case "average" | "quantity":
                measure = {"type": "average" if kind == "average" else self.one(CHOOSING)}
                of = self.selection("measurement", reads=True, local=local)
                return {**measure, "of": of}, self.comparison(NUMBERS, local=local)
            case "date":
                element = self.one(DATES)
                return self.chosen(element, self.one(DATES[element]), CHOOSING), self.date_comparison()
            case "token":
                element = self.one(self.tokens)
                field = self.one(self.tokens[element])
                tokens = self.tokens[element][field]
                return self.chosen(element, field, CHOOSING[:2]), self.comparison(tokens, UNORDERED)
        pool = DAYS if kind == "days_since" else COUNTS
        return {"type": kind, "of": self.selection(local=local)}, self.comparison(pool, local=local)

    def chosen(self, element: str, field: str, types: list[str]) -> Json:
        return {"type": self.one(types), "of": self.selection(element), "field": field}

    # --- criteria and columns -----------------------------------------------------------------

    def criterion(self, depth: int, *, local: bool = False) -> Json:
        kind = self.one(["all", "any", "at_least", "not"]) if depth and self.chance(0.6) else "leaf"
        if kind == "not":
            return self.node(type="not", of=self.criterion(depth - 1, local=local))
        if kind != "leaf":
            parts = [self.criterion(depth - 1, local=local) for _ in range(self.one([1, 2, 3]))]
            return self.node(
                type=kind, of=parts, **({"n": self.one([0, 1, 2, 3])} if kind == "at_least" else {})
            )
        if self.members and self.chance(0.1):
            return self.node(type="member_of", profile="other", version="1.0.0")
        if self.chance(0.4):
            return self.node(type="exists", of=self.selection(local=local))
        measure, comparison = self.measured(local=local)
        return self.node(type="compare", measure=measure, **comparison)

    def column(self) -> Json:
        flags: list[Json] = [{"level": "missing", "text": "Mangler", "when": "missing"}]
        flags.append({"level": "ok", "text": "Fint", "when": self.criterion(0, local=True)})
        kind = self.one(["measured", "measured", "measured", "exists", "holds", "coding", "text"])
        measure: Json
        if kind == "measured":
            measure, comparison = self.measured(local=True)
            flags.append({"level": "critical", "text": "Se her", **comparison})
        elif kind in ("exists", "holds"):
            of = self.selection(local=True) if kind == "exists" else self.criterion(1, local=True)
            measure = {"type": kind, "of": of}
            flags.append({"level": "attention", "text": "Ja", "operator": "equal", "value": self.chance(0.5)})
        else:
            element, field = ("contact", "clinician") if kind == "text" else (self.one(CODED), "code")
            measure = {
                "type": self.one(["latest", "earliest"]),
                "of": self.selection(element),
                "field": field,
            }
        self.random.shuffle(flags)
        return self.named(measure=measure, flags=flags[: self.one([0, 1, 2, 3])])


class Practice:
    """Draws patients whose dates lie on and beside the bounds of an index date."""

    elements = ELEMENTS
    tokens = TOKENS

    def __init__(self, random: Random, today: date) -> None:
        self.random = random
        self.today = today
        bounds = [today, *(move(today, offset) for offset in OFFSETS if offset != "P100Y"), date(2024, 2, 29)]
        bounds += [move(move(today, first), second) for first in BACK for second in BACK[:5]]
        self.bounds = bounds
        births = [move(today, f"-P{years}Y") for years in (1, 2, 17, 18, 19, 65, 66)]
        self.births = [*births, today, date(2004, 2, 29), date(2008, 2, 29), date(1960, 3, 1)]

    def patients(self, number: int) -> list[Patient]:
        return [self.patient(f"p{position:04}") for position in range(number)]

    def one(self, pool: list[Drawn]) -> Drawn:
        return self.random.choice(pool)

    def day(self, pool: list[date] | None = None) -> date:
        return self.one(pool or self.bounds) + timedelta(days=self.one([-1, 0, 0, 1]))

    def cell(self, missing: float = 0.05) -> str:
        """A date as it may stand in a table, now and then missing or malformed."""
        if self.random.random() < missing:
            return self.one(["", "2026-02-30", "20261121", " 2026-11-21", "2026-11-21T25:00", "i går"])
        return self.day().isoformat()

    def moment(self) -> str:
        cell = self.cell()
        plain = self.random.random() < 0.7 or len(cell) != 10
        return (
            cell
            if plain
            else cell + self.one(["T10:00", "T10:00:00", "T00:00", "T09:59", "T23:59:59", "T9:00"])
        )

    def patient(self, identity: str) -> Patient:
        row = {
            "patient_id": identity,
            "birth_date": self.one(["", "2026-02-30"])
            if self.random.random() < 0.1
            else str(self.day(self.births)),
            "sex": self.one(["female", "male", "male ", "", "ukendt"]),
            "deceased_date": self.near(0.1),
            "enrolled_from": "" if self.random.random() < 0.03 else self.near(0.1) or "2001-01-01",
            "enrolled_to": self.near(0.1),
        }
        records: dict[str, list[dict[str, str]]] = {}
        for element in self.elements:
            records[element] = [self.record(element) for _ in range(self.one([0, 0, 1, 2, 3, 5]))]
            records[element] += [self.beside(element, each) for each in records[element][:2]]
        return Patient(row, records)

    def beside(self, element: str, record: dict[str, str]) -> dict[str, str]:
        """A record like another in all but one field, so that the order of records is put to the test."""
        fresh = self.record(element)
        changed = self.one(sorted(set(fresh) - {"date", "start"}) or ["date"])
        return {**record, changed: fresh[changed]}

    def birth_date(self) -> str:
        return self.one(["", "2026-02-30"]) if self.random.random() < 0.1 else str(self.day(self.births))

    def near(self, share: float) -> str:
        return str(self.day([self.today])) if self.random.random() < share else ""

    def record(self, element: str) -> dict[str, str]:
        row = {f"code_{system}": self.one(codes) for system, codes in self.codes(element).items()}
        for field, tokens in self.tokens.get(element, {}).items():
            row[field] = self.one(tokens * 4 + ODD_TOKENS)
        if element in PERIODS:
            row |= {"start": self.moment(), "end": "" if self.random.random() < 0.4 else self.moment()}
        else:
            row["date"] = self.moment()
        return row | self.rest(element)

    def codes(self, element: str) -> dict[str, list[str]]:
        return {
            "diagnosis": DIAGNOSES,
            "measurement": TESTS,
            "medication": {"atc": ATC},
            "prescription": {"atc": ATC},
            "vaccination": {"atc": ATC},
            "service": {"ydelse": ["80-0101", "800101", "80-0102", ""]},
            "referral": {"sks": ["DE11", "DM54", "E11", ""]},
        }.get(element, {})

    def rest(self, element: str) -> dict[str, str]:
        match element:
            case "diagnosis":
                return {"debut": self.cell(0.4), "end": self.cell(0.6)}
            case "measurement":
                return {"value": self.one(VALUES), "comparator": self.one(COMPARATORS)}
            case "contact" | "appointment":
                return {"clinician": self.one(CLINICIANS)}
            case "plan":
                return {"next_review": self.cell(0.4)}
        return {}
