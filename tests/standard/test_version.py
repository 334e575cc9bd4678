"""The bump that a difference asks for (8.3, G3): one row for each kind of change."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from profiles.standard.catalogue import load_catalogue
from profiles.standard.difference import Change, difference
from profiles.standard.document import Document
from profiles.standard.reading import read_shape
from profiles.standard.version import Bump, next_version, number_to_publish, required_bump

from .diabetes import diabetes

Json = dict[str, Any]
Edit = Callable[[Json], object]


def changed(edit: Edit, *, base: Json | None = None) -> tuple[Document, Document]:
    before = base if base is not None else diabetes()
    after = copy.deepcopy(before)
    edit(after)
    return read_shape(before), read_shape(after)


def changes(before: Document, after: Document) -> tuple[Change, ...]:
    """The difference, also of documents of standards that are still to come."""
    return difference(before, after, catalogue=lambda _: load_catalogue("1.0"))


def put(*steps: str | int, to: Any) -> Edit:
    """Writes a value at the end of a way into the document."""

    def edit(document: Json) -> None:
        at: Any = document
        for step in steps[:-1]:
            at = at[step]
        at[steps[-1]] = to

    return edit


def take(*steps: str | int) -> Edit:
    def edit(document: Json) -> None:
        at: Any = document
        for step in steps[:-1]:
            at = at[step]
        del at[steps[-1]]

    return edit


def turn(*steps: str | int) -> Edit:
    """Turns a list around."""

    def edit(document: Json) -> None:
        at: Any = document
        for step in steps:
            at = at[step]
        at.reverse()

    return edit


def add(*steps: str | int, item: Any) -> Edit:
    def edit(document: Json) -> None:
        at: Any = document
        for step in steps:
            at = at[step]
        at.append(item)

    return edit


def together(*edits: Edit) -> Edit:
    def edit(document: Json) -> None:
        for each in edits:
            each(document)

    return edit


STATIN = {"id": "statin", "title": "Statiner", "rules": [{"system": "atc", "code": "C10AA", "include": True}]}
COURSE = ("inclusion", "of", 1, "of", 0)
CONFIRMED = ("inclusion", "of", 1, "of", 2)

MAJOR = {
    "a number compared with": put("inclusion", "of", 0, "value", to=17),
    "an operator": put("inclusion", "of", 0, "operator", to="greater_than"),
    "a filter's token": put(*COURSE, "of", "where", 1, "is", to="contact"),
    "a filter left out": take(*COURSE, "of", "where", 2),
    "a window": put(*CONFIRMED, "measure", "of", "window", "from", to="-P36M"),
    "a measure": put(*CONFIRMED, "measure", "type", to="count"),
    "all instead of any": put("inclusion", "of", 1, "type", to="all"),
    "a criterion less": take("inclusion", "of", 0),
    "a criterion more": add(
        "inclusion", "of", item={"id": "new", "type": "exists", "of": {"element": "contact"}}
    ),
    "another code set": put(*COURSE, "of", "where", 0, "in", to="t1d"),
    "a code more in a set of the inclusion": add(
        "code_sets", 1, "rules", item={"system": "sks", "code": "DE14", "include": True, "descendants": True}
    ),
    "a code of the exclusion": put("code_sets", 0, "rules", 1, "code", to="DE101"),
    "descendants no longer": put("code_sets", 1, "rules", 1, "descendants", to=False),
    "a rule turned around": put("code_sets", 1, "rules", 1, "include", to=False),
    "a unit": put("code_sets", 2, "unit", to="%"),
    "a conversion": put("code_sets", 2, "rules", 1, "factor", to=10.94),
    "a code set used by an anchor only": put("code_sets", 3, "rules", 0, "code", to="Z34"),
    "the version of another profile": put("exclusion", "of", 1, "version", to="2.0.0"),
    "the exclusion taken away": take("exclusion"),
    "a new main version of the standard": put("standard", to="2.0"),
}

MINOR = {
    "a new minor version of the standard": put("standard", to="1.1"),
    "the kind of profile": put("kind", to="process"),
    "the id of the profile": put("profile", to="diabetes-2"),
    "the expected number": put("expected_per_thousand", "low", to=30),
    "the expected number taken away": take("expected_per_thousand"),
    "the id of a criterion": put(*COURSE, "id", to="other-id"),
    "brackets around a criterion": put(
        "inclusion", "of", 0, to={"id": "w", "type": "all", "of": [diabetes()["inclusion"]["of"][0]]}
    ),
    "a year written as months": put(*CONFIRMED, "measure", "of", "window", "from", to="-P2Y"),
    "the id of a code set in use": together(
        put("code_sets", 0, "id", to="type-1"), put("exclusion", "of", 0, "of", "where", 0, "in", to="type-1")
    ),
    "a rule that another implies": add(
        "code_sets", 1, "rules", item={"system": "sks", "code": "DE112", "include": True}
    ),
    "an unused code set": add("code_sets", item=STATIN),
    "a code set that only a column uses": put("code_sets", 4, "rules", 0, "code", to="DNK05473"),
    "a group more": add(
        "groups",
        item={"id": "g2", "title": "G", "level": "ok", "when": {"id": "g2-when", "type": "any", "of": []}},
    ),
    "a group's criterion": put("groups", 0, "when", "value", to=75),
    "a group's level": put("groups", 0, "level", to="attention"),
    "the order of groups": turn("groups"),
    "a column's measure": put("columns", 0, "measure", "type", to="highest"),
    "a column less": take("columns", 1),
    "the order of columns": turn("columns"),
    "whether the date is shown": put("columns", 0, "show_date", to=False),
    "a column's format": put("columns", 1, "format", to={"decimals": 1}),
    "a flag's number": put("columns", 0, "flags", 1, "value", to=75),
    "the order of flags": turn("columns", 0, "flags"),
    "the default sort": put("default_sort", 0, "direction", to="ascending"),
    "a trend's months": put("patient_view", 0, "entries", 1, "months", to=12),
    "the order in the patient view": turn("patient_view", 0, "entries"),
    "an action's kind": put("actions", 0, "kind", to="recall"),
    "an action's criterion": put("actions", 0, "when", "of", "window", "to", to="P1Y"),
    "a data-quality criterion": put("data_quality", 0, "when", "of", "of", "window", "from", to="-P12M"),
    "a parameter's default": put("parameters", 0, "default", to=58),
    "a parameter's bound": put("parameters", 0, "maximum", to=80),
    "a parameter in use instead of a number": put("groups", 1, "when", "value", to=53),
}

PATCH = {
    "the title": put("title", to="Sukkersyge"),
    "the purpose": put("purpose", to="Et andet formål"),
    "the owner": put("owner", to="DSAM"),
    "the limitations": put("limitations", to="Ingen"),
    "a description where there was none": put("description", to="Om profilen"),
    "a criterion's label": put("inclusion", "of", 1, "label", to="Diagnosen"),
    "a rationale": put(*COURSE, "rationale", to="Fordi"),
    "a source more at a criterion": put(*COURSE, "references", to=["dsam-2019"]),
    "a source": put("references", 0, "year", to=2023),
    "a source more": add("references", item={"id": "ny", "title": "Ny kilde"}),
    "the order of sources": turn("references"),
    "a code set's title": put("code_sets", 1, "title", to="T2D"),
    "the order of rules": turn("code_sets", 1, "rules"),
    "the order of code sets": turn("code_sets"),
    "the order of criteria in all": turn("inclusion", "of"),
    "the order of criteria in any": turn("inclusion", "of", 1, "of"),
    "the order of filters": turn(*COURSE, "of", "where"),
    "the order of tokens": turn(*COURSE, "of", "where", 2, "one_of"),
    "a default written out": put("code_sets", 2, "rules", 0, "factor", to=1),
    "a group's title": put("groups", 0, "title", to="Højt HbA1c"),
    "a column's title": put("columns", 0, "title", to="Langtidsblodsukker"),
    "a flag's text": put("columns", 0, "flags", 1, "text", to="For højt"),
    "an action's text": put("actions", 0, "text", to="Ring til patienten"),
    "why a query matters": put("data_quality", 0, "why", to="Derfor"),
    "a text in the patient view": put("patient_view", 0, "entries", 2, "text", to="Andet"),
    "a parameter's title": put("parameters", 0, "title", to="Mål"),
    "the source of the expected number": put("expected_per_thousand", "reference", to="dsam-2019"),
}

ROWS = [
    *((Bump.MAJOR, name, edit) for name, edit in MAJOR.items()),
    *((Bump.MINOR, name, edit) for name, edit in MINOR.items()),
    *((Bump.PATCH, name, edit) for name, edit in PATCH.items()),
]


@pytest.mark.parametrize(
    ("bump", "edit"), [(bump, edit) for bump, _, edit in ROWS], ids=[name for _, name, _ in ROWS]
)
def test_each_kind_of_change_asks_for_its_bump(bump: Bump, edit: Edit) -> None:
    before, after = changed(edit)
    assert required_bump(before, after)[0] == bump
    assert max(change.bump for change in changes(before, after)) == bump


@pytest.mark.parametrize("edit", [edit for _, _, edit in ROWS], ids=[name for _, name, _ in ROWS])
def test_each_change_says_why_in_a_sentence(edit: Edit) -> None:
    before, after = changed(edit)
    _, reasons = required_bump(before, after)
    assert reasons
    assert all(
        reason.endswith(".") for reason in (*reasons, *(each.reason for each in changes(before, after)))
    )


def test_a_document_with_another_number_alone_asks_for_nothing() -> None:
    before, after = changed(put("version", to="7.0.0"))
    assert required_bump(before, after) == (Bump.PATCH, ())


def test_the_reasons_are_those_of_the_highest_bump_alone() -> None:
    before, after = changed(
        together(put("title", to="T"), MINOR["a column less"], MAJOR["a number compared with"])
    )
    assert required_bump(before, after) == (
        Bump.MAJOR,
        ("Inklusionen er ændret, så hvem der er med, kan ændre sig.",),
    )


def test_a_code_set_that_decides_is_named_and_the_criteria_that_use_it_are_not_blamed() -> None:
    _, reasons = required_bump(*changed(MAJOR["a code more in a set of the inclusion"]))
    assert reasons == ("Kodesættet Type 2-diabetes er ændret, og populationen bruger det.",)


def test_two_sets_that_swap_places_under_any_leave_the_population_as_it_is() -> None:
    base = diabetes()
    base["exclusion"] = {
        "id": "either",
        "type": "any",
        "of": [exists("first", "t1d"), exists("second", "t2d")],
    }
    base["inclusion"] = {"id": "in", "type": "all", "of": []}
    rules = [base["code_sets"][index]["rules"] for index in (0, 1)]
    swap = together(put("code_sets", 0, "rules", to=rules[1]), put("code_sets", 1, "rules", to=rules[0]))
    before, after = changed(swap, base=base)
    assert required_bump(before, after)[0] == Bump.MINOR
    assert {each.bump for each in changes(before, after)} == {Bump.MINOR}


def exists(node: str, code_set: str) -> Json:
    where = [{"field": "code", "in": code_set}]
    return {"id": node, "type": "exists", "of": {"element": "diagnosis", "where": where}}


@pytest.mark.parametrize(
    ("bump", "number"), [(Bump.MAJOR, "2.0.0"), (Bump.MINOR, "1.5.0"), (Bump.PATCH, "1.4.8")]
)
def test_a_bump_raises_its_own_number_and_resets_the_lower_ones(bump: Bump, number: str) -> None:
    assert next_version("1.4.7", bump) == number


def test_the_bumps_have_an_order() -> None:
    assert Bump.PATCH < Bump.MINOR < Bump.MAJOR


def test_a_bump_can_be_read_aloud() -> None:
    assert [bump.words for bump in Bump] == ["rettelse", "mindre ændring", "større ændring"]


def test_the_first_version_is_1_0_0() -> None:
    assert number_to_publish(None, read_shape(diabetes())) == "1.0.0"


def test_a_draft_is_numbered_after_the_version_it_follows() -> None:
    published, draft = changed(MINOR["a column less"])
    assert number_to_publish(published, draft) == "1.1.0"
