"""JSON for people and for downloads: indented, and every decimal written as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

SHORT = 88


def json_text(value: object, depth: int = 0) -> str:
    """JSON of plain values, decimals among them. What fits on a line stays on it."""
    on_one_line = _flat(value)
    if len(on_one_line) + depth <= SHORT or not isinstance(value, Mapping | list | tuple):
        return on_one_line
    if isinstance(value, Mapping):
        members = [f"{_flat(name)}: {json_text(each, depth + 1)}" for name, each in value.items()]
        return _block("{", members, "}", depth)
    return _block("[", [json_text(each, depth + 1) for each in value], "]", depth)


def _flat(value: object) -> str:
    match value:
        case Mapping():
            return "{" + ", ".join(f"{_flat(name)}: {_flat(each)}" for name, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_flat, value)) + "]"
        case Decimal():
            return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)


def _block(opening: str, members: Iterable[str], closing: str, depth: int) -> str:
    inner, outer = " " * (depth + 1), " " * depth
    return f"{opening}\n" + ",\n".join(inner + each for each in members) + f"\n{outer}{closing}"
