"""Random valid documents: every production of the grammar, every element, every type of field.

``documents()`` gives parsed documents, ``document_values()`` the same as plain JSON. Both are valid in the
eyes of the catalogue, so what they are used for is tested on what the language allows and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from profiles.standard.catalogue import FieldType
from profiles.standard.document import ActionKind, Document, Kind
from profiles.standard.reading import read_json

from .selection_strategies import (
    ELEMENTS,
    PARAMETER,
    UNIT,
    Json,
    comparison,
    date_comparison,
    node,
    number_comparison,
    numbers,
    selections,
    some,
    texts,
    token_comparison,
    tokens_of,
)

# --- measures -----------------------------------------------------------------------------------

CHOOSING = ["latest", "earliest", "highest", "lowest"]


@cache
def counting(*types: str, local: bool) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({"type": st.sampled_from(types), "of": selections(local=local)})


@cache
def of_numbers(local: bool) -> st.SearchStrategy[Json]:
    share = st.fixed_dictionaries(
        {
            "type": st.just("largest_share"),
            "of": selections("contact", local=local),
            "field": st.sampled_from(["kind", "clinician"]),
        }
    )
    return st.one_of(
        st.just({"type": "age"}), counting("count", "count_days", "days_since", local=local), share
    )


@cache
def of_quantities(local: bool) -> st.SearchStrategy[Json]:
    of = selections("measurement", local=local, reads=True)
    return st.one_of(
        st.fixed_dictionaries({"type": st.sampled_from([*CHOOSING, "average"]), "of": of}),
        st.fixed_dictionaries({"type": st.sampled_from(CHOOSING), "of": of, "field": st.just("value")}),
    )


@cache
def of_dates(local: bool) -> st.SearchStrategy[Json]:
    def measure(name: str) -> st.SearchStrategy[Json]:
        fields = [field.id for field in ELEMENTS[name].fields if field.type is FieldType.DATE]
        return st.fixed_dictionaries(
            {
                "type": st.sampled_from(CHOOSING),
                "of": selections(name, local=local),
                "field": st.sampled_from(fields),
            }
        )

    return st.sampled_from(sorted(ELEMENTS)).flatmap(measure)


@cache
def latest_of(element: str, field: str, local: bool) -> st.SearchStrategy[Json]:
    types = st.sampled_from(["latest", "earliest"])
    return st.fixed_dictionaries(
        {"type": types, "of": selections(element, local=local), "field": st.just(field)}
    )


TOKEN_FIELDS = [("diagnosis", "status"), ("appointment", "kind"), ("finding", "value"), ("plan", "status")]


@cache
def token_measure_and_comparison(local: bool) -> st.SearchStrategy[tuple[Json, Json]]:
    def both(place: tuple[str, str]) -> st.SearchStrategy[tuple[Json, Json]]:
        tokens = tokens_of(ELEMENTS[place[0]].field(place[1]))
        return st.tuples(latest_of(*place, local), token_comparison(tokens))

    sex = st.tuples(st.just({"type": "sex"}), token_comparison(["female", "male"]))
    return st.one_of(sex, st.sampled_from(TOKEN_FIELDS).flatmap(both))


@cache
def measured(local: bool) -> st.SearchStrategy[tuple[Json, Json]]:
    """A measure that a criterion may compare, with a comparison that fits it."""
    return st.one_of(
        st.tuples(of_numbers(local), number_comparison(local=local)),
        st.tuples(of_quantities(local), number_comparison(local=local, unit=True)),
        st.tuples(of_dates(local), date_comparison()),
        token_measure_and_comparison(local),
    )


@cache
def shown(local: bool, depth: int) -> st.SearchStrategy[tuple[Json, Json | None]]:
    """A measure that a column may show, with a comparison for its flags where it can be compared."""
    yes_no = st.one_of(
        counting("exists", local=local),
        st.fixed_dictionaries({"type": st.just("holds"), "of": criteria(local=local, depth=depth)}),
    )
    uncompared = st.one_of(latest_of("diagnosis", "code", local), latest_of("contact", "clinician", local))
    return st.one_of(
        measured(local),
        st.tuples(yes_no, comparison(st.booleans(), ordered=False, listed=False)),
        st.tuples(uncompared, st.none()),
    )


# --- criteria -----------------------------------------------------------------------------------


@cache
def criteria(*, local: bool = False, depth: int = 2, members: bool = True) -> st.SearchStrategy[Json]:
    below = {"local": local, "depth": depth - 1, "members": members}
    leaves = [
        node({"type": st.just("exists"), "of": selections(local=local)}),
        measured(local).flatmap(
            lambda pair: node({"type": st.just("compare"), "measure": st.just(pair[0]), **_fixed(pair[1])})
        ),
    ]
    if members:
        leaves.append(
            node({"type": st.just("member_of"), "profile": st.just("copd"), "version": st.just("2.0.1")})
        )
    if not depth:
        return st.one_of(leaves)
    parts = some(st.deferred(lambda: criteria(**below)), 1, 3)
    groups = [
        node({"type": st.sampled_from(["all", "any"]), "of": parts}),
        node({"type": st.just("at_least"), "n": st.integers(1, 2), "of": parts}),
        node({"type": st.just("not"), "of": st.deferred(lambda: criteria(**below))}),
    ]
    return st.one_of(*leaves, *groups)


def _fixed(values: Json) -> dict[str, Any]:
    return {name: st.just(value) for name, value in values.items()}


# --- what the clinic sees -----------------------------------------------------------------------

levels = st.sampled_from(["ok", "attention", "critical", "missing"])


def flags(compared: Json | None, local: bool, members: bool) -> st.SearchStrategy[Json]:
    said = {"level": levels, "text": texts}
    forms = [
        st.fixed_dictionaries({**said, "when": st.just("missing")}),
        st.fixed_dictionaries({**said, "when": criteria(local=local, depth=1, members=members)}),
    ]
    if compared is not None:
        forms.append(st.fixed_dictionaries({**said, **_fixed(compared)}))
    return st.one_of(forms)


def columns(members: bool, **more: Any) -> st.SearchStrategy[Json]:
    return columns_of(shown(not more, 1 if members else 0), members, more)


def columns_of(
    measures: st.SearchStrategy[tuple[Json, Json | None]], members: bool, more: Json
) -> st.SearchStrategy[Json]:
    """Columns (or items, which have ``more``) of measures with what they may be compared with."""

    def column(pair: tuple[Json, Json | None]) -> st.SearchStrategy[Json]:
        formats = st.fixed_dictionaries(
            {}, optional={"decimals": st.integers(0, 6), "percent": st.booleans()}
        )
        return node(
            {"title": texts, "measure": st.just(pair[0]), **more},
            {"show_date": st.booleans(), "format": formats, "flags": some(flags(pair[1], local, members))},
        )

    local = not more
    return measures.flatmap(column)


def tables() -> st.SearchStrategy[Json]:
    def table(name: str) -> st.SearchStrategy[Json]:
        fields = [field.id for field in ELEMENTS[name].fields]
        return node(
            {
                "type": st.just("table"),
                "title": texts,
                "of": selections(name, reads=True),
                "fields": some(st.sampled_from(fields), 1, 3),
                "limit": st.integers(1, 20),
            }
        )

    return st.sampled_from(sorted(ELEMENTS)).flatmap(table)


def sections(members: bool) -> st.SearchStrategy[Json]:
    trend = node(
        {
            "type": st.just("trend"),
            "title": texts,
            "of": selections("measurement", reads=True, window=False),
            "months": st.integers(1, 60),
        }
    )
    text = node({"type": st.just("text"), "text": texts}, {"title": texts})
    entries = st.one_of(columns(members, type=st.just("item")), trend, tables(), text)
    return node({"title": texts, "entries": some(entries)})


def when(local: bool, members: bool) -> st.SearchStrategy[Json]:
    return criteria(local=local, depth=1, members=members)


# --- definitions --------------------------------------------------------------------------------


def rules(system: str, codes: list[str], *, hierarchical: bool = True) -> st.SearchStrategy[Json]:
    optional: Json = {"descendants": st.booleans()} if hierarchical else {}
    return st.fixed_dictionaries(
        {"system": st.just(system), "code": st.sampled_from(codes), "include": st.booleans()},
        optional=optional,
    )


def code_set(name: str, *alternatives: st.SearchStrategy[Json], **more: Any) -> st.SearchStrategy[Json]:
    listed = st.lists(
        st.one_of(alternatives), min_size=1, max_size=4, unique_by=lambda rule: (rule["system"], rule["code"])
    )
    return node({"id": st.just(name), "title": texts, "rules": listed, **more})


conversions = st.fixed_dictionaries(
    {"system": st.just("npu"), "code": st.just("NPU03835"), "include": st.just(True)},
    optional={"factor": st.sampled_from([10.93, 1, 0.5]), "offset": st.sampled_from([-23.5, 0, 1])},
)
code_sets = st.tuples(
    code_set("diagnoses", rules("icpc-2-dk", ["T89", "T90"]), rules("sks", ["DE10", "DE11", "DE112"])),
    code_set("medicines", rules("atc", ["A10", "A10B", "A10BA02", "C09A"])),
    code_set("tests", rules("npu", ["NPU27300"], hierarchical=False), conversions, unit=st.just(UNIT)),
    code_set("services", rules("ydelse", ["80-0101", "80-0120"], hierarchical=False)),
    code_set("referrals", rules("sks", ["ZZ0150", "UX"])),
)
references = st.tuples(
    st.just({"id": "dsam-2019", "title": "Type 2-diabetes", "publisher": "DSAM", "year": 2019}),
    st.just(
        {"id": "hvidberg-2020", "title": "Forekomst", "url": "https://example.org", "accessed": "2026-01-31"}
    ),
)
parameters = st.tuples(
    node(
        {"id": st.just(PARAMETER), "title": texts, "default": numbers},
        {"unit": st.just(UNIT), "minimum": st.just(-(10**15) + 1), "maximum": st.just(10**15 - 1)},
    )
)


@st.composite
def document_values(draw: Any, *, members: bool = True) -> Json:
    """A valid document as plain JSON; ``members=False`` leaves ``member_of`` out."""
    groups = node({"title": texts, "level": st.sampled_from(["ok", "critical"]), "when": when(True, members)})
    actions = node(
        {
            "title": texts,
            "kind": st.sampled_from([k.value for k in ActionKind]),
            "when": when(True, members),
            "text": texts,
        }
    )
    queries = node({"title": texts, "why": texts, "when": when(False, members), "correction": texts})
    value: Json = draw(
        st.fixed_dictionaries(
            {
                "standard": st.just("1.0"),
                "profile": st.just("type-2-diabetes"),
                "version": st.sampled_from(["1.0.0", "1.2.3", "10.0.1"]),
                "title": texts,
                "kind": st.sampled_from([kind.value for kind in Kind]),
                "purpose": texts,
                "owner": texts,
                "references": references,
                "code_sets": code_sets,
                "inclusion": criteria(members=members),
                "groups": some(groups),
                "columns": some(columns(members)),
                "patient_view": some(sections(members), 0, 1),
                "actions": some(actions, 0, 1),
                "data_quality": some(queries, 0, 1),
                "parameters": parameters,
            },
            optional={
                "description": texts,
                "limitations": texts,
                "exclusion": criteria(depth=1, members=members),
                "expected_per_thousand": st.just({"low": 40, "high": 70.5, "reference": "hvidberg-2020"}),
            },
        )
    )
    finished = numbered(value)
    by = draw(st.sampled_from([{}, {"by": "level"}, {"by": "value"}]))
    if finished["columns"] and draw(st.booleans()):
        finished["default_sort"] = [{"column": finished["columns"][0]["id"], "direction": "ascending", **by}]
    return finished


def numbered(value: Json, letter: str = "n") -> Json:
    """The value with an id of its own for every node that waited for one: ``n1``, ``n2`` …"""
    taken = iter(range(1, 1_000_000))
    done: Json = _numbered(value, lambda: f"{letter}{next(taken)}")
    return done


def _numbered(value: Any, next_id: Callable[[], str]) -> Any:
    if isinstance(value, dict):
        named = {"id": next_id()} if value.get("id") == "" else {}
        return {name: _numbered(below, next_id) for name, below in value.items()} | named
    if isinstance(value, list | tuple):
        return [_numbered(below, next_id) for below in value]
    return value


def documents(*, members: bool = True) -> st.SearchStrategy[Document]:
    """Valid documents; ``members=False`` leaves ``member_of`` out, so that no package is needed."""
    return document_values(members=members).map(read_json)
