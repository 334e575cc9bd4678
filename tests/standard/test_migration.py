"""9.2, 9.3, G1: a profile is moved to a newer standard, and tells which standards it fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from profiles.standard.canonical import canonical_bytes
from profiles.standard.catalogue import UnknownStandard
from profiles.standard.difference import apply, difference
from profiles.standard.fitting import candidates, fits, pinned
from profiles.standard.migration import CannotMigrate, migrated
from profiles.standard.reading import read, read_json
from profiles.standard.version import Bump

from .examples import profile
from .newer_examples import CHANGE, OMEQ, newer, newer_showing
from .newer_strategies import newer_documents
from .strategies import documents

OLDER = read_json(profile())
NEWER = read_json(newer_showing(OMEQ))
PLAIN_NEWER = pinned(OLDER, "1.1")


def test_a_profile_is_moved_by_its_pin_alone():
    migration = migrated(OLDER, "1.1")
    assert migration.after == read_json({**profile(), "standard": "1.1"})
    assert migration.before == OLDER


def test_the_move_is_a_minor_change_that_the_difference_shows():
    migration = migrated(OLDER, "1.1")
    (change,) = migration.changes
    assert (change.section, change.bump, migration.bump) == ("document", Bump.MINOR, Bump.MINOR)
    assert [(field.name, field.before, field.after) for field in change.fields] == [
        ("standard", "1.0", "1.1")
    ]
    assert apply(OLDER, migration.changes) == migration.after


def test_the_move_tells_what_it_means_and_what_it_makes_possible():
    migration = migrated(OLDER, "1.1")
    assert migration.means[0] == "Profilen følger standard 1.1 i stedet for 1.0."
    assert "Vægtet sum kan bruges." in migration.opens
    assert "Elementet »Sygehuskontakt« er nyt." in migration.opens
    assert "Feltet »Døgndosis« er nyt på »Aktuel medicin«." in migration.opens


def test_the_difference_tells_a_move_with_other_changes_too():
    moved = read_json({**profile(), "standard": "1.1", "kind": "treatment"})
    (change,) = migrated(OLDER, "1.1").changes[:1]
    (both,) = difference(OLDER, moved)
    assert both.reason != change.reason
    assert {field.name for field in both.fields} == {"standard", "kind"}


def test_no_profile_is_moved_to_the_standard_it_has():
    with pytest.raises(CannotMigrate, match=r"følger allerede standard 1\.1"):
        migrated(NEWER, "1.1")


def test_no_profile_is_moved_down_and_the_nodes_that_use_newer_things_are_named():
    with pytest.raises(CannotMigrate, match=r"kan ikke flyttes ned til 1\.0\. Den bruger noget") as refused:
        migrated(NEWER, "1.0")
    assert {each.node for each in refused.value.problems} >= {"shown", "opioids"}


def test_a_profile_that_uses_nothing_newer_is_not_moved_down_either():
    with pytest.raises(CannotMigrate, match="bruger intet") as refused:
        migrated(PLAIN_NEWER, "1.0")
    assert refused.value.problems == ()


def test_a_standard_that_is_not_known_is_refused():
    with pytest.raises(UnknownStandard):
        migrated(OLDER, "9.9")


@settings(max_examples=15, deadline=None)
@given(documents())
def test_every_document_of_1_0_can_be_moved_and_is_a_document_of_1_1(document):
    after = migrated(document, "1.1").after
    assert read(canonical_bytes(after)) == after
    assert candidates(document) == candidates(after) == ("1.0", "1.1")


# --- which standards it fits --------------------------------------------------------------------


def test_g1_a_document_that_uses_nothing_newer_fits_the_older_standard():
    assert fits(PLAIN_NEWER, "1.0") == ()
    assert candidates(PLAIN_NEWER) == ("1.0", "1.1")


def test_g1_what_stands_in_the_way_is_named():
    problems = fits(NEWER, "1.0")
    assert {each.node for each in problems} == {"shown", "opioids", "hf"}
    assert "Vægtet sum kendes først fra standard 1.1." in {each.message for each in problems}
    assert candidates(NEWER) == ("1.1",)


@pytest.mark.parametrize(
    "inclusion",
    [
        {"id": "in", "type": "exists", "of": {"element": "hospital_contact"}},
        {
            "id": "in",
            "type": "exists",
            "of": {"element": "contact", "where": [{"field": "role", "is": "doctor"}]},
        },
        {"id": "in", "type": "compare", "measure": CHANGE, "operator": "at_least", "value": 1},
    ],
)
def test_one_thing_of_1_1_is_enough_not_to_fit_1_0(inclusion):
    document = read_json({**newer(inclusion=inclusion), "code_sets": profile()["code_sets"]})
    assert {each.node for each in fits(document, "1.0")} == {"in"}
    assert candidates(document) == ("1.1",)


@settings(max_examples=10, deadline=None)
@given(newer_documents())
def test_documents_that_say_what_1_0_cannot_never_fit_it(document):
    assert candidates(document) == ("1.1",)
