"""The pinned standard: what a document says, its standard can say (9.1, 9.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Part
from ..introduced import used
from ..kinds import Setting
from ..problem import Problem
from ..walk import Spot


def standard_knows_what_is_said(spot: Spot[Part], setting: Setting) -> Iterator[Problem]:
    """A feature that came with a newer standard than the document's is an error where it stands."""
    for feature, below in used(spot, setting):
        if not feature.is_in(setting.document.standard):
            yield spot.problem(feature.too_new, *below)


RULES = ((Part, (standard_knows_what_is_said,)),)
