"""Criteria and three-valued logic: true, false and unknown, censored values, other profiles (section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest

from profiles.evaluation import evaluate, truths
from profiles.evaluation.criteria import PackageProblem

from .clinic import HBA1C, ORDINARY, TODAY, Json, Row, document, hba1c, one_patient, tables_of, truth
from .naive import at_least

LATEST = {"type": "latest", "of": HBA1C}
# One patient of whom each is so: adult, not a child, and of unknown HbA1c.
TRUE: Json = {"type": "compare", "measure": {"type": "age"}, "operator": "at_least", "value": 18}
FALSE: Json = {**TRUE, "operator": "less_than"}
UNKNOWN: Json = {"type": "compare", "measure": LATEST, "operator": "at_least", "value": 53}
BY_WORD = {"true": TRUE, "false": FALSE, "unknown": UNKNOWN}
OF_WORD = {"true": True, "false": False, "unknown": None}
WORD_OF = {truth: word for word, truth in OF_WORD.items()}
WORDS = ["true", "false", "unknown"]


def parts(words: Sequence[str], name: str = "part") -> list[Json]:
    return [{**BY_WORD[word], "id": f"{name}-{number}"} for number, word in enumerate(words)]


def test_4_1_all_any_and_not_follow_kleene() -> None:
    pairs = list(product(WORDS, repeat=2))
    asked: list[Json] = []
    expected: dict[str, str] = {}
    for pair in pairs:
        name, truths_of_pair = "-".join(pair), [OF_WORD[word] for word in pair]
        for kind, n in (("all", 2), ("any", 1)):
            asked.append({"id": f"{kind}-{name}", "type": kind, "of": parts(pair, f"{kind}-{name}")})
            expected[f"{kind}-{name}"] = WORD_OF[at_least(n, truths_of_pair)]
    for word, turned in (("true", "false"), ("false", "true"), ("unknown", "unknown")):
        asked.append({"id": f"not-{word}", "type": "not", "of": parts([word], f"not-{word}")[0]})
        expected[f"not-{word}"] = turned
    (found,) = truths(document({"id": "in", "type": "all", "of": asked}), one_patient(), TODAY).values()
    assert {name: str(found[name]) for name in expected} == expected


@pytest.mark.parametrize(
    ("n", "words", "expected"),
    [
        (2, "true true false", "true"),
        (2, "true unknown false", "unknown"),
        (2, "true false false", "false"),
        (2, "unknown unknown false", "unknown"),
        (3, "true true unknown", "unknown"),
        (3, "true false unknown", "false"),
        (2, "true true unknown", "true"),
    ],
)
def test_4_1_at_least_n_counts_unknown_as_possible(n: int, words: str, expected: str) -> None:
    asked = {"type": "at_least", "n": n, "of": parts(tuple(words.split()))}
    assert truth(asked, one_patient()) == expected


def test_4_1_empty_all_is_true_and_empty_any_is_false() -> None:
    assert truth({"type": "all", "of": []}, one_patient()) == "true"
    assert truth({"type": "any", "of": []}, one_patient()) == "false"


def test_e4_n_above_the_number_of_parts_is_false_and_nought_is_true() -> None:
    unknown = parts(("unknown",))
    assert truth({"type": "at_least", "n": 2, "of": unknown}, one_patient()) == "false"
    assert truth({"type": "at_least", "n": 0, "of": unknown}, one_patient()) == "true"


def test_3_3_exists_and_counts_are_never_unknown() -> None:
    none = {"type": "compare", "measure": {"type": "count", "of": HBA1C}, "operator": "equal", "value": 0}
    assert truth({"type": "exists", "of": HBA1C}, one_patient()) == "false"
    assert truth(none, one_patient()) == "true"


def latest(operator: str, value: Any) -> Json:
    return {"type": "compare", "measure": LATEST, "operator": operator, "value": value, "unit": "mmol/mol"}


def recorded_as(value: str) -> Row:
    """A result as a person writes it: ``<5``, ``53``."""
    comparator = value[0] if value[0] in "<>" else ""
    return hba1c("2026-11-01", value.lstrip("<>"), comparator)


COMPARISONS: list[tuple[str, str, Any, str]] = [
    # recorded, operator, compared with, truth (4.2, 4.3, E7)
    ("53", "equal", 53, "true"),
    ("53.0", "equal", 53, "true"),
    ("53.0000000001", "equal", 53, "false"),
    ("53", "not_equal", 53, "false"),
    ("53", "less_than", 53, "false"),
    ("53", "at_most", 53, "true"),
    ("53", "greater_than", 53, "false"),
    ("53", "at_least", 53, "true"),
    ("53", "between", [53, 60], "true"),
    ("60", "between", [53, 60], "true"),
    ("60.1", "between", [53, 60], "false"),
    ("53", "one_of", [48, 53], "true"),
    ("", "at_least", 53, "unknown"),
    ("", "not_equal", 53, "unknown"),
    ("<5", "at_most", 5, "true"),
    ("<5", "less_than", 5, "true"),
    ("<5", "at_least", 5, "false"),
    ("<5", "greater_than", 5, "false"),
    ("<5", "at_least", 3, "unknown"),
    ("<5", "at_least", 0, "unknown"),
    ("<5", "at_most", 4.999, "unknown"),
    ("<5", "not_equal", 5, "true"),
    ("<5", "equal", 5, "false"),
    ("<5", "equal", 4, "unknown"),
    ("<5", "not_equal", 4, "unknown"),
    ("<5", "between", [0, 10], "unknown"),
    ("<5", "between", [5, 10], "false"),
    ("<5", "one_of", [5, 6], "false"),
    ("<5", "one_of", [4, 6], "unknown"),
    ("<5", "one_of", [6, 4], "unknown"),
    (">90", "at_least", 90, "true"),
    (">90", "greater_than", 90, "true"),
    (">90", "less_than", 90, "false"),
    (">90", "at_most", 90, "false"),
    (">90", "at_most", 100, "unknown"),
    (">90", "at_least", 90.001, "unknown"),
    (">90", "equal", 90, "false"),
    (">90", "between", [0, 90], "false"),
    (">90", "between", [80, 91], "unknown"),
    (">90", "one_of", [1, 90], "false"),
    (">90", "one_of", [1, 91], "unknown"),
    (">90", "one_of", [91, 1], "unknown"),
]


def test_4_2_and_4_3_a_comparison_holds_only_if_it_holds_for_every_possible_value() -> None:
    recorded = sorted({each for each, *_ in COMPARISONS if each})
    patients = [{"patient_id": f"p{each}", **ORDINARY} for each in ["", *recorded]]
    rows = [{"patient_id": f"p{each}", **recorded_as(each)} for each in recorded]
    asked = [{"id": f"c-{number}", **latest(*case[1:3])} for number, case in enumerate(COMPARISONS)]
    tables = tables_of({"patient": patients, "measurement": rows})
    found = truths(document({"id": "in", "type": "all", "of": asked}), tables, TODAY)
    said = [(*case[:3], str(found[f"p{case[0]}"][f"c-{number}"])) for number, case in enumerate(COMPARISONS)]
    assert said == COMPARISONS


def test_4_3_inside_a_filter_an_unknown_comparison_selects_nothing() -> None:
    tables = one_patient(measurement=[hba1c("2026-11-01", "5", "<")])
    for operator, value, expected in (
        ("at_least", 3, "false"),
        ("at_most", 5, "true"),
        ("less_than", 3, "false"),
    ):
        high = {"field": "value", "operator": operator, "value": value, "unit": "mmol/mol"}
        asked = {"element": "measurement", "where": [*HBA1C["where"], high]}
        assert truth({"type": "exists", "of": asked}, tables) == expected


@pytest.mark.parametrize(
    ("sex", "operator", "value", "expected"),
    [
        ("female", "equal", "female", "true"),
        ("female", "not_equal", "male", "true"),
        ("male ", "equal", "male", "true"),
        ("ukendt", "not_equal", "male", "true"),
        ("Male", "equal", "male", "false"),
        ("male", "one_of", ["male", "female"], "true"),
        ("", "not_equal", "male", "unknown"),
    ],
)
def test_a11_tokens_are_compared_sign_by_sign_after_trimming(
    sex: str, operator: str, value: Any, expected: str
) -> None:
    asked = {"type": "compare", "measure": {"type": "sex"}, "operator": operator, "value": value}
    assert truth(asked, one_patient({"sex": sex})) == expected


# --- member_of ----------------------------------------------------------------------------------


def member_of(profile: str = "anden", version: str = "1.0.0") -> Json:
    return {"id": "member", "type": "member_of", "profile": profile, "version": version}


@pytest.mark.parametrize(("word", "outcome"), [("true", "in"), ("false", "out"), ("unknown", "unknown")])
def test_e8_member_of_has_the_outcome_of_the_other_profile(word: str, outcome: str) -> None:
    package = {"anden@1.0.0": document({**BY_WORD[word], "id": "in"})}
    (result,) = evaluate(document(member_of()), one_patient(), TODAY, package=package)
    assert result.outcome == outcome


def test_e8_the_exclusion_of_the_other_profile_counts_too() -> None:
    package = {"anden@1.0.0": document({**TRUE, "id": "in"}, exclusion={**TRUE, "id": "ex"})}
    (result,) = evaluate(document(member_of()), one_patient(), TODAY, package=package)
    assert result.outcome == "out"


def test_a17_a_profile_that_is_not_in_the_package_is_an_error() -> None:
    with pytest.raises(PackageProblem, match=r"anden@1\.0\.0"):
        evaluate(document(member_of()), one_patient(), TODAY)


def test_a17_a_cycle_is_an_error() -> None:
    package = {"anden@1.0.0": document(member_of("tredje")), "tredje@1.0.0": document(member_of("anden"))}
    with pytest.raises(PackageProblem, match="sig selv"):
        evaluate(document(member_of()), one_patient(), TODAY, package=package)
