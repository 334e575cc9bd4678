"""Boundary patients of a document: for every criterion some just in, some just out, and some unknown.

Natural patients find no faults; a date on a bound or a day beside it does, a leap day, a code that looks like
another, a tie, a censored value, a missing field, a patient who died or left on the index date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.document import Column, Document, Node
from profiles.standard.problem import InvalidDocument
from profiles.standard.validity import problems_of
from profiles.standard.walk import walk

from ..results import Truth
from ..scope import Scope, parameters_of
from ..tables import Tables
from .recipe import Recipe
from .search import Search
from .trials import Row, Rows, Trial, identity, rows_of, tables_of
from .truths import Logic

WORDS = {Truth.TRUE: "opfyldt", Truth.FALSE: "ikke opfyldt", Truth.UNKNOWN: "ukendt"}
OF_A_WHOLE = 2  # patients for each truth of a whole, beside those of its parts


@dataclass(frozen=True)
class Purpose:
    """Why a patient is there: ``node`` is a criterion, a column, or nothing for the active and inactive."""

    patient: str
    node: str | None
    truth: Truth | None
    sentence: str


@dataclass(frozen=True)
class BoundaryPatients:
    """``rows`` are cells of CSV tables by element; every patient has at least one purpose."""

    document: Document
    index_date: date
    catalogue: Catalogue
    rows: Rows
    purposes: tuple[Purpose, ...]
    search: Search

    @cached_property
    def tables(self) -> Tables:
        """The patients as tables for the evaluator."""
        return tables_of(self.rows, self.catalogue)

    @property
    def patients(self) -> list[Row]:
        return self.rows["patient"]


def boundary_patients(
    document: Document,
    index_date: date,
    *,
    package: Mapping[str, Document] | None = None,
    catalogue: Catalogue | None = None,
) -> BoundaryPatients:
    """Patients on and beside every bound of the document, each verified by the evaluator.

    Raises what :func:`profiles.evaluation.truths` raises for a document.
    """
    catalogue = catalogue or load_catalogue(document.standard)
    if problems := problems_of(document, catalogue):
        raise InvalidDocument(problems)
    scope = Scope(document, catalogue, index_date, parameters_of(document, None))
    logic = Logic(scope, package or {})
    search = Search(document, index_date, catalogue, package or {}, logic)
    search.run()
    kept = _Kept(search)
    return BoundaryPatients(
        document,
        index_date,
        catalogue,
        rows_of(kept.recipes, catalogue, index_date),
        tuple(kept.purposes),
        search,
    )


class _Kept:
    """The trials worth keeping, and what each is for."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._names = _names(search.document)
        self._number: dict[int, int] = {}
        self.recipes: list[Recipe] = []
        self.purposes: list[Purpose] = []
        self._leaves()
        self._wholes()
        self._activity()

    def _leaves(self) -> None:
        for node, trial in zip(self._search.made_for, self._search.trials, strict=True):
            if node is not None:
                self._keep(trial, node, trial.truths.get(("", node)))

    def _wholes(self) -> None:
        """What is made of parts: the first patients of each truth, fewest records first."""
        simplest = sorted(self._search.trials, key=lambda trial: len(trial.recipe.records))
        for part in self._search.criteria():
            for truth in Truth:
                having = [each for each in simplest if each.truths.get(("", part.id)) is truth]
                for trial in having[:OF_A_WHOLE]:
                    self._keep(trial, part.id, truth)

    def _activity(self) -> None:
        """Dying, leaving and enrolling on and beside the index date (5.1, E1), for one who would be in."""
        inclusion = ("", self._search.document.inclusion.id)
        included = [each for each in self._search.trials if each.truths.get(inclusion) is Truth.TRUE]
        start = min(included or self._search.trials, key=lambda trial: len(trial.recipe.records))
        for words, facts in _comings_and_goings(self._search.index_date):
            recipe = Recipe(words, start.recipe.records, {**start.recipe.facts, **facts})
            self._add(recipe, None, None, f"Patienten {words}.")

    def _keep(self, trial: Trial, node: str, truth: Truth | None) -> None:
        word = f"er {WORDS[truth]}" if truth is not None else "vises"
        self._add(trial.recipe, node, truth, f"»{self._names[node]}« {word}: {trial.recipe.words}.")

    def _add(self, recipe: Recipe, node: str | None, truth: Truth | None, sentence: str) -> None:
        number = self._number.get(id(recipe))
        if number is None:
            self.recipes.append(recipe)
            number = self._number[id(recipe)] = len(self.recipes)
        purpose = Purpose(identity(number), node, truth, sentence)
        if purpose not in self.purposes[-OF_A_WHOLE:]:
            self.purposes.append(purpose)


def _comings_and_goings(index_date: date) -> list[tuple[str, dict[str, str]]]:
    day, one = index_date, timedelta(days=1)
    return [
        ("døde på opgørelsesdagen og har intet udfald", {"deceased_date": str(day)}),
        ("dør dagen efter opgørelsesdagen og har et udfald", {"deceased_date": str(day + one)}),
        ("forlod klinikken på opgørelsesdagen og har et udfald", {"enrolled_to": str(day)}),
        ("forlod klinikken dagen før opgørelsesdagen og har intet udfald", {"enrolled_to": str(day - one)}),
        ("blev tilmeldt på opgørelsesdagen og har et udfald", {"enrolled_from": str(day)}),
        ("tilmeldes dagen efter opgørelsesdagen og har intet udfald", {"enrolled_from": str(day + one)}),
        ("mangler dato for tilmelding og har intet udfald", {"enrolled_from": ""}),
    ]


def _names(document: Document) -> dict[str, str]:
    """What a person calls a node: its label, its title, or its id."""
    found = {}
    for spot in walk(document):
        part = spot.part
        if isinstance(part, Node):
            title = part.title if isinstance(part, Column) else None
            found[part.id] = part.label or title or part.id
    return found
