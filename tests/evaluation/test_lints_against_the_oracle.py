"""What a lint says of patients is true of every boundary patient, and a fix does what it promises."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest

from profiles.standard.canonical import canonical_bytes
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import Lint, lint
from profiles.standard.reading import read, read_json

from .boundary import INDEX_DATES, Practice
from .naive import Json, Naive, Patient, Truth
from .test_reasoning_against_the_oracle import drawn

# More documents for a long run: EVALUATION_DOCUMENTS=500. Another draw: EVALUATION_SEED=7.
DOCUMENTS = int(os.environ.get("EVALUATION_DOCUMENTS", "6"))
SEED = int(os.environ.get("EVALUATION_SEED", "20261121"))
PATIENTS = 8
CATALOGUE = load_catalogue()
PLAIN_CATALOGUE: Json = CATALOGUE.model_dump(mode="json", exclude_none=True)


class Seen:
    """What the oracle says of one patient by one document."""

    def __init__(self, document: Json, patient: Patient, today: Any) -> None:
        oracle = Naive(document, PLAIN_CATALOGUE, today)
        self.result = oracle.result(patient)
        self.truths: dict[str, Truth] = oracle.truths

    @property
    def is_in(self) -> bool:
        return bool(self.result["outcome"] == "in")


def seen(document: Json, number: int) -> Iterator[Seen]:
    for today in INDEX_DATES[:2]:
        random = Random(f"{SEED}/{number}/{today}")  # noqa: S311 - test data, not secrets
        for patient in Practice(random, today).patients(PATIENTS):
            yield Seen(document, patient, today)


# --- what each lint claims of a patient -----------------------------------------------------------


def never(found: Lint, patient: Seen, _: Json) -> bool:
    return patient.truths.get(found.node or "") is not True


def always(found: Lint, patient: Seen, _: Json) -> bool:
    return patient.truths.get(found.node or "") is not False


def nobody(_found: Lint, patient: Seen, _: Json) -> bool:
    return not patient.is_in


def misses(found: Lint, patient: Seen, document: Json) -> bool:
    is_included = patient.truths[document["inclusion"]["id"]] is True
    return not (is_included and patient.truths.get(found.node or "") is True)


def outside(found: Lint, patient: Seen, _: Json) -> bool:
    return not (patient.is_in and found.node in patient.result["groups"])


def whole(found: Lint, patient: Seen, _: Json) -> bool:
    return not patient.is_in or found.node in patient.result["groups"]


def same(found: Lint, patient: Seen, _: Json) -> bool:
    groups = patient.result["groups"]
    return (found.node in groups) == (found.beside in groups)


def unseen(found: Lint, patient: Seen, document: Json) -> bool:
    """The flag's text is not shown, unless another flag of the column says the same."""
    _, _, column, _, flag = found.place.split("/")
    texts = [each["text"] for each in document["columns"][int(column)]["flags"]]
    shown = patient.result["columns"][document["columns"][int(column)]["id"]]["text"]
    return shown != texts[int(flag)] or texts.count(shown) > 1


CLAIMS: dict[str, Callable[[Lint, Seen, Json], bool]] = {
    "never": never,
    "always": always,
    "empty-population": nobody,
    "exclusion-misses": misses,
    "outside-population": outside,
    "whole-population": whole,
    "same-when": same,
    "shadowed-flag": unseen,
    "never-shown": unseen,
}


@pytest.mark.parametrize("number", range(DOCUMENTS))
def test_what_a_lint_says_is_true_of_every_patient(number: int) -> None:
    plain = drawn(Random(f"{SEED}/{number}"))  # noqa: S311 - test data, not secrets
    claims = [found for found in lint(read_json(plain), CATALOGUE) if found.code in CLAIMS]
    for patient in seen(plain, number):
        for found in claims:
            assert CLAIMS[found.code](found, patient, plain), (number, found, plain)


# --- what each fix promises -----------------------------------------------------------------------


@pytest.mark.parametrize("number", range(DOCUMENTS))
def test_a_fix_takes_its_lint_away_and_keeps_what_it_says_it_keeps(number: int) -> None:
    plain = drawn(Random(f"{SEED}/{number}"))  # noqa: S311 - test data, not secrets
    document = read_json(plain)
    before = list(seen(plain, number))
    found = lint(document, CATALOGUE)
    for each in found:
        if each.fix is not None:
            fixed = read(canonical_bytes(each.fix.apply(document)))
            assert is_gone(each, found, fixed), (number, each, plain)
            if each.fix.keeps and each.code != "unused":
                unchanged(each, before, fixed.to_json(), number)
            elif each.code == "dead-branch":
                still_true(before, plain, fixed.to_json(), number)


def is_gone(fixed_lint: Lint, before: tuple[Lint, ...], fixed: Document) -> bool:
    counted, left = (
        Counter((each.code, each.node) for each in found) for found in (before, lint(fixed, CATALOGUE))
    )
    name = (fixed_lint.code, fixed_lint.node)
    return left[name] < counted[name]


def unchanged(found: Lint, before: list[Seen], fixed: Json, number: int) -> None:
    for patient, after in zip(before, seen(fixed, number), strict=True):
        assert after.result == patient.result, (number, found)


def still_true(before: list[Seen], plain: Json, fixed: Json, number: int) -> None:
    """A branch that is impossible where it stands may be needed for »unknown«, never for »true«."""
    roots = [each["when"]["id"] for each in plain["groups"]] + [plain["inclusion"]["id"]]
    for patient, after in zip(before, seen(fixed, number), strict=True):
        for root in roots:
            assert (patient.truths.get(root) is True) == (after.truths.get(root) is True), (number, root)
