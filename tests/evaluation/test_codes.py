"""Codes, code sets, units and conversions (1.3, 1.4, section 6, Annex B.D)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from .clinic import HBA1C, Json, cell, count, hba1c, one_patient

EVERY = {"element": "diagnosis", "where": [{"field": "code", "in": "dx"}]}


def rule(code: str, include: bool = True, *, system: str = "sks", **more: Any) -> Json:
    return {"system": system, "code": code, "include": include, **more}


def below(code: str, include: bool = True, *, system: str = "sks") -> Json:
    return rule(code, include, system=system, descendants=True)


def found(rules: list[Json], **codes: str) -> bool:
    tables = one_patient(diagnosis=[{"date": "2026-01-01", **codes}])
    return count(EVERY, tables, code_sets=[{"id": "dx", "title": "dx", "rules": rules}]) == 1


NESTED = [below("DE11"), below("DE112", False), below("DE1121")]


@pytest.mark.parametrize(
    ("code", "inside"),
    [
        ("DE11", True),
        ("DE110", True),
        ("DE112", False),
        ("DE1129", False),
        ("DE1121", True),
        ("DE11219", True),
        ("DE1", False),
        ("DE12", False),
        ("E11", False),
        ("ADE11", False),
        ("", False),
    ],
)
def test_6_1_the_longest_matching_rule_decides(code: str, inside: bool) -> None:
    assert found(NESTED, code_sks=code) is inside
    assert found(NESTED[::-1], code_sks=code) is inside


def test_6_1_without_descendants_a_rule_covers_its_own_code_alone() -> None:
    assert found([rule("DE11")], code_sks="DE11")
    assert not found([rule("DE11")], code_sks="DE110")
    assert not found([below("DE11"), rule("DE110", False)], code_sks="DE110")
    assert found([below("DE11"), rule("DE110", False)], code_sks="DE1101")


def test_d1_any_code_that_is_in_puts_the_record_in_and_an_excluded_one_vetoes_nothing() -> None:
    rules = [below("T90", system="icpc-2-dk"), below("DE11"), below("DE112", False)]
    assert found(rules, code_icpc_2_dk="T90", code_sks="DE112")
    assert not found(rules, code_icpc_2_dk="T89", code_sks="DE112")


@pytest.mark.parametrize("written", ["DE11.9", "de119", " DE 11 9 ", "DE119\u00a0", "d.e.1.1.9"])
def test_1_4_and_d3_codes_are_compared_without_case_dots_and_white_space(written: str) -> None:
    assert found([rule("DE119")], code_sks=written)
    assert found([rule(written.strip() or written)], code_sks="DE119")


def test_d3_leading_zeros_and_hyphens_are_kept() -> None:
    fees = {"element": "service", "where": [{"field": "code", "in": "fee"}]}
    sets = [{"id": "fee", "title": "fee", "rules": [rule("80-0101", system="ydelse")]}]
    written = [{"code_ydelse": code, "date": "2026-01-01"} for code in ("80-0101", "80-101", "800101")]
    assert count(fees, one_patient(service=written), code_sets=sets) == 1
    assert (
        count(fees, one_patient(service=[{"code_ydelse": "80-0101", "date": "2026-01-01"}]), code_sets=sets)
        == 1
    )
    assert (
        count(fees, one_patient(service=[{"code_ydelse": "80-101", "date": "2026-01-01"}]), code_sets=sets)
        == 0
    )


@pytest.mark.parametrize("sign", ["%", "_", "!", "\\", "'"])
def test_a_code_with_a_sign_that_sql_gives_a_meaning_is_just_a_code(sign: str) -> None:
    assert found([below(f"DE{sign}1")], code_sks=f"DE{sign}12")
    assert not found([below(f"DE{sign}1")], code_sks="DEX12")


def test_d7_two_code_filters_ask_for_one_record_with_both() -> None:
    sets = [
        {"id": "icpc", "title": "icpc", "rules": [below("T90", system="icpc-2-dk")]},
        {"id": "sks", "title": "sks", "rules": [below("DE11")]},
    ]
    both = {
        "element": "diagnosis",
        "where": [{"field": "code", "in": "icpc"}, {"field": "code", "in": "sks"}],
    }
    apart = [{"code_icpc_2_dk": "T90", "date": "2026-01-01"}, {"code_sks": "DE11", "date": "2026-01-01"}]
    together = {"code_icpc_2_dk": "T90", "code_sks": "DE11", "date": "2026-01-01"}
    assert count(both, one_patient(diagnosis=apart), code_sets=sets) == 0
    assert count(both, one_patient(diagnosis=[together]), code_sets=sets) == 1


# --- conversions --------------------------------------------------------------------------------

LAB = {"element": "measurement", "where": [{"field": "code", "in": "lab"}]}
LATEST = {"type": "latest", "of": LAB}


def lab(*rules: Json) -> list[Json]:
    return [{"id": "lab", "title": "lab", "unit": "mmol/mol", "rules": list(rules)}]


DCCT = rule("NPU03835", system="npu", factor=10.93, offset=-23.5)
IFCC = rule("NPU27300", system="npu")


def measured(value: str, comparator: str = "", **codes: str) -> Json:
    return {"date": "2026-01-01", "value": value, "comparator": comparator, **codes}


def test_d8_a_value_is_converted_exactly() -> None:
    shown = cell(
        LATEST, one_patient(measurement=[measured("6.5", code_npu="NPU03835")]), code_sets=lab(IFCC, DCCT)
    )
    assert (shown.value, shown.unit) == (Decimal("47.545"), "mmol/mol")


def test_d8_nothing_is_rounded_on_the_way() -> None:
    tiny = rule("NPU1", system="npu", factor=0.0000000003, offset=0.0000000001)
    shown = cell(
        LATEST, one_patient(measurement=[measured("0.0000000007", code_npu="NPU1")]), code_sets=lab(tiny)
    )
    assert shown.value == Decimal("0.00000000010000000021")


def test_d8_the_first_system_in_catalogue_order_with_a_code_in_the_set_converts() -> None:
    local = rule("X1", system="local", factor=1000)
    concept = rule("Y1", system="concept", factor=100)
    record = measured("2", code_npu="NPU27300", code_concept="Y1", code_local="X1")
    both = one_patient(measurement=[record])
    assert cell(LATEST, both, code_sets=lab(local, concept, IFCC)).value == 2
    assert cell(LATEST, both, code_sets=lab(local, concept)).value == 200
    assert (
        cell(LATEST, both, code_sets=lab(local, concept, rule("NPU27300", False, system="npu"))).value == 200
    )


def test_d9_a_censored_value_is_converted_and_keeps_its_sign() -> None:
    tables = one_patient(measurement=[measured("6.5", "<", code_npu="NPU03835")])
    shown = cell(LATEST, tables, code_sets=lab(DCCT))
    assert (shown.value, shown.comparator) == (Decimal("47.545"), "<")


def test_d5_filters_compare_the_converted_value() -> None:
    high = {"field": "value", "operator": "at_least", "value": 47.545}
    asked = {"element": "measurement", "where": [*LAB["where"], high]}
    for value, expected in (("6.5", 1), ("6.4999999999", 0)):
        tables = one_patient(measurement=[measured(value, code_npu="NPU03835")])
        assert count(asked, tables, code_sets=lab(DCCT)) == expected


@pytest.mark.parametrize("comparator", ["<=", "=", "ca."])
def test_d10_any_other_comparator_makes_the_value_missing(comparator: str) -> None:
    tables = one_patient(measurement=[hba1c("2026-01-01", "50", comparator)])
    assert cell({"type": "latest", "of": HBA1C}, tables).value is None


def test_3_6_and_d6_ties_without_a_code_filter_use_the_number_as_recorded() -> None:
    anything = {"type": "latest", "of": {"element": "measurement"}, "field": "code"}
    records = [measured("6.5", code_npu="NPU03835"), measured("40", code_npu="NPU27300")]
    assert cell(anything, one_patient(measurement=records)).value == {"npu": "NPU27300"}


def test_d6_ties_under_two_code_filters_use_the_number_as_recorded_too() -> None:
    sets = [*lab(IFCC, DCCT), {**lab(IFCC, DCCT)[0], "id": "again"}]
    where = [{"field": "code", "in": each["id"]} for each in sets]
    latest = {"type": "latest", "of": {"element": "measurement", "where": where}, "field": "code"}
    records = [measured("6.5", code_npu="NPU03835"), measured("40", code_npu="NPU27300")]
    assert cell(latest, one_patient(measurement=records), code_sets=sets).value == {"npu": "NPU27300"}
