"""Tables of one row per patient, the building blocks of measures."""

from __future__ import annotations

from collections.abc import Iterable

from .layout import PATIENT_ID
from .plan import Plan
from .sql import RECORD, all_of, column, name


def per_patient(table: str, sums: list[tuple[str, str]], taken: Iterable[str] = (), *by: str) -> str:
    patient = column(RECORD, PATIENT_ID)
    chosen = [(patient, PATIENT_ID), *sums]
    where = f"\nWHERE {all_of(taken)}" if taken else ""
    return f"{select_from(chosen, table)}{where}\nGROUP BY {', '.join([patient, *by])}"


def step(table: str, columns: dict[str, str], plan: Plan) -> str:
    chosen = [(column(RECORD, PATIENT_ID), PATIENT_ID), *((what, alias) for alias, what in columns.items())]
    return plan.table("m", select_from(chosen, table))


def select_from(chosen: Iterable[tuple[str, str]], table: str) -> str:
    return (
        f"SELECT {', '.join(f'{what} AS {name(alias)}' for what, alias in chosen)}\nFROM {table} AS {RECORD}"
    )
