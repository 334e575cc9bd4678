"""Asking for the lints of a document written by hand."""

from __future__ import annotations

from typing import Any

from profiles.standard.catalogue import load_catalogue
from profiles.standard.lint import Lint, lint
from profiles.standard.reading import read_json

from .examples import AGE, DIAGNOSIS, Json, including

EXISTS = {"type": "exists", "of": DIAGNOSIS}


def found_in(value: Json) -> tuple[Lint, ...]:
    return lint(read_json(value), load_catalogue())


def lints(value: Json, *wanted: str) -> list[tuple[str, str | None, str]]:
    """Code, node and place of the lints with one of the codes."""
    return [(each.code, each.node, each.place) for each in found_in(value) if each.code in wanted]


def only(value: Json, code: str) -> Lint:
    """The one lint with a code."""
    (found,) = (each for each in found_in(value) if each.code == code)
    return found


def codes(value: Json) -> set[str]:
    return {each.code for each in found_in(value)}


def group(type_: str, *parts: Json, **more: Any) -> Json:
    """A document whose inclusion is a group called ``it`` of parts called ``part-0``, ``part-1`` …"""
    named = [{"id": f"part-{number}", **part} for number, part in enumerate(parts)]
    return including(type=type_, of=named, **more)


def age(operator: str, value: Any) -> Json:
    return {"type": "compare", "measure": AGE, "operator": operator, "value": value}
