"""What a reviewer is told about single changes."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from profiles.standard.difference import Change, apply, difference
from profiles.standard.document import Document
from profiles.standard.entries import DoesNotFit
from profiles.standard.reading import read_shape
from profiles.standard.version import Bump

from .diabetes import Json, diabetes

ORDER = "Kun rækkefølge eller skrivemåde er ændret, og det ændrer intet resultat."


@pytest.fixture
def before() -> Document:
    return read_shape(diabetes())


def after(edit: Any) -> Document:
    value = copy.deepcopy(diabetes())
    edit(value)
    return read_shape(value)


def found(edit: Any) -> tuple[Change, ...]:
    return difference(read_shape(diabetes()), after(edit))


def only(edit: Any) -> Change:
    (change,) = found(edit)
    return change


def coded(value: Json) -> list[Json]:
    parts: list[Json] = value["inclusion"]["of"][1]["of"]
    return parts


def test_a_document_does_not_differ_from_itself(before: Document) -> None:
    assert difference(before, before) == ()


def test_the_number_a_document_carries_is_no_difference(before: Document) -> None:
    assert difference(before, before.model_copy(update={"version": "3.0.0"})) == ()


def test_a_changed_criterion_is_told_before_and_after_with_the_property_that_changed() -> None:
    def edit(value: Json) -> None:
        coded(value)[2]["measure"]["of"]["window"]["from"] = "-P36M"

    change = only(edit)
    assert (change.kind, change.node, change.section) == ("changed", "confirmed", "inclusion")
    assert str(change.before).endswith("på mindst 2 forskellige dage inden for 24 måneder")
    assert str(change.after).endswith("på mindst 2 forskellige dage inden for 36 måneder")
    assert [(each.title, each.before, each.after) for each in change.fields] == [
        ("Vindue", "inden for 24 måneder", "inden for 36 måneder")
    ]
    assert (change.bump, change.reason) == (Bump.MAJOR, "Hvem der er med, kan ændre sig.")


def test_a_code_that_comes_in_and_one_that_goes_out_are_told_rule_by_rule() -> None:
    def edit(value: Json) -> None:
        value["code_sets"][1]["rules"] = [
            {"system": "icpc-2-dk", "code": "T90", "include": False},
            {"system": "sks", "code": "DE12", "include": True, "descendants": True},
        ]

    change = only(edit)
    assert (change.section, change.node, change.title) == ("code_sets", "t2d", "Type 2-diabetes")
    assert {each.title: (each.before, each.after) for each in change.fields} == {
        "ICPC-2-DK T90": ("med", "udeladt"),
        "SKS DE11": ("med, og alle under", None),
        "SKS DE12": (None, "med, og alle under"),
    }
    assert change.reason == "Populationen bruger kodesættet, så hvem der er med, kan ændre sig."


def test_a_conversion_is_told() -> None:
    def edit(value: Json) -> None:
        value["code_sets"][2]["rules"][1]["factor"] = 10.94

    (field,) = only(edit).fields
    assert (field.before, field.after) == ("med (omregnet: × 10,93 − 23,5)", "med (omregnet: × 10,94 − 23,5)")


def test_an_added_group_is_one_change_with_everything_in_it() -> None:
    def edit(value: Json) -> None:
        leaf = {"id": "leaf", "type": "exists", "of": {"element": "contact"}}
        value["inclusion"]["of"].append({"id": "group", "type": "any", "label": "Ny gruppe", "of": [leaf]})

    change = only(edit)
    assert (change.kind, change.title, change.nodes) == ("added", "Ny gruppe", ("group", "leaf"))
    assert change.before is None
    assert change.after is not None
    assert change.after.outline() == "Mindst én af disse\n  Har haft en kontakt"


def test_a_removed_column_is_named_by_its_title() -> None:
    change = only(lambda value: value["columns"].pop())
    assert (change.kind, change.title, change.after) == ("removed", "Blodtryk", None)
    assert str(change.before) == "Seneste Systolisk blodtryk"


def test_putting_brackets_around_a_criterion_adds_the_bracket_and_moves_the_criterion() -> None:
    def edit(value: Json) -> None:
        parts = value["inclusion"]["of"]
        parts[0] = {"id": "bracket", "type": "any", "of": [parts[0]]}

    assert [(each.kind, each.node, each.bump) for each in found(edit)] == [
        ("added", "bracket", Bump.MINOR),
        ("moved", "adult", Bump.MINOR),
    ]


def test_moving_one_criterion_past_its_siblings_moves_that_one_alone() -> None:
    def edit(value: Json) -> None:
        coded(value).append(coded(value).pop(0))

    change = only(edit)
    assert (change.kind, change.node, change.fields) == ("moved", "coded-course", ())
    assert (change.bump, change.reason) == (Bump.PATCH, ORDER)


def test_rules_in_another_order_are_a_change_of_order() -> None:
    change = only(lambda value: value["code_sets"][1]["rules"].reverse())
    assert (change.kind, change.fields, change.bump, change.reason) == ("changed", (), Bump.PATCH, ORDER)


def test_a_criterion_added_in_front_moves_nothing() -> None:
    def edit(value: Json) -> None:
        coded(value).insert(0, {"id": "new", "type": "exists", "of": {"element": "contact"}})

    assert [each.kind for each in found(edit)] == ["added"]


def test_moving_a_criterion_from_inclusion_to_exclusion_changes_the_population() -> None:
    def edit(value: Json) -> None:
        value["exclusion"]["of"].append(coded(value).pop())

    change = only(edit)
    assert (change.kind, change.node, change.section, change.bump) == (
        "moved",
        "confirmed",
        "exclusion",
        Bump.MAJOR,
    )


def test_a_node_both_moved_and_changed_has_two_changes() -> None:
    def edit(value: Json) -> None:
        coded(value).append(coded(value).pop(0) | {"label": "Forløb"})

    assert [each.kind for each in found(edit)] == ["moved", "changed"]


def test_flags_are_told_inside_their_column() -> None:
    def edit(value: Json) -> None:
        value["columns"][0]["flags"][1]["value"] = 75
        value["columns"][0]["flags"].append(
            {"level": "ok", "operator": "at_most", "value": 53, "text": "I mål"}
        )

    change = only(edit)
    assert [(each.title, each.before, each.after) for each in change.fields] == [
        (
            "Flag 2",
            "Kritisk »Over 70«, når værdien er over 70 mmol/mol",
            "Kritisk »Over 70«, når værdien er over 75 mmol/mol",
        ),
        ("Flag 3", None, "I orden »I mål«, når værdien er højst 53 mmol/mol"),
    ]


def test_the_document_s_own_words_are_one_change_without_a_node() -> None:
    def edit(value: Json) -> None:
        value["title"] = "T2D"
        value["purpose"] = "Overblik"
        value["kind"] = "process"

    change = only(edit)
    assert (change.node, change.section, change.before, change.after) == ("", "document", None, None)
    assert [(each.title, each.after) for each in change.fields] == [
        ("Titel", "T2D"),
        ("Formål", "Overblik"),
        ("Art", "Proces"),
    ]


def test_each_section_is_told_under_its_own_name() -> None:
    def edit(value: Json) -> None:
        for name in ("groups", "actions", "data_quality", "references", "parameters", "code_sets"):
            value[name][0]["title"] += " igen"
        value["patient_view"][0]["entries"][2]["text"] = "Husk øjnene"

    changes = found(edit)
    assert [each.section for each in changes] == [
        "code_sets",
        "groups",
        "patient_view",
        "actions",
        "data_quality",
        "parameters",
        "references",
    ]
    assert {each.bump for each in changes} == {Bump.PATCH}
    assert {each.reason for each in changes} == {"Kun ord og kilder er ændret."}


def test_a_code_set_and_a_criterion_may_have_the_same_id() -> None:
    def edit(value: Json) -> None:
        value["code_sets"][0]["id"] = "adult"
        value["exclusion"]["of"][0]["of"]["where"][0]["in"] = "adult"

    assert {(each.kind, each.section) for each in found(edit)} == {
        ("added", "code_sets"),
        ("removed", "code_sets"),
        ("changed", "exclusion"),
    }


# --- applying -----------------------------------------------------------------------------------


def reshaped(value: Json) -> None:
    """A bit of everything: wrapped, moved, added, removed, renamed."""
    parts = value["inclusion"]["of"]
    value["inclusion"] = {"id": "top", "type": "not", "of": {"id": "in", "type": "all", "of": parts[::-1]}}
    value["groups"] = value["groups"][::-1]
    value["groups"][0]["when"] = value["exclusion"]["of"][0]
    del value["exclusion"]
    value["columns"].insert(1, {"id": "sex", "title": "Køn", "measure": {"type": "sex"}})
    value["patient_view"] = []


def test_applying_the_changes_gives_the_other_document_under_the_number_asked_for(before: Document) -> None:
    other = after(reshaped)
    assert apply(before, difference(before, other)).to_json() == other.to_json()
    assert apply(before, difference(before, other), version="2.0.0").version == "2.0.0"


def test_one_change_alone_can_be_taken(before: Document) -> None:
    def edit(value: Json) -> None:
        value["title"] = "T2D"
        coded(value)[2]["value"] = 3

    (wanted,) = [each for each in difference(before, after(edit)) if each.node == "confirmed"]
    taken = apply(before, [wanted])
    assert taken.title == "Type 2-diabetes"
    assert [each.node for each in difference(before, taken)] == ["confirmed"]


def test_a_change_of_a_node_that_is_not_there_is_refused(before: Document) -> None:
    removal = difference(before, after(lambda value: value["columns"].pop()))
    without = apply(before, removal)
    with pytest.raises(DoesNotFit, match="pressure"):
        apply(without, removal)


def test_an_addition_of_what_is_already_there_is_refused(before: Document) -> None:
    addition = difference(after(lambda value: value["columns"].pop()), before)
    with pytest.raises(DoesNotFit, match="pressure"):
        apply(before, addition)


def test_a_move_into_a_group_that_was_not_added_too_is_refused(before: Document) -> None:
    def edit(value: Json) -> None:
        parts = value["inclusion"]["of"]
        parts[0] = {"id": "bracket", "type": "any", "of": [parts[0]]}

    moves = [each for each in difference(before, after(edit)) if each.kind == "moved"]
    with pytest.raises(DoesNotFit, match="adult"):
        apply(before, moves)


def test_a_second_inclusion_beside_the_first_is_refused(before: Document) -> None:
    def edit(value: Json) -> None:
        value["inclusion"] = {"id": "other", "type": "all", "of": []}

    additions = [each for each in difference(before, after(edit)) if each.kind == "added"]
    with pytest.raises(DoesNotFit):
        apply(before, additions)
