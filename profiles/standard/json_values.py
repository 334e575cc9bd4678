"""Going through plain JSON values: every value once with its path, and the id nearest to a path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .problem import Path


def members(value: object) -> Iterator[tuple[str | int, object]]:
    """What stands directly below a value; nothing below a text, a number or a truth."""
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list | tuple):
        yield from enumerate(value)


def values(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The value itself and every value below it, in order."""
    yield path, value
    for step, below in members(value):
        yield from values(below, (*path, step))


def nearest_id(value: object) -> Callable[[Path], str | None]:
    """A function from a path in the value to the id of the closest object around it that has one."""

    def nearest(path: Path) -> str | None:
        found, here = None, value
        for step in path:
            here = dict(members(here)).get(step)
            if isinstance(here, Mapping) and isinstance(here.get("id"), str):
                found = here["id"]
        return found

    return nearest
