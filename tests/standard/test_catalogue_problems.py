"""A20, A21: what is no catalogue is refused in Danish at its place."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from profiles.standard.catalogue import DIRECTORY, Catalogue, standards
from profiles.standard.catalogue_problems import catalogue_problems

DEPENDENT = "/elements/5/fields/1/tokens_by"
WRITTEN = {each: json.loads((DIRECTORY / f"{each}.json").read_text()) for each in standards()}


def changed(path: str, to: Any) -> dict[str, Any]:
    """The catalogue of 1.1 with another value at a pointer; ``...`` takes it away, ``-`` adds to a list.

    A member of a list is named by its position or its id.
    """
    catalogue = deepcopy(WRITTEN["1.1"])
    *above, last = path.split("/")[1:]
    owner: Any = catalogue
    for step in above:
        owner = owner[_place(owner, step)]
    if last == "-":
        owner.append(to)
    elif to is ...:
        del owner[_place(owner, last)]
    else:
        owner[_place(owner, last)] = to
    return catalogue


def _place(owner: Any, step: str) -> Any:
    if isinstance(owner, dict):
        return step
    return int(step) if step.isdigit() else [each["id"] for each in owner].index(step)


@pytest.mark.parametrize("standard", standards())
def test_every_shipped_catalogue_is_without_problems(standard):
    assert catalogue_problems(WRITTEN[standard]) == ()


@pytest.mark.parametrize(
    ("value", "place", "said"),
    [
        (None, "", "Kataloget må ikke være null"),
        ([], "", "Kataloget skal være et objekt"),
        (changed("/elements", ...), "/elements", "»elements« mangler"),
        (changed("/standard", "1"), "/standard", "to tal med et punktum"),
        (changed("/standard", 1.1), "/standard", "skal være en tekst"),
        (changed("/colour", "red"), "/colour", "findes ikke i standarden"),
        (changed("/elements/0/title", None), "/elements/0/title", "må ikke være null"),
        (changed("/elements/0/title", " "), "/elements/0", "skal være skrevet"),
        (changed("/elements/1/title", "Diag\u0007nose"), "/elements/1/title", "styretegn"),
        (changed("/elements/1/title", "Se 010190-1234"), "/elements/1/title", "CPR-nummer"),
        (changed("/elements/1/id", "Diagnose 2"), "/elements/1/id", "små bogstaver"),
        (changed("/elements/1/fields/1/id", "dato-1"), "/elements/1/fields/1/id", "små bogstaver"),
        (changed("/elements/1/fields", []), "/elements/1/fields", "skal have mindst 1"),
        (changed("/elements/1/fields/1/type", "datetime"), "/elements/1/fields/1/type", "skal være"),
        (changed("/elements/1/id", "medication"), "/elements/1/id", "mere end én gang"),
        (changed("/elements/1/fields/2/id", "end"), "/elements/1/fields/2/id", "mere end én gang"),
        (changed("/elements/1/fields/2/id", "patient_id"), "/elements/1/fields/2/id", "kolonnen"),
        (changed("/elements/1/fields/2/id", "place"), "/elements/1/fields/2/id", "kolonnen"),
        (changed("/elements/1/id", "active"), "/elements/1/id", "optaget"),
        (changed("/elements/1/fields/2/id", "value_1"), "/elements/1/fields/2/id", "små bogstaver"),
        (changed("/elements/1/fields/2/id", "code_sks"), "/elements/1/fields/2/id", "kolonnen"),
        (changed("/elements/1/fields/2/id", "date_seconds"), "/elements/1/fields/2/id", "kolonnen"),
        (changed("/elements/1/key_dates", []), "/elements/1/key_dates", "Nøgledatoer"),
        (changed("/elements/1/key_dates", ["debut"]), "/elements/1/key_dates", "Nøgledatoer"),
        (changed("/elements/1/key_dates", ["start", "end"]), "/elements/1/key_dates", "»start« skal være"),
        (changed("/elements/0/key_dates", ["date"]), "/elements/0/key_dates", "ingen nøgledato"),
        (changed("/elements/0", ...), "/elements", "skal have elementet »patient«"),
        (changed("/elements/0/fields/0/type", "text"), "/elements/0", "»birth_date«"),
        (changed("/elements/0/fields/1/tokens/0/id", "woman"), "/elements/0", "»female« og »male«"),
        (changed("/elements/1/fields/0/systems", []), "/elements/1/fields/0/systems", "mindst én"),
        (changed("/elements/1/fields/1/systems", ["sks"]), "/elements/1/fields/1/systems", "kan ikke have"),
        (changed("/elements/1/fields/0/systems/-", "loinc"), "/elements/1/fields/0/systems/2", "kataloget"),
        (changed("/elements/1/fields/0/systems/-", "sks"), "/elements/1/fields/0/systems/2", "to gange"),
        (changed("/elements/1/fields/4/tokens", []), "/elements/1/fields/4/tokens", "mindst én"),
        (changed("/elements/1/fields/4/type", "text"), "/elements/1/fields/4/tokens", "kan ikke have"),
        (
            changed("/elements/5/fields/1/tokens_by/field", "date"),
            "/elements/5/fields/1/tokens_by/field",
            "ikke",
        ),
        (changed(f"{DEPENDENT}/of/smoking", ...), f"{DEPENDENT}/of", "én liste for hver værdi"),
        (changed("/elements/7/fields/2/type", "quantity"), "/elements/7/fields/2/type", "også har en kode"),
    ],
)
def test_what_is_no_catalogue_is_said_at_its_place(value, place, said):
    problems = catalogue_problems(value)
    assert any(each.place == place and said in each.message for each in problems), problems


def test_a_problem_names_the_field_that_it_is_in():
    (problem,) = catalogue_problems(changed("/elements/1/fields/0/systems/-", "loinc"))
    assert problem.node == "code"


def test_everything_is_said_at_once():
    both = changed("/elements/1/key_dates", [])
    both["standard"] = "ny"
    assert {each.place for each in catalogue_problems(both)} == {"/standard", "/elements/1/key_dates"}


def test_a_catalogue_without_problems_can_be_made():
    assert Catalogue.model_validate(WRITTEN["1.1"]).standard == "1.1"
