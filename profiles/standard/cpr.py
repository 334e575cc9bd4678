"""The guard against CPR numbers: a profile describes patients and never holds one.

Every ten-digit number whose first six digits form a date counts as a CPR number, because a checksum cannot
tell real numbers from invented ones (numbers issued since 2007 may fail it). Only MedCom's national test
numbers are let through.
Source: MedCom, TestPatienter.xlsx rev. 02/07-2024, by way of dk-core's TestPatienter.fsh.
"""

from __future__ import annotations

import re
from calendar import monthrange

_LISTED = """
    0201609995 0201609996 0504909995 0504909989 0201919990 0201919996 0201919995 0108589995
    0108629996 0104909995 0104909989 1502799995 1502829995 0506889996 2512489996 0211223989
    2509479989 0107729995 1502779995 2911829996 1509819996 0505059996 0505109990 0505159995
    0505209996 0505239996 3103979995 3101229995 1310169995 1310169996 1306249995 1306249996
    0212159995 1007059995 1110109996 3001749995 2103009996 2311143995
"""
TEST_NUMBERS = frozenset(_LISTED.split())

# Digits that belong to something else: an OID, or a hash of at least 32 hexadecimal digits.
ELSEWHERE = re.compile(
    r"(?<![0-9.])[0-9]+(?:\.[0-9]+){3,}(?![0-9])|(?<![0-9A-Za-z])[0-9a-fA-F]{32,}(?![0-9A-Za-z])"
)
CANDIDATE = re.compile(r"(?<![0-9])([0-9]{6})[ \u00a0]?[-\u2010-\u2014\u2212]?[ \u00a0]?([0-9]{4})(?![0-9])")


def cpr_like(text: str) -> tuple[str, ...]:
    """The CPR-like numbers of a text as ten digits each, in order, without MedCom's test numbers."""
    found = (first + last for first, last in CANDIDATE.findall(ELSEWHERE.sub("·", text)))
    return tuple(number for number in found if _starts_with_a_date(number) and number not in TEST_NUMBERS)


def may_hold_one(text: str) -> bool:
    """Whether it is worth looking closer: somewhere are ten digits as a CPR number has them."""
    return CANDIDATE.search(text) is not None


def _starts_with_a_date(number: str) -> bool:
    """DDMMYY in any century: 29 February counts in every year divisible by four."""
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:6])
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]
