"""The oracle: the standard read aloud, one patient and one record at a time.

Written from the text of the standard alone and sharing no code with the evaluator, so that the two can only
agree where both are right. It takes a document and a catalogue as plain JSON and tables as the texts of their
cells, uses fractions for numbers, True, False and None for truths, and makes no attempt to be quick.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Truth = bool | None
TINY = Fraction(1, 10**40)


@dataclass
class Patient:
    """``row`` is the patient's own row, ``records`` the rows of every other element."""

    row: dict[str, str]
    records: dict[str, list[dict[str, str]]]


@dataclass
class Found:
    """What a measure gives. ``codes`` stands for the value of a coding."""

    value: Any = None
    comparator: str | None = None
    day: date | None = None
    unit: str | None = None


# --- cells: B8, D3, D10, A11 ----------------------------------------------------------------------


def as_date(cell: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return None
    try:
        return datetime.strptime(cell, "%Y-%m-%d").date()
    except ValueError:
        return None


def as_moment(cell: str) -> tuple[date, time] | None:
    day, separator, clock = cell.partition("T")
    found = as_date(day)
    if found is None:
        return None
    if not separator:
        return found, time(0)
    for form, shape in (("%H:%M", r"\d\d:\d\d"), ("%H:%M:%S", r"\d\d:\d\d:\d\d")):
        try:
            if re.fullmatch(shape, clock, re.ASCII):
                return found, datetime.strptime(clock, form).time()
        except ValueError:
            return None
    return None


def as_number(cell: str) -> Fraction | None:
    return Fraction(cell) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) else None


def as_code(cell: str) -> str | None:
    return "".join(sign for sign in cell if not sign.isspace() and sign != ".").upper() or None


# --- time: 2.2, B1 --------------------------------------------------------------------------------


