"""Every fix gives a valid document in which its lint is gone; the oracle holds it to what it promises."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from profiles.standard.canonical import canonical_bytes
from profiles.standard.catalogue import load_catalogue
from profiles.standard.document import Document
from profiles.standard.lint import ADVICE, RULEBOOK, Lint, Severity, lint
from profiles.standard.reading import read, read_json

from .examples import AGE, DIAGNOSIS, LATEST_HBA1C, Json, code_set, column, profile, showing
from .linting import EXISTS, age, found_in, group
from .strategies import documents


def fixed(document: Document, found: Lint) -> Document:
    """The document after the fix, as the tool stores it."""
    assert found.fix is not None
    return read(canonical_bytes(found.fix.apply(document)))


def named(found: tuple[Lint, ...]) -> Counter[tuple[str, str | None]]:
    return Counter((each.code, each.node) for each in found)


@settings(max_examples=25, deadline=None)
@given(documents())
def test_a_fix_gives_a_valid_document_without_its_lint(document):
    before = lint(document, load_catalogue())
    for found in before:
        if found.fix is not None:
            name = (found.code, found.node)
            assert named(lint(fixed(document, found), load_catalogue()))[name] < named(before)[name], found


def nested(kind: str, *parts: Json, **more: Any) -> Json:
    return {"id": "inner", "type": kind, "of": list(parts), **more}


ADULT = {"id": "adult", **age("at_least", 18)}
CODED = {"id": "coded", **EXISTS}
MINE = code_set("mine", ("sks", "DE11"), ("icpc-2-dk", "T90"), descendants=True)
FLAG = {"level": "missing", "when": "missing", "text": "Mangler"}


def rules(*listed: Json) -> Json:
    own = {
        "id": "own",
        "title": "Egne",
        "rules": [{"system": "sks", "include": True, **each} for each in listed],
    }
    return profile(code_sets=[*profile()["code_sets"], own])


def first_parts(document: Document) -> list[str]:
    return [each.id for each in document.inclusion.of]  # type: ignore[union-attr]


CASES: dict[str, tuple[Json, Any]] = {
    "single-part": (
        group("all", EXISTS, nested("any", ADULT)),
        lambda d: first_parts(d) == ["part-0", "adult"],
    ),
    "nested-group": (
        group("all", EXISTS, nested("all", ADULT, {"id": "x", **age("less_than", 60)})),
        lambda d: first_parts(d) == ["part-0", "adult", "x"],
    ),
    "double-negation": (
        group("all", EXISTS, {"type": "not", "of": {"id": "n", "type": "not", "of": ADULT}}),
        lambda d: first_parts(d) == ["part-0", "adult"],
    ),
    "duplicate-criterion": (group("any", EXISTS, EXISTS), lambda d: first_parts(d) == ["part-0"]),
    "redundant": (group("all", age("at_least", 40), ADULT), lambda d: first_parts(d) == ["part-0"]),
    "empty-group": (group("all", EXISTS, nested("all")), lambda d: first_parts(d) == ["part-0"]),
    "at-least-range": (group("at_least", EXISTS, ADULT, n=5), lambda d: d.inclusion.n == 2),
    "never": (group("any", EXISTS, age("less_than", 0)), lambda d: first_parts(d) == ["part-0"]),
    "always": (group("all", EXISTS, age("at_least", 0)), lambda d: first_parts(d) == ["part-0"]),
    "dead-branch": (
        group("all", ADULT, nested("any", CODED, {"id": "young", **age("less_than", 9)})),
        lambda d: d.inclusion.of[1].of[0].id == "coded",
    ),
    "empty-window": (
        group("all", {"type": "exists", "of": {**DIAGNOSIS, "window": {"from": "-P1M", "to": "-P2M"}}}),
        lambda d: d.inclusion.of[0].of.window.to_json() == {"from": "-P2M", "to": "-P1M"},
    ),
    "wide-window": (
        group("all", {"type": "exists", "of": {**DIAGNOSIS, "window": {"from": "-P150Y"}}}),
        lambda d: d.inclusion.of[0].of.window is None,
    ),
    "code-not-normalised": (rules({"code": "de11.2"}), lambda d: d.code_sets[-1].rules[0].code == "DE112"),
    "blank-code": (rules({"code": "DE10"}, {"code": "."}), lambda d: len(d.code_sets[-1].rules) == 1),
    "twin-rules": (
        rules({"code": "DE11"}, {"code": "DE11", "descendants": True}),
        lambda d: [each.descendants for each in d.code_sets[-1].rules] == [True],
    ),
    "needless-rule": (
        rules({"code": "DE11", "descendants": True}, {"code": "DE112"}),
        lambda d: [each.code for each in d.code_sets[-1].rules] == ["DE11"],
    ),
    "needless-conversion": (
        rules({"code": "DE11", "factor": 2}),
        lambda d: d.code_sets[-1].rules[0].factor == 1,
    ),
    "unused": (profile(), lambda d: "hba1c" not in {each.id for each in d.code_sets}),
    "same-codes": (
        profile(code_sets=[MINE, *profile()["code_sets"]]),
        lambda d: d.inclusion.of.where[0].in_ == "mine",
    ),
    "never-shown": (
        showing({"type": "count", "of": DIAGNOSIS}, FLAG),
        lambda d: d.columns[0].flags == (),
    ),
    "shadowed-flag": (showing(LATEST_HBA1C, FLAG, FLAG), lambda d: len(d.columns[0].flags) == 1),
    "no-date": (profile(columns=[column(AGE, show_date=True)]), lambda d: d.columns[0].show_date is None),
    "format": (
        profile(columns=[column({"type": "sex"}, format={"decimals": 1})]),
        lambda d: d.columns[0].format is None,
    ),
    "range": (
        profile(expected_per_thousand={"low": 70, "high": 40}),
        lambda d: (d.expected_per_thousand.low, d.expected_per_thousand.high) == (40, 70),
    ),
    "exclusion-misses": (
        group("all", ADULT) | {"exclusion": {"id": "out", **age("less_than", 9)}},
        lambda d: d.exclusion is None,
    ),
    "windows-join": (
        group(
            "any",
            {"type": "exists", "of": {**DIAGNOSIS, "window": {"from": "-P2Y", "to": "-P1Y"}}},
            {"type": "exists", "of": {**DIAGNOSIS, "window": {"from": "-P1Y"}}},
        ),
        lambda d: d.inclusion.of[0].of.window.to_json() == {"from": "-P2Y", "to": "P0D"},
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_fix_does_what_its_button_says(code):
    value, is_done = CASES[code]
    found = next(each for each in found_in(value) if each.code == code)
    after = fixed(read_json(value), found)
    assert is_done(after)
    assert found.node is None or named(found_in(after.to_json()))[(code, found.node)] == 0


def test_every_fix_there_is_has_its_case():
    """The others have nothing to put in the place of what is wrong: a person must decide."""
    by_hand = {
        "empty-population", "empty-selection", "no-reference", "own-version", "unreachable-profile",
        "newer-profile", "empty-code-set", "excludes-only", "unit-conflict", "outside-population",
        "unusable-code",
        "whole-population", "same-when", "same-title", "empty-table", "empty-text", "parameter-unit",
        "few-systems", "few-systems-shown", "not-compared", "number-is-taken", "no-values", "withdrawn",
    }  # fmt: skip
    assert set(CASES) | by_hand == set(RULEBOOK)


def test_a_group_of_one_hands_its_words_to_its_part():
    value = group("all", EXISTS, nested("any", ADULT, label="Voksne", references=["dsam-2019"]))
    found = next(each for each in found_in(value) if each.code == "single-part")
    part = fixed(read_json(value), found).inclusion.of[1]  # type: ignore[union-attr]
    assert (part.id, part.label, part.references) == ("adult", "Voksne", ("dsam-2019",))


def test_a_fix_that_would_lose_words_is_not_offered():
    value = group("all", EXISTS, nested("any", {**ADULT, "label": "18+"}, label="Voksne"))
    (found,) = (each for each in found_in(value) if each.code == "single-part")
    assert found.fix is None


def test_a_fix_that_takes_away_what_may_be_unknown_says_that_it_may_change_who_is_in():
    (unknown,) = (each for each in found_in(CASES["never"][0]) if each.code == "never")
    assert unknown.fix is not None
    assert unknown.fix.effect == "Det kan ændre, hvem der er med, eller hvad klinikken ser."
    counted = {
        "type": "compare",
        "measure": {"type": "count", "of": DIAGNOSIS},
        "operator": "less_than",
        "value": 0,
    }
    (known,) = (each for each in found_in(group("any", EXISTS, counted)) if each.code == "never")
    assert known.fix is not None
    assert known.fix.effect == "Ingen patient skifter udfald."


# --- the rulebook -----------------------------------------------------------------------------------


def test_no_code_is_listed_twice():
    assert len(RULEBOOK) == len(ADVICE)


@pytest.mark.parametrize("advice", ADVICE, ids=lambda advice: advice.code)
def test_a_lint_is_explained_in_sentences(advice):
    for text in (advice.explanation, advice.example):
        assert text[0].isupper() or text[0] in "»0123456789" or text.startswith("de11")
        assert text.endswith(".")
    assert advice.severity in Severity
