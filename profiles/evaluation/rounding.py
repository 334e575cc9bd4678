"""Division rounded half-even to six decimals, for averages and shares (3.5, C10, C12, G7)."""

from __future__ import annotations

from .layout import VALUE
from .per_patient import step
from .plan import Plan
from .sql import RECORD, as_number, choice, column, quotient, whole


def rounded_quotient(totals: str, plan: Plan) -> str:
    """``total / parts`` rounded half-even to six decimals, in whole numbers so that nothing is lost (G7).

    The size of the total is cut in whole millionths and a rest below one. The quotient goes one up where
    twice the remainder is above the divisor, or equal to it and the quotient is odd.
    """
    total, parts, sign, size = (column(RECORD, each) for each in ("total", "parts", "sign", "size"))
    table = step(
        totals, {"sign": choice([(f"{total} < 0", "-1")], "1"), "size": f"ABS({total})", "parts": parts}, plan
    )
    fraction = f"({size} - FLOOR({size})) * 1000000"
    millionths = f"{whole(f'FLOOR({size})')} * 1000000 + {whole(f'FLOOR({fraction})')}"
    cut = {"sign": sign, "parts": parts, "millionths": millionths, "rest": f"{fraction} - FLOOR({fraction})"}
    table = step(table, cut, plan)
    millionths, rest, found, left = (column(RECORD, each) for each in ("millionths", "rest", "found", "left"))
    remainder = f"{as_number(f'{millionths} % {parts}')} + {rest}"
    table = step(
        table, {"sign": sign, "parts": parts, "found": quotient(millionths, parts), "left": remainder}, plan
    )
    up = f"2 * {left} > {parts} OR (2 * {left} = {parts} AND {found} % 2 = 1)"
    rounded = f"({found} + {choice([(up, '1')], '0')}) * {sign}"
    table = step(table, {VALUE: as_number(f"CAST({rounded} AS DECIMAL(38, 0)) * 0.000001")}, plan)
    (value,) = plan.measured(table, [VALUE])
    return value
