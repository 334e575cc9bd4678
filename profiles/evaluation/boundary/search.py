"""The search for patients: leaves from their own bounds, wholes from leaves, until every truth is reached.

A leaf's patients come from what the criterion compares with. A whole's patients are made by putting leaves
together as its logic asks; what comes of it is measured, and what is still missing is tried again from the
patients that came nearest. Nothing is believed that the evaluator has not said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from profiles.standard.catalogue import Catalogue
from profiles.standard.document import Compare, Criterion, Document, Exists, HoldsMeasure, MemberOf
from profiles.standard.walk import criteria

from ..results import Truth
from .measures import around, compared_with, recipes
from .recipe import NOTHING, Recipe, distinct
from .selections import variants
from .trials import Trial, tried
from .truths import Assignment, Key, Logic

VIEW = "patient_view"  # no part of the evaluation (A14)
ROUNDS = 6
ATTEMPTS = 10  # at each missing truth in each round
NEAREST = 6
SEED = 20261121

Target = tuple[Criterion, Truth]


@dataclass
class Search:
    """Trials of one document, and which leaf or whole each was made for."""

    document: Document
    index_date: date
    catalogue: Catalogue
    package: Mapping[str, Document]
    logic: Logic
    trials: list[Trial] = field(default_factory=list)
    made_for: list[str | None] = field(default_factory=list)

    def run(self) -> None:
        self._try_leaves()
        random = Random(SEED)  # noqa: S311 - the same patients each time, no secret
        for _ in range(ROUNDS):
            missing = self.missing()
            if not missing:
                return
            self._try([(None, each) for target in missing for each in self._attempts(target, random)])

    def criteria(self) -> list[Criterion]:
        """Every criterion that an evaluation gives a truth, in document order."""
        return [spot.part for spot in criteria(self.document) if spot.section != VIEW]  # type: ignore[misc]

    def reached(self, part: Criterion) -> set[Truth]:
        key = self.logic.key(part)
        return {trial.truths[key] for trial in self.trials if key in trial.truths}

    def missing(self) -> list[Target]:
        return [
            (part, truth)
            for part in self.criteria()
            for truth in sorted(self.logic.possible(part) - self.reached(part))
        ]

    # --- leaves ---------------------------------------------------------------------------------

    def _try_leaves(self) -> None:
        self._try([(None, NOTHING), *self._of_leaves(self.logic, True), *self._of_columns()])

    def _of_leaves(self, logic: Logic, is_main: bool) -> Iterator[tuple[str | None, Recipe]]:
        seen: set[str] = set()
        for spot in criteria(logic.scope.document):
            part = spot.part
            if isinstance(part, MemberOf) and logic.of(part).name not in seen:
                seen.add(logic.of(part).name)
                yield from self._of_leaves(logic.of(part), False)
            elif isinstance(part, Exists | Compare) and spot.section != VIEW:
                scope = logic.scope.at(part.id)
                made = variants(part.of, scope) if isinstance(part, Exists) else recipes(part, scope)
                yield from ((part.id if is_main else None, each) for each in made)

    def _of_columns(self) -> Iterator[tuple[str | None, Recipe]]:
        """Patients around what a column's flags compare its measure with."""
        for column in self.document.columns:
            if not isinstance(column.measure, HoldsMeasure):
                scope = self.logic.scope.at(column.id)
                bounds = [each for flag in column.flags for each in compared_with(flag.value, scope)]
                yield from ((column.id, each) for each in distinct(around(column.measure, bounds, scope)))

    # --- wholes ---------------------------------------------------------------------------------

    def _attempts(self, target: Target, random: Random) -> Iterator[Recipe]:
        part, truth = target
        for _ in range(ATTEMPTS):
            wanted = self.logic.assignment(part, truth, random)
            if wanted:
                yield self._merged(wanted, random)

    def _merged(self, wanted: Assignment, random: Random) -> Recipe:
        """The nearest patient so far, with what it lacks put in from patients that have it."""
        near = sorted(self.trials, key=lambda trial: (-_agreeing(trial, wanted), len(trial.recipe.records)))
        start = random.choice(near[:NEAREST])
        recipe = start.recipe
        lacking = [key for key, truth in wanted.items() if start.truths.get(key) is not truth]
        for key in random.sample(lacking, len(lacking)):
            having = self._having[key, wanted[key]]
            if having:
                recipe = recipe.and_(random.choice(having))
        if random.random() < 0.3 and recipe.records:
            recipe = recipe.without(random.choice(recipe.records).element)
        return recipe

    def _try(self, made: Sequence[tuple[str | None, Recipe]]) -> None:
        trials = tried(
            [recipe for _, recipe in made], self.document, self.index_date, self.catalogue, self.package
        )
        self.trials += trials
        self.made_for += [node for node, _ in made]
        for trial in trials:
            for key, truth in trial.truths.items():
                self._having[key, truth].append(trial.recipe)

    def __post_init__(self) -> None:
        self._having: dict[tuple[Key, Truth], list[Recipe]] = defaultdict(list)


def _agreeing(trial: Trial, wanted: Assignment) -> int:
    return sum(trial.truths.get(key) is truth for key, truth in wanted.items())
