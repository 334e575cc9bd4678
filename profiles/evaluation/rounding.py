"""Division rounded half-even to six decimals, for averages and shares (3.5, C10, C12, G7)."""

from __future__ import annotations

from .layout import VALUE
from .per_patient import step
from .plan import Plan
from .sql import RECORD, as_number, choice, column, counted, quotient, whole

MILLION = "1000000"
MILLIONTH = "0.000001"


def rounded_quotient(totals: str, plan: Plan) -> str:
    """``total / parts`` rounded half-even to six decimals, in whole numbers so that nothing is lost (G7).

    The size of the total is cut in units, whole millionths and a rest below one millionth, and the units are
    divided apart from the millionths, so that every whole number fits in 64 bits. The quotient goes one
    millionth up where twice the remainder is above the divisor, or equal to it and the quotient is odd.
    """
    total, parts, size = (column(RECORD, each) for each in ("total", "parts", "size"))
    kept = {each: column(RECORD, each) for each in ("sign", "parts")}
    signs = choice([(f"{total} < 0", "-1")], "1")
    table = step(totals, {"sign": signs, "parts": counted(parts), "size": f"ABS({total})"}, plan)
    millionths = f"({size} - FLOOR({size})) * {MILLION}"
    table = step(table, {**kept, "units": whole(f"FLOOR({size})"), "millionths": millionths}, plan)
    table = step(table, {**kept, **_divided_units(parts)}, plan)
    table = step(table, {**kept, "units": column(RECORD, "units"), **_divided_millionths(parts)}, plan)
    table = step(table, {VALUE: _rounded(parts)}, plan)
    (value,) = plan.measured(table, [VALUE])
    return value


def _divided_units(parts: str) -> dict[str, str]:
    """What the units leave goes on as millionths: fewer than ``parts`` millions of them."""
    units, millionths = column(RECORD, "units"), column(RECORD, "millionths")
    return {
        "units": quotient(units, parts),
        "undivided": f"({units} % {parts}) * {MILLION} + {whole(f'FLOOR({millionths})')}",
        "rest": f"{millionths} - FLOOR({millionths})",
    }


def _divided_millionths(parts: str) -> dict[str, str]:
    undivided, rest = column(RECORD, "undivided"), column(RECORD, "rest")
    left = f"{as_number(f'{undivided} % {parts}')} + {rest}"
    return {"found": quotient(undivided, parts), "left": left}


def _rounded(parts: str) -> str:
    units, found, left, sign = (column(RECORD, each) for each in ("units", "found", "left", "sign"))
    up = f"2 * {left} > {parts} OR (2 * {left} = {parts} AND {found} % 2 = 1)"
    millionths = f"CAST({found} + {choice([(up, '1')], '0')} AS DECIMAL(38, 0)) * {MILLIONTH}"
    return as_number(f"({as_number(units)} + {millionths}) * {sign}")
