"""What a change of a document does to the patients of a clinic: who comes in, and who goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.core.cache import cache

from profiles.evaluation.evaluator import evaluate
from profiles.evaluation.results import Outcome
from profiles.standard.canonical import canonical_bytes
from profiles.standard.document import Document

from ..findings import package_of
from .clinics import Clinic, database_of
from .count import KEPT, counting

Population = frozenset[str]
#: So many patients are named; the clinic is synthetic, so they are nobody.
EXAMPLES = 10
#: What a document has besides its population, which an effect does not ask about.
BESIDES = ("columns", "default_sort", "groups", "patient_view", "actions", "data_quality")


@dataclass(frozen=True)
class Effect:
    """The population before and after, the patients by their ids in the clinic."""

    clinic: Clinic
    index_date: date
    before: Population
    after: Population

    @property
    def enter(self) -> Population:
        return self.after - self.before

    @property
    def leave(self) -> Population:
        return self.before - self.after

    @property
    def enter_examples(self) -> list[str]:
        return sorted(self.enter)[:EXAMPLES]

    @property
    def leave_examples(self) -> list[str]:
        return sorted(self.leave)[:EXAMPLES]


def effect(before: Document, after: Document, clinic: Clinic, index_date: date) -> Effect:
    """Both populations in a clinic on a day. Raises ``NotCounted``."""
    was, becomes = (_population(each, clinic, index_date) for each in (before, after))
    return Effect(clinic, index_date, was, becomes)


def _population(document: Document, clinic: Clinic, index_date: date) -> Population:
    bare = document.model_copy(update=dict.fromkeys(BESIDES, ()))
    asked = sha256(canonical_bytes(bare)).hexdigest()
    key = f"population:1:{asked}:{clinic.size}:{clinic.stamp}:{index_date.isoformat()}"
    found: Population | None = cache.get(key)
    if found is None:
        found = _inside(bare, clinic, index_date)
        cache.set(key, found, KEPT)
    return found


def _inside(document: Document, clinic: Clinic, index_date: date) -> Population:
    with counting():
        results = evaluate(document, database_of(clinic), index_date, package=package_of(document))
    return frozenset(each.patient for each in results if each.outcome is Outcome.IN)
