"""Random valid documents of standard 1.1: those of 1.0 with what 1.1 brings put into them.

The two new measures, a code set of weights, the new fields and the new element stand in criteria, columns
with flags and tables, wherever the same may stand in 1.0.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from profiles.standard.document import Document
from profiles.standard.reading import read_json

from .selection_strategies import (
    NEWER,
    UNIT,
    Json,
    local_values,
    node,
    number_comparison,
    selections,
    some,
    texts,
    token_comparison,
    tokens_of,
)
from .strategies import code_set, columns_of, document_values, numbered

WEIGHTS = "weights"
# Element, field and the code set that its numbers are read through.
NUMBERS = [
    ("medication", "daily_dose", WEIGHTS),
    ("prescription", "packages", WEIGHTS),
    ("hospital_contact", "bed_days", "stays"),
    ("measurement", "value", "whole-tests"),
]
TOKENS = [("contact", "role"), ("contact", "own_clinician"), ("hospital_contact", "specialty")]


@cache
def number_measures(local: bool) -> st.SearchStrategy[Json]:
    def measure(place: tuple[str, str, str]) -> st.SearchStrategy[Json]:
        element, field, weights = place
        of = selections(element, local=local, reads=True, weights=weights)
        types = st.sampled_from(["weighted_sum", "change", "latest", "highest"])
        named = {"field": st.just(field)}
        if field == "value":
            return st.fixed_dictionaries({"type": types, "of": of}, optional=named)
        return st.fixed_dictionaries({"type": types, "of": of, **named})

    return st.sampled_from(NUMBERS).flatmap(measure)


@cache
def measured(local: bool) -> st.SearchStrategy[tuple[Json, Json]]:
    """A measure of 1.1 with a comparison that fits it."""
    asked = number_comparison(local=local)
    if local:
        asked = st.one_of(
            asked, st.fixed_dictionaries({"operator": st.just("at_most"), "value": local_values})
        )
    return st.one_of(st.tuples(number_measures(local), asked), tokens(local))


@cache
def tokens(local: bool) -> st.SearchStrategy[tuple[Json, Json]]:
    def both(place: tuple[str, str]) -> st.SearchStrategy[tuple[Json, Json]]:
        element, field = place
        of = selections(element, local=local, weights="stays" if element == "hospital_contact" else None)
        measure = st.fixed_dictionaries({"type": st.just("latest"), "of": of, "field": st.just(field)})
        return st.tuples(measure, token_comparison(tokens_of(NEWER[element].field(field))))

    return st.sampled_from(TOKENS).flatmap(both)


@cache
def criteria(local: bool) -> st.SearchStrategy[Json]:
    compared = measured(local).flatmap(
        lambda pair: node({"type": st.just("compare"), "measure": st.just(pair[0]), **_fixed(pair[1])})
    )
    of = selections("hospital_contact", local=local, weights="stays")
    return st.one_of(compared, node({"type": st.just("exists"), "of": of}))


def _fixed(values: Json) -> dict[str, Any]:
    return {name: st.just(value) for name, value in values.items()}


def weighing(system: str, codes: list[str], *, below: bool) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {"system": st.just(system), "code": st.sampled_from(codes), "include": st.booleans()},
        optional={
            "factor": st.sampled_from([1, 0.15, 1.5, 100, 92.5]),
            **({"descendants": st.booleans()} if below else {}),
        },
    )


code_sets = st.tuples(
    code_set(
        WEIGHTS, weighing("atc", ["N02A", "N02AA", "N02AA01", "N02AX02"], below=True), unit=st.just(UNIT)
    ),
    code_set("stays", weighing("sks", ["DI5", "DI50", "DJ44"], below=True), unit=st.just("1")),
    code_set("whole-tests", weighing("npu", ["NPU27300", "NPU03835"], below=False), unit=st.just(UNIT)),
)
tables = st.sampled_from(["medication", "hospital_contact", "contact"]).flatmap(
    lambda name: node(
        {
            "type": st.just("table"),
            "title": texts,
            "of": st.just({"element": name}),
            "fields": some(st.sampled_from([field.id for field in NEWER[name].fields]), 1, 3),
            "limit": st.integers(1, 20),
        }
    )
)
SECTIONS = node({"title": texts, "entries": some(tables, 1, 2)})


@st.composite
def newer_document_values(draw: Any, *, members: bool = True) -> Json:
    """A valid document of 1.1 as plain JSON that says at least one thing that 1.0 cannot."""
    value = draw(document_values(members=members))
    value["standard"] = "1.1"
    value["code_sets"] = [*value["code_sets"], *draw(code_sets)]
    added = {
        "groups": node({"title": texts, "level": st.just("critical"), "when": criteria(True)}),
        "columns": columns_of(measured(True), members, {}),
        "patient_view": SECTIONS,
    }
    more = {name: draw(some(each, 1 if name == "columns" else 0, 2)) for name, each in added.items()}
    parts = [value["inclusion"], *draw(some(criteria(False), 0, 2))]
    new = numbered({**more, "inclusion": {"id": "", "type": "all", "of": parts}}, "m")
    for name in added:
        value[name] = [*value[name], *new[name]]
    return {**value, "inclusion": new["inclusion"]}


def newer_documents(*, members: bool = True) -> st.SearchStrategy[Document]:
    return newer_document_values(members=members).map(read_json)
