"""Texts: no CPR number anywhere in a document, whatever the property."""

from __future__ import annotations

from collections.abc import Iterator

from ..cpr import cpr_like, may_hold_one
from ..document import Document
from ..json_values import nearest_id, values
from ..kinds import Setting
from ..problem import Problem, pointer
from ..walk import Spot


def texts_hold_no_cpr_numbers(spot: Spot[Document], _: Setting) -> Iterator[Problem]:
    """A profile describes patients and holds none. The message does not repeat the number."""
    if not may_hold_one(spot.part.model_dump_json(exclude_unset=True)):
        return
    written = spot.part.to_json()
    nearest = nearest_id(written)
    for path, value in values(written):
        if isinstance(value, str) and cpr_like(value):
            yield Problem(
                pointer(path),
                nearest(path),
                "Teksten har et tal, der ligner et CPR-nummer. Kun MedComs testnumre må bruges.",
            )


RULES = ((Document, (texts_hold_no_cpr_numbers,)),)
