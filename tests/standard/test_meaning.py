"""What counts as the same meaning, and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from profiles.standard.document import CodeSet
from profiles.standard.meaning import Meaning, meaning_of, meaning_of_codes
from profiles.standard.reading import read_shape

from .diabetes import Json, diabetes, rule


def meaning(criterion: Json) -> Meaning:
    document = read_shape({**diabetes(), "inclusion": {"id": "it", **criterion}})
    return meaning_of(document.inclusion, {each.id: each for each in document.code_sets})


def age(least: Any = 18, operator: str = "at_least") -> Json:
    return {"id": "a", "type": "compare", "measure": {"type": "age"}, "operator": operator, "value": least}


def contact(window: Json | None = None, *where: Json) -> Json:
    selection = {"element": "contact"} | ({"window": window} if window else {})
    return {"id": "c", "type": "exists", "of": selection | ({"where": list(where)} if where else {})}


def group(kind: str, *parts: Json, **more: Any) -> Json:
    return {"id": "g", "type": kind, "of": list(parts), **more}


def no(criterion: Json) -> Json:
    return {"id": "n", "type": "not", "of": criterion}


def sex(operator: str, value: Any) -> Json:
    return {"id": "s", "type": "compare", "measure": {"type": "sex"}, "operator": operator, "value": value}


def kind(**filtered: Any) -> Json:
    return {"field": "kind", **filtered}


SAME = {
    "another id, label, rationale and source": (
        age(),
        {**age(), "id": "b", "label": "Voksen", "rationale": "Fordi", "references": ["dsam-2019"]},
    ),
    "the order of parts": (group("all", age(), contact()), group("all", contact(), age())),
    "a part said twice": (group("any", age(), age(), contact()), group("any", age(), contact())),
    "brackets around one": (group("all", age()), age()),
    "a group inside its like": (group("all", group("all", age(), contact())), group("all", contact(), age())),
    "at least one of": (group("at_least", age(), contact(), n=1), group("any", age(), contact())),
    "at least all of": (group("at_least", age(), contact(), n=2), group("all", age(), contact())),
    "at least none": (group("at_least", age(), n=0), group("all")),
    "at least more than there are": (group("at_least", age(), n=2), group("any")),
    "denied twice": (no(no(age())), age()),
    "a year and its months": (contact({"from": "-P1Y"}), contact({"from": "-P12M"})),
    "a week and its days": (contact({"to": "-P2W"}), contact({"to": "-P14D"})),
    "an end that is the anchor": (contact({"from": "-P1Y", "to": "P0D"}), contact({"from": "-P1Y"})),
    "the window that everything has": (contact({"to": "P0D"}), contact()),
    "one token, listed or not": (
        contact(None, kind(**{"is": "phone"})),
        contact(None, kind(one_of=["phone"])),
    ),
    "the order of tokens": (
        contact(None, kind(one_of=["phone", "video"])),
        contact(None, kind(one_of=["video", "phone"])),
    ),
    "one of one": (sex("one_of", ["female"]), sex("equal", "female")),
}

OTHER = {
    "another number": (age(18), age(19)),
    "another operator": (age(18), age(18, "greater_than")),
    "all and any": (group("all", age(), contact()), group("any", age(), contact())),
    "denied": (no(age()), age()),
    "months and days": (contact({"from": "-P1M"}), contact({"from": "-P30D"})),
    "before and after": (contact({"from": "-P1M"}), contact({"from": "P1M"})),
    "from and to": (contact({"from": "-P1M"}), contact({"to": "-P1M"})),
    "how often a part must hold": (
        group("at_least", age(), age(), contact(), n=2),
        group("at_least", age(), contact(), contact(), n=2),
    ),
    "the order of two bounds": (age([18, 75], "between"), age([75, 18], "between")),
    "nothing and everything": (group("all"), group("any")),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=list(SAME))
def test_what_no_patient_can_tell_apart_means_the_same(one: Json, other: Json) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=list(OTHER))
def test_what_a_patient_can_tell_apart_means_something_else(one: Json, other: Json) -> None:
    assert meaning(one) != meaning(other)


def test_a_unit_that_repeats_the_code_set_s_says_nothing_new() -> None:
    criterion = diabetes()["groups"][0]["when"]
    assert meaning({**criterion, "unit": "mmol/mol"}) == meaning(
        {k: v for k, v in criterion.items() if k != "unit"}
    )


# --- code sets ----------------------------------------------------------------------------------


def codes(*rules: Json, unit: str | None = None) -> Meaning:
    value = diabetes()
    value["code_sets"] = [{"id": "x", "title": "X", "rules": list(rules), **({"unit": unit} if unit else {})}]
    found: CodeSet = read_shape(value).code_sets[0]
    return meaning_of_codes(found)


ALL_E11 = rule("sks", "DE11", descendants=True)
NO_E112 = rule("sks", "DE112", descendants=True, include=False)

SAME_CODES = {
    "a rule below one that decides the same": ((ALL_E11, rule("sks", "DE118")), (ALL_E11,)),
    "an exclusion of what was never in": ((ALL_E11, rule("sks", "DE12", include=False)), (ALL_E11,)),
    "an exclusion below an exclusion": (
        (ALL_E11, NO_E112, rule("sks", "DE1121", include=False)),
        (ALL_E11, NO_E112),
    ),
    "dots, spaces and lower case": ((rule("sks", "de 11.2"),), (rule("sks", "DE112"),)),
    "the order of rules": ((NO_E112, ALL_E11), (ALL_E11, NO_E112)),
    "a default written out": ((rule("sks", "DE11", descendants=False, factor=1),), (rule("sks", "DE11"),)),
}
OTHER_CODES = {
    "an exception to an exception": ((ALL_E11, NO_E112, rule("sks", "DE1121")), (ALL_E11, NO_E112)),
    "descendants": ((ALL_E11,), (rule("sks", "DE11"),)),
    "another system": ((rule("sks", "T90"),), (rule("icpc-2-dk", "T90"),)),
    "a rule below one that does not reach down": (
        (rule("sks", "DE11"), rule("sks", "DE112")),
        (rule("sks", "DE11"),),
    ),
    "a conversion below another": ((ALL_E11, rule("sks", "DE112", factor=2)), (ALL_E11,)),
    "an exclusion and nothing": ((rule("sks", "DE11"),), ()),
}


@pytest.mark.parametrize(("one", "other"), SAME_CODES.values(), ids=list(SAME_CODES))
def test_rules_that_decide_alike_for_every_code_mean_the_same(one: Any, other: Any) -> None:
    assert codes(*one) == codes(*other)


@pytest.mark.parametrize(("one", "other"), OTHER_CODES.values(), ids=list(OTHER_CODES))
def test_rules_that_decide_otherwise_for_some_code_mean_something_else(one: Any, other: Any) -> None:
    assert codes(*one) != codes(*other)


def test_the_unit_is_part_of_what_a_code_set_means() -> None:
    assert codes(unit="kg") != codes(unit="g")
