"""Texts of a document: Unicode NFC, no control characters (A23), bounded."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

LONGEST = 20_000
LONGEST_WORD = 200
# Unicode's categories Cc and Cs: control characters, and surrogates that stand alone.
CONTROLS = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")


def objection(text: str) -> str | None:
    """What a text of a document may not be, in Danish; ``None`` for a text that may stand."""
    if text.isascii() and text.isprintable():
        return None
    if not unicodedata.is_normalized("NFC", text):
        return "skal være skrevet i Unicode-formen NFC"
    if CONTROLS.search(text):
        return "må ikke indeholde linjeskift eller andre styretegn"
    return None


def _plain(text: str) -> str:
    against = objection(text)
    if against:
        raise ValueError(against)
    return text


PlainText = Annotated[str, Field(max_length=LONGEST), AfterValidator(_plain)]

# A word that is compared, not read: an element, a field, a token, a code, a unit.
Word = Annotated[str, Field(min_length=1, max_length=LONGEST_WORD), AfterValidator(_plain)]
