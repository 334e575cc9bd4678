"""9.1: what is added makes a minor standard, what is changed or removed a major one."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.standard.catalogue import Catalogue, load_catalogue
from profiles.standard.catalogue_difference import catalogue_bump, catalogue_difference, next_standard
from profiles.standard.version import Bump

from .test_catalogue_problems import changed

NEWER = load_catalogue("1.1")
OLDER = load_catalogue("1.0")


def made(path: str, to: Any) -> Catalogue:
    return Catalogue.model_validate(changed(path, to))


def test_a_catalogue_does_not_differ_from_itself():
    assert catalogue_difference(NEWER, NEWER) == ()
    assert catalogue_bump(NEWER, NEWER) is Bump.MINOR


def test_9_5_standard_1_1_only_adds():
    changes = catalogue_difference(OLDER, NEWER)
    assert {each.kind for each in changes} == {"added"}
    assert catalogue_bump(OLDER, NEWER) is Bump.MINOR
    assert ("elements", "hospital_contact") in {each.path for each in changes}


def test_what_was_added_is_removed_the_other_way_round():
    there = [each.path for each in catalogue_difference(OLDER, NEWER)]
    back = catalogue_difference(NEWER, OLDER)
    assert [each.path for each in back] == there
    assert {each.kind for each in back} == {"removed"}
    assert catalogue_bump(NEWER, OLDER) is Bump.MAJOR


FIELD = {"id": "note", "title": "Note", "type": "text"}
TOKEN = {"id": "sms", "title": "Sms"}


@pytest.mark.parametrize(
    ("path", "to", "changed_path", "bump"),
    [
        ("/diagnosis/fields/-", FIELD, "diagnosis/fields/note", Bump.MINOR),
        ("/contact/fields/kind/tokens/-", TOKEN, "contact/fields/kind/tokens/sms", Bump.MINOR),
        ("/service/fields/code/systems/-", "local", "service/fields/code/systems/local", Bump.MINOR),
        ("/diagnosis/title", "Sygdom", "diagnosis/title", Bump.MINOR),
        ("/diagnosis/description", "Kodet.", "diagnosis/description", Bump.MINOR),
        ("/diagnosis/fields/debut/title", "Begyndte", "diagnosis/fields/debut/title", Bump.MINOR),
        ("/diagnosis", ..., "diagnosis", Bump.MAJOR),
        ("/diagnosis/fields/debut", ..., "diagnosis/fields/debut", Bump.MAJOR),
        ("/diagnosis/fields/debut/type", "integer", "diagnosis/fields/debut/type", Bump.MAJOR),
        ("/diagnosis/fields/code/systems", ["icpc-2-dk"], "diagnosis/fields/code/systems/sks", Bump.MAJOR),
        ("/diagnosis/fields/kind/tokens/contact", ..., "diagnosis/fields/kind/tokens/contact", Bump.MAJOR),
        ("/hospital_contact/key_dates", ["date"], "hospital_contact/key_dates", Bump.MAJOR),
    ],
)
def test_each_change_is_told_with_its_place_and_what_it_asks_for(path, to, changed_path, bump):
    after = made(f"/elements{path}", to)
    told = [("/".join(each.path), each.bump) for each in catalogue_difference(NEWER, after)]
    assert told == [(f"elements/{changed_path}", bump)]
    assert catalogue_bump(NEWER, after) is bump


@pytest.mark.parametrize(
    ("name", "to", "bump"),
    [("title", "SKS-koder", Bump.MINOR), ("uri", "urn:sks", Bump.MAJOR), ("hierarchical", False, Bump.MAJOR)],
)
def test_a_code_system_may_change_its_title_but_not_what_it_is(name, to, bump):
    (change,) = catalogue_difference(NEWER, made(f"/code_systems/sks/{name}", to))
    assert (change.path, change.bump) == (("code_systems", "sks", name), bump)


def test_a_new_field_between_two_others_is_major_because_order_decides_ties():
    fields = changed("/standard", "1.2")["elements"][1]["fields"]
    after = made("/elements/1/fields", [*fields[:2], FIELD, *fields[2:]])
    assert catalogue_bump(NEWER, after) is Bump.MAJOR


def test_another_order_of_systems_is_major():
    after = made("/elements/1/fields/0/systems", ["sks", "icpc-2-dk"])
    (change,) = catalogue_difference(NEWER, after)
    assert (change.kind, change.bump) == ("moved", Bump.MAJOR)
    assert (change.before, change.after) == ("icpc-2-dk, sks", "sks, icpc-2-dk")


@pytest.mark.parametrize("name", ["value", "code"])
def test_a_new_field_that_order_asks_first_is_major(name):
    after = made("/elements/9/fields/-", {"id": name, "title": "Ny", "type": "text"})
    assert catalogue_bump(NEWER, after) is Bump.MAJOR


def test_values_that_depend_on_another_field_are_told_by_its_value():
    after = made("/elements/5/fields/1/tokens_by/of/smoking/-", {"id": "vaping", "title": "E-cigaret"})
    (change,) = catalogue_difference(NEWER, after)
    assert change.path == ("elements", "finding", "fields", "value", "tokens_by", "of", "smoking", "vaping")
    assert change.bump is Bump.MINOR


def test_values_that_come_to_depend_on_another_field_are_major():
    after = made("/elements/5/fields/1/tokens_by/field", "other")
    assert catalogue_bump(NEWER, after) is Bump.MAJOR


@pytest.mark.parametrize(
    ("bump", "number"), [(Bump.PATCH, "1.10"), (Bump.MINOR, "1.10"), (Bump.MAJOR, "2.0")]
)
def test_a_standard_has_two_numbers(bump, number):
    assert next_standard("1.9", bump) == number
