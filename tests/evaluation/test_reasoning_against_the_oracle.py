"""What lint shows by reasoning holds for every boundary patient: the oracle is asked each time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from random import Random

import pytest

from profiles.standard.catalogue import load_catalogue
from profiles.standard.kinds import Setting
from profiles.standard.lint.reasoning.knowledge import Knowledge, Mind
from profiles.standard.lint.reasoning.terms import Term, Terms
from profiles.standard.reading import InvalidDocument, read_json
from profiles.standard.walk import criteria

from .boundary import INDEX_DATES, Practice
from .naive import Json, Naive, Truth
from .relatives import Family

# More documents for a long run: EVALUATION_DOCUMENTS=500. Another draw: EVALUATION_SEED=7.
DOCUMENTS = int(os.environ.get("EVALUATION_DOCUMENTS", "6"))
SEED = int(os.environ.get("EVALUATION_SEED", "20261121"))
PATIENTS = 25
CATALOGUE = load_catalogue()
PLAIN_CATALOGUE: Json = CATALOGUE.model_dump(mode="json", exclude_none=True)


def drawn(random: Random) -> Json:
    """A valid document; a draw that the language refuses is drawn again."""
    for _ in range(100):
        document = Family(random).document()
        with suppress(InvalidDocument):
            read_json(document)
            return document
    raise AssertionError("no draw was a valid document")


def observed(document: Json, random: Random) -> Iterator[dict[str, Truth]]:
    """The truth of every criterion for patients on and beside the bounds of every index date."""
    for today in INDEX_DATES:
        for patient in Practice(random, today).patients(PATIENTS):
            oracle = Naive(document, PLAIN_CATALOGUE, today)
            oracle.result(patient)
            yield oracle.truths


@pytest.mark.parametrize("number", range(DOCUMENTS))
def test_what_is_shown_holds_for_every_patient(number: int) -> None:
    random = Random(f"{SEED}/{number}")  # noqa: S311 - test data, not secrets
    plain = drawn(random)
    document = read_json(plain)
    mind = Mind(Terms(Setting(document, CATALOGUE)))
    terms = {spot.part.id: mind.terms.of(spot.part) for spot in criteria(document)}  # type: ignore[attr-defined, arg-type]
    shown = [*alone(mind, terms), *together(mind, terms)]
    for truths in observed(plain, random):
        assert all(isinstance(truths.get(name, True), bool) for name, term in terms.items() if term.is_sure)
        for assumed, truth, other, follows in shown:
            if assumed in truths and other in truths and truths[assumed] is truth:
                assert truths[other] is follows, (number, assumed, truth, other, follows, plain)


Shown = tuple[str, bool, str, bool | str]


def alone(mind: Mind, terms: dict[str, Term]) -> Iterator[Shown]:
    """A criterion that can never have a truth: were it so, it would be something that no truth is."""
    for name, term in terms.items():
        for truth in (True, False):
            if not Knowledge(mind).learn(term, truth):
                yield name, truth, name, "impossible"


def together(mind: Mind, terms: dict[str, Term]) -> Iterator[Shown]:
    """What follows for one criterion from the truth of another."""
    for name, term in terms.items():
        for truth in (True, False):
            known = Knowledge(mind)
            if known.learn(term, truth):
                for other, asked in terms.items():
                    follows = known.decide(asked)
                    if other != name and follows is not None:
                        yield name, truth, other, follows
