"""Two documents that mean different things never read the same, in no language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from profiles.standard.blank import blank_document
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import CodeSet, Criterion, Document, Parameter, Rule
from profiles.standard.meaning import meaning_of
from profiles.standard.narrative import DANISH, Lexicon, Teller
from profiles.standard.narrative.english import ENGLISH
from profiles.standard.reading import InvalidDocument, read_json

from .edits import Place, places, put
from .strategies import PARAMETER, UNIT, Json, criteria

TITLES = {
    "diagnoses": "Type 2-diabetes",
    "medicines": "Statiner",
    "tests": "HbA1c",
    "services": "Årskontrol",
    "referrals": "Fodterapi",
}
SYSTEMS = {"diagnoses": "sks", "medicines": "atc", "tests": "npu", "services": "ydelse", "referrals": "sks"}
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def frame() -> Document:
    """The definitions that every drawn criterion may use, each with a title of its own."""
    sets = tuple(
        CodeSet(
            id=name,
            title=title,
            rules=(Rule(system=SYSTEMS[name], code=name.upper(), include=True),),
            unit=UNIT if name == "tests" else None,
        )
        for name, title in TITLES.items()
    )
    empty = blank_document(profile="p", title="P", kind="disease", owner="PLO", purpose="p")
    limit = Parameter(id=PARAMETER, title="HbA1c-mål", default=53)
    return empty.model_copy(update={"code_sets": sets, "parameters": (limit,)})


FRAME = frame()
CODE_SETS = {each.id: each for each in FRAME.code_sets}
LANGUAGES = (DANISH, ENGLISH)


def read(criterion: Criterion, language: Lexicon) -> tuple[str, str]:
    """The outline, and the population as running text."""
    as_population = FRAME.model_copy(update={"inclusion": criterion})
    teller = Teller(as_population, load_catalogue(), language=language)
    return teller.criterion(criterion).outline(), teller.narrative().summary


def check(first: Criterion, second: Criterion) -> None:
    if meaning_of(first, CODE_SETS) == meaning_of(second, CODE_SETS):
        return
    for language in LANGUAGES:
        (outline, summary), (other_outline, other_summary) = read(first, language), read(second, language)
        assert outline != other_outline
        assert summary != other_summary


# --- a criterion and a near relative of it -------------------------------------------------------


def without(value: Any, place: Place) -> Any:
    *above, last = place
    owner = next(found for where, found in places(value) if where == tuple(above))
    return put(value, tuple(above), {name: below for name, below in owner.items() if name != last})


@st.composite
def relatives(draw: Any) -> tuple[Criterion, Criterion]:
    """A criterion, and one that differs from it in a single place: a property taken over or left out."""
    value, donor = draw(criteria(local=True)), draw(criteria(local=True))
    place, _ = draw(st.sampled_from([each for each in places(value) if each[0] and each[0][-1] != "id"]))
    gifts = [found for where, found in places(donor) if where and where[-1] == place[-1]]
    options = [put(value, place, gift) for gift in gifts]
    if isinstance(place[-1], str):
        options.append(without(value, place))
    relative = draw(st.sampled_from(options or [value]))
    return parsed(value), parsed(relative)


def parsed(value: Json) -> Criterion:
    """The criterion, if it may stand in a document; what may not need not be told apart."""
    group = {"id": "group", "title": "Gruppe", "level": "ok", "when": numbered(value, count())}
    try:
        return read_json({**FRAME.to_json(), "groups": [group]}).groups[0].when
    except InvalidDocument:
        assume(False)
        raise


def numbered(value: Any, ids: Iterator[int]) -> Any:
    if isinstance(value, dict):
        named = {"id": f"n{next(ids)}"} if "id" in value else {}
        return {name: numbered(below, ids) for name, below in value.items()} | named
    return [numbered(below, ids) for below in value] if isinstance(value, list | tuple) else value


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(relatives())
def test_a_criterion_and_a_near_relative_with_another_meaning_never_read_the_same(
    pair: tuple[Criterion, Criterion],
) -> None:
    check(*pair)


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(criteria(local=True), criteria(local=True))
def test_two_criteria_with_different_meanings_never_read_the_same(first: Json, second: Json) -> None:
    check(parsed(first), parsed(second))
