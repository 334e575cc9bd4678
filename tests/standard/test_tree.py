"""Editing a document: every step gives a document, keeps the ids apart and can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.standard.blank import blank_document
from profiles.standard.document import (
    AtLeast,
    CodeSet,
    Column,
    Exists,
    Group,
    MemberOf,
    Not,
    Reference,
    Selection,
    TextEntry,
)
from profiles.standard.identifiers import Namespace, fresh_id, identified, slug
from profiles.standard.reading import read_json
from profiles.standard.tree import (
    SECTIONS,
    CannotMove,
    DuplicateId,
    NoSuchNode,
    TakesOnePartOnly,
    duplicate,
    find,
    insert,
    move,
    negate,
    nodes,
    remove,
    replace,
    spot_of,
    wrap,
)

from .examples import AGE, DIAGNOSIS, EMPTY, column, profile, viewing
from .strategies import documents

LEAF = Exists(id="new", type="exists", of=Selection(element="diagnosis"))


def document(**changes):
    return read_json(profile(**changes))


def group(type_, *parts, name="in", **more):
    return {"id": name, "type": type_, "of": list(parts), **more}


def leaf(name):
    return {"id": name, "type": "exists", "of": DIAGNOSIS}


def tree():
    inner = group("any", leaf("c"), leaf("d"), name="inner")
    return document(
        inclusion=group("all", leaf("a"), leaf("b"), inner, {"id": "no", "type": "not", "of": leaf("e")})
    )


def order(result, node_id="in"):
    return [part.id for part in find(result, node_id).of]


# --- finding ------------------------------------------------------------------------------------


def test_every_node_is_found_with_its_owner_its_pointer_and_its_section():
    spots = {spot.node: spot for spot in nodes(tree())}
    assert (spots["c"].owner, spots["c"].pointer, spots["c"].section) == (
        "inner",
        "/inclusion/of/2/of/0",
        "inclusion",
    )
    assert (spots["in"].owner, spots["in"].pointer) == (None, "/inclusion")


@settings(max_examples=25, deadline=None)
@given(documents())
def test_every_id_of_a_document_finds_its_part(document):
    for spot in nodes(document):
        assert find(document, spot.part.id) is spot.part


def test_an_id_that_is_not_there_is_named():
    with pytest.raises(NoSuchNode, match="Profilen har ikke noget med id'et absent"):
        find(tree(), "absent")


def test_a_bare_id_means_the_node_and_the_namespace_can_be_said():
    both = document(inclusion=group("all", name="t2d"))
    assert isinstance(find(both, "t2d"), Group)
    assert isinstance(find(both, "t2d", Namespace.CODE_SETS), CodeSet)
    assert isinstance(find(both, "dsam-2019"), Reference)
    with pytest.raises(NoSuchNode):
        find(both, "t2d", Namespace.PARAMETERS)


# --- replacing ----------------------------------------------------------------------------------


def test_a_criterion_may_become_any_other():
    other = MemberOf(id="b", type="member_of", profile="copd", version="1.0.0")
    changed = replace(tree(), "b", other)
    assert find(changed, "b") == other
    assert order(changed) == order(tree())


def test_the_old_document_is_left_as_it_was():
    before = tree()
    replace(before, "b", LEAF)
    assert before == tree()


def test_a_criterion_cannot_become_a_column():
    with pytest.raises(CannotMove, match="kun erstattes af en af samme slags"):
        replace(
            tree(),
            "b",
            Column(
                id="b", title="B", measure=find(read_json(profile(columns=[column(AGE)])), "shown").measure
            ),
        )


def test_a_replacement_may_not_take_the_id_of_another():
    with pytest.raises(DuplicateId, match="Id'et a er allerede brugt"):
        replace(tree(), "b", LEAF.model_copy(update={"id": "a"}))


def test_a_code_set_is_replaced_among_code_sets():
    renamed = find(tree(), "t2d").model_copy(update={"title": "Type 2"})
    assert find(replace(tree(), "t2d", renamed), "t2d").title == "Type 2"


# --- inserting ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (None, ["a", "b", "inner", "no", "new"]),
        (0, ["new", "a", "b", "inner", "no"]),
        (99, ["a", "b", "inner", "no", "new"]),
        (-1, ["new", "a", "b", "inner", "no"]),
    ],
)
def test_a_part_is_put_where_it_is_asked_to_stand(position, expected):
    assert order(insert(tree(), "in", LEAF, position)) == expected


def test_a_not_refuses_a_second_child():
    with pytest.raises(TakesOnePartOnly, match="»Ikke« kan kun have én betingelse"):
        insert(tree(), "no", LEAF)


def test_a_leaf_holds_nothing():
    with pytest.raises(CannotMove, match="Den del kan ikke stå dér"):
        insert(tree(), "a", LEAF)


def test_an_id_that_is_taken_is_refused():
    with pytest.raises(DuplicateId):
        insert(tree(), "in", LEAF.model_copy(update={"id": "c"}))


def test_an_exclusion_can_be_added_once():
    excluded = insert(tree(), "exclusion", LEAF)
    assert excluded.exclusion == LEAF
    with pytest.raises(NoSuchNode):
        insert(excluded, "exclusion", LEAF.model_copy(update={"id": "other"}))


@pytest.mark.parametrize("section", sorted(set(SECTIONS.values())))
def test_a_section_takes_parts_of_its_own_kind_only(section):
    with pytest.raises((CannotMove, NoSuchNode)):
        insert(tree(), section, LEAF)


def test_columns_are_added_to_columns_and_entries_to_a_section():
    columns = insert(tree(), "columns", find(document(columns=[column(AGE)]), "shown"))
    assert [each.id for each in columns.columns] == ["shown"]
    view = read_json(viewing(type="text", text="T"))
    added = insert(view, "overview", TextEntry(id="more", type="text", text="U"), 0)
    assert [entry.id for entry in added.patient_view[0].entries] == ["more", "it"]
    with pytest.raises(CannotMove, match="hører til et andet sted"):
        insert(tree(), "groups", find(columns, "shown"))


# --- removing -----------------------------------------------------------------------------------


def test_a_removed_node_is_gone_with_all_below_it():
    changed = remove(tree(), "inner")
    assert order(changed) == ["a", "b", "no"]
    with pytest.raises(NoSuchNode):
        find(changed, "c")


def test_a_document_is_never_without_an_inclusion():
    emptied = remove(tree(), "in").inclusion
    assert emptied == Group(id="inclusion", type="all", of=())
    assert remove(document(inclusion={**EMPTY, "id": "inclusion"}), "inclusion").inclusion.id == "inclusion"


def test_the_exclusion_can_be_removed_and_leaves_no_trace():
    excluded = insert(tree(), "exclusion", LEAF)
    assert remove(excluded, "new") == tree()
    assert "exclusion" not in remove(excluded, "new").to_json()


def test_a_not_goes_with_its_only_part():
    assert order(remove(tree(), "e")) == ["a", "b", "inner"]


def test_a_flag_goes_with_its_only_criterion():
    flag = {"level": "ok", "text": "T", "when": leaf("flagged")}
    changed = remove(document(columns=[column(AGE, flag)]), "flagged")
    assert changed.columns[0].flags == ()


def test_a_group_keeps_an_empty_criterion_in_place_of_its_own():
    subgroup = {"id": "g", "title": "G", "level": "ok", "when": leaf("grouped")}
    changed = remove(document(groups=[subgroup]), "grouped")
    assert changed.groups[0].when == Group(id="all", type="all", of=())


@pytest.mark.parametrize("node_id", ["t2d", "dsam-2019", "limit"])
def test_definitions_are_removed_alike(node_id):
    with pytest.raises(NoSuchNode):
        find(remove(tree(), node_id), node_id)


# --- moving -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node_id", "parent", "position", "expected"),
    [
        ("a", "in", 2, ["b", "inner", "a", "no"]),
        ("no", "in", 0, ["no", "a", "b", "inner"]),
        ("c", "in", 1, ["a", "c", "b", "inner", "no"]),
        ("e", "in", None, ["a", "b", "inner", "e"]),
    ],
)
def test_a_node_is_moved_among_its_new_siblings(node_id, parent, position, expected):
    assert order(move(tree(), node_id, parent, position), parent) == expected


def test_a_group_cannot_be_moved_into_itself():
    for target in ("in", "inner"):
        with pytest.raises(CannotMove, match="ikke flyttes ind i sig selv"):
            move(tree(), "in", target)


def test_nothing_is_moved_into_a_not_that_has_its_part():
    with pytest.raises(TakesOnePartOnly):
        move(tree(), "a", "no")


def test_a_criterion_can_be_moved_to_the_exclusion():
    changed = move(tree(), "inner", "exclusion")
    assert changed.exclusion.id == "inner"
    assert order(changed) == ["a", "b", "no"]


def test_the_whole_inclusion_can_be_moved_and_leaves_an_empty_one():
    changed = move(tree(), "in", "exclusion")
    assert (changed.inclusion.of, changed.exclusion.id) == ((), "in")


def test_columns_change_places():
    changed = move(document(columns=[column(AGE, id=name) for name in "xyz"]), "z", "columns", 0)
    assert [each.id for each in changed.columns] == ["z", "x", "y"]


# --- wrapping, negating, copying ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_", "kind"), [("all", Group), ("any", Group), ("at_least", AtLeast), ("not", Not)]
)
def test_a_criterion_is_wrapped_in_its_place(type_, kind):
    changed = wrap(tree(), "b", type_)
    wrapped = changed.inclusion.of[1]
    assert isinstance(wrapped, kind)
    assert spot_of(changed, "b").owner == wrapped.id
    assert read_json(changed.to_json()) == changed


def test_the_root_can_be_wrapped():
    assert wrap(tree(), "in", "any").inclusion.of[0] == tree().inclusion


def test_a_negation_is_undone_by_another():
    assert isinstance(spot_of(negate(tree(), "b"), "b").parent, Not)
    assert negate(negate(tree(), "b"), "b") == tree()
    assert order(negate(tree(), "no")) == ["a", "b", "inner", "e"]


def test_only_criteria_are_wrapped_and_negated():
    value = document(columns=[column(AGE)])
    for change in (negate, lambda given, node_id: wrap(given, node_id, "all")):
        with pytest.raises(CannotMove, match="kun gøres med en betingelse"):
            change(value, "shown")


def test_a_copy_stands_after_its_original_with_new_ids():
    changed = duplicate(tree(), "inner")
    assert order(changed) == ["a", "b", "inner", "inner-2", "no"]
    assert order(changed, "inner-2") == ["c-2", "d-2"]


def test_a_place_for_one_takes_no_copy():
    with pytest.raises(CannotMove, match="kun plads til én betingelse"):
        duplicate(tree(), "in")


def test_a_code_set_is_copied():
    assert [each.id for each in duplicate(tree(), "t2d").code_sets][:2] == ["t2d", "t2d-2"]


# --- ids ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HbA1c over 70", "hba1c-over-70"),
        ("Ældre på Årø", "aeldre-paa-aaroe"),
        ("  ", ""),
        ("Café (ny)", "cafe-ny"),
    ],
)
def test_a_text_becomes_an_id(text, expected):
    assert slug(text) == expected


def test_a_fresh_id_avoids_every_namespace():
    assert fresh_id(tree(), "a") == "a-2"
    assert fresh_id(tree(), "t2d") == "t2d-2"
    assert fresh_id(tree(), "limit") == "limit-2"
    assert fresh_id(tree(), "Ny gruppe") == "ny-gruppe"
    assert fresh_id(tree(), "…") == "node"


@settings(max_examples=25, deadline=None)
@given(documents(), st.text(max_size=80))
def test_a_fresh_id_is_an_id_and_fresh(document, stem):
    made = fresh_id(document, stem)
    assert made not in {taken for _, taken in identified(document)}
    blank_document(profile=made, title="T", kind="disease", owner="O", purpose="P")
