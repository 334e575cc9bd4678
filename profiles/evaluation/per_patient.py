"""Tables of one row per patient, the building blocks of measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .layout import PATIENT_ID
from .passes import Conditions, Records
from .plan import Plan
from .sql import RECORD, all_of, choice, column, select_from

Aggregate = Callable[[str], str]
_PATIENT = column(RECORD, PATIENT_ID)


@dataclass
class PerPatient:
    """What is summed up of each patient's records, all of it in one reading of them."""

    alias: str
    records: Records
    _columns: dict[tuple[Aggregate, str, Conditions], str] = field(default_factory=dict)

    def column(self, aggregate: Aggregate, what: str, conditions: Conditions) -> str:
        """The column that aggregates ``what`` over the records that fulfil the conditions."""
        self.records.admit(conditions)
        return self._columns.setdefault((aggregate, what, conditions), f"x_{len(self._columns) + 1}")

    def body(self) -> str:
        chosen = [(PATIENT_ID, _PATIENT)]
        for (aggregate, what, conditions), alias in self._columns.items():
            own = self.records.own(conditions)
            chosen.append((alias, aggregate(choice([(all_of(own), what)]) if own else what)))
        return f"{select_from(chosen, f'{self.records.alias} AS {RECORD}')}\nGROUP BY {_PATIENT}"


def per_patient(records: Records, plan: Plan) -> PerPatient:
    return plan.part("p", ("per patient", records.alias), lambda alias: PerPatient(alias, records))


def step(table: str, columns: dict[str, str], plan: Plan, conditions: Iterable[str] = ()) -> str:
    """A table with the patients of another that fulfil conditions, its columns computed from the other's."""
    chosen = [(PATIENT_ID, _PATIENT), *columns.items()]
    return plan.table("m", select_from(chosen, f"{table} AS {RECORD}", conditions))
