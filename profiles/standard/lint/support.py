"""Elements and fields that few practice systems can deliver (G4), from a small file that names its source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from ..document import Anchor, Selection, Table
from ..kinds import field_read
from ..walk import Spot
from .finding import Lint, found
from .study import Study

FILE = Path(__file__).with_name("support.json")
POPULATION = ("inclusion", "exclusion")


class Scarce(BaseModel):
    """An element, or a field of one, and why few systems have it, as the end of a Danish sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    element: str
    why: str
    field: str | None = None


class Support(BaseModel):
    """``mark`` says how far to trust it, ``source`` where it is from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mark: str
    source: str
    few: tuple[Scarce, ...]


@lru_cache
def support() -> Support:
    return Support.model_validate_json(FILE.read_bytes())


def systems_can_deliver(spot: Spot[Selection], study: Study) -> Iterator[Lint]:
    """G4: without it a system must refuse the profile, or, outside the population, leave the part out."""
    code = "few-systems" if spot.section in POPULATION else "few-systems-shown"
    for each in support().few:
        if each.element == spot.part.element and (each.field is None or each.field in _fields(spot)):
            yield found(spot, code, _message(each, study))


def _message(scarce: Scarce, study: Study) -> str:
    element = study.catalogue.element(scarce.element)
    name = f"{element.title}, {element.field(scarce.field).title}" if scarce.field else element.title
    return f"Få systemer kan levere »{name}«: {scarce.why}. Overvej, om det kan undværes ({support().mark})."


def _fields(spot: Spot[Selection]) -> Iterator[str | None]:
    """The fields that are filtered on, read or shown."""
    yield from (asked.field for asked in spot.part.where)
    owner: Any = spot.parent
    if isinstance(owner, Table):
        yield from owner.fields
    elif owner is not None and not isinstance(owner, Anchor) and hasattr(owner, "field"):
        yield field_read(owner)


CHECKS = ((Selection, (systems_can_deliver,)),)
