"""How many synthetic and test patients have a code: what a change of codes comes to in people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from profiles.evaluation.carriers import carriers
from profiles.evaluation.engine import Database, EvaluationStopped
from profiles.evaluation.notices import TableProblem
from profiles.evaluation.opening import open_folder
from profiles.standard.catalogue import load_catalogue

from ..counting.clinics import STANDARD, clinics, database_of

#: The clinic that is asked; regions take longer and say no more.
CLINIC = 1_600


@dataclass(frozen=True)
class Carried:
    """The patients with each code, by code; ``is_there`` when there are patients to look among."""

    is_there: bool = False
    by_code: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def patients(self, codes: Iterable[str]) -> int:
        """How many patients have at least one of the codes."""
        return len(frozenset().union(*(self.by_code.get(code, frozenset()) for code in codes)))


def in_the_clinic(system: str, codes: Iterable[str]) -> Carried:
    """Among the synthetic patients, if they have been made and can be read."""
    clinic = next((each for each in clinics() if each.size == CLINIC), None)
    if clinic is None:
        return Carried()
    try:
        return _carried(database_of(clinic), system, codes)
    except (TableProblem, EvaluationStopped):
        return Carried()


def among_test_patients(system: str, codes: Iterable[str]) -> Carried:
    """Among the test patients that are shipped with the tool."""
    try:
        return _carried(_test_patients(), system, codes)
    except (TableProblem, EvaluationStopped):
        return Carried()


def _carried(database: Database, system: str, codes: Iterable[str]) -> Carried:
    return Carried(True, carriers(database, load_catalogue(STANDARD), system, codes))


@lru_cache(maxsize=1)
def _test_patients() -> Database:
    return open_folder(settings.TEST_PATIENTS, load_catalogue(STANDARD))[0]
