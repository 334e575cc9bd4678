"""Reading the cases of a standard version: every file checked, every fault named by file and place."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from profiles.standard.problem import pointer

from .case import Case

DIRECTORY = Path(__file__).parent
_CASE: TypeAdapter[Case] = TypeAdapter(Annotated[Case, Field(discriminator="type")])


class CaseProblem(ValueError):
    """A case that cannot be read. The message names the file and the place in it."""

    def __init__(self, path: Path, place: str, message: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}{place}: {message}")


@cache
def load_cases(standard: str = "1.0") -> tuple[Case, ...]:
    """The cases of a standard version in the order of the files' names. Raises :class:`CaseProblem`."""
    paths = sorted((DIRECTORY / standard).glob("*.json"))
    cases = tuple(case for path in paths for case in read_cases(path, standard))
    _refuse_repeated([(path, case.id) for path in paths for case in read_cases(path, standard)])
    return cases


@cache
def read_cases(path: Path, standard: str) -> tuple[Case, ...]:
    """The cases of one file: a JSON array. Raises :class:`CaseProblem`."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise CaseProblem(path, "", f"Filen er ikke JSON ({error}).") from None
    if not isinstance(listed, list):
        raise CaseProblem(path, "", "Filen skal være en liste af eksempler.")
    return tuple(_read(path, number, given, standard) for number, given in enumerate(listed))


def _read(path: Path, number: int, given: Any, standard: str) -> Case:
    if not isinstance(given, dict):
        raise CaseProblem(path, pointer((number,)), "Et eksempel skal være et objekt.")
    try:
        return _CASE.validate_python({"type": "evaluation", "standard": standard, **given})
    except ValidationError as error:
        first = error.errors()[0]
        place = pointer((number, *first["loc"][1:]))
        raise CaseProblem(path, f"{place} ({given.get('id')})", first["msg"]) from None


def _refuse_repeated(named: list[tuple[Path, str]]) -> None:
    seen: set[str] = set()
    for path, identifier in named:
        if identifier in seen:
            raise CaseProblem(path, "", f"To eksempler hedder {identifier}.")
        seen.add(identifier)
