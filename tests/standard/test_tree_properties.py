"""Editing any document: nothing is lost, ids stay apart, and what was done can be undone."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from profiles.standard.document import CRITERIA, AtLeast, Exists, Group, Selection
from profiles.standard.identifiers import fresh_id, identified
from profiles.standard.reading import read_json
from profiles.standard.tree import duplicate, insert, move, negate, nodes, remove, replace, wrap

from .strategies import documents

LEAF = Exists(id="new", type="exists", of=Selection(element="diagnosis"))


def ids(document):
    return sorted(identified(document))


def in_lists(document):
    """Criteria that stand in a group, which is where one can be put back."""
    return [
        spot for spot in nodes(document) if isinstance(spot.part, CRITERIA) and isinstance(spot.path[-1], int)
    ]


def groups(document):
    return [spot.part.id for spot in nodes(document) if isinstance(spot.part, Group | AtLeast)]


@settings(max_examples=25, deadline=None)
@given(documents(), st.data())
def test_a_move_loses_nothing_and_can_be_undone(document, data):
    assume(in_lists(document))
    spot = data.draw(st.sampled_from(in_lists(document)))
    inside = {each for _, each in identified(spot.part)}
    targets = [name for name in groups(document) if name not in inside]
    moved = move(document, spot.part.id, data.draw(st.sampled_from(targets)), data.draw(st.integers(0, 3)))
    assert ids(moved) == ids(document)
    assert len(set(ids(moved))) == len(ids(moved))
    assert move(moved, spot.part.id, spot.owner, spot.path[-1]) == document


@settings(max_examples=25, deadline=None)
@given(documents(), st.data())
def test_what_is_inserted_can_be_removed_and_what_is_removed_can_be_inserted(document, data):
    new = LEAF.model_copy(update={"id": fresh_id(document, "new")})
    for name in groups(document):
        assert remove(insert(document, name, new, data.draw(st.integers(0, 3))), new.id) == document
    for spot in in_lists(document):
        assert insert(remove(document, spot.part.id), spot.owner, spot.part, spot.path[-1]) == document


@settings(max_examples=25, deadline=None)
@given(documents(), st.data())
def test_every_edit_gives_a_document_of_the_grammar_with_ids_apart(document, data):
    criteria = [spot.part.id for spot in nodes(document) if isinstance(spot.part, CRITERIA)]
    node_id = data.draw(st.sampled_from(criteria))
    edits = {
        "remove": lambda: remove(document, node_id),
        "negate": lambda: negate(document, node_id),
        "wrap": lambda: wrap(
            document, node_id, data.draw(st.sampled_from(["all", "any", "at_least", "not"]))
        ),
        "replace": lambda: replace(
            document, node_id, LEAF.model_copy(update={"id": fresh_id(document, "new")})
        ),
    }
    edited = edits[data.draw(st.sampled_from(sorted(edits)))]()
    assert read_json(edited.to_json()) == edited


@settings(max_examples=25, deadline=None)
@given(documents())
def test_everything_in_a_list_can_be_copied(document):
    for spot in nodes(document):
        if isinstance(spot.path[-1], int):
            copied = duplicate(document, spot.part.id)
            assert len(set(ids(copied))) == len(ids(copied)) > len(ids(document))
            break
