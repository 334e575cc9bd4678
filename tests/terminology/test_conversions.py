"""Conversions that always hold, and none that do not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from profiles.terminology.conversions import known_conversion


@pytest.mark.parametrize(
    ("unit", "into", "factor"),
    [
        ("mmol/L", "µmol/L", "1000"),
        ("µmol/L", "mmol/L", "0.001"),
        ("mg/L", "g/L", "0.001"),
        ("cm", "m", "0.01"),
        ("g/L", "mg/L", "1000"),
        ("mmol/mol", "mol/mol", "0.001"),
    ],
)
def test_a_scale_of_the_same_quantity_is_a_factor(unit: str, into: str, factor: str) -> None:
    found = known_conversion("npu", "NPU00000", unit, into)
    assert found
    assert (found.factor, found.offset) == (Decimal(factor), 0)


@pytest.mark.parametrize(
    ("unit", "into"), [("mmol/L", "mg/L"), ("1", "mmol/mol"), ("mmol/mol", "mmol/L"), ("", "g"), ("kg", "xg")]
)
def test_different_quantities_have_no_conversion(unit: str, into: str) -> None:
    assert known_conversion("npu", "NPU00000", unit, into) is None


def test_hba1c_in_the_old_unit_is_converted_by_the_master_equation() -> None:
    found = known_conversion("npu", "NPU03835", "1", "mmol/mol")
    assert found
    # 6,5 % is 47,5 mmol/mol before rounding (D8).
    assert Decimal("0.065") * found.factor + found.offset == Decimal("47.545")