def move(day: date, offset: str) -> date:
    sign, number, unit = re.fullmatch(r"(-?)P([0-9]+)([DWMY])", offset).groups()  # type: ignore[union-attr]
    amount = int(sign + number)
    if unit in "DW":
        return day + timedelta(days=amount * (7 if unit == "W" else 1))
    months = day.year * 12 + (day.month - 1) + amount * (12 if unit == "Y" else 1)
    for last in range(day.day, 0, -1):
        try:
            return date(months // 12, months % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError(offset)


class Naive:
    """Evaluates one document for one patient on one index date."""

    def __init__(self, document: Json, catalogue: Json, today: date, package: dict[str, Json] | None = None):
        self.document = document
        self.catalogue = catalogue
        self.elements = {element["id"]: element for element in catalogue["elements"]}
        self.code_sets = {each["id"]: each for each in document["code_sets"]}
        self.parameters = {each["id"]: Fraction(str(each["default"])) for each in document["parameters"]}
        self.today = today
        self.package = package or {}
        self.truths: dict[str, Truth] = {}

    # --- fields of a record -------------------------------------------------------------------

    def fields(self, element: str) -> dict[str, Json]:
        return {field["id"]: field for field in self.elements[element]["fields"]}

    def read(self, element: str, record: dict[str, str], field: str) -> Any:
        """A field's value: codes by system for a coding; None when missing."""
        kind = self.fields(element)[field]
        if kind["type"] == "coding":
            cells = {
                system: record.get(f"{field}_{system.replace('-', '_')}", "") for system in kind["systems"]
            }
            codes = {system: as_code(cell) for system, cell in cells.items()}
            return {system: code for system, code in codes.items() if code} or None
        cell = record.get(field, "")
        if kind["type"] == "date":
            if field in self.elements[element]["key_dates"]:
                moment = as_moment(cell)
                return moment[0] if moment else None
            return as_date(cell)
        if kind["type"] in ("quantity", "integer"):
            odd = record.get("comparator", "").strip() not in ("", "<", ">")
            return None if odd and field == "value" else as_number(cell)
        return cell.strip() or None

    def key_date(self, element: str, record: dict[str, str]) -> date | None:
        day: date | None = self.read(element, record, self.elements[element]["key_dates"][0])
        return day

    # --- code sets: 1.3, 6.1, D1, D8 ----------------------------------------------------------

    def deciding_rule(self, code_set: Json, system: str, code: str) -> Json | None:
        best = None
        for rule in code_set["rules"]:
            own = as_code(rule["code"]) or ""
            matches = code == own or (rule.get("descendants", False) and code.startswith(own))
            if rule["system"] != system or not matches:
                continue
            if best is None or len(own) > len(as_code(best["code"]) or ""):
                best = rule
        return best if best is not None and best["include"] else None

    def in_set(self, codes: dict[str, str] | None, code_set: Json) -> bool:
        return any(self.deciding_rule(code_set, system, code) for system, code in (codes or {}).items())

    def quantity(
        self, selection: Json, record: dict[str, str], field: str = "value"
    ) -> tuple[Fraction | None, str | None]:
        """A number in the set's unit where exactly one code set is asked for, else as recorded (D6)."""
        element = selection["element"]
        recorded = self.read(element, record, field)
        asked = [each for each in selection.get("where", []) if "in" in each]
        sets = [self.code_sets[each["in"]] for each in asked]
        if len(sets) == 1 and "unit" in sets[0] and recorded is not None:
            codes = self.read(element, record, asked[0]["field"]) or {}
            for system in self.fields(element)[asked[0]["field"]]["systems"]:
                rule = self.deciding_rule(sets[0], system, codes[system]) if system in codes else None
                if rule:
                    factor = Fraction(str(rule.get("factor", 1)))
                    return recorded * factor + Fraction(str(rule.get("offset", 0))), sets[0]["unit"]
        return recorded, sets[0].get("unit") if len(sets) == 1 else None

    # --- selections: 3.1, 3.2, 2.3-2.6 --------------------------------------------------------

    def select(self, selection: Json, patient: Patient) -> list[dict[str, str]]:
        records = patient.records.get(selection["element"], [])
        return [record for record in records if self.selected(selection, record, patient)]

    def selected(self, selection: Json, record: dict[str, str], patient: Patient) -> bool:
        if self.key_date(selection["element"], record) is None:
            return False
        if not all(self.passes(each, selection, record) for each in selection.get("where", [])):
            return False
        return self.in_window(selection, record, patient)

    def passes(self, each: Json, selection: Json, record: dict[str, str]) -> bool:
        element, field = selection["element"], each["field"]
        value = self.read(element, record, field)
        if "missing" in each:
            return (value is None) is bool(each["missing"])
        if value is None:
            return False
        if "in" in each:
            return self.in_set(value, self.code_sets[each["in"]])
        if "is" in each:
            return bool(value == each["is"])
        if "one_of" in each:
            return bool(value in each["one_of"])
        comparator = None
        if self.fields(element)[field]["type"] == "quantity":
            value, _ = self.quantity(selection, record, field)
            comparator = record.get("comparator", "").strip() or None
        return self.compare(value, comparator, each) is True

    def in_window(self, selection: Json, record: dict[str, str], patient: Patient) -> bool:
        window = selection.get("window", {})
        element = self.elements[selection["element"]]
        counted_from = self.today
        if "anchor" in window:
            days = [
                self.key_date(window["anchor"]["of"]["element"], each)
                for each in self.select(window["anchor"]["of"], patient)
            ]
            if not days:
                return False
            counted_from = (max if window["anchor"]["type"] == "latest" else min)(days)  # type: ignore[type-var, assignment]
        lower = move(counted_from, window["from"]) if "from" in window else date.min
        upper = move(counted_from, window["to"]) if "to" in window else counted_from
        if lower > upper:
            return False
        if len(element["key_dates"]) == 1:
            day = self.key_date(element["id"], record)
            return day is not None and lower <= day <= upper
        start, end = (self.read(element["id"], record, each) for each in element["key_dates"])
        if start is None:
            return False
        if window.get("on") == "start":
            return bool(lower <= start <= upper)
        if window.get("on") == "end":
            return end is not None and lower <= end <= upper
        return bool(start <= upper and (end is None or end >= lower))

    # --- order: 3.4, C5, C6 -------------------------------------------------------------------

    def order(self, selection: Json, record: dict[str, str]) -> tuple[Any, ...]:
        element = self.elements[selection["element"]]
        key = element["key_dates"][0]
        fields = [field["id"] for field in element["fields"]]
        rest = [field for field in fields if field not in (key, "value", "code")]
        names = [name for name in ("value", "code") if name in fields] + rest
        return (as_moment(record.get(key, "")), *(self.rank(selection, record, name) for name in names))

    def rank(self, selection: Json, record: dict[str, str], field: str) -> tuple[Any, ...]:
        """A missing value comes before every value."""
        kind = self.fields(selection["element"])[field]
        value = self.read(selection["element"], record, field)
        if kind["type"] == "coding":
            codes = value or {}
            return tuple((system in codes, codes.get(system, "")) for system in kind["systems"])
        if value is None:
            return (False,)
        if kind["type"] == "quantity":
            beside = {"<": -1, ">": 1}.get(record.get("comparator", "").strip(), 0)
            return True, self.quantity(selection, record, field)[0], beside
        return True, value.encode("utf-32-be") if isinstance(value, str) else value

    # --- measures: 3.3-3.5, C2-C13 ------------------------------------------------------------

    def measure(self, measure: Json, patient: Patient) -> Found:
        match measure["type"]:
            case "age":
                return Found(self.age(patient))
            case "sex":
                return Found(patient.row.get("sex", "").strip() or None)
            case "holds":
                return Found(self.criterion(measure["of"], patient))
        selection = measure["of"]
        records = self.select(selection, patient)
        days = [self.key_date(selection["element"], each) for each in records]
        match measure["type"]:
            case "exists":
                return Found(bool(records))
            case "count":
                return Found(Fraction(len(records)))
            case "count_days":
                return Found(Fraction(len(set(days))))
            case "days_since":
                if not days:
                    return Found()
                latest = max(day for day in days if day is not None)
                return Found(Fraction((self.today - latest).days), day=latest)
            case "average":
                return self.average(selection, records)
            case "largest_share":
                return self.share(selection, measure["field"], records)
            case "weighted_sum":
                return self.weighted_sum(selection, measure.get("field", "value"), records)
            case "change":
                return self.change(selection, measure.get("field", "value"), records)
        return self.chosen(measure, selection, records)

    def age(self, patient: Patient) -> Fraction | None:
        born = as_date(patient.row.get("birth_date", ""))
        if born is None or born > self.today:
            return None
        years = 0
        while self.today.year - years > 1 and born <= move(self.today, f"-P{years + 1}Y"):
            years += 1
        return Fraction(years)

    def average(self, selection: Json, records: list[dict[str, str]]) -> Found:
        plain = [self.quantity(selection, each) for each in records if not each.get("comparator", "").strip()]
        values = [value for value, _ in plain if value is not None]
        if not values:
            return Found()
        return Found(half_even(sum(values, Fraction(0)) / len(values)), unit=plain[0][1])

    def share(self, selection: Json, field: str, records: list[dict[str, str]]) -> Found:
        values = [self.read(selection["element"], each, field) for each in records]
        values = [value for value in values if value is not None]
        if not values:
            return Found()
        return Found(half_even(Fraction(max(values.count(value) for value in values), len(values))))

    def weighted_sum(self, selection: Json, field: str, records: list[dict[str, str]]) -> Found:
        """From 1.1: a record without the number, or with a censored one, leaves no sum at all."""
        if not records:
            return Found()
        total = Fraction(0)
        for record in records:
            number, unit = self.quantity(selection, record, field)
            if number is None or self.is_censored(record, field):
                return Found()
            total += number
        return Found(total, unit=unit)

    def change(self, selection: Json, field: str, records: list[dict[str, str]]) -> Found:
        """From 1.1: the latest minus the one before it among those that have the field."""
        element = selection["element"]
        records = [each for each in records if self.read(element, each, field) is not None]
        records.sort(key=lambda each: self.order(selection, each))
        if len(records) < 2 or any(self.is_censored(each, field) for each in records[-2:]):
            return Found()
        whole = self.fields(element)[field]["type"] == "integer"
        read = [
            (self.read(element, each, field), None) if whole else self.quantity(selection, each, field)
            for each in records[-2:]
        ]
        return Found(read[1][0] - read[0][0], day=self.key_date(element, records[-1]), unit=read[1][1])

    def is_censored(self, record: dict[str, str], field: str) -> bool:
        return field == "value" and bool(record.get("comparator", "").strip())

    def chosen(self, measure: Json, selection: Json, records: list[dict[str, str]]) -> Found:
        element, field = selection["element"], measure.get("field", "value")
        records = [each for each in records if self.read(element, each, field) is not None]
        if not records:
            return Found()
        records.sort(key=lambda each: self.order(selection, each))
        if measure["type"] == "latest":
            record = records[-1]
        elif measure["type"] == "earliest":
            record = records[0]
        else:
            extreme = max if measure["type"] == "highest" else min
            best = extreme(self.rank(selection, each, field) for each in records)
            record = [each for each in records if self.rank(selection, each, field) == best][-1]
        day = self.key_date(element, record)
        if self.fields(element)[field]["type"] == "quantity":
            value, unit = self.quantity(selection, record, field)
            return Found(value, record.get("comparator", "").strip() or None, day, unit)
        return Found(self.read(element, record, field), day=day)

    # --- criteria: 4.0-4.4, 5.2 ---------------------------------------------------------------

    def criterion(self, part: Json, patient: Patient) -> Truth:
        truth = self.truth(part, patient)
        self.truths[part["id"]] = truth
        return truth

    def truth(self, part: Json, patient: Patient) -> Truth:
        if part["type"] in ("all", "any", "at_least"):
            truths = [self.criterion(each, patient) for each in part["of"]]
            n = {"all": len(truths), "any": 1}.get(part["type"], part.get("n"))
            return at_least(n, truths)  # type: ignore[arg-type]
        if part["type"] == "not":
            inner = self.criterion(part["of"], patient)
            return None if inner is None else not inner
        if part["type"] == "exists":
            return bool(self.select(part["of"], patient))
        if part["type"] == "member_of":
            other = self.package[f"{part['profile']}@{part['version']}"]
            outcome = Naive(other, self.catalogue, self.today, self.package).outcome(patient)
            return {"in": True, "out": False, "unknown": None}[outcome]
        found = self.measure(part["measure"], patient)
        return None if found.value is None else self.compare(found.value, found.comparator, part)

    def compare(self, value: Any, comparator: str | None, asked: Json) -> Truth:
        several = asked["value"] if isinstance(asked["value"], list) else [asked["value"]]
        bounds = [self.bound(each, value) for each in several]
        if not isinstance(value, Fraction) or comparator is None:
            return holds(asked["operator"], value, bounds)
        truths = {holds(asked["operator"], each, bounds) for each in possible(value, comparator, bounds)}
        return truths.pop() if len(truths) == 1 else None

    def bound(self, written: Any, value: Any) -> Any:
        if isinstance(written, dict) and "offset" in written:
            return move(self.today, written["offset"])
        if isinstance(written, dict):
            return self.parameters[written["parameter"]]
        if isinstance(written, bool):
            return written
        if isinstance(value, date):
            return date.fromisoformat(written)
        return written if isinstance(written, str) else Fraction(str(written))

    def outcome(self, patient: Patient) -> str:
        included = self.criterion(self.document["inclusion"], patient)
        excluded = (
            self.criterion(self.document["exclusion"], patient) if "exclusion" in self.document else False
        )
        if included is True and excluded is False:
            return "in"
        return "out" if included is False or excluded is True else "unknown"

    # --- the population and the result: 5.1, F1-F3 --------------------------------------------

    def is_active(self, patient: Patient) -> bool:
        enrolled, left, died = (
            as_date(patient.row.get(each, "")) for each in ("enrolled_from", "enrolled_to", "deceased_date")
        )
        if enrolled is None or enrolled > self.today or (left is not None and left < self.today):
            return False
        return died is None or died > self.today

    def result(self, patient: Patient) -> Json:
        document = self.document
        self.truths = {}
        return {
            "patient": patient.row["patient_id"],
            "outcome": self.outcome(patient),
            "groups": self.true_of(document["groups"], patient),
            "columns": {each["id"]: self.column(each, patient) for each in document["columns"]},
            "actions": self.true_of(document["actions"], patient),
            "data_quality": self.true_of(document["data_quality"], patient),
        }

    def true_of(self, parts: list[Json], patient: Patient) -> list[str]:
        return [each["id"] for each in parts if self.criterion(each["when"], patient) is True]

    def column(self, column: Json, patient: Patient) -> Json:
        found = self.measure(column["measure"], patient)
        raised = [each for each in column.get("flags", []) if self.raised(each, found, patient)]
        return {
            "value": found.value,
            "unit": found.unit if found.value is not None else None,
            "date": found.day,
            "comparator": found.comparator,
            "level": raised[0]["level"] if raised else None,
            "text": raised[0]["text"] if raised else None,
        }

    def raised(self, flag: Json, found: Found, patient: Patient) -> bool:
        if flag.get("when") == "missing":
            return found.value is None
        if "when" in flag:
            return self.criterion(flag["when"], patient) is True
        return found.value is not None and self.compare(found.value, found.comparator, flag) is True


def at_least(n: int, truths: list[Truth]) -> Truth:
    if truths.count(True) >= n:
        return True
    return False if truths.count(True) + truths.count(None) < n else None


def possible(number: Fraction, comparator: str, bounds: list[Fraction]) -> list[Fraction]:
    """Values from every stretch on which no comparison with the bounds changes, within ``<n`` or ``>n``."""
    turns = sorted({number, *bounds})
    stretches = [turns[0] - 1, turns[-1] + 1]
    for turn in turns:
        stretches += [turn - TINY, turn, turn + TINY]
    return [each for each in stretches if (each < number if comparator == "<" else each > number)]


def holds(operator: str, value: Any, bounds: list[Any]) -> bool:
    first = bounds[0]
    match operator:
        case "equal":
            return bool(value == first)
        case "not_equal":
            return bool(value != first)
        case "less_than":
            return bool(value < first)
        case "at_most":
            return bool(value <= first)
        case "greater_than":
            return bool(value > first)
        case "at_least":
            return bool(value >= first)
        case "between":
            return bool(first <= value <= bounds[1])
    return value in bounds


def half_even(number: Fraction) -> Fraction:
    """Rounded to six decimals; Python rounds fractions half to even."""
    return Fraction(round(number * 10**6), 10**6)
