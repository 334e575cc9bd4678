"""Putting a value at a path of an immutable document: a new one that shares the rest with the old."""

from __future__ import annotations

from typing import Any, TypeVar

from .document import Part
from .problem import Path

P = TypeVar("P", bound=Part)


def attribute(part: Part, step: str) -> str:
    """The Python name of a property (``from`` is ``from_``)."""
    fields = type(part).model_fields
    return next(name for name, field in fields.items() if step in (name, field.alias))


def at(part: Part, path: Path) -> Any:
    """The value at a path; the part itself for the empty path."""
    value: Any = part
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, attribute(value, step))
    return value


def put(part: P, path: Path, value: Any) -> P:
    """The part with ``value`` at a path of at least one step; what is put is not validated again."""
    step, rest = str(path[0]), path[1:]
    name = attribute(part, step)
    return part.model_copy(update={name: _changed(getattr(part, name), rest, value)})


def _changed(current: Any, rest: Path, value: Any) -> Any:
    if not rest:
        return value
    index = rest[0]
    if not isinstance(index, int):
        return put(current, rest, value)
    return (*current[:index], _changed(current[index], rest[1:], value), *current[index + 1 :])


def put_in(part: P, path: Path, position: int, value: Any) -> P:
    """The part with ``value`` added to the list at a path, before what stands at ``position``."""
    listed = at(part, path)
    return put(part, path, (*listed[:position], value, *listed[position:]))


def take_out(part: P, path: Path) -> P:
    """The part without the list member at a path."""
    *before, index = path
    listed = at(part, tuple(before))
    return put(part, tuple(before), (*listed[: int(index)], *listed[int(index) + 1 :]))
