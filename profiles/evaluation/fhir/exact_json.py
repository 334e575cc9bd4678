"""JSON in which a decimal is the numeral it is: a measured value loses no digit on its way into a bundle."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from ..sql import plain


def json_text(value: Any) -> str:
    """One line of JSON; a decimal without exponent and trailing zeros (F3)."""
    match value:
        case dict():
            return "{" + ",".join(f"{json_text(key)}:{json_text(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(json_text(each) for each in value) + "]"
        case Decimal():
            return plain(value)
    return json.dumps(value, ensure_ascii=False)
