"""A closed set has one Danish name for each of its values, wherever it is said."""

from __future__ import annotations

from profiles.standard.difference import difference
from profiles.standard.document import ActionKind, Kind, Level
from profiles.standard.narrative.danish.names import ACTION_KINDS, KINDS, LEVELS
from profiles.standard.reading import read_json

from .examples import profile


def test_every_value_of_a_closed_set_has_a_name() -> None:
    assert set(KINDS) == set(Kind)
    assert set(LEVELS) == set(Level)
    assert set(ACTION_KINDS) == set(ActionKind)


def test_a_changed_kind_is_told_by_the_name_the_form_has_for_it() -> None:
    (change,) = difference(read_json(profile()), read_json(profile(kind="pathway")))
    assert [(field.before, field.after) for field in change.fields] == [("Sygdom", "Pakkeforløb")]
